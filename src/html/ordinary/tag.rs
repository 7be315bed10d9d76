//! Well-formed markup in pieces.

use super::super::simple;
use super::{MOST_TAGS, Reader};
use crate::find::{has, split_once};

/// Length of the attributes of one tag, in bytes: the tolerant parser reads over longer ones.
const LONGEST: usize = 30_000;

/// Attributes of one tag.
const MOST: usize = 40;

/// A start tag.
#[derive(Clone, Copy)]
pub struct Tag<'h> {
    pub name: &'h str,
    /// As they are written.
    attributes: &'h str,
}

/// A piece of a string.
pub enum Token<'h> {
    /// Characters, with their references.
    Text(&'h str),
    Start(Tag<'h>),
    /// The name of an end tag; empty where the string ends.
    End(&'h str),
    Hidden,
}

impl<'h> Tag<'h> {
    /// Whether it has no content and no end tag.
    pub fn is_void(self) -> bool {
        matches!(self.name, "br" | "hr" | "img")
    }

    /// The value of an attribute, with its references.
    pub fn raw(self, name: &str) -> Option<&'h str> {
        let mut rest = self.attributes.trim_ascii_start();
        while let Some((known, value, after)) = attribute(rest) {
            if known == name {
                return Some(value);
            }
            rest = after.trim_ascii_start();
        }
        None
    }
}

impl<'h> Reader<'h, '_> {
    /// The trimmed value of an attribute that is not empty.
    pub(super) fn words(&mut self, tag: Tag, name: &str) -> Option<String> {
        let value = simple::decoded(tag.raw(name)?, true);
        self.beyond |= value.is_none();
        let value = value.unwrap_or_default();
        let trimmed = value.trim();
        (!trimmed.is_empty()).then(|| trimmed.to_owned())
    }

    /// The next piece.
    pub(super) fn token(&mut self) -> Option<Token<'h>> {
        let Some(markup) = self.rest.strip_prefix('<') else {
            let end = self.rest.bytes().position(|byte| byte == b'<').unwrap_or(self.rest.len());
            let (text, rest) = self.rest.split_at_checked(end)?;
            self.rest = rest;
            return Some(if text.is_empty() { Token::End("") } else { Token::Text(text) });
        };
        if let Some(comment) = markup.strip_prefix("!--") {
            let (words, rest) = split_once(comment, "-->")?;
            // What a browser takes for the end of a comment before that.
            if words.starts_with('>') || words.starts_with('-') || has(words, "--!>") {
                return None;
            }
            self.rest = rest;
            return Some(Token::Hidden);
        }
        self.tags += 1;
        let end = markup.strip_prefix('/');
        let markup = end.unwrap_or(markup);
        let is_name = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        let (name, after) = markup.split_at_checked(markup.bytes().take_while(is_name).count())?;
        if self.tags > MOST_TAGS || !name.bytes().next()?.is_ascii_lowercase() {
            return None;
        }
        let mut rest = after;
        for _ in 0..MOST {
            let trimmed = rest.trim_ascii_start();
            let void = trimmed.strip_prefix('/').unwrap_or(trimmed);
            if let Some(next) = void.strip_prefix('>') {
                let attributes =
                    after.get(..after.len() - trimmed.len()).filter(|all| all.len() < LONGEST)?;
                let tag = Tag { name, attributes };
                self.rest = next;
                return match end {
                    Some(_) => attributes.is_empty().then_some(Token::End(name)),
                    None => (void.len() == trimmed.len() || tag.is_void()).then_some(Token::Start(tag)),
                };
            }
            if trimmed.len() == rest.len() {
                return None;
            }
            rest = attribute(trimmed)?.2;
        }
        None
    }
}

/// An attribute in quotes, or without a value, at the start of a text: its name, its value, and what follows.
fn attribute(text: &str) -> Option<(&str, &str, &str)> {
    let is_part = |byte: &u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b':');
    let (name, rest) = text.split_at_checked(text.bytes().take_while(is_part).count())?;
    if name.is_empty()
        || rest.trim_ascii_start().len() < rest.len() && rest.trim_ascii_start().starts_with('=')
    {
        return None;
    }
    let Some(value) = rest.strip_prefix('=') else { return Some((name, "", rest)) };
    let quote = value.bytes().next().filter(|byte| matches!(byte, b'"' | b'\''))?;
    let value = value.get(1..)?;
    let (value, rest) = value.split_at_checked(value.bytes().position(|byte| byte == quote)?)?;
    Some((name, value, rest.get(1..)?))
}
