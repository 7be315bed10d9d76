use crate::comments::reply::Field;

/// What an answer to a posted reply says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Stored and shown to everybody, under this id where the answer tells it.
    Published(Option<String>),
    /// Stored, and not shown before a moderator has seen it.
    Held(Option<String>),
    /// The server has the same reply already.
    Duplicate,
    /// Not stored, and to be left alone for so many seconds.
    TooFast(u32),
    /// Not stored, and would not be the next time.
    Refused(Refusal),
    /// The same, but something on the way could have said it too: to be looked for once.
    Doubtful(Refusal),
    /// It may have been stored or not.
    Unknown(Lost),
}

/// Why an answer or the lack of one tells nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost {
    /// The device has no network.
    Offline,
    /// No answer, or only a part of one.
    NoAnswer,
    /// A status that is no answer to this, such as 502.
    Status(u16),
    /// An answer of another sort, such as a network's sign-in page.
    Nonsense,
}

/// Why a server does not take a reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Only readers who are signed in may comment.
    SignIn,
    /// Fields that must not be empty.
    Missing(Vec<Field>),
    /// A field whose text the server does not take.
    Wrong(Field),
    /// The comment has too few characters.
    TooShort(u32),
    /// A field has too many characters; how many it takes, where that is known.
    TooLong(Field, Option<u32>),
    /// No more replies are taken.
    Closed,
    /// The server does not know the article.
    NoArticle,
    /// The server does not know the comment that is answered, or takes no answer to it.
    NoParent,
    /// The reader has as many comments there as one reader may.
    Enough,
    /// A reader may not answer himself yet.
    OwnComment,
    /// The server has exactly this comment of this reader, from before.
    Duplicate,
    /// Something else, in the server's words.
    Other(String),
}

impl Refusal {
    /// Its name in records.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::SignIn => "sign-in",
            Self::Missing(_) => "missing",
            Self::Wrong(_) => "wrong",
            Self::TooShort(_) => "too-short",
            Self::TooLong(..) => "too-long",
            Self::Closed => "closed",
            Self::NoArticle => "no-article",
            Self::NoParent => "no-parent",
            Self::Enough => "enough",
            Self::OwnComment => "own-comment",
            Self::Duplicate => "duplicate",
            Self::Other(_) => "other",
        }
    }

    /// The fields that it is about.
    #[must_use]
    pub fn fields(&self) -> Vec<Field> {
        match self {
            Self::Missing(fields) => fields.clone(),
            Self::Wrong(field) | Self::TooLong(field, _) => vec![*field],
            Self::TooShort(_) => vec![Field::Comment],
            Self::SignIn
            | Self::Closed
            | Self::NoArticle
            | Self::NoParent
            | Self::Enough
            | Self::OwnComment
            | Self::Duplicate
            | Self::Other(_) => Vec::new(),
        }
    }

    /// The number in its sentence, if it has one.
    #[must_use]
    pub fn limit(&self) -> Option<u32> {
        match self {
            Self::TooShort(limit) => Some(*limit),
            Self::TooLong(_, limit) => *limit,
            _ => None,
        }
    }

    /// What the server said, if that is all that is known.
    #[must_use]
    pub fn words(&self) -> &str {
        if let Self::Other(words) = self { words } else { "" }
    }

    /// The refusal of a record's parts.
    #[must_use]
    pub fn of(name: &str, fields: Vec<Field>, limit: Option<u32>, words: &str) -> Self {
        let field = fields.first().copied().unwrap_or(Field::Comment);
        match name {
            "sign-in" => Self::SignIn,
            "missing" => Self::Missing(fields),
            "wrong" => Self::Wrong(field),
            "too-short" => Self::TooShort(limit.unwrap_or(1)),
            "too-long" => Self::TooLong(field, limit),
            "closed" => Self::Closed,
            "no-article" => Self::NoArticle,
            "no-parent" => Self::NoParent,
            "enough" => Self::Enough,
            "own-comment" => Self::OwnComment,
            "duplicate" => Self::Duplicate,
            _ => Self::Other(words.to_owned()),
        }
    }
}
