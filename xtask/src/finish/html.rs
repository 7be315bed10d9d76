//! The start tags of our own `index.html`, and replacing parts of it.
//!
//! It reads what Trunk and its minifier write: comments, raw text of scripts and
//! styles, attributes with or without quotes. It is no parser for other people's HTML.

use std::ops::Range;

/// A start tag and where it stands, in bytes of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// The element's name in lower case.
    pub name: String,
    /// From `<` to behind `>`.
    pub range: Range<usize>,
    /// In order of the source.
    pub attributes: Vec<Attribute>,
    /// The text up to the end tag, for `script` and `style` alone.
    pub raw_text: String,
}

/// An attribute and where its value stands, without the quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// In lower case.
    pub name: String,
    /// As written; empty if there is none.
    pub value: String,
    /// Where the value is; empty if there is none.
    pub range: Range<usize>,
}

impl Tag {
    /// The attribute of a name.
    pub fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|a| a.name == name)
    }

    /// The value of an attribute.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.attribute(name).map(|a| a.value.as_str())
    }

    /// Whether this is `<link>` with that word in `rel`.
    pub fn is_link(&self, rel: &str) -> bool {
        self.name == "link" && self.value("rel").is_some_and(|v| v.split_whitespace().any(|w| w == rel))
    }
}

/// All start tags, in order.
pub fn tags(source: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(open) = find(source, at, "<") {
        let rest = source.get(open..).unwrap_or_default();
        if rest.starts_with("<!--") {
            at = find(source, open + 4, "-->").map_or(source.len(), |end| end + 3);
        } else if rest.get(1..).is_some_and(|r| r.starts_with(|c: char| c.is_ascii_alphabetic())) {
            let mut tag = tag(source, open);
            at = tag.range.end;
            if matches!(tag.name.as_str(), "script" | "style") {
                let end = find(source, at, &format!("</{}", tag.name)).unwrap_or(source.len());
                tag.raw_text = source.get(at..end).unwrap_or_default().to_owned();
                at = end;
            }
            tags.push(tag);
        } else {
            at = open + 1;
        }
    }
    tags
}

/// The source with some ranges replaced. The ranges must not overlap.
pub fn replace(source: &str, mut changes: Vec<(Range<usize>, String)>) -> String {
    changes.sort_by_key(|(range, _)| range.start);
    let mut out = String::with_capacity(source.len());
    let mut at = 0;
    for (range, new) in changes {
        out.push_str(source.get(at..range.start).unwrap_or_default());
        out.push_str(&new);
        at = range.end;
    }
    out.push_str(source.get(at..).unwrap_or_default());
    out
}

fn find(source: &str, from: usize, what: &str) -> Option<usize> {
    source.get(from..)?.find(what).map(|i| from + i)
}

fn tag(source: &str, open: usize) -> Tag {
    let mut reader = Reader { source, at: open + 1 };
    let name = reader.take(|c| !c.is_ascii_whitespace() && c != '>' && c != '/');
    let mut attributes = Vec::new();
    loop {
        reader.take(|c| c.is_ascii_whitespace() || c == '/');
        match reader.peek() {
            None => break,
            Some('>') => {
                reader.at += 1;
                break;
            }
            Some(_) => attributes.push(reader.attribute()),
        }
    }
    Tag { name: name.to_ascii_lowercase(), range: open..reader.at, attributes, raw_text: String::new() }
}

struct Reader<'a> {
    source: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<char> {
        self.source.get(self.at..)?.chars().next()
    }

    fn take(&mut self, wanted: impl Fn(char) -> bool) -> &'a str {
        let rest = self.source.get(self.at..).unwrap_or_default();
        let taken = rest.find(|c| !wanted(c)).map_or(rest, |end| rest.get(..end).unwrap_or_default());
        self.at += taken.len();
        taken
    }

    fn attribute(&mut self) -> Attribute {
        let start = self.at;
        let mut name =
            self.take(|c| !c.is_ascii_whitespace() && !matches!(c, '=' | '>' | '/')).to_ascii_lowercase();
        if self.at == start {
            // A stray `=`: part of the name, as the HTML standard has it.
            self.at += 1;
            name.push('=');
        }
        self.take(|c| c.is_ascii_whitespace());
        if self.peek() != Some('=') {
            return Attribute { name, value: String::new(), range: self.at..self.at };
        }
        self.at += 1;
        self.take(|c| c.is_ascii_whitespace());
        let quote = self.peek().filter(|c| matches!(c, '"' | '\''));
        let (value, begin) = match quote {
            Some(quote) => {
                self.at += 1;
                let begin = self.at;
                let value = self.take(|c| c != quote);
                self.at = (self.at + 1).min(self.source.len());
                (value, begin)
            }
            None => {
                let begin = self.at;
                (self.take(|c| !c.is_ascii_whitespace() && c != '>'), begin)
            }
        };
        Attribute { name, value: value.to_owned(), range: begin..begin + value.len() }
    }
}

#[cfg(test)]
mod tests {
    use super::{replace, tags};

    #[test]
    fn tags_are_found_with_or_without_quotes() {
        let source = r#"<!doctype html><!-- <p> --><link rel=stylesheet href=./a.css><script type="module" src='./b.js' async></script><p>1 < 2"#;
        let found = tags(source);
        let names: Vec<_> = found.iter().map(|t| t.name.as_str()).collect();
        assert_eq!(names, ["link", "script", "p"]);
        assert_eq!(found[0].value("href"), Some("./a.css"));
        assert_eq!(found[1].value("src"), Some("./b.js"));
        assert_eq!(found[1].value("async"), Some(""));
        let src = found[1].attribute("src").unwrap().range.clone();
        assert!(replace(source, vec![(src, "./c.js".to_owned())]).contains("src='./c.js' async"));
    }

    #[test]
    fn raw_text_holds_no_tags() {
        let found = tags("<script type=\"application/json\">{\"a\": \"<b>\"}</script><i>");
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].raw_text, "{\"a\": \"<b>\"}");
    }

    #[test]
    fn odd_sources_come_to_an_end() {
        for source in ["<", "<a", "<a b", "<a b=", "<a b='", "<a =x>", "<!--", "<script>", "<a / / b>", "<é>"]
        {
            tags(source);
        }
        assert_eq!(tags("<a =x>").len(), 1);
    }
}
