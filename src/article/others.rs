use std::sync::OnceLock;

use super::Link;

/// Articles of a list beside those that the document names: they come when the article is shown already.
///
/// No part of what the article is: it stays the same when they come, and when the list names others.
#[derive(Clone, Debug, Default)]
pub struct Others(OnceLock<Vec<Link>>);

impl PartialEq for Others {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Others {
    /// Those that are known by now.
    #[must_use]
    pub fn known(&self) -> Option<&[Link]> {
        self.0.get().map(Vec::as_slice)
    }

    /// Keeps them, unless some are known.
    pub fn keep(&self, links: Vec<Link>) {
        // Fails only where some are.
        self.0.set(links).unwrap_or_default();
    }
}
