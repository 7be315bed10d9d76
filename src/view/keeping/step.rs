use std::rc::Rc;
use std::sync::Arc;

use crate::article::Article;
use crate::browser::kept::Original;
use crate::embed::AddressRule;
use crate::view::Problem;

/// What happened to the page, or what it wants to know.
pub enum Step {
    /// Something is shown.
    Shown(Box<Display>),
    /// The server answered about it.
    Answered(Answer),
    /// The document at an address is wanted as it is kept here.
    Look(String),
}

/// What is shown.
pub struct Display {
    /// The article; `None` where a problem is shown instead.
    pub read: Option<Read>,
    /// Whether the problem that is shown instead may pass by itself.
    pub may_pass: bool,
    /// Whom the page may talk to.
    pub rule: AddressRule,
    /// Whether the site wants nothing kept.
    pub is_unwanted: bool,
    /// Asks the page for something.
    pub ask: Rc<dyn Fn(Ask)>,
}

/// An article that is shown.
pub struct Read {
    /// The article.
    pub article: Arc<Article>,
    /// Address of its document as it was asked for.
    pub address: String,
    /// What opens it in `?src=`.
    pub src: String,
    /// When it was fetched, in milliseconds since 1970.
    pub at: u64,
    /// Whether it is a copy that was kept, about which the server is being asked.
    pub is_copy: bool,
    /// The answers that it was read from, where they came from the server.
    pub originals: Vec<Original>,
}

/// What the page is asked to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Ask the server again, without a word.
    Again,
    /// Show what the server sent last.
    Show,
}

/// What the server said about a copy that is shown.
pub enum Answer {
    /// The article as it is now, and the answers that it was read from.
    Article(Arc<Article>, Vec<Original>),
    /// It gave none.
    Problem(Box<Problem>),
}
