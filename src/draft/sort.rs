/// What a stored record is, by the beginning of its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// What a form holds, or held when its page went.
    Draft,
    /// An earlier version of a comment.
    Earlier,
    /// What was sent or discarded, so that no copy of it in a store that lags comes back, and the reader can have it back.
    Over(Fate),
    /// A reply that is kept on this device because no server takes it.
    Reply,
    /// Name, email address and website that the reader wants to have filled in.
    Person,
}

/// What became of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// A store or a server confirmed the reply.
    Sent,
    /// The reader threw it away.
    Discarded,
}

impl Sort {
    /// What keys of such records begin with.
    #[must_use]
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Draft => "standfirst.d1/",
            Self::Earlier => "standfirst.h1/",
            Self::Over(_) => "standfirst.t1/",
            Self::Reply => "standfirst.r1/",
            Self::Person => "standfirst.p1/",
        }
    }

    pub(super) fn of_key(key: &str) -> Option<Self> {
        // A record that is over says itself how.
        [Self::Draft, Self::Earlier, Self::Over(Fate::Sent), Self::Reply, Self::Person]
            .into_iter()
            .find(|sort| key.starts_with(sort.prefix()))
    }
}

impl Fate {
    /// As records have it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Discarded => "discarded",
        }
    }

    pub(super) fn of(name: &str) -> Option<Self> {
        [Self::Sent, Self::Discarded].into_iter().find(|fate| fate.name() == name)
    }
}
