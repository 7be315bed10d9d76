/// What a button of the strip does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Press {
    /// Changes over to the new version.
    Update,
    /// Shows the article as it is now.
    Show,
    /// Keeps the article until the reader says otherwise, or no longer.
    Pin,
    /// Removes all articles.
    Clear,
    /// Removes the article at this address.
    Remove(String),
}

impl Press {
    /// The value of its `data-press`.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Update => "update".to_owned(),
            Self::Show => "show".to_owned(),
            Self::Pin => "pin".to_owned(),
            Self::Clear => "clear".to_owned(),
            Self::Remove(address) => format!("remove {address}"),
        }
    }

    /// What a value of `data-press` means.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        match name {
            "update" => Some(Self::Update),
            "show" => Some(Self::Show),
            "pin" => Some(Self::Pin),
            "clear" => Some(Self::Clear),
            other => other.strip_prefix("remove ").map(|address| Self::Remove(address.to_owned())),
        }
    }
}
