//! Which parser reads the markup in a document's strings: the whole one, or the little that the first module of the page
//! carries. A document that needs more than that is read again with the whole one, which is the largest part that loads later.

use super::{Origin, White, blocks, embed, formula, line, reference, simple};
use crate::article::{Block, Embed, Inline, Math};

/// The ways to read markup; each is `None` where the text is beyond this parser.
pub struct Markup {
    /// Running text.
    pub line: fn(&str, White, &mut Origin) -> Option<Vec<Inline>>,
    /// Blocks of HTML.
    pub blocks: fn(&str, &mut Origin) -> Option<Vec<Block>>,
    /// The formula in a text; none in it is `Some(None)`.
    pub formula: fn(&str, &mut Origin) -> Option<Option<Math>>,
    /// The card for the address of a known player or post (base, address, whether it is a frame's).
    pub card: fn(&str, &str, bool) -> Option<Option<Embed>>,
    /// A text with its references decoded once.
    pub decode: fn(&str) -> Option<String>,
}

/// All of HTML.
pub static WHOLE: Markup = Markup {
    line: |html, white, origin| Some(line(html, origin, white)),
    blocks: |html, origin| Some(blocks(html, origin)),
    formula: |html, origin| Some(formula(html, origin)),
    card: |base, address, is_frame| Some(embed::card(base, address, is_frame)),
    decode: |text| Some(reference::decode_all(text)),
};

/// The markup that most strings of the native format have.
pub static SIMPLE: Markup = Markup {
    line: |html, white, origin| simple::line(html, white, origin.base),
    blocks: |_, _| None,
    formula: |_, _| None,
    card: |_, _, _| None,
    decode: simple::decode,
};
