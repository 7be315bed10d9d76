//! Excerpts: a standfirst where somebody wrote one, only a summary where the system cut it from the text.

use super::reader::Reader;
use crate::article::{Article, Block, BlockKind, Inline, Path, block_text, plain};
use crate::html::Profile;
use crate::letter::is_letter_or_digit;

/// Signs at the end of an excerpt that a system cut off, and those that a writer may also have put there.
const CUT: [(&str, bool); 6] = [
    ("[…]", true),
    ("[...]", true),
    ("(more…)", true),
    ("Continue reading", true),
    ("…", false),
    ("...", false),
];

/// The running text of blocks, a break between them.
pub fn line(blocks: Vec<Block>) -> Vec<Inline> {
    let mut line = Vec::new();
    for block in blocks {
        if let BlockKind::Paragraph(text) | BlockKind::Heading { text, .. } = block.kind {
            if !line.is_empty() {
                line.push(Inline::Break);
            }
            line.extend(text);
        }
    }
    line
}

/// Fills the standfirst and the summary from an excerpt in HTML. The body must have been read.
pub fn fill(article: &mut Article, excerpt: &str, path: &Path, reader: &mut Reader) {
    let deck = line(reader.html(excerpt, Profile::Article, path));
    fill_with(article, deck);
}

/// The same from the running text of an excerpt.
pub fn fill_with(article: &mut Article, deck: Vec<Inline>) {
    let text = plain(&deck);
    if text.is_empty() {
        return;
    }
    if !was_cut(&text, article) {
        article.deck = deck;
    }
    article.summary = Some(text);
}

/// Whether an excerpt was made from the text: it ends as such do, or the text begins with it.
fn was_cut(text: &str, article: &Article) -> bool {
    let mut bare = text.trim_end();
    let (mut cut, mut maybe) = (false, false);
    for (end, sure) in CUT {
        if let Some(rest) = bare.strip_suffix(end) {
            bare = rest.trim_end();
            (cut, maybe) = (cut || sure, true);
        }
    }
    let start = letters(bare, 200);
    cut || (maybe && bare.len() > 100) || start.is_empty() || {
        // As much of it as an excerpt may be found in: the text may be a megabyte.
        let mut text = String::new();
        for block in &article.body {
            text.push_str(&block_text(block));
            if text.len() > 8000 {
                break;
            }
        }
        let end = text.char_indices().nth(2000).map_or(text.len(), |(end, _)| end);
        letters(text.get(..end).unwrap_or_default(), usize::MAX).starts_with(&start)
    }
}

/// The letters and digits of a text, at most `most`.
fn letters(text: &str, most: usize) -> String {
    let mut letters = String::new();
    let mut left = most;
    for c in text.chars() {
        if left > 0 && is_letter_or_digit(c) {
            letters.push(c);
            left -= 1;
        }
    }
    letters
}
