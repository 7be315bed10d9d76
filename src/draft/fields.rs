/// What the fields of a form held. Lone surrogates, which Rust's strings cannot have, are shown as U+FFFD here;
/// [`super::Record::json`] has them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the field of the same name")]
pub struct Fields {
    pub comment: String,
    pub author: String,
    pub email: String,
    pub url: String,
}

impl Fields {
    /// Whether nothing is in them.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        [&self.comment, &self.author, &self.email, &self.url].iter().all(|field| field.is_empty())
    }

    /// Whether there is a comment.
    #[must_use]
    pub fn says_something(&self) -> bool {
        !self.comment.trim().is_empty()
    }
}
