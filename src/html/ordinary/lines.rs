//! What stands alone in a line and is a block, as [`super::super::lift`] has it, without formulas and what is in other elements than
//! links.

use super::super::run::is_space;
use super::Flow;
use super::blocks::push;
use crate::article::{BlockKind, Image, Inline, plain};
use crate::find::has;

/// Appends the paragraphs and pictures of a line. One in text stays there. How many of either are where they belong for certain; `None`
/// where a card may stand there instead.
pub fn lift(line: Vec<Inline>, flow: &mut Flow) -> Option<usize> {
    let mut text: Vec<Inline> = Vec::new();
    let mut placed = 0;
    let mut rest = line.into_iter();
    while let Some(mut inline) = rest.next() {
        let begins = matches!(text.last(), None | Some(Inline::Break));
        let stands_alone = begins || matches!(rest.as_slice().first(), None | Some(Inline::Break));
        let image = picture(&inline);
        let is_large = image.is_some_and(is_large);
        // One of unknown size whose words may be a sign is not placed: the tolerant parser looks at them.
        placed += usize::from(image.is_some_and(|image| is_large || image.size.is_some()));
        if matches!((&inline, text.last()), (Inline::Break, Some(Inline::Break))) {
            end(&mut text, flow)?;
        } else if is_large && stands_alone {
            end(&mut text, flow)?;
            push(BlockKind::Image(lifted(inline)?), flow);
        } else if !text.is_empty() {
            text.push(inline);
        } else if !is_blank(&inline) {
            if let Inline::Text(first) = &mut inline {
                *first = first.trim_start_matches(is_space).to_owned();
            }
            text.push(inline);
        }
    }
    end(&mut text, flow)?;
    Some(placed)
}

/// The picture that an inline is, or all that a link holds.
fn picture(inline: &Inline) -> Option<&Image> {
    match inline {
        Inline::Image(image) => Some(image),
        Inline::Link { children, .. } => match children.as_slice() {
            [Inline::Image(image)] => Some(image),
            _ => None,
        },
        _ => None,
    }
}

/// The same by itself, with the link.
fn lifted(inline: Inline) -> Option<Image> {
    match inline {
        Inline::Image(image) => Some(*image),
        Inline::Link { href, mut children, .. } => match children.pop()? {
            Inline::Image(image) => Some(Image { href: Some(href), ..*image }),
            _ => None,
        },
        _ => None,
    }
}

/// Whether a picture wants a place of its own. A small one is a word of the text, and so is one of unknown size whose words are a sign.
fn is_large(image: &Image) -> bool {
    match image.size {
        Some((_, height)) => height > 64,
        None => image.alt.is_ascii() && !image.alt.starts_with(':'),
    }
}

/// White space, line breaks: nothing that is seen at the edge of a paragraph.
fn is_blank(inline: &Inline) -> bool {
    match inline {
        Inline::Text(text) => text.trim().is_empty(),
        inline => matches!(inline, Inline::Break),
    }
}

/// Ends a paragraph.
fn end(text: &mut Vec<Inline>, flow: &mut Flow) -> Option<()> {
    let mut text = std::mem::take(text);
    while text.last().is_some_and(is_blank) {
        text.pop();
    }
    if text.is_empty() {
        return Some(());
    }
    // The address of a film may be a card. Words that begin with another letter are none.
    let may_be_address = !matches!(text.first(), Some(Inline::Text(first)) if !first.trim().starts_with('h'));
    if may_be_address {
        let words = plain(&text);
        if words.starts_with("https://") && (has(&words, "youtu") || has(&words, "vimeo")) {
            return None;
        }
    }
    push(
        match flow.level {
            Some(level) => BlockKind::Heading { level, text },
            None => BlockKind::Paragraph(text),
        },
        flow,
    );
    Some(())
}
