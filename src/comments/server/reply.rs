/// A reply as it is sent. Half surrogate pairs, which no server takes, are U+FFFD here; the draft has them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reply {
    /// Id of the comment that it answers; `None` for the article itself.
    pub parent: Option<String>,
    /// The text.
    pub text: String,
    /// The reader's name, perhaps empty.
    pub author: String,
    /// The reader's email address, perhaps empty.
    pub email: String,
    /// The reader's website, perhaps empty.
    pub url: String,
}
