use super::{Href, Source};

/// A person or an organisation: an author, a publisher, somebody who commented.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Agent {
    /// Name as printed.
    pub name: String,
    /// A page about them.
    pub url: Option<Href>,
    /// A portrait.
    pub image: Option<Source>,
    /// "Reporter", "Photographs".
    pub role: Option<String>,
}

impl Agent {
    /// An agent of whom only the name is known.
    #[must_use]
    pub fn named(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }
}
