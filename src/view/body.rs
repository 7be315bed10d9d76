//! The text of the article, shown in slices so that a long one never holds up the page.

use std::rc::Rc;
use std::sync::Arc;

use leptos::task::spawn_local;

use crate::article::Article;
use crate::browser::clock::{self, Slice};
use crate::browser::dom::Element;

use super::block::block;
use super::inline::Manner;
use super::{Reader, contents, corrections, rare, topics};

/// Blocks between two looks at the clock.
const STEP: usize = 16;

/// Draws corrections, the place of the contents, text, notes and topics; calls `done` when all of it is in the document.
pub fn body(
    parent: &Element,
    article: &Arc<Article>,
    notes: Vec<String>,
    reader: &Reader,
    done: Rc<dyn Fn()>,
) {
    corrections::corrections(
        parent,
        &article.corrections,
        &Manner { notes: &notes, stranger: false },
        reader,
    );
    contents::contents(parent, article, reader);
    rare::around(parent, reader);
    let mut drawn = slice(parent, article, 0, &notes, reader);
    let complete = drawn == article.body.len();
    if complete {
        finish(parent, article, &notes, reader);
    }
    let (parent, article, reader) = (parent.clone(), article.clone(), reader.clone());
    // In any case after this task: the part that is being made is not in the document yet.
    spawn_local(async move {
        while drawn < article.body.len() {
            clock::sleep(0).await;
            drawn = slice(&parent, &article, drawn, &notes, &reader);
        }
        if !complete {
            finish(&parent, &article, &notes, &reader);
        }
        done();
    });
}

/// Ids of the notes in order, for their numbers.
#[must_use]
pub fn note_ids(article: &Article) -> Vec<String> {
    article.notes.iter().map(|note| note.id.clone()).collect()
}

/// Draws blocks from `from` on until the slice is over; gives the first that is not drawn.
fn slice(parent: &Element, article: &Article, from: usize, notes: &[String], reader: &Reader) -> usize {
    let manner = Manner { notes, stranger: false };
    let slice = Slice::begin();
    let mut at = from;
    for chunk in article.body.get(from..).unwrap_or_default().chunks(STEP) {
        chunk.iter().for_each(|one| block(parent, one, &manner, reader));
        at += chunk.len();
        if slice.is_over() {
            break;
        }
    }
    at
}

fn finish(parent: &Element, article: &Article, notes: &[String], reader: &Reader) {
    rare::after(parent, article, &Manner { notes, stranger: false }, reader);
    topics::topics(parent, &article.tags, reader);
}
