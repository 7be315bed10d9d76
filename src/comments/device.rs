//! Replies that are kept on this device because no server takes them: the record, version 1, as JSON text under
//! `standfirst.r1/<site>/<article>/<parent>/<kind>/<id>`.
//!
//! | name | value |
//! |---|---|
//! | `v` | 1 |
//! | `site`, `article`, `parent`, `kind` | as in a draft's record |
//! | `id` | last part of its key |
//! | `t` | milliseconds since 1970 by the device's clock |
//! | `comment`, `author`, `url` | exactly as typed; no email address, which only a server would need |

use serde_json::Value;

use crate::draft::{Address, Unreadable, read_address};

/// Keys of these records begin with this.
pub const REPLIES: &str = "standfirst.r1/";

const VERSION: u64 = 1;

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

/// Reads the JSON text stored under `key`.
pub fn read_reply(key: &str, json: &str) -> Result<KeptReply, Unreadable> {
    let value = crate::draft::read_json(json)?;
    let version = value.get("v").and_then(Value::as_u64).ok_or(Unreadable::Broken)?;
    let unreadable = if version > VERSION { Unreadable::Newer } else { Unreadable::Broken };
    let (address, reply) = reply(&value).ok_or(unreadable)?;
    if address.key(REPLIES, &reply.id) == key { Ok(reply) } else { Err(unreadable) }
}

fn reply(value: &Value) -> Option<(Address, KeptReply)> {
    let address = read_address(value)?;
    let text = |name: &str| value.get(name)?.as_str().map(str::to_owned);
    let reply = KeptReply {
        id: text("id")?,
        parent: address.parent.clone(),
        author: text("author").unwrap_or_default(),
        url: text("url").unwrap_or_default(),
        comment: text("comment")?,
        at: value.get("t").and_then(Value::as_u64).unwrap_or(0),
    };
    Some((address, reply))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kept_reply_is_read_under_its_own_key_only() {
        let address = Address::of_reply("https://a.example", "urn:1", Some("c7"));
        let json = r#"{"v":1,"site":"https://a.example","article":"urn:1","parent":"c7","kind":"new","id":"x1","t":5,
            "comment":"So \ud800 it is","author":"A"}"#;
        let reply = read_reply(&address.key(REPLIES, "x1"), json).unwrap();
        assert_eq!(
            (reply.comment.as_str(), reply.parent.as_deref(), reply.at),
            ("So \u{FFFD} it is", Some("c7"), 5)
        );
        assert_eq!(read_reply(&address.key(REPLIES, "x2"), json), Err(Unreadable::Broken));
        assert_eq!(read_reply(&address.key(REPLIES, "x1"), r#"{"v":2}"#), Err(Unreadable::Newer));
    }
}
