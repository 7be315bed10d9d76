//! The article with everything that belongs to it.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

use crate::article::{Access, Article, Href};
use crate::browser::dom::{Attr, Element, Tag};
use crate::browser::url;
use crate::embed::Code;
use crate::text::fill;

use super::bar::bar;
use super::body::{body, note_ids};
use super::comments_place::{Bringing, comments_place};
use super::headline::head;
use super::inline::Manner;
use super::keeping::{keeping_line, keeping_place};
use super::paper::paper_soon;
use super::related::related_place;
use super::{Problem, Reader, rare};

/// Headline, text, and places for related articles, comments and the reply form. `bring_related` fills the first of these, `on_shown` is
/// called when headline and text are in the document, `on_complete` when the comments are there too. How old a copy is stands over it, all else of that
/// below the text; nothing where `is_copy` is `None`.
pub fn article(
    parent: &Element,
    article: &Arc<Article>,
    is_copy: Option<bool>,
    bring_related: impl Fn(Element, Reader) -> Bringing + 'static,
    on_shown: Rc<dyn Fn()>,
    on_complete: Rc<dyn Fn()>,
) {
    let reader = Reader::here();
    if is_copy == Some(true) {
        keeping_line(parent);
    }
    let notes = note_ids(article);
    bar(parent, article);
    let element = parent.add(Tag::Article, &[]);
    // Empty where it is not known: the interface's own is around it.
    element.set(Attr::Lang(article.lang.as_deref().unwrap_or_default()));
    if let Some(dir) = article.dir {
        element.set(Attr::Dir(dir));
    }
    let [on_shown, on_complete] = after_both(on_shown, on_complete, paper_soon(parent, article, &reader));
    head(&element, article, &Manner { notes: &notes, stranger: false }, &reader);
    body(&element.add(Tag::Div, &[Attr::Class("body")]), article, notes, &reader, on_shown);
    missing(&element, article, &reader);
    rare::missing(&element, article, &reader);
    if is_copy.is_some() {
        keeping_place(parent);
    }
    let (place, said) = (related_place(parent, &reader), reader.clone());
    let bring_related = Rc::new(move || bring_related(place.clone(), said.clone()));
    comments_place(parent, article, &reader, bring_related, on_complete);
}

/// Calls `then` once both of the callbacks that it gives were called.
fn after_both(one: Rc<dyn Fn()>, other: Rc<dyn Fn()>, then: Rc<dyn Fn()>) -> [Rc<dyn Fn()>; 2] {
    let first = Rc::new(Cell::new(true));
    [one, other].map(|own| -> Rc<dyn Fn()> {
        let (first, then) = (first.clone(), then.clone());
        Rc::new(move || {
            own();
            if !first.replace(false) {
                then();
            }
        })
    })
}

/// Why not all of the article is shown, if so.
#[must_use]
pub fn missing_code(article: &Article) -> Option<Code> {
    match article.access {
        Access::None => Some(Code::Protected),
        Access::Part => Some(Code::Part),
        Access::Free | Access::Unknown => article.body.is_empty().then_some(Code::Empty),
    }
}

/// What is said under a text of which not all is here, with a link to the original.
fn missing(parent: &Element, article: &Article, reader: &Reader) {
    let Some(code) = missing_code(article) else { return };
    let Some((title, sentence)) = Problem::new(code).known_words(reader) else { return };
    let note = parent.add(Tag::Div, &[Attr::Class("box missing"), Attr::Role("note")]);
    reader.mark(&note);
    note.add_text(Tag::P, &[Attr::Class("box-title")], &title);
    note.add_text(Tag::P, &[], &sentence);
    let Some(address) = &article.url else { return };
    if let Some(href) = Href::new("", address) {
        let words = fill(reader.say.original, &[("host", &url::host(address))]);
        note.add(Tag::P, &[]).add_text(Tag::A, &[Attr::Href(&href, ""), Attr::Rel("noopener")], &words);
    }
}
