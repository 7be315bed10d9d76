//! Records for the tests of the rules.

use super::{Address, Fields, Record, Sort, Stamp};

/// A draft of the article's own form.
pub fn record(writer: &str, rev: u64, seen: &[(&str, u64)], comment: &str) -> Record {
    Record {
        sort: Sort::Draft,
        address: Address::of_reply("s", "a", None),
        stamp: Stamp { writer: writer.to_owned(), rev },
        seen: seen.iter().map(|(writer, rev)| Stamp { writer: (*writer).to_owned(), rev: *rev }).collect(),
        at: 0,
        fields: Fields { comment: comment.to_owned(), ..Fields::default() },
        caret: None,
        title: String::new(),
        src: String::new(),
        newer: false,
        json: String::new(),
    }
}

/// An earlier version, under a name of its own.
pub fn earlier(writer: &str, rev: u64, comment: &str) -> Record {
    Record { sort: Sort::Earlier, ..record(&format!("{writer}-{rev}"), rev, &[], comment) }
}
