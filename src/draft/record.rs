//! The record of a draft, version 1: what both stores hold, as JSON text.
//!
//! | name | value |
//! |---|---|
//! | `v` | 1 |
//! | `site`, `article`, `parent`, `kind` | its address; `parent` is null for the article's own form |
//! | `tab` | the writer: a random name of the page, a point and the number of the form in that page |
//! | `rev` | from 1; above every revision in `seen` |
//! | `t` | milliseconds since 1970 by the device's clock, for people only |
//! | `seen` | what the text descends from: `{writer: revision}` |
//! | `fields` | `comment`, `author`, `email`, `url`, exactly as typed |
//! | `sel` | caret in the comment: start and end in UTF-16 code units, or null |
//!
//! Promise: version 1 keeps these names and meanings. Readers pass over names they do not know. A later version is
//! shown if its `fields` can be read, and its record is never deleted or overwritten by an older build.

use serde_json::Value;

use super::{Address, Kind, Seen, Stamp};

/// The version that this build writes.
const VERSION: u64 = 1;

/// What the fields held. Lone surrogates, which Rust's strings cannot have, are shown as U+FFFD here;
/// [`Draft::json`] has them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the field of the same name")]
pub struct Fields {
    pub comment: String,
    pub author: String,
    pub email: String,
    pub url: String,
}

impl Fields {
    /// Whether nothing is in them.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        [&self.comment, &self.author, &self.email, &self.url].iter().all(|field| field.is_empty())
    }
}

/// One copy of one writer's draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Where it belongs.
    pub address: Address,
    /// Whose it is, and which revision.
    pub stamp: Stamp,
    /// What it descends from.
    pub seen: Seen,
    /// Milliseconds since 1970 by the device's clock: to be shown, never compared before revisions.
    pub at: u64,
    /// For showing and comparing.
    pub fields: Fields,
    /// Caret in the comment, in UTF-16 code units.
    pub caret: Option<(u32, u32)>,
    /// Written by a newer build: may be shown, must not be deleted.
    pub newer: bool,
    /// The record as it is stored, exact to the last code unit.
    pub json: String,
}

/// Why a record cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// Written by a newer build in a shape that this one does not know: to be left where it is.
    Newer,
    /// Damaged, or somebody else's: to be moved aside, so that it is neither lost nor in the way.
    Broken,
}

/// Reads the JSON text stored under `key`.
pub fn read(key: &str, json: &str) -> Result<Draft, Unreadable> {
    let value = read_json(json)?;
    let version = value.get("v").and_then(Value::as_u64).ok_or(Unreadable::Broken)?;
    let unreadable = if version > VERSION { Unreadable::Newer } else { Unreadable::Broken };
    let draft = draft(&value, json, version > VERSION).ok_or(unreadable)?;
    // A record that says another place than its key would be restored where it does not belong.
    if draft.address.key(super::DRAFTS, &draft.stamp.writer) == key { Ok(draft) } else { Err(unreadable) }
}

fn draft(value: &Value, json: &str, newer: bool) -> Option<Draft> {
    let fields = value.get("fields")?;
    Some(Draft {
        address: read_address(value)?,
        stamp: Stamp { writer: text(value, "tab")?, rev: value.get("rev")?.as_u64()? },
        seen: Seen::of(value.get("seen").unwrap_or(&Value::Null)),
        at: value.get("t").and_then(Value::as_u64).unwrap_or(0),
        fields: Fields {
            comment: text(fields, "comment")?,
            author: text(fields, "author").unwrap_or_default(),
            email: text(fields, "email").unwrap_or_default(),
            url: text(fields, "url").unwrap_or_default(),
        },
        caret: caret(value.get("sel")),
        newer,
        json: json.to_owned(),
    })
}

/// Reads the address that a record carries.
#[must_use]
pub fn read_address(value: &Value) -> Option<Address> {
    Some(Address {
        site: text(value, "site")?,
        article: text(value, "article")?,
        parent: match value.get("parent") {
            None | Some(Value::Null) => None,
            Some(parent) => Some(parent.as_str()?.to_owned()),
        },
        kind: Kind::of(value.get("kind")?.as_str()?)?,
    })
}

pub(super) fn text(value: &Value, name: &str) -> Option<String> {
    value.get(name)?.as_str().map(str::to_owned)
}

fn caret(value: Option<&Value>) -> Option<(u32, u32)> {
    let at = |index: usize| u32::try_from(value?.get(index)?.as_u64()?).ok();
    at(0).zip(at(1))
}

/// Reads a stored JSON text; lone surrogates become U+FFFD.
pub fn read_json(json: &str) -> Result<Value, Unreadable> {
    serde_json::from_str(&mend(json)).map_err(|_| Unreadable::Broken)
}

/// Replaces the escapes of lone surrogates, which `JSON.stringify` writes as `\ud800` to `\udfff` (ECMA-262,
/// 25.5.2.3) and serde_json refuses, by U+FFFD.
fn mend(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let mut rest = json;
    while let Some((before, after)) = rest.split_once('\\') {
        out.push_str(before);
        let (escape, tail) = match unit(after) {
            Some(0xDC00..=0xDFFF) => ("ufffd", after.get(5..)),
            Some(0xD800..=0xDBFF) if !is_followed_by_low(after) => ("ufffd", after.get(5..)),
            Some(0xD800..=0xDBFF) => (after.get(..11).unwrap_or(after), after.get(11..)),
            // One character, which may be the backslash itself.
            _ => after.split_at_checked(1).map_or((after, None), |(escape, tail)| (escape, Some(tail))),
        };
        out.push('\\');
        out.push_str(escape);
        rest = tail.unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// The code unit of an escape, without its backslash.
fn unit(escape: &str) -> Option<u16> {
    u16::from_str_radix(escape.strip_prefix('u')?.get(..4)?, 16).ok()
}

fn is_followed_by_low(escape: &str) -> bool {
    let next = escape.get(5..).and_then(|tail| tail.strip_prefix('\\'));
    matches!(next.and_then(unit), Some(0xDC00..=0xDFFF))
}

#[cfg(test)]
mod tests {
    use super::super::DRAFTS;
    use super::*;

    const JSON: &str = r#"{"v":1,"site":"https://a.example","article":"urn:1","parent":"7","kind":"new","tab":"k3.1","rev":4,
        "t":1790000000000,"seen":{"k2.1":3},"fields":{"comment":"a\\ud800 \ud83e\udd80 \udd80\ud83e\n\"","author":"A","email":"","url":""},
        "sel":[2,3],"added later":true}"#;

    fn key() -> String {
        Address::of_reply("https://a.example", "urn:1", Some("7")).key(DRAFTS, "k3.1")
    }

    #[test]
    fn a_record_is_read_with_names_that_it_does_not_know() {
        let draft = read(&key(), JSON).unwrap();
        assert_eq!((draft.stamp.rev, draft.at, draft.caret), (4, 1_790_000_000_000, Some((2, 3))));
        assert!(draft.seen.covers(&Stamp { writer: "k2.1".into(), rev: 3 }));
        assert_eq!(draft.json, JSON);
    }

    #[test]
    fn lone_surrogates_do_not_make_a_record_unreadable() {
        let draft = read(&key(), JSON).unwrap();
        assert_eq!(draft.fields.comment, "a\\ud800 \u{1F980} \u{FFFD}\u{FFFD}\n\"");
    }

    #[test]
    fn damaged_and_foreign_records_are_told_from_newer_ones() {
        let newer = JSON.replacen("\"v\":1", "\"v\":2", 1);
        assert!(read(&key(), &newer).unwrap().newer);
        let strange = newer.replacen("fields", "parts", 1);
        assert_eq!(read(&key(), &strange), Err(Unreadable::Newer));
        for broken in
            ["", "{", "null", "7", "\\", "{\"v\":1}", "\u{FFFD}", &JSON.replacen("fields", "parts", 1)]
        {
            assert_eq!(read(&key(), broken), Err(Unreadable::Broken), "{broken}");
        }
        for cut in (0..JSON.len()).filter_map(|end| JSON.get(..end)) {
            assert_eq!(read(&key(), cut), Err(Unreadable::Broken));
        }
    }

    #[test]
    fn a_record_under_the_key_of_another_is_not_read() {
        let other = Address::of_reply("https://a.example", "urn:1", None).key(DRAFTS, "k3.1");
        assert_eq!(read(&other, JSON), Err(Unreadable::Broken));
    }
}
