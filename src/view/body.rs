//! The text of the article. The first screens of a long one are shown before the rest is made.

use std::ops::Range;
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
/// A text of more blocks than these is long.
const LONG: usize = 300;
/// So many of its blocks are shown first.
const FIRST: usize = 3 * STEP;
/// Milliseconds in which the browser shows these.
const FRAME: i32 = 20;
/// Milliseconds that are given to the others at a time. A frame between two slices costs the layout of all that is new, which takes longer
/// than making it: shorter slices would have the reader wait longer, and no key be answered sooner.
const AT_A_TIME: f64 = 100.0;

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
    let count = article.body.len();
    let first = if count > LONG { FIRST } else { count };
    let mut drawn = slice(parent, article, 0..first, &notes, reader);
    let complete = drawn == count;
    if complete {
        finish(parent, article, &notes, reader);
    }
    let (parent, article, reader) = (parent.clone(), article.clone(), reader.clone());
    // In any case after this task: the part that is being made is not in the document yet.
    spawn_local(async move {
        let mut pause = FRAME;
        while drawn < count {
            clock::sleep(pause).await;
            drawn = slice(&parent, &article, drawn..count, &notes, &reader);
            pause = 0;
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

/// Draws these blocks until the slice is over; gives the first that is not drawn.
fn slice(
    parent: &Element,
    article: &Article,
    blocks: Range<usize>,
    notes: &[String],
    reader: &Reader,
) -> usize {
    let manner = Manner { notes, stranger: false };
    let slice = Slice::of(AT_A_TIME);
    let mut at = blocks.start;
    for chunk in article.body.get(blocks).unwrap_or_default().chunks(STEP) {
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
