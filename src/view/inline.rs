//! Running text. What few articles have is in [`rare`].

use crate::article::{Inline, Style};
use crate::browser::dom::{Attr, Element, Tag};

use super::rare;

/// How links are treated, and what numbers the notes have.
#[derive(Clone, Copy, Debug)]
pub struct Manner<'a> {
    /// Ids of the notes, in order: a note's number is its place.
    pub notes: &'a [String],
    /// Text of a stranger: links carry `nofollow ugc`, pictures are not loaded.
    pub stranger: bool,
}

impl Manner<'_> {
    /// Of a text that anybody may have written.
    pub const STRANGER: Self = Self { notes: &[], stranger: true };
}

/// Prefix of the ids of blocks that have a name of their own.
pub const BLOCK_ID: &str = "block-";
/// Prefix of the ids of notes.
pub const NOTE_ID: &str = "note-";
/// Prefix of the ids of the signs that lead to notes.
pub const SIGN_ID: &str = "sign-";

/// Appends `inlines` to `parent`. Nesting is capped by the readers, so this may recurse.
pub fn inlines(parent: &Element, inlines: &[Inline], manner: &Manner<'_>) {
    for inline in inlines {
        draw(parent, inline, manner);
    }
}

fn draw(parent: &Element, inline: &Inline, manner: &Manner<'_>) {
    let within = |element: Element, children: &[Inline]| inlines(&element, children, manner);
    match inline {
        Inline::Text(text) => parent.text(text),
        Inline::Break => {
            parent.add(Tag::Br, &[]);
        }
        Inline::Styled(style, children) => within(parent.add(tag(*style), &[]), children),
        Inline::Link { href, title, children } => {
            let element = parent.add(Tag::A, &[Attr::Href(href, BLOCK_ID)]);
            if href.http().is_some() {
                element.set(Attr::Rel(if manner.stranger {
                    "nofollow ugc noopener noreferrer"
                } else {
                    "noopener noreferrer"
                }));
            }
            if let Some(title) = title {
                element.set(Attr::Title(title));
            }
            within(element, children);
        }
        Inline::BreakOpportunity
        | Inline::Abbr { .. }
        | Inline::Time { .. }
        | Inline::Span { .. }
        | Inline::Override { .. }
        | Inline::Ruby(_)
        | Inline::Image(_)
        | Inline::Math(_)
        | Inline::NoteRef { .. } => rare::inline(parent, inline, manner),
    }
}

fn tag(style: Style) -> Tag {
    match style {
        Style::Strong => Tag::Strong,
        Style::Em => Tag::Em,
        Style::Bold => Tag::B,
        Style::Italic => Tag::I,
        Style::Underline => Tag::U,
        Style::Strike => Tag::S,
        Style::Deleted => Tag::Del,
        Style::Inserted => Tag::Ins,
        Style::Code => Tag::Code,
        Style::Keyboard => Tag::Kbd,
        Style::Sample => Tag::Samp,
        Style::Variable => Tag::Var,
        Style::Subscript => Tag::Sub,
        Style::Superscript => Tag::Sup,
        Style::Mark => Tag::Mark,
        Style::Small => Tag::Small,
        Style::Quote => Tag::Q,
        Style::Cite => Tag::Cite,
        Style::Definition => Tag::Dfn,
        Style::Isolate => Tag::Bdi,
    }
}
