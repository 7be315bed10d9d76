//! Bytes of HTML to tokens, as the HTML Standard's tokenizer has them (section 13.2.5), by scanning instead of a state a
//! character. Linear: no byte is looked at more than a fixed number of times.

use std::borrow::Cow;

use super::reference;
use crate::find::{find, split_once};

/// Attributes read of one tag; what is beyond is skipped.
const MAX_ATTRIBUTES: usize = 64;

/// Longest value of an attribute, in bytes; a longer one is read as empty.
const MAX_VALUE: usize = 65_536;

/// A start or end tag.
#[derive(Debug, Default)]
pub struct Tag<'a> {
    /// Lower case.
    pub name: Cow<'a, str>,
    /// Lower-case name and decoded value; of two with the same name the first.
    pub attributes: Vec<(Cow<'a, str>, Cow<'a, str>)>,
    /// `<br/>`
    pub self_closing: bool,
}

/// A token.
#[derive(Debug)]
pub enum Token<'a> {
    /// A start tag.
    Start(Tag<'a>),
    /// An end tag; its attributes are read over.
    End(Tag<'a>),
    /// Characters, references decoded.
    Text(Cow<'a, str>),
    /// A comment, document type or processing instruction: nothing of it is shown or kept.
    Hidden,
}

/// How the text up to the next end tag is read; the tree sets it after certain start tags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Markup and references.
    #[default]
    Data,
    /// References, no markup: `title`, `textarea`.
    Rcdata,
    /// Neither: `style`, `iframe` and others.
    Rawtext,
    /// As `Rawtext`, but `<!-- <script>` hides an end tag.
    Script,
    /// Text to the end of the input.
    Plaintext,
}

/// Reads tokens from `input`, whose line ends are `\n` alone.
pub struct Tokenizer<'a> {
    rest: &'a str,
    /// How text is read until the end tag of `last`.
    pub mode: Mode,
    /// Whether `<![CDATA[` begins text (in SVG and MathML) or a comment.
    pub cdata: bool,
    /// Name of the last start tag: the one end tag that ends `Rcdata` and its like.
    pub last: Cow<'a, str>,
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | 0x0C | b' ')
}

fn ends_name(byte: u8) -> bool {
    is_space(byte) || byte == b'/' || byte == b'>'
}

/// `text` cut at byte `at`, which the callers found at an ASCII character.
fn cut(text: &str, at: usize) -> (&str, &str) {
    text.split_at_checked(at).unwrap_or((text, ""))
}

/// `text` cut before the first byte that `stop` accepts, or at its end.
fn cut_where(text: &str, stop: impl Fn(u8) -> bool) -> (&str, &str) {
    cut(text, text.bytes().position(stop).unwrap_or(text.len()))
}

/// `name` in lower case, U+0000 replaced.
fn lower(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|byte| byte.is_ascii_uppercase() || byte == 0) {
        Cow::Owned(name.to_ascii_lowercase().replace('\0', "\u{FFFD}"))
    } else {
        Cow::Borrowed(name)
    }
}

/// Characters with references decoded where `references` says so and U+0000 replaced where `replace` does.
fn characters(text: &str, references: bool, replace: bool, in_attribute: bool) -> Cow<'_, str> {
    let mut out = Cow::Borrowed(text);
    if references && text.contains('&') {
        let mut decoded = String::with_capacity(text.len());
        reference::push_decoded(text, in_attribute, &mut decoded);
        out = Cow::Owned(decoded);
    }
    if replace && text.contains('\0') {
        out = Cow::Owned(out.replace('\0', "\u{FFFD}"));
    }
    out
}

impl<'a> Tokenizer<'a> {
    /// A tokenizer at the start of `input`.
    pub fn new(input: &'a str) -> Self {
        Self { rest: input, mode: Mode::Data, cdata: false, last: Cow::Borrowed("") }
    }

    /// Text up to where a tag or comment begins; `None` where one begins at once.
    fn text(&mut self) -> Option<Token<'a>> {
        let mut end = 0;
        loop {
            let ahead = self.rest.get(end..).unwrap_or_default();
            let Some(at) = ahead.find('<') else {
                end = self.rest.len();
                break;
            };
            end += at;
            let next = self.rest.as_bytes().get(end + 1).copied();
            let markup = match next {
                Some(b'/') => self.rest.len() > end + 2,
                Some(byte) => byte.is_ascii_alphabetic() || byte == b'!' || byte == b'?',
                None => false,
            };
            if markup {
                break;
            }
            end += 1;
        }
        let (text, rest) = cut(self.rest, end);
        self.rest = rest;
        (!text.is_empty()).then(|| Token::Text(characters(text, true, false, false)))
    }

    /// The text of `title`, `style`, `script` and their like, up to their own end tag, which stays.
    fn raw(&mut self) -> Option<Token<'a>> {
        let end = match self.mode {
            Mode::Plaintext => self.rest.len(),
            Mode::Script => self.script_end(),
            Mode::Data | Mode::Rcdata | Mode::Rawtext => self.end_tag_from(0).unwrap_or(self.rest.len()),
        };
        let (text, rest) = cut(self.rest, end);
        self.rest = rest;
        let references = self.mode == Mode::Rcdata;
        if self.mode != Mode::Plaintext {
            self.mode = Mode::Data;
        }
        (!text.is_empty()).then(|| Token::Text(characters(text, references, true, false)))
    }

    /// Where the end tag of `last` begins, at or after byte `from`.
    fn end_tag_from(&self, from: usize) -> Option<usize> {
        let mut at = from;
        while let Some(found) = find(self.rest.get(at..)?, "</") {
            at += found;
            if self.is_tag(at + 2, &self.last) {
                return Some(at);
            }
            at += 2;
        }
        None
    }

    /// Whether a tag of the name stands at byte `at`, just after its `<` or `</`.
    fn is_tag(&self, at: usize, name: &str) -> bool {
        let bytes = self.rest.as_bytes();
        let end = at + name.len();
        !name.is_empty()
            && bytes.get(at..end).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
            && bytes.get(end).copied().is_some_and(ends_name)
    }

    /// Where the text of a script ends ("script data escaped" and "double escaped" states): after `<!--` a `<script`
    /// hides one `</script`, until `-->`.
    fn script_end(&self) -> usize {
        let bytes = self.rest.as_bytes();
        let (mut escaped, mut double) = (false, false);
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            let ahead = bytes.get(at..).unwrap_or_default();
            match byte {
                b'<' if !escaped && ahead.starts_with(b"<!--") => {
                    escaped = true;
                    // The two dashes may also be the first two of "-->".
                    at += 1;
                }
                b'-' if escaped && ahead.starts_with(b"-->") => (escaped, double) = (false, false),
                b'<' if escaped && self.is_tag(at + 1, "script") => double = true,
                b'<' if ahead.starts_with(b"</") => {
                    if double {
                        if self.is_tag(at + 2, "script") {
                            double = false;
                        }
                    } else if self.is_tag(at + 2, &self.last) {
                        return at;
                    }
                }
                _ => {}
            }
            at += 1;
        }
        self.rest.len()
    }

    /// A tag, comment or declaration: `rest` begins with `<` and `text` found that it is one. `None` where it is nothing,
    /// as `</>` is.
    fn markup(&mut self) -> Option<Token<'a>> {
        let after = self.rest.strip_prefix('<')?;
        if let Some(declaration) = after.strip_prefix('!') {
            return self.declaration(declaration);
        }
        if after.starts_with('?') {
            return self.bogus(after);
        }
        let Some(name) = after.strip_prefix('/') else {
            return self.tag(after).map(Token::Start);
        };
        if name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return self.tag(name).map(Token::End);
        }
        if let Some(rest) = name.strip_prefix('>') {
            self.rest = rest;
            return None;
        }
        self.bogus(name)
    }

    /// A comment that ends at the next `>`.
    fn bogus(&mut self, text: &'a str) -> Option<Token<'a>> {
        self.rest = text.split_once('>').map_or("", |(_, rest)| rest);
        Some(Token::Hidden)
    }

    fn declaration(&mut self, text: &'a str) -> Option<Token<'a>> {
        if let Some(comment) = text.strip_prefix("--") {
            return self.comment(comment);
        }
        if text.get(..7).is_some_and(|word| word.eq_ignore_ascii_case("doctype")) {
            return self.bogus(text);
        }
        if let Some(text) = text.strip_prefix("[CDATA[").filter(|_| self.cdata) {
            let (text, rest) = split_once(text, "]]>").unwrap_or((text, ""));
            self.rest = rest;
            return (!text.is_empty()).then_some(Token::Text(Cow::Borrowed(text)));
        }
        self.bogus(text)
    }

    fn comment(&mut self, text: &'a str) -> Option<Token<'a>> {
        for empty in [">", "->"] {
            if let Some(rest) = text.strip_prefix(empty) {
                self.rest = rest;
                return Some(Token::Hidden);
            }
        }
        let mut at = 0;
        while let Some(found) = text.get(at..).and_then(|ahead| find(ahead, "--")) {
            at += found;
            let (_, end) = cut(text, at);
            for close in ["-->", "--!>"] {
                if let Some(rest) = end.strip_prefix(close) {
                    self.rest = rest;
                    return Some(Token::Hidden);
                }
            }
            at += 1;
        }
        self.rest = "";
        Some(Token::Hidden)
    }

    /// The tag whose name begins `text`. One that the input ends in is nothing.
    fn tag(&mut self, text: &'a str) -> Option<Tag<'a>> {
        let (name, mut rest) = cut_where(text, ends_name);
        let mut tag = Tag { name: lower(name), ..Tag::default() };
        self.rest = "";
        loop {
            let before = rest;
            rest = rest.trim_start_matches(|c: char| c.is_ascii() && (is_space(c as u8) || c == '/'));
            if let Some(after) = rest.strip_prefix('>') {
                tag.self_closing =
                    before.get(..before.len() - rest.len()).is_some_and(|skipped| skipped.ends_with('/'));
                self.rest = after;
                return Some(tag);
            }
            if rest.is_empty() {
                return None;
            }
            rest = attribute(rest, &mut tag);
        }
    }
}

/// Reads the attribute at the start of `text` into `tag`; returns what follows it.
fn attribute<'a>(text: &'a str, tag: &mut Tag<'a>) -> &'a str {
    // A "=" at the start belongs to the name.
    let first = usize::from(text.starts_with('='));
    let stop = text.bytes().skip(first).position(|byte| ends_name(byte) || byte == b'=');
    let (name, rest) = cut(text, stop.map_or(text.len(), |at| at + first));
    let after = rest.trim_start_matches(|c: char| c.is_ascii() && is_space(c as u8));
    let (value, rest) = match after.strip_prefix('=') {
        None => ("", rest),
        Some(value) => {
            let value = value.trim_start_matches(|c: char| c.is_ascii() && is_space(c as u8));
            match value.chars().next() {
                // A quote that is never closed takes the rest of the input, and the tag with it.
                Some(quote @ ('"' | '\'')) => {
                    value.get(1..).and_then(|value| value.split_once(quote)).unwrap_or(("", ""))
                }
                _ => cut_where(value, |byte| is_space(byte) || byte == b'>'),
            }
        }
    };
    let name = lower(name);
    if tag.attributes.len() < MAX_ATTRIBUTES && !tag.attributes.iter().any(|(known, _)| *known == name) {
        let value = if value.len() > MAX_VALUE { "" } else { value };
        tag.attributes.push((name, characters(value, true, true, true)));
    }
    rest
}

impl<'a> Iterator for Tokenizer<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        while !self.rest.is_empty() {
            let text = if self.mode == Mode::Data { self.text() } else { self.raw() };
            if text.is_some() {
                return text;
            }
            if self.rest.starts_with('<') && self.mode == Mode::Data {
                let token = self.markup();
                if let Some(Token::Start(tag)) = &token {
                    self.last = tag.name.clone();
                }
                if token.is_some() {
                    return token;
                }
            }
        }
        None
    }
}
