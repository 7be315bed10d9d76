//! The comments that `read_at_once` has left, read piece by piece.

use super::graph::Graph;
use super::reader::Reader;
use super::value::{get, items};
use super::walk::Walk;
use super::{schema_org, thread};
use crate::article::{Article, Comment, Comments, Path, Unread};
use crate::html::{Markup, SIMPLE, WHOLE};

/// The comments of an article that are being read.
pub struct ThreadReading<'a> {
    unread: &'a Unread,
    graph: Graph<'a>,
    reader: Reader,
    comments: Comments,
    walk: Walk<'a>,
}

impl<'a> ThreadReading<'a> {
    /// Those of an article, as long as they have little or no markup. `None` where all are read.
    #[must_use]
    pub fn simple(article: &'a Article) -> Option<Self> {
        Self::of(article, &SIMPLE)
    }

    /// Those of an article with all of HTML. `None` where all are read.
    #[must_use]
    pub fn whole(article: &'a Article) -> Option<Self> {
        Self::of(article, &WHOLE)
    }

    fn of(article: &'a Article, markup: &'static Markup) -> Option<Self> {
        let unread = article.unread.as_deref().filter(|unread| unread.read().is_none())?;
        let document = unread.document();
        let mut reader = Reader::new(&article.source_url, markup);
        let graph = Graph::of(&schema_org::nodes(document));
        let comments = thread::about(document, &Path::ROOT, &mut reader);
        Some(Self { unread, graph, comments, walk: Walk::of(document), reader })
    }

    /// Reads so many more. False where nothing is left, or there is markup that cannot be read.
    pub fn more(&mut self, count: usize) -> bool {
        self.walk.more(count, &Path::ROOT, &self.graph, &mut self.reader) && !self.reader.beyond
    }

    /// What was read so far, in the order of the document; nothing where there is markup that cannot be read.
    #[must_use]
    pub fn so_far(&self) -> &[Comment] {
        if self.reader.beyond { &[] } else { self.walk.found() }
    }

    /// How many there are at least: the answers to the article.
    #[must_use]
    pub fn least(&self) -> usize {
        get(self.unread.document(), "comment").map(items).unwrap_or_default().len()
    }

    /// The article has what was read: to be called when nothing is left. False where there was markup that cannot be read; then
    /// nothing has changed.
    #[must_use]
    pub fn end(self) -> bool {
        let Self { unread, mut reader, mut comments, walk, .. } = self;
        comments.items = walk.end(&Path::ROOT, &mut reader);
        thread::ways_to_reply(&mut comments, unread.document(), &Path::ROOT, &mut reader);
        let is_read = !reader.beyond;
        if is_read {
            unread.keep(comments, reader.issues.into_vec());
        }
        is_read
    }
}
