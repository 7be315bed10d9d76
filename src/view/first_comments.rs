//! The first comments of a long thread: they are shown while the others are read.

use std::sync::Arc;

use crate::article::{Article, Comment};
use crate::browser::clock::{self, Slice};
use crate::browser::dom::{Attr, Element, Tag};
use crate::comments::{Row, thread};
use crate::format::ThreadReading;

use super::Reader;
use super::comment::{Place, comment};
use super::comments::in_words;

/// So many are shown early.
pub const FIRST: usize = 60;
/// Comments read between two looks at the clock.
pub const STEP: usize = 20;

/// Where the thread is, with what is there already.
pub struct FirstComments {
    /// How many comments there are, in words.
    pub count: Element,
    /// The list.
    pub list: Element,
    /// The rows that the list has.
    rows: Vec<Row>,
}

impl FirstComments {
    /// The places, with nothing in them.
    pub fn none(section: &Element) -> Self {
        let count = section.add(Tag::P, &[Attr::Class("empty")]);
        let list = section.add(Tag::Ol, &[Attr::Class("thread")]);
        Self { count, list, rows: Vec::new() }
    }

    /// Shows the first of those that were read so far, if there are so many.
    fn show(&mut self, so_far: &[Comment], count: usize, reader: &Reader) {
        if !self.rows.is_empty() || so_far.len() < FIRST {
            return;
        }
        self.count.set_text(&in_words(u32::try_from(count).unwrap_or(u32::MAX), reader));
        self.rows = thread(so_far);
        self.rows.truncate(FIRST);
        for row in &self.rows {
            let parent = row.parent.and_then(|parent| so_far.get(parent));
            let place = Place { depth: row.depth, parent, open: true, kept: false };
            let made = so_far.get(row.index).and_then(|one| comment(one, &place, reader));
            made.iter().for_each(|item| self.list.append(item));
        }
    }

    /// How many of the whole thread's rows the list has. What does not stand there as in the whole thread is taken away: it answers
    /// one that was read later, or such a one stands before it.
    pub fn begin(&self, order: &[Row]) -> usize {
        if order.starts_with(&self.rows) {
            return self.rows.len();
        }
        while let Some(item) = self.list.first() {
            item.remove();
        }
        0
    }

    /// They cannot stay: the others are not read.
    pub fn remove(&self) {
        self.count.remove();
        self.list.remove();
    }

    /// Reads a thread in slices, and shows its first comments on the way. False where it has markup that cannot be read.
    pub async fn read(
        &mut self,
        article: &Article,
        reading: Option<ThreadReading<'_>>,
        reader: &Reader,
    ) -> bool {
        let Some(mut reading) = reading else { return true };
        let told = usize::try_from(article.comments.count.unwrap_or(0)).unwrap_or(usize::MAX);
        let count = told.max(reading.least());
        let mut slice = Slice::begin();
        while reading.more(STEP) {
            self.show(reading.so_far(), count, reader);
            slice.rest().await;
        }
        let is_read = reading.end();
        // A slice is over, and what comes next takes one of its own.
        if !self.rows.is_empty() {
            clock::sleep(0).await;
        }
        is_read
    }
}

/// Reads a thread with all of HTML, in slices.
pub async fn read_whole_thread(article: Arc<Article>) {
    let Some(mut reading) = ThreadReading::whole(&article) else { return };
    let mut slice = Slice::begin();
    while reading.more(STEP) {
        slice.rest().await;
    }
    // There is no markup that this cannot read.
    let _ = reading.end();
}
