//! Replies of a post, as an ActivityPub collection. They are read only: a reader replies on the server where the reader has an
//! account.

use super::Call;

/// A collection, or a page of one.
pub fn list(address: &str) -> Call {
    let kinds =
        "application/activity+json, application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\"";
    Call { headers: vec![("Accept", kinds.to_owned())], ..Call::get(address) }
}
