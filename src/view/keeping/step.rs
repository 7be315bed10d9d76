use std::rc::Rc;

use crate::embed::AddressRule;
use crate::view::{Loaded, Problem};

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
    pub loaded: Option<Rc<Loaded>>,
    /// Whether the problem that is shown instead may pass by itself.
    pub may_pass: bool,
    /// Whom the page may talk to.
    pub rule: AddressRule,
    /// Whether the site wants nothing kept.
    pub is_unwanted: bool,
    /// Asks the page for something.
    pub ask: Rc<dyn Fn(Ask)>,
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
    /// The article as it is now.
    Article(Rc<Loaded>),
    /// It gave none.
    Problem(Box<Problem>),
}
