//! Replies that are kept on this device because no server takes them. Their records are of [`Sort::Reply`].

use crate::draft::{Record, Sort};

/// A reply that only this device has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptReply {
    /// Its name among the replies of its article, safe as part of an element's id.
    pub id: String,
    /// Id of the comment that it answers; `None` for the article itself.
    pub parent: Option<String>,
    /// Name as typed, perhaps empty.
    pub author: String,
    /// Website as typed, perhaps empty.
    pub url: String,
    /// The text. Lone surrogates are shown as U+FFFD; the record has them.
    pub comment: String,
    /// Milliseconds since 1970 by the device's clock.
    pub at: u64,
}

impl KeptReply {
    /// The reply that a record holds; `None` for a record of another sort.
    #[must_use]
    pub fn of(record: Record) -> Option<Self> {
        let Record { sort: Sort::Reply, address, stamp, at, fields, .. } = record else { return None };
        Some(Self {
            id: stamp.writer,
            parent: address.parent,
            author: fields.author,
            url: fields.url,
            comment: fields.comment,
            at,
        })
    }
}
