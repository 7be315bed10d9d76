//! Bytes to an untyped value: size, encoding, depth, syntax.

use std::borrow::Cow;

use serde_json::Value;

use super::{FormatError, MAX_BYTES, MAX_DEPTH};

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

/// Refuses text whose lists and objects nest too deeply, so that no later step can run out of stack.
fn check_depth(text: &str) -> Result<(), FormatError> {
    let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        if in_string {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => in_string = false,
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => in_string = true,
            b'[' | b'{' => {
                depth += 1;
                if depth > MAX_DEPTH {
                    let (line, column) = place(text, at);
                    return Err(FormatError::TooDeep { line, column });
                }
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    Ok(())
}

/// Parses JSON. Of two equal keys the last one counts.
pub fn parse(text: &str) -> Result<Value, FormatError> {
    check_depth(text)?;
    let mut reader = serde_json::Deserializer::from_str(text);
    // The depth was checked.
    reader.disable_recursion_limit();
    let mut values = reader.into_iter::<Value>();
    let value = match values.next() {
        Some(Ok(value)) => value,
        Some(Err(error)) => {
            let what = error.to_string();
            let what = what.split(" at line ").next().unwrap_or_default().to_owned();
            return Err(FormatError::NotJson { line: error.line(), column: error.column(), what });
        }
        None => return Err(FormatError::Empty),
    };
    let end = values.byte_offset();
    let rest = text.get(end..).unwrap_or_default();
    if !rest.trim().is_empty() {
        let (line, column) = place(text, end + rest.len() - rest.trim_start().len());
        return Err(FormatError::NotJson { line, column, what: "more text after the end".to_owned() });
    }
    Ok(value)
}
