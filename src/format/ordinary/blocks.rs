//! The text of an ordinary article: `body` or paragraphs.

use serde_json::Value;

use super::super::paragraphs;
use super::super::value::get;
use super::Ordinary;
use crate::article::{Block, BlockKind, Item, Quote};
use crate::html::{White, simple};

/// Lists and quotations in one another.
const DEEPEST: usize = 6;

/// Blocks with names of their own: more are compared by another reader.
const MOST_NAMED: usize = 300;

/// Whether two blocks have the same name, or too many have one.
pub fn has_double_names(body: &[Block]) -> bool {
    let mut names: Vec<&str> = Vec::new();
    body.iter().filter_map(|block| block.id.as_deref()).any(|name| {
        let known = names.len() > MOST_NAMED || names.contains(&name);
        names.push(name);
        known
    })
}

impl Ordinary<'_> {
    /// `body`, whose blocks are those that most articles are made of.
    pub(super) fn body(&mut self, node: &Value) -> Vec<Block> {
        let mut body = self.blocks(node, "body", 0);
        body.retain(|block| !block.is_blank());
        self.beyond |= has_double_names(&body);
        body
    }

    fn blocks(&mut self, object: &Value, key: &str, depth: usize) -> Vec<Block> {
        let list = self.list(object, key);
        self.blocks_of(list, depth)
    }

    fn blocks_of(&mut self, list: &[Value], depth: usize) -> Vec<Block> {
        let mut blocks = Vec::new();
        self.beyond |= depth > DEEPEST || list.len() > self.blocks_left;
        for item in list {
            if self.beyond || self.needs_markup {
                break;
            }
            self.blocks_left = self.blocks_left.saturating_sub(1);
            blocks.extend(self.block(item, depth));
        }
        blocks
    }

    fn block(&mut self, value: &Value, depth: usize) -> Option<Block> {
        if let Some(text) = value.as_str() {
            let text = self.line(text, White::Collapse);
            return (!text.is_empty()).then(|| Block::new(BlockKind::Paragraph(text)));
        }
        let kind = match get(value, "type").and_then(Value::as_str).unwrap_or_default() {
            "paragraph" => BlockKind::Paragraph(self.rich(value, "text")),
            "heading" => {
                let level = self.count(value, "level").and_then(|level| u8::try_from(level).ok());
                let level = self.known(level.filter(|level| (2..=6).contains(level)))?;
                BlockKind::Heading { level, text: self.rich(value, "text") }
            }
            "divider" => BlockKind::Divider,
            "list" => {
                self.without(value, &["start", "reversed"]);
                let mut items = Vec::new();
                for item in self.list(value, "items") {
                    self.beyond |= item.is_object();
                    let list = item.as_array().map_or(std::slice::from_ref(item), Vec::as_slice);
                    items.push(Item { body: self.blocks_of(list, depth + 1), ..Item::default() });
                }
                BlockKind::List {
                    ordered: self.truth(value, "ordered").unwrap_or(false),
                    start: None,
                    reversed: false,
                    items,
                }
            }
            "quote" => {
                self.without(value, &["text"]);
                BlockKind::Quote(Quote {
                    body: self.blocks(value, "body", depth + 1),
                    cite: self.rich(value, "cite"),
                    url: self.href(value, "url"),
                    pull: self.truth(value, "pull").unwrap_or(false),
                })
            }
            "image" => BlockKind::Image(self.image(value)?),
            _ => return self.known(None),
        };
        Some(Block {
            id: self.string(value, "id").map(str::to_owned),
            lang: self.language(value, "lang"),
            dir: self.dir(value),
            kind,
        })
    }

    /// `articleBody`, where it is plain text.
    pub(super) fn paragraphs(&mut self, node: &Value) -> Vec<Block> {
        let text = self.string(node, "articleBody").unwrap_or_default();
        let text = simple::decode(text).filter(|text| !text.contains('<'));
        self.needs_markup |= text.is_none();
        paragraphs::plain_blocks(&text.unwrap_or_default())
    }
}
