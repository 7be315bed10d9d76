//! An article as it was loaded, with all that is known of where it came from.

use std::cell::RefCell;
use std::sync::Arc;

use crate::article::{Article, Link};
use crate::browser::kept::Original;
use crate::embed::AddressRule;

/// An article as it was loaded.
pub struct Loaded {
    /// The article.
    pub article: Arc<Article>,
    /// Address of its document as it was asked for.
    pub address: String,
    /// What opens it in `?src=`.
    pub src: String,
    /// When the network gave it, in milliseconds since 1970.
    pub at: u64,
    /// Whether it is a copy that was kept on this device.
    pub is_copy: bool,
    /// Whether a page of our own shows it, in which links to other articles may open.
    pub is_page: bool,
    /// Whom the page may talk to.
    pub rule: AddressRule,
    /// The answers that it was read from, where they came from the server; whoever keeps them takes them.
    pub originals: RefCell<Vec<Original>>,
    /// Where what is related to it comes from, if the document does not say.
    pub list: Option<List>,
}

/// A list of articles.
pub enum List {
    /// It was fetched before the article was.
    Fetched(Vec<Link>),
    /// It is to be fetched.
    At(String),
}
