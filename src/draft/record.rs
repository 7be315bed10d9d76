//! What the stores hold, as JSON text: one shape, version 1, for every sort of record.
//!
//! | name | value |
//! |---|---|
//! | `v` | 1 |
//! | `site`, `article`, `parent`, `kind` | its address; `parent` is null for the article's own form |
//! | `tab` | the last part of its key. Of a draft the writer: a random name of the page, a point and the number of the form in that page; of an earlier version the writer, a hyphen and a number; of the others a random name |
//! | `rev` | from 1; above every revision in `seen`. 0 where nothing is revised |
//! | `t` | milliseconds since 1970 by the device's clock: for people, and to let go of what is over |
//! | `seen` | what the text descends from: `{writer: revision}`; of what is over, the revisions that are over |
//! | `fields` | `comment`, `author`, `email`, `url`, exactly as typed. An earlier version and what is over have the comment alone, a kept reply no `email` |
//! | `sel` | caret in the comment: start and end in UTF-16 code units, or null |
//! | `title`, `src` | what the article is called and where its document was read, for a list; perhaps absent |
//! | `fate` | only of what is over: `sent` or `discarded` |
//!
//! Promise: version 1 keeps these names and meanings. Readers pass over names they do not know. A record of a later
//! version is shown if this much of it can be read, and an older build never deletes or overwrites it.

use serde_json::Value;

use super::{Address, Fate, Fields, Kind, Seen, Sort, Stamp};

/// The version that this build writes.
const VERSION: u64 = 1;

/// One stored record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// What it is.
    pub sort: Sort,
    /// Where it belongs.
    pub address: Address,
    /// Whose it is, and which revision.
    pub stamp: Stamp,
    /// What it descends from, or what is over.
    pub seen: Seen,
    /// Milliseconds since 1970 by the device's clock: never compared before revisions.
    pub at: u64,
    /// For showing and comparing.
    pub fields: Fields,
    /// Caret in the comment, in UTF-16 code units.
    pub caret: Option<(u32, u32)>,
    /// What the article was called; empty where that is not known.
    pub title: String,
    /// Address of the article's document; empty where that is not known.
    pub src: String,
    /// Written by a newer build: may be shown, must not be deleted.
    pub newer: bool,
    /// The record as it is stored, exact to the last code unit.
    pub json: String,
}

/// Why a text under one of our keys is no record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// Its key is that of something else: none of our business.
    Foreign,
    /// Written by a newer build in a shape that this one does not know: to be left where it is.
    Newer,
    /// Damaged, or somebody else's: to be moved aside, so that it is neither lost nor in the way.
    Broken,
}

impl Record {
    /// Where it is stored.
    #[must_use]
    pub fn key(&self) -> String {
        self.address.key(self.sort.prefix(), &self.stamp.writer)
    }

    /// Reads the JSON text stored under `key`.
    pub fn read(key: &str, json: &str) -> Result<Self, Unreadable> {
        let sort = Sort::of_key(key).ok_or(Unreadable::Foreign)?;
        let (value, _) = crate::json_value::parse(json).map_err(|_| Unreadable::Broken)?;
        let version = value.get("v").and_then(Value::as_u64).ok_or(Unreadable::Broken)?;
        let unreadable = if version > VERSION { Unreadable::Newer } else { Unreadable::Broken };
        let record = record(sort, &value, json, version > VERSION).ok_or(unreadable)?;
        // A record that says another place than its key would be restored where it does not belong.
        if record.key() == key { Ok(record) } else { Err(unreadable) }
    }
}

fn record(sort: Sort, value: &Value, json: &str, newer: bool) -> Option<Record> {
    let fields = value.get("fields")?;
    let text = |of: &Value, name: &str| of.get(name)?.as_str().map(str::to_owned);
    let number = |name: &str| value.get(name)?.as_u64();
    Some(Record {
        sort: match sort {
            Sort::Over(_) => Sort::Over(Fate::of(value.get("fate")?.as_str()?)?),
            other => other,
        },
        address: Address {
            site: text(value, "site")?,
            article: text(value, "article")?,
            parent: match value.get("parent") {
                None | Some(Value::Null) => None,
                Some(parent) => Some(parent.as_str()?.to_owned()),
            },
            kind: Kind::of(value.get("kind")?.as_str()?)?,
        },
        stamp: Stamp { writer: text(value, "tab")?, rev: number("rev")? },
        seen: Seen::of(value.get("seen").unwrap_or(&Value::Null)),
        at: number("t").unwrap_or(0),
        fields: Fields {
            comment: text(fields, "comment")?,
            author: text(fields, "author").unwrap_or_default(),
            email: text(fields, "email").unwrap_or_default(),
            url: text(fields, "url").unwrap_or_default(),
        },
        caret: caret(value.get("sel")),
        title: text(value, "title").unwrap_or_default(),
        src: text(value, "src").unwrap_or_default(),
        newer,
        json: json.to_owned(),
    })
}

fn caret(value: Option<&Value>) -> Option<(u32, u32)> {
    let at = |index: usize| u32::try_from(value?.get(index)?.as_u64()?).ok();
    at(0).zip(at(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    const JSON: &str = r#"{"v":1,"site":"https://a.example","article":"urn:1","parent":"7","kind":"new","tab":"k3.1","rev":4,
        "t":1790000000000,"seen":{"k2.1":3},"fields":{"comment":"a\\ud800 \ud83e\udd80 \udd80\ud83e\n\"","author":"A","email":"","url":""},
        "sel":[2,3],"added later":true}"#;

    fn key() -> String {
        Address::of_reply("https://a.example", "urn:1", Some("7")).key(Sort::Draft.prefix(), "k3.1")
    }

    fn read(json: &str) -> Result<Record, Unreadable> {
        Record::read(&key(), json)
    }

    #[test]
    fn a_record_is_read_with_names_that_it_does_not_know() {
        let draft = read(JSON).unwrap();
        assert_eq!((draft.stamp.rev, draft.at, draft.caret), (4, 1_790_000_000_000, Some((2, 3))));
        assert!(draft.seen.covers(&Stamp { writer: "k2.1".into(), rev: 3 }));
        assert_eq!((draft.json.as_str(), draft.key()), (JSON, key()));
    }

    #[test]
    fn lone_surrogates_do_not_make_a_record_unreadable() {
        assert_eq!(read(JSON).unwrap().fields.comment, "a\\ud800 \u{1F980} \u{FFFD}\u{FFFD}\n\"");
    }

    #[test]
    fn damaged_and_foreign_records_are_told_from_newer_ones() {
        let newer = JSON.replacen("\"v\":1", "\"v\":2", 1);
        assert!(read(&newer).unwrap().newer);
        assert_eq!(read(&newer.replacen("fields", "parts", 1)), Err(Unreadable::Newer));
        for broken in
            ["", "{", "null", "7", "\\", "{\"v\":1}", "\u{FFFD}", &JSON.replacen("fields", "parts", 1)]
        {
            assert_eq!(read(broken), Err(Unreadable::Broken), "{broken}");
        }
        for cut in (0..JSON.len()).filter_map(|end| JSON.get(..end)) {
            assert_eq!(read(cut), Err(Unreadable::Broken));
        }
        assert_eq!(Record::read("host.settings", "{"), Err(Unreadable::Foreign));
        assert_eq!(Record::read("standfirst.s1/x", "{"), Err(Unreadable::Foreign));
    }

    #[test]
    fn a_record_under_the_key_of_another_is_not_read() {
        let other = Address::of_reply("https://a.example", "urn:1", None).key(Sort::Draft.prefix(), "k3.1");
        assert_eq!(Record::read(&other, JSON), Err(Unreadable::Broken));
    }

    #[test]
    fn what_is_over_says_what_became_of_it() {
        let key = Address::of_reply("https://a.example", "urn:1", Some("7")).key("standfirst.t1/", "k3.1");
        let over = JSON.replacen("\"v\":1", "\"v\":1,\"fate\":\"discarded\"", 1);
        assert_eq!(Record::read(&key, &over).unwrap().sort, Sort::Over(Fate::Discarded));
        assert_eq!(Record::read(&key, JSON), Err(Unreadable::Broken));
    }
}
