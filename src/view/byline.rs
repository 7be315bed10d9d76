//! Who wrote it.

use crate::article::{Agent, Article};
use crate::browser::dom::{Attr, Element, Tag};
use crate::browser::intl;

use super::Reader;
use super::inline::BLOCK_ID;

/// "By A, B and C", each name a link where there is a page about them; or the byline as the source prints it.
pub fn byline(parent: &Element, article: &Article, reader: &Reader) {
    if article.byline.is_empty() {
        if let Some(text) = &article.byline_text {
            parent.add_text(Tag::P, &[Attr::Class("byline"), Attr::DirAuto], text);
        }
        return;
    }
    let line = parent.add(Tag::P, &[Attr::Class("byline")]);
    let line = reader.words(&line, Tag::Span, "words");
    let (before, after) = crate::find::split_once(reader.say.by, "{names}").unwrap_or((reader.say.by, ""));
    line.text(before);
    names(&line, &article.byline, reader);
    line.text(after);
}

/// The names as a list of the reader's language. `Intl` makes the list of stand-ins from Unicode's private use area, which
/// are then replaced, because it can give text only.
fn names(line: &Element, agents: &[Agent], reader: &Reader) {
    let stand_in = |at: usize| u32::try_from(at).ok().and_then(|at| char::from_u32(0xE000 + at));
    let places: Vec<String> = (0..agents.len().min(64)).filter_map(stand_in).map(String::from).collect();
    let mut between = String::new();
    for c in intl::list(&reader.locale, &places).chars() {
        let agent = u32::from(c).checked_sub(0xE000).and_then(|at| agents.get(usize::try_from(at).ok()?));
        match agent {
            Some(agent) => {
                line.text(&std::mem::take(&mut between));
                name(line, agent);
            }
            None => between.push(c),
        }
    }
    line.text(&between);
}

/// One name, isolated, so that a name of another direction does not turn the line around.
pub fn name(line: &Element, agent: &Agent) {
    let holder = match &agent.url {
        Some(href) => {
            line.add(Tag::A, &[Attr::Href(href, BLOCK_ID), Attr::Rel("author noopener noreferrer")])
        }
        None => line.add(Tag::Span, &[Attr::Class("name")]),
    };
    holder.add_text(Tag::Bdi, &[], &agent.name);
    if let Some(role) = &agent.role {
        line.text(" ");
        line.add_text(Tag::Small, &[Attr::DirAuto], role);
    }
}
