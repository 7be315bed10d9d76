//! What stands alone in a line of text and is a block: a picture, a formula. And what ends a paragraph without an element:
//! an empty line.

use crate::article::{BlockKind, Href, Image, Inline, Math, plain};
use crate::letter::is_letter_or_digit;

/// Height in pixels up to which a picture belongs to the text around it.
const SMALL: u32 = 64;

/// The paragraphs, pictures and formulas of a line.
pub fn paragraphs(line: Vec<Inline>) -> Vec<BlockKind> {
    let mut out = Vec::new();
    let mut text: Vec<Inline> = Vec::new();
    // Whether nothing of `text` is seen: known, not looked for, or a line of break opportunities takes the square of its length.
    let mut blank = true;
    let mut rest = line.into_iter().peekable();
    while let Some(inline) = rest.next() {
        let begins = blank || matches!(text.last(), Some(Inline::Break));
        match inline {
            // Two breaks are an empty line.
            Inline::Break if matches!(text.last(), Some(Inline::Break)) => {
                flush(&mut text, &mut out);
                blank = true;
            }
            inline if (begins || ends_line(rest.peek())) && is_figure(&inline) => {
                flush(&mut text, &mut out);
                blank = true;
                push_figures(inline, None, &mut out);
            }
            inline => {
                blank = blank && is_space(&inline);
                text.push(inline);
            }
        }
    }
    flush(&mut text, &mut out);
    out
}

/// White space, line breaks: nothing that is seen at the start of a paragraph.
fn is_space(inline: &Inline) -> bool {
    match inline {
        Inline::Text(text) => text.trim().is_empty(),
        Inline::Break | Inline::BreakOpportunity => true,
        _ => false,
    }
}

fn ends_line(next: Option<&Inline>) -> bool {
    next.is_none_or(|next| matches!(next, Inline::Break))
}

/// Ends a paragraph.
fn flush(text: &mut Vec<Inline>, out: &mut Vec<BlockKind>) {
    let mut paragraph = std::mem::take(text);
    while paragraph.last().is_some_and(is_space) {
        paragraph.pop();
    }
    let start = paragraph.iter().position(|inline| !is_space(inline)).unwrap_or(paragraph.len());
    paragraph.drain(..start);
    trim_start(&mut paragraph);
    if !paragraph.is_empty() {
        out.push(BlockKind::Paragraph(paragraph));
    }
}

fn trim_start(paragraph: &mut [Inline]) {
    if let Some(Inline::Text(text)) = paragraph.first_mut() {
        let start = text.len() - text.trim_start_matches(super::run::is_space).len();
        text.drain(..start);
    }
}

/// Whether an inline is a picture or formula that wants a place of its own, or holds nothing else. Asks each child once: to ask
/// twice is to ask 2^depth times.
fn is_figure(inline: &Inline) -> bool {
    match inline {
        Inline::Image(image) => !is_small(image),
        Inline::Math(math) => matches!(&**math, Math::MathMl { block: true, .. }),
        Inline::Link { children, .. } | Inline::Styled(_, children) | Inline::Span { children, .. } => {
            !children.iter().all(is_space) && children.iter().all(|child| is_space(child) || is_figure(child))
        }
        _ => false,
    }
}

/// An emoji, an icon: a picture that is a word.
fn is_small(image: &Image) -> bool {
    match image.size {
        Some((_, height)) => height <= SMALL,
        None => {
            let mut letters = image.alt.chars().filter(|c| *c != '\u{FE0F}' && *c != '\u{200D}');
            let smiley = image.alt.len() > 2 && image.alt.starts_with(':') && image.alt.ends_with(':');
            smiley
                || (!image.alt.is_empty() && !image.alt.is_ascii() && letters.all(|c| !is_letter_or_digit(c)))
        }
    }
}

/// Appends the pictures and formulas in an inline that is nothing else.
fn push_figures(inline: Inline, link: Option<&Href>, out: &mut Vec<BlockKind>) {
    match inline {
        Inline::Image(mut image) => {
            if image.href.is_none() {
                image.href = link.cloned();
            }
            out.push(BlockKind::Image(*image));
        }
        Inline::Math(math) => out.push(BlockKind::Math(*math)),
        Inline::Link { href, children, .. } => {
            children.into_iter().for_each(|child| push_figures(child, Some(&href), out));
        }
        Inline::Styled(_, children) | Inline::Span { children, .. } => {
            children.into_iter().for_each(|child| push_figures(child, link, out));
        }
        Inline::Text(_)
        | Inline::Break
        | Inline::BreakOpportunity
        | Inline::Abbr { .. }
        | Inline::Time { .. }
        | Inline::Override { .. }
        | Inline::Ruby(_)
        | Inline::NoteRef { .. } => {}
    }
}

/// The address that is all there is of a line: what publishing systems leave of an embed that they did not resolve.
pub fn lone_address(line: &[Inline]) -> Option<String> {
    let text = plain(line);
    let single = text.starts_with("https://") && !text.contains(char::is_whitespace);
    single.then_some(text)
}
