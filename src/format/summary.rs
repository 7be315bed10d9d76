//! Excerpts: a standfirst where somebody wrote one, only a summary where the system cut it from the text.

use super::reader::Reader;
use crate::article::{Article, Block, BlockKind, Inline, Path, article_text, plain};
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
    let body: String = article_text(article).chars().take(2000).collect();
    let letters = |text: &str| text.chars().filter(|c| is_letter_or_digit(*c)).collect::<String>();
    let mut bare = text.trim_end();
    let (mut cut, mut maybe) = (false, false);
    for (end, sure) in CUT {
        if let Some(rest) = bare.strip_suffix(end) {
            bare = rest.trim_end();
            (cut, maybe) = (cut || sure, true);
        }
    }
    let start = letters(bare);
    let start: String = start.chars().take(200).collect();
    cut || (maybe && bare.len() > 100) || start.is_empty() || letters(&body).starts_with(&start)
}
