//! Bytes to an untyped value: size, encoding, depth, syntax.

use std::borrow::Cow;

use serde_json::Value;

use super::{FormatError, MAX_BYTES};
use crate::json_value;

/// The text of a document: UTF-8 with or without a mark, or UTF-16 with one (RFC 8259, section 8.1, allows only the
/// first; the others are met).
pub fn text(bytes: &[u8]) -> Result<Cow<'_, str>, FormatError> {
    if bytes.len() > MAX_BYTES {
        return Err(FormatError::TooLarge { bytes: bytes.len() });
    }
    let text = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(rest, 3)?,
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes)?,
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes)?,
        _ => utf8(bytes, 0)?,
    };
    if text.trim().is_empty() { Err(FormatError::Empty) } else { Ok(text) }
}

fn utf8(bytes: &[u8], skipped: usize) -> Result<Cow<'_, str>, FormatError> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Cow::Borrowed(text)),
        Err(error) => Err(FormatError::NotText { at: error.valid_up_to() + skipped }),
    }
}

fn utf16(bytes: &[u8], read: fn([u8; 2]) -> u16) -> Result<Cow<'_, str>, FormatError> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        return Err(FormatError::NotText { at: bytes.len() + 1 });
    }
    let mut text = String::with_capacity(pairs.len());
    for (at, c) in char::decode_utf16(pairs.iter().map(|pair| read(*pair))).enumerate() {
        text.push(c.map_err(|_| FormatError::NotText { at: at * 2 + 2 })?);
    }
    Ok(Cow::Owned(text))
}

/// Line and column, both from 1, of a byte.
fn place(text: &str, at: usize) -> (usize, usize) {
    let before = text.as_bytes().get(..at).unwrap_or_default();
    let line = before.iter().filter(|byte| **byte == b'\n').count();
    let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
    (line + 1, at - start + 1)
}

/// Parses JSON; of two equal keys the last one counts. The flag says that it had to be mended: real documents have line
/// ends in their strings.
pub fn parse(text: &str) -> Result<(Value, bool), FormatError> {
    json_value::parse(text).map_err(|fault| {
        let (line, column) = place(text, fault.at);
        match fault.wanted {
            Some(wanted) => FormatError::NotJson { line, column, what: wanted.to_owned() + " is expected" },
            None => FormatError::TooDeep { line, column },
        }
    })
}
