//! An HTML page as the document: its articles in JSON-LD, in `script` blocks.

use serde_json::Value;

use super::bytes;
use super::reader::Reader;
use crate::article::{Loss, Path};
use crate::find::split_once;
use crate::html;

/// Whether a text is a page and not JSON.
pub fn is_page(text: &str) -> bool {
    text.trim_start().starts_with('<')
}

/// The values of all JSON-LD blocks of a page. A block that does not parse is told and left out.
pub fn json_ld(text: &str, reader: &mut Reader) -> Vec<Value> {
    let mut values = Vec::new();
    for (at, block) in html::scripts(text, "application/ld+json").into_iter().enumerate() {
        // Some pages wrap it in a comment or a CDATA section.
        let inner = split_once(&block, "<![CDATA[");
        let block = inner
            .map_or(block.as_str(), |(_, inner)| split_once(inner, "]]>").map_or(inner, |(inner, _)| inner));
        let start = block.find(['{', '[']).unwrap_or(0);
        let end = block.rfind(['}', ']']).map_or(block.len(), |at| at + 1);
        let json = block.get(start..end).unwrap_or_default();
        match bytes::parse(json) {
            Ok((value, _)) => values.push(value),
            Err(error) => {
                let place = format!("script[{at}]");
                reader.issues.push(&Path::at(&place), Loss::Unreadable(error.to_string()));
            }
        }
    }
    values
}
