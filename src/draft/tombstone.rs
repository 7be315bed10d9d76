//! What was posted or discarded, kept for 30 days so that it can be brought back: the address and `v` as in a draft's
//! record, and
//!
//! | name | value |
//! |---|---|
//! | `id` | last part of its key `standfirst.t1/<site>/<article>/<parent>/<kind>/<id>` |
//! | `fate` | `sent` or `discarded` |
//! | `t` | milliseconds since 1970 by the device's clock |
//! | `seen` | the revisions that it covers |
//! | `comment` | the text, exactly as typed; a name, an email address or a website never |

use serde_json::Value;

use super::{Address, Seen, Unreadable, record};

const VERSION: u64 = 1;

/// What became of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// A store or a server confirmed the reply.
    Sent,
    /// The reader threw it away.
    Discarded,
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
}

/// A draft that is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tombstone {
    /// Where it belonged.
    pub address: Address,
    /// Last part of its key.
    pub id: String,
    /// What became of it.
    pub fate: Fate,
    /// Milliseconds since 1970 by the device's clock.
    pub at: u64,
    /// The revisions that it covers.
    pub seen: Seen,
    /// For showing; the record has it exactly.
    pub comment: String,
}

/// Milliseconds for which a tombstone is kept.
const KEPT: u64 = 30 * 24 * 60 * 60 * 1000;

impl Tombstone {
    /// Whether it may be deleted at `now` (milliseconds since 1970). Never while the clock says that it is yet to come.
    #[must_use]
    pub fn is_over(&self, now: u64) -> bool {
        now.saturating_sub(self.at) > KEPT
    }
}

/// Reads the JSON text stored under `key`.
pub fn read_tombstone(key: &str, json: &str) -> Result<Tombstone, Unreadable> {
    let value = record::read_json(json)?;
    let version = value.get("v").and_then(Value::as_u64).ok_or(Unreadable::Broken)?;
    let unreadable = if version > VERSION { Unreadable::Newer } else { Unreadable::Broken };
    let tombstone = tombstone(&value).ok_or(unreadable)?;
    if tombstone.address.key(super::TOMBSTONES, &tombstone.id) == key {
        Ok(tombstone)
    } else {
        Err(unreadable)
    }
}

fn tombstone(value: &Value) -> Option<Tombstone> {
    let fate = value.get("fate")?.as_str()?;
    Some(Tombstone {
        address: record::read_address(value)?,
        id: record::text(value, "id")?,
        fate: [Fate::Sent, Fate::Discarded].into_iter().find(|known| known.name() == fate)?,
        at: value.get("t")?.as_u64()?,
        seen: Seen::of(value.get("seen")?),
        comment: record::text(value, "comment").unwrap_or_default(),
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Stamp, TOMBSTONES};
    use super::*;

    #[test]
    fn a_tombstone_is_read_and_lasts_thirty_days() {
        let address = Address::of_reply("https://a.example", "urn:1", None);
        let json = r#"{"v":1,"site":"https://a.example","article":"urn:1","parent":null,"kind":"new","id":"x","fate":"sent",
            "t":1000,"seen":{"k.1":4},"comment":"gone"}"#;
        let tombstone = read_tombstone(&address.key(TOMBSTONES, "x"), json).unwrap();
        assert_eq!((tombstone.fate, tombstone.comment.as_str()), (Fate::Sent, "gone"));
        assert!(tombstone.seen.covers(&Stamp { writer: "k.1".into(), rev: 4 }));
        assert!(!tombstone.is_over(1000 + KEPT) && tombstone.is_over(1001 + KEPT));
        assert!(!tombstone.is_over(0), "a clock that was set back ends nothing");
        assert_eq!(read_tombstone(&address.key(TOMBSTONES, "y"), json), Err(Unreadable::Broken));
    }
}
