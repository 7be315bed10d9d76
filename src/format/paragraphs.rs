//! Text in one string: `articleBody`, the text of a comment.

use super::reader::Reader;
use crate::article::{Block, BlockKind, Inline, Path, plain};
use crate::html::{Profile, White};

/// Paragraphs of rich text: a blank line begins a new one, a single line end breaks the line.
pub fn blocks(text: &str, path: &Path, profile: Profile, reader: &mut Reader) -> Vec<Block> {
    let mut blocks = Vec::new();
    for paragraph in split(text) {
        let inlines = reader.line(&paragraph, White::Lines, profile, path);
        if !plain(&inlines).is_empty() {
            blocks.push(Block::new(BlockKind::Paragraph(inlines)));
        }
    }
    blocks
}

/// The same for plain text, without markup.
pub fn plain_blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    for paragraph in split(text) {
        let mut inlines = Vec::new();
        for line in paragraph.lines().map(str::trim).filter(|line| !line.is_empty()) {
            if !inlines.is_empty() {
                inlines.push(Inline::Break);
            }
            inlines.push(Inline::Text(line.to_owned()));
        }
        if !inlines.is_empty() {
            blocks.push(Block::new(BlockKind::Paragraph(inlines)));
        }
    }
    blocks
}

/// `text` cut at blank lines.
pub fn split(text: &str) -> Vec<String> {
    let mut paragraphs = vec![String::new()];
    for line in text.lines() {
        if line.trim().is_empty() {
            paragraphs.push(String::new());
        } else if let Some(last) = paragraphs.last_mut() {
            last.push_str(line);
            last.push('\n');
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}
