//! One comment.

use crate::article::{Comment, Status};
use crate::browser::dom::{Attr, DataName, Element, Tag, element};
use crate::browser::intl;
use crate::text::fill;

use super::block::blocks;
use super::inline::{BLOCK_ID, Manner};
use super::{Reader, ages};

/// Deepest indent; deeper comments say whom they answer.
pub const MAX_INDENT: usize = 6;

/// Where a comment stands and whom it answers.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// 0 for one that answers the article.
    pub depth: usize,
    /// The comment that it answers, if that is in the thread.
    pub parent: Option<&'a Comment>,
    /// Whether replies are taken.
    pub open: bool,
    /// Whether it is a reply that only this device has.
    pub kept: bool,
}

/// The id of a comment's element without its prefix `comment-`: the source's id, percent-encoded where it is an address or has
/// white space.
#[must_use]
pub fn element_id(id: &str) -> String {
    if id.contains(|c: char| c.is_whitespace() || matches!(c, ':' | '/' | '?' | '#' | '%')) {
        crate::browser::url::encode_component(id)
    } else {
        id.to_owned()
    }
}

/// The name of whoever wrote it, or "Anonymous".
#[must_use]
pub fn author_name<'a>(comment: &'a Comment, reader: &Reader) -> &'a str {
    comment
        .author
        .as_ref()
        .map(|author| author.name.as_str())
        .filter(|name| !name.is_empty())
        .unwrap_or(reader.form().anonymous)
}

/// The list item of a comment.
#[must_use]
pub fn comment(comment: &Comment, place: &Place<'_>, reader: &Reader) -> Option<Element> {
    let id = element_id(&comment.id);
    let depth = place.depth.min(MAX_INDENT).to_string();
    let li = element(
        Tag::Li,
        &[Attr::Class("comment"), Attr::Id("comment-", &id), Attr::Data(DataName::Depth, &depth)],
    )?;
    li.set(Attr::Data(DataName::Level, &place.depth.to_string()));
    li.set(Attr::Data(DataName::Comment, &comment.id));
    if comment.status == Status::Removed {
        li.add_text(Tag::P, &[Attr::Class("state")], reader.form().removed);
        return Some(li);
    }
    head(&li, comment, place, &id, reader);
    if comment.status == Status::Held {
        li.add_text(Tag::P, &[Attr::Class("state")], reader.form().held);
    }
    let body = li.add(Tag::Div, &[Attr::Class("comment-body")]);
    // Of the text alone: all else is said by the interface.
    if let Some(lang) = &comment.lang {
        body.set(Attr::Lang(lang));
    }
    match comment.dir {
        Some(dir) => body.set(Attr::Dir(dir)),
        None => body.set(Attr::DirAuto),
    }
    blocks(&body, &comment.body, &Manner::STRANGER, reader);
    if place.kept {
        li.add_text(Tag::P, &[Attr::Class("state")], reader.form().kept_here);
        return Some(li);
    }
    if place.open && comment.status == Status::Published {
        let name = fill(reader.form().reply_to, &[("name", author_name(comment, reader))]);
        let attrs = [
            Attr::TypeButton,
            Attr::Class("reply"),
            Attr::AriaLabel(&name),
            Attr::Data(DataName::Reply, &comment.id),
        ];
        li.add_text(Tag::Button, &attrs, reader.form().reply);
    }
    Some(li)
}

fn head(li: &Element, comment: &Comment, place: &Place<'_>, id: &str, reader: &Reader) {
    let line = li.add(Tag::P, &[Attr::Class("comment-head")]);
    let author = comment.author.as_ref().filter(|author| !author.name.is_empty());
    match author.and_then(|author| author.url.as_ref()) {
        Some(href) => {
            let attrs = [
                Attr::Class("comment-author"),
                Attr::Href(href, BLOCK_ID),
                Attr::Rel("nofollow ugc noopener noreferrer"),
            ];
            line.add(Tag::A, &attrs).add_text(Tag::Bdi, &[], author_name(comment, reader));
        }
        None => {
            line.add_text(Tag::Bdi, &[Attr::Class("comment-author")], author_name(comment, reader));
        }
    }
    if let Some(parent) = place.parent {
        line.text(" ");
        let to = fill(reader.form().in_reply_to, &[("name", author_name(parent, reader))]);
        let attrs =
            [Attr::Class("comment-to"), Attr::HrefId("comment-", &element_id(&parent.id)), Attr::DirAuto];
        line.add_text(Tag::A, &attrs, &to);
    }
    line.text(if place.parent.is_some() { "\u{a0}· " } else { " " });
    let attrs =
        [Attr::Class("comment-link"), Attr::HrefId("comment-", id), Attr::Title(reader.form().permalink)];
    let link = line.add(Tag::A, &attrs);
    match &comment.published {
        Some(when) => ages::time(&link, when, reader),
        None => {
            link.add_text(Tag::Span, &[Attr::AriaLabel(reader.form().permalink)], "#").set(Attr::Role("img"))
        }
    }
    if let Some(votes) = comment.votes.filter(|votes| *votes != 0) {
        line.text(&format!(
            "\u{a0}· {}{}",
            if votes > 0 { "+" } else { "" },
            intl::number(&reader.locale, f64::from(votes))
        ));
    }
}
