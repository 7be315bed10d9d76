/// What is spoken at an address of comments, as `comments=KIND:URL` names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A JSON document with comments, which takes none.
    List,
    /// WordPress's REST API, `…/wp/v2/comments`.
    WordPress,
    /// WordPress's `wp-comments-post.php`, on the page's own origin.
    WordPressForm,
    /// Isso.
    Isso,
    /// remark42.
    Remark42,
    /// An ActivityPub collection of replies.
    ActivityPub,
    /// Our own small API, `schema/comments.openapi.json`.
    Standfirst,
    /// No server: this device.
    Device,
}

impl Kind {
    const ALL: [Self; 8] = [
        Self::List,
        Self::WordPress,
        Self::WordPressForm,
        Self::Isso,
        Self::Remark42,
        Self::ActivityPub,
        Self::Standfirst,
        Self::Device,
    ];

    /// As addresses and records have it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::WordPress => "wordpress",
            Self::WordPressForm => "wordpress-form",
            Self::Isso => "isso",
            Self::Remark42 => "remark42",
            Self::ActivityPub => "activitypub",
            Self::Standfirst => "standfirst",
            Self::Device => "device",
        }
    }

    /// The kind of a name.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}
