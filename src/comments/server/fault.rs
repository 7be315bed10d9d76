/// Why comments could not be listed. The article is shown all the same, and what is known of the thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListFault {
    /// The device has no network.
    Offline,
    /// The server does not answer.
    Unreachable,
    /// It answers, but does not let this page read that (CORS or the page's own policy).
    Forbidden,
    /// It led to an address that this page may not read.
    Elsewhere,
    /// Its status, such as 404 or 503.
    Status(u16),
    /// It answers something that is no list of comments.
    Nonsense,
}

impl ListFault {
    /// The fault of a status that is none of success.
    #[must_use]
    pub fn of_status(status: u16) -> Option<Self> {
        (!(200..300).contains(&status)).then_some(Self::Status(status))
    }
}
