//! The names that a host may depend on. Changing one is a breaking change.

/// Where the viewer stands: the value of `data-standfirst` on `<html>` of the page or on the element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Something is being fetched.
    Loading,
    /// Headline and body are shown.
    Ready,
    /// A sentence and an action are shown instead of the article.
    Error,
}

impl State {
    /// The attribute's value.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Loading => "loading",
            Self::Ready => "ready",
            Self::Error => "error",
        }
    }
}

/// Events, dispatched from `document` or from the element, bubbling and composed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Headline and body are shown. Detail: `{src, id, headline}`.
    Ready,
    /// The article could not be shown, or only in part. Detail: `{code, sentence}`, see [`Code`].
    Error,
    /// Another article is being opened. Detail: `{src}`.
    Navigate,
    /// What was dropped or guessed in the document. Detail: `{issues: [{path, what}]}`; only where there is any.
    Issues,
    /// A reply was kept or sent. Detail: `{id, parent, where}`.
    Comment,
    /// The article can be read without a network: every file of the page and of the article was found on this device.
    /// Detail: `{src}`. `data-standfirst-offline="ready"` is set as long as this is true of the article that is shown.
    OfflineReady,
}

impl Event {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Ready, Self::Error, Self::Navigate, Self::Issues, Self::Comment, Self::OfflineReady];

    /// When it is dispatched, for people.
    #[must_use]
    pub const fn about(self) -> &'static str {
        match self {
            Self::Ready => "Headline and text are shown.",
            Self::Error => "The article is not shown, or not wholly.",
            Self::Navigate => "Another article is being opened.",
            Self::Issues => "What was dropped or guessed in the document.",
            Self::Comment => "A reply was kept or sent.",
            Self::OfflineReady => "The page alone: the article can be read without a network.",
        }
    }

    /// The type of its detail, as TypeScript has it.
    #[must_use]
    pub const fn detail(self) -> &'static str {
        match self {
            Self::Ready => "{ src: string; id: string; headline: string }",
            Self::Error => "{ code: StandfirstCode; sentence: string; reason?: StandfirstReason }",
            Self::Navigate => "{ src: string }",
            Self::Issues => "{ issues: { path: string; what: string }[] }",
            Self::Comment => "{ id: string; parent: string; where: string }",
            Self::OfflineReady => "{ src: string }",
        }
    }

    /// The event's type.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ready => "standfirst-ready",
            Self::Error => "standfirst-error",
            Self::Navigate => "standfirst-navigate",
            Self::Issues => "standfirst-issues",
            Self::Comment => "standfirst-comment",
            Self::OfflineReady => "standfirst-offline-ready",
        }
    }
}

/// Why an article is not shown, or not wholly. `start-failed` and `panic` also come from the start module, which
/// works where this module does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    /// The device has no network and no copy.
    Offline,
    /// The server did not answer.
    Unreachable,
    /// The reader stopped it.
    Stopped,
    /// 404, or another refusal of the address.
    NotFound,
    /// 410.
    Gone,
    /// 401, 402, 403, 451.
    Forbidden,
    /// 5xx and every other status.
    Server,
    /// The address is not on the page's origin nor on a configured one.
    AddressRefused,
    /// The other server answers, but without the header that lets this page read the answer.
    CrossOrigin,
    /// The page's Content-Security-Policy forbids the request.
    Policy,
    /// Not JSON, or broken JSON.
    NotJson,
    /// Nested deeper than is read.
    TooDeep,
    /// More bytes than are read.
    TooLarge,
    /// JSON without an article in it.
    NoArticle,
    /// The text is for subscribers; headline and summary are shown.
    Protected,
    /// Only a part of the text is in the document; it is shown.
    Part,
    /// No text in the document; headline and summary are shown.
    Empty,
    /// Neither `src` nor a feed was given, or the feed is empty.
    NoSource,
    /// The viewer could not start: no WebAssembly, or it is blocked.
    StartFailed,
    /// The viewer broke.
    Panic,
}

impl Code {
    /// All of them.
    pub const ALL: [Self; 20] = [
        Self::Offline,
        Self::Unreachable,
        Self::Stopped,
        Self::NotFound,
        Self::Gone,
        Self::Forbidden,
        Self::Server,
        Self::AddressRefused,
        Self::CrossOrigin,
        Self::Policy,
        Self::NotJson,
        Self::TooDeep,
        Self::TooLarge,
        Self::NoArticle,
        Self::Protected,
        Self::Part,
        Self::Empty,
        Self::NoSource,
        Self::StartFailed,
        Self::Panic,
    ];

    /// The code in the event's detail.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Offline => "offline",
            Self::Unreachable => "unreachable",
            Self::Stopped => "stopped",
            Self::NotFound => "not-found",
            Self::Gone => "gone",
            Self::Forbidden => "forbidden",
            Self::Server => "server",
            Self::AddressRefused => "address-refused",
            Self::CrossOrigin => "cross-origin",
            Self::Policy => "policy",
            Self::NotJson => "not-json",
            Self::TooDeep => "too-deep",
            Self::TooLarge => "too-large",
            Self::NoArticle => "no-article",
            Self::Protected => "protected",
            Self::Part => "part",
            Self::Empty => "empty",
            Self::NoSource => "no-source",
            Self::StartFailed => "start-failed",
            Self::Panic => "panic",
        }
    }
}
