//! The place of the table of contents: closed, so that its height is known before it is filled.

use crate::article::{Article, BlockKind};
use crate::browser::dom::{Attr, Element, Tag};

use super::Reader;

/// A text with fewer headings needs no table of contents.
const LEAST: usize = 3;

/// The place, where the text has headings enough. The reading aids fill it.
pub fn contents(parent: &Element, article: &Article, reader: &Reader) {
    let headings = article.body.iter().filter(|block| matches!(block.kind, BlockKind::Heading { .. }));
    if headings.count() < LEAST {
        return;
    }
    let nav = parent.add(Tag::Nav, &[Attr::Class("contents"), Attr::AriaLabel(reader.say.contents)]);
    let details = nav.add(Tag::Details, &[]);
    reader.words(&details, Tag::Summary, "contents-name").text(reader.say.contents);
}
