//! Lists of the native format.

use serde_json::Value;

use super::block::{blocks, blocks_under, some_blocks};
use super::reader::Reader;
use super::value::get;
use crate::article::{Block, BlockKind, Item, Path};

/// A list. `depth` is how many blocks the content of its items stands in.
pub fn list(value: &Value, path: &Path, depth: usize, reader: &mut Reader) -> BlockKind {
    let number = |key, reader: &mut Reader| {
        reader.number(value, key, path).and_then(|number| i32::try_from(number).ok())
    };
    let start = number("start", reader);
    let key = path.key("items");
    let items = reader.list(value, "items", path).iter().enumerate();
    let items = items.map(|(at, value)| item(value, &key.index(at), depth, reader)).collect();
    BlockKind::List {
        ordered: reader.truth(value, "ordered", path).unwrap_or(false),
        start,
        reversed: reader.truth(value, "reversed", path).unwrap_or(false),
        items,
    }
}

/// A line of text, a list of blocks, or an object with one of them and its tick or number.
fn item(value: &Value, path: &Path, depth: usize, reader: &mut Reader) -> Item {
    match value {
        Value::Array(_) => Item { body: blocks(value, path, depth, reader), ..Item::default() },
        Value::Object(object) if !object.contains_key("type") => Item {
            checked: reader.truth(value, "checked", path),
            value: reader.number(value, "value", path).and_then(|number| i32::try_from(number).ok()),
            body: text_or_body(value, path, depth, reader),
        },
        Value::Object(_) => Item { body: some_blocks(value, path, depth, reader), ..Item::default() },
        _ => Item { body: paragraph(value, path, reader), ..Item::default() },
    }
}

/// One line of text as a paragraph.
pub fn paragraph(value: &Value, path: &Path, reader: &mut Reader) -> Vec<Block> {
    let text = reader.rich_of(value, path);
    if text.is_empty() { Vec::new() } else { vec![Block::new(BlockKind::Paragraph(text))] }
}

/// The `body` of an object, else its `text` as a paragraph.
pub fn text_or_body(value: &Value, path: &Path, depth: usize, reader: &mut Reader) -> Vec<Block> {
    match (get(value, "body"), get(value, "text")) {
        (None, Some(text)) => paragraph(text, &path.key("text"), reader),
        _ => blocks_under(value, "body", path, depth, reader),
    }
}
