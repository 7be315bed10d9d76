use serde_json::Value;

use crate::json_text::{Object, list, quoted};
use crate::json_value;

/// What begins the key of every record, below the folder of the page.
const PREFIX: &str = "kept-article?";

/// Version of the records. An older viewer leaves newer ones alone.
const VERSION: u64 = 1;

/// One article that is kept on this device. The files themselves lie beside it under their own addresses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// Address of the document, resolved, without a fragment.
    pub address: String,
    /// What opens it in `?src=`.
    pub src: String,
    /// Its headline.
    pub headline: String,
    /// When the document was fetched, in milliseconds since 1970 by the device's clock.
    pub at: u64,
    /// When it was last read; the same as `at` for one that was only fetched ahead.
    pub read: u64,
    /// Whether the reader asked for it to be kept: then it never goes by itself.
    pub pinned: bool,
    /// Addresses of all that belongs to it, with their sizes in bytes: documents, pictures, sound, film.
    pub files: Vec<(String, u64)>,
}

impl Record {
    /// Where the record of the article at `address` is kept, relative to the folder of the page. `encode` is
    /// `encodeURIComponent`.
    #[must_use]
    pub fn key(address: &str, encode: impl Fn(&str) -> String) -> String {
        let mut key = PREFIX.to_owned();
        key.push_str(&encode(address));
        key
    }

    /// The JSON text that is kept.
    #[must_use]
    pub fn text(&self) -> String {
        let mut object = Object::new();
        object.json("v", &VERSION.to_string());
        object.text("address", &self.address);
        object.text("src", &self.src);
        object.text("headline", &self.headline);
        object.json("at", &self.at.to_string());
        object.json("read", &self.read.to_string());
        object.json("pinned", if self.pinned { "true" } else { "false" });
        let files = self.files.iter().map(|(address, bytes)| {
            let mut pair = String::from("[");
            pair.push_str(&quoted(address));
            pair.push(',');
            pair.push_str(&bytes.to_string());
            pair.push(']');
            pair
        });
        object.json("files", &list(files));
        object.end()
    }

    /// Reads a record; `None` for one that is damaged or of a later version.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let (value, _) = json_value::parse(text).ok()?;
        let word = |name: &str| value.get(name)?.as_str().map(str::to_owned);
        let number = |name: &str| value.get(name)?.as_u64();
        if number("v")? > VERSION {
            return None;
        }
        let files = value.get("files")?.as_array()?.iter();
        let file = |pair: &Value| Some((pair.get(0)?.as_str()?.to_owned(), pair.get(1)?.as_u64()?));
        Some(Self {
            address: word("address")?,
            src: word("src")?,
            headline: word("headline").unwrap_or_default(),
            at: number("at")?,
            read: number("read").unwrap_or(0),
            pinned: value.get("pinned").and_then(Value::as_bool).unwrap_or(false),
            files: files.filter_map(file).collect(),
        })
    }

    /// Bytes of all that belongs to it.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.files.iter().map(|(_, bytes)| bytes).sum()
    }
}

/// Whether an address in the cache is the key of a record of the page in `folder`.
#[must_use]
pub fn is_key(address: &str, folder: &str) -> bool {
    address.strip_prefix(folder).is_some_and(|rest| rest.starts_with(PREFIX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_read_back_as_it_was_written() {
        let record = Record {
            address: "https://a.example/\"odd\".json".into(),
            src: "odd.json".into(),
            headline: "A <b>head</b>line \u{1F980}".into(),
            at: 1_790_000_000_000,
            read: 1_790_000_000_001,
            pinned: true,
            files: vec![("https://a.example/1.jpg".into(), 12), ("https://a.example/2.jpg".into(), 30)],
        };
        assert_eq!(Record::read(&record.text()), Some(record.clone()));
        assert_eq!(record.bytes(), 42);
    }

    #[test]
    fn a_damaged_or_later_record_is_not_read() {
        let text = Record::default().text();
        assert!(Record::read(&text).is_some());
        assert_eq!(Record::read(&text.replacen("\"v\":1", "\"v\":2", 1)), None);
        for cut in (0..text.len()).filter_map(|end| text.get(..end)) {
            assert_eq!(Record::read(cut), None, "{cut}");
        }
    }

    #[test]
    fn only_keys_of_this_folder_are_records() {
        let key = Record::key("https://a.example/x", |text| text.replace(['/', ':'], "_"));
        assert!(is_key(&format!("https://p.example/read/{key}"), "https://p.example/read/"));
        assert!(!is_key(&format!("https://p.example/read/{key}"), "https://p.example/"));
        assert!(!is_key("https://p.example/read/x.json", "https://p.example/read/"));
    }
}
