//! The tree of comments in a document as a flat list in reading order, so many at a time: a page that reads thousands has other
//! things to do in between. Iterative: threads may be hundreds of answers deep.

use serde_json::Value;

use super::MAX_COMMENTS;
use super::graph::Graph;
use super::reader::Reader;
use super::thread::comment;
use super::value::{get, items};
use crate::article::{Comment, Loss, Path};
use crate::decimal;
use crate::names::Names;

/// Comments that are being read.
pub struct Walk<'v> {
    levels: Vec<Level<'v>>,
    found: Vec<Comment>,
    ids: Names,
    lost: usize,
}

/// A list of comments in the tree.
struct Level<'v> {
    items: &'v [Value],
    next: usize,
    parent: Option<String>,
}

impl<'v> Walk<'v> {
    /// Those of an article, or of an answer to a comment.
    pub fn of(article: &'v Value) -> Self {
        Self::of_list(get(article, "comment").map(items).unwrap_or_default())
    }

    /// Those of a list.
    pub fn of_list(items: &'v [Value]) -> Self {
        let top = Level { items, next: 0, parent: None };
        Self { levels: vec![top], found: Vec::new(), ids: Names::default(), lost: 0 }
    }

    /// Reads so many values more, whatever they are; false where nothing is left. `path` is the article's.
    pub fn more(&mut self, count: usize, path: &Path, graph: &Graph, reader: &mut Reader) -> bool {
        for _ in 0..count {
            while self.levels.last().is_some_and(|level| level.next >= level.items.len()) {
                self.levels.pop();
            }
            let Some(level) = self.levels.last_mut() else { return false };
            let Some(value) = level.items.get(level.next) else { return false };
            level.next += 1;
            let parent = level.parent.clone();
            if self.found.len() >= MAX_COMMENTS {
                self.lost += 1;
            } else {
                self.read(value, parent, path, graph, reader);
            }
        }
        true
    }

    fn read(
        &mut self,
        value: &'v Value,
        parent: Option<String>,
        path: &Path,
        graph: &Graph,
        reader: &mut Reader,
    ) {
        let indices: Vec<usize> = self.levels.iter().map(|level| level.next - 1).collect();
        let path = path.chain("comment", &indices);
        let Some(mut comment) = comment(value, &path, graph, reader) else { return };
        comment.parent = comment.parent.or(parent);
        if comment.id.is_empty() {
            reader.issues.push(&path, Loss::Missing("@id"));
            let numbers: Vec<String> = indices.iter().map(|index| decimal::of(index + 1)).collect();
            comment.id = numbers.join(".");
        }
        if !self.ids.add(&comment.id, 0) {
            reader.issues.push(&path, Loss::DuplicateId(comment.id.clone()));
            comment.id = format!("{}~{}", comment.id, self.found.len() + 1);
            self.ids.add(&comment.id, 0);
        }
        let parent = Some(comment.id.clone());
        self.found.push(comment);
        if let Some(replies) = get(value, "comment") {
            self.levels.push(Level { items: items(replies), next: 0, parent });
        }
    }

    /// What was read so far.
    pub fn found(&self) -> &[Comment] {
        &self.found
    }

    /// All that was read.
    pub fn end(self, path: &Path, reader: &mut Reader) -> Vec<Comment> {
        if self.lost > 0 {
            reader.issues.push(&path.key("comment"), Loss::TooMany(self.lost));
        }
        self.found
    }
}
