use std::sync::OnceLock;

use serde_json::Value;

use super::{Agent, Block, Dir, Issue, When};

/// The thread under an article, or what is known of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comments {
    /// How many there are in all, as the source says; there may be fewer in `items`.
    pub count: Option<u32>,
    /// Whether new ones are taken; `None` where the source does not say.
    pub open: Option<bool>,
    /// The comments that came with the document, in its order, flat.
    pub items: Vec<Comment>,
    /// http(s) address where more can be fetched or read.
    pub more: Option<String>,
    /// Where a reply can be posted, as the document says. Whether it may be is not decided here.
    pub post_to: Option<PostTarget>,
}

/// The comments of a document that are read once the article is shown.
#[derive(Clone, Debug)]
pub struct Unread {
    document: Value,
    read: OnceLock<(Comments, Vec<Issue>)>,
}

/// What was read follows from the document: an article stays the same when its comments are read.
impl PartialEq for Unread {
    fn eq(&self, other: &Self) -> bool {
        self.document == other.document
    }
}

impl Unread {
    /// Those of a document, whose text is not looked at any more.
    #[must_use]
    pub fn new(document: Value) -> Self {
        Self { document, read: OnceLock::new() }
    }

    /// Where they are.
    #[must_use]
    pub fn document(&self) -> &Value {
        &self.document
    }

    /// What was read, and what was lost of it.
    #[must_use]
    pub fn read(&self) -> Option<&(Comments, Vec<Issue>)> {
        self.read.get()
    }

    /// Keeps what was read, unless something is kept.
    pub fn keep(&self, comments: Comments, issues: Vec<Issue>) {
        // Fails only where something is kept.
        self.read.set((comments, issues)).unwrap_or_default();
    }
}

/// Where a reply can be posted (schema.org `CommentAction`, its `EntryPoint`).
#[derive(Clone, Debug, PartialEq)]
pub struct PostTarget {
    /// http(s) address.
    pub url: String,
    /// Form-encoded instead of JSON.
    pub form_encoded: bool,
}

/// What has become of a comment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// For all to see.
    #[default]
    Published,
    /// Waiting for a moderator.
    Held,
    /// Taken away; its place in the thread remains.
    Removed,
}

/// One comment. The tree is made from `parent` by `comments::thread`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comment {
    /// Its identity in the source.
    pub id: String,
    /// Id of the comment that it answers.
    pub parent: Option<String>,
    /// Who wrote it; `None` where the source does not say.
    pub author: Option<Agent>,
    /// What it says.
    pub body: Vec<Block>,
    /// When.
    pub published: Option<When>,
    /// BCP 47 tag.
    pub lang: Option<String>,
    /// Direction.
    pub dir: Option<Dir>,
    /// What has become of it.
    pub status: Status,
    /// Votes for it, where the source counts them.
    pub votes: Option<i32>,
}
