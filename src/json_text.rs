//! Writing JSON. The library's writer is left out of the module with everything that it needs to write numbers with fractions,
//! 4 KB (Brotli) of a first visit: what is written here are strings and whole numbers.

use std::fmt::Write;

/// Appends `text` as a JSON string (RFC 8259, section 7). `<` is escaped too, so that it may stand in a `script` element.
fn push_string(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '<' | '\u{0}'..='\u{1F}' => {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            _ => out.push(c),
        }
    }
    out.push('"');
}

/// `text` as a JSON string.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    push_string(&mut out, text);
    out
}

/// An object under construction.
pub(crate) struct Object(String);

impl Object {
    /// An empty one.
    pub(crate) fn new() -> Self {
        Self(String::from("{"))
    }

    /// Adds a member whose value is JSON text already.
    pub(crate) fn json(&mut self, key: &str, value: &str) {
        if self.0.len() > 1 {
            self.0.push(',');
        }
        push_string(&mut self.0, key);
        self.0.push(':');
        self.0.push_str(value);
    }

    /// Adds a string.
    pub(crate) fn text(&mut self, key: &str, value: &str) {
        self.json(key, &quoted(value));
    }

    /// The object's text.
    pub(crate) fn end(mut self) -> String {
        self.0.push('}');
        self.0
    }
}

/// A list of values that are JSON text already.
pub(crate) fn list(items: impl Iterator<Item = String>) -> String {
    let mut out = String::from("[");
    for item in items {
        if out.len() > 1 {
            out.push(',');
        }
        out.push_str(&item);
    }
    out.push(']');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let odd = "a\"b\\c\n\u{0}</script>é\u{2028}𝒳";
        let mut object = Object::new();
        object.text(odd, odd);
        object.json("n", "5");
        let value: serde_json::Value = serde_json::from_str(&object.end()).unwrap();
        assert_eq!((value[odd].as_str(), value["n"].as_u64()), (Some(odd), Some(5)));
        assert_eq!(list(["1".to_owned(), "2".to_owned()].into_iter()), "[1,2]");
    }
}
