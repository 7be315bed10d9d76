//! "Post Comments" and "Leave a Reply", below their heading.

use std::rc::Rc;
use std::sync::Arc;

use leptos::task::spawn_local;

use crate::article::{Article, Comment, Href};
use crate::browser::dom::{self, Attr, Element, Tag};
use crate::browser::listener::Listener;
use crate::browser::{clock, intl, url};
use crate::comments::{Row, thread};
use crate::json_text;
use crate::text::fill;

use super::comment::{Place, comment};
use super::replies::Replies;
use super::{DraftTarget, Reader};

/// How long one slice of comments may take, in milliseconds.
const SLICE: f64 = 20.0;
/// Comments between two looks at the clock.
const STEP: usize = 10;

/// A thread and its forms. They work as long as this lives.
pub struct Discussion {
    replies: Replies,
    _press: Listener,
}

impl Drop for Discussion {
    fn drop(&mut self) {
        self.replies.end();
    }
}

/// The thread of an article and the form for a reply to it, at the end of `section`; `on_shown` is called when the whole
/// thread is in the document.
pub fn comments(
    section: &Element,
    article: Arc<Article>,
    reader: Reader,
    on_shown: Rc<dyn Fn()>,
) -> Discussion {
    let say = reader.say;
    section.add_text(Tag::P, &[Attr::Class("empty")], &count(&article, &reader));
    let list = section.add(Tag::Ol, &[Attr::Class("thread")]);
    if let Some(href) = article.comments.more.as_deref().and_then(|more| Href::new("", more)) {
        let host = href.http().map(url::host).unwrap_or_default();
        let line = section.add(Tag::P, &[Attr::Class("elsewhere")]);
        let attrs = [Attr::Href(&href, ""), Attr::Rel("noopener noreferrer")];
        line.add_text(Tag::A, &attrs, &fill(say.comments_elsewhere, &[("host", &host)]));
    }
    if article.comments.open == Some(false) {
        section.add_text(Tag::P, &[Attr::Class("state")], say.comments_closed);
    }
    let mut about = json_text::Object::new();
    about.text("title", &article.name());
    about.text("src", &article.source_url);
    let target = DraftTarget {
        site: url::origin(&article.source_url),
        article: article.id.clone(),
        parent: None,
        about: about.end(),
    };
    let replies = Replies::new(target, article.clone(), reader.clone());
    replies.own_form(section);
    replies.drafts_of_site(section);
    let press = list.on("click", {
        let replies = replies.clone();
        move |event| replies.pressed(&event)
    });
    let discussion = Discussion { replies: replies.clone(), _press: press };
    let order = thread(&article.comments.items);
    let mut drawn = slice(&list, &order, 0, &article, &reader);
    spawn_local(async move {
        while drawn < order.len() {
            clock::sleep(0).await;
            drawn = slice(&list, &order, drawn, &article, &reader);
        }
        replies.begin(&list);
        on_shown();
    });
    discussion
}

/// How many comments there are, in words.
fn count(article: &Article, reader: &Reader) -> String {
    let known = u32::try_from(article.comments.items.len()).unwrap_or(u32::MAX);
    let count = article.comments.count.unwrap_or(0).max(known);
    if count == 0 {
        return reader.say.no_comments.to_owned();
    }
    let count = f64::from(count);
    let form = reader.say.comments_count.of(&intl::plural(&reader.locale, count));
    fill(form, &[("count", &intl::number(&reader.locale, count))])
}

/// Draws rows from `from` on until the slice is over; gives the first that is not drawn.
fn slice(list: &Element, order: &[Row], from: usize, article: &Article, reader: &Reader) -> usize {
    let comments = &article.comments.items;
    let open = article.comments.open != Some(false);
    let start = clock::elapsed();
    let mut made = Vec::new();
    let mut at = from;
    for chunk in order.get(from..).unwrap_or_default().chunks(STEP) {
        for row in chunk {
            let parent: Option<&Comment> = row.parent.and_then(|parent| comments.get(parent));
            let place = Place { depth: row.depth, parent, open, kept: false };
            made.extend(comments.get(row.index).and_then(|one| comment(one, &place, reader)));
        }
        at += chunk.len();
        if clock::elapsed() - start > SLICE {
            break;
        }
    }
    dom::append_all(list, &made);
    at
}
