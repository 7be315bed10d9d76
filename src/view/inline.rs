//! Running text.

use crate::article::{Inline, Math, MathNode, Style};
use crate::browser::dom::{Attr, Element, Tag, math_root};
use crate::decimal;

use super::figure;

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
        Inline::BreakOpportunity => {
            parent.add(Tag::Wbr, &[]);
        }
        Inline::Styled(style, children) => within(parent.add(tag(*style), &[]), children),
        Inline::Abbr { title, children } => {
            let element = parent.add(Tag::Abbr, &[]);
            if let Some(title) = title {
                element.set(Attr::Title(title));
            }
            within(element, children);
        }
        Inline::Time { datetime, children } => {
            let element = parent.add(Tag::Time, &[]);
            if let Some(datetime) = datetime {
                element.set(Attr::Datetime(datetime));
            }
            within(element, children);
        }
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
        Inline::Span { lang, dir, children } => {
            let element = parent.add(Tag::Span, &[]);
            if let Some(lang) = lang {
                element.set(Attr::Lang(lang));
            }
            if let Some(dir) = dir {
                element.set(Attr::Dir(*dir));
            }
            within(element, children);
        }
        Inline::Override { dir, children } => within(parent.add(Tag::Bdo, &[Attr::Dir(*dir)]), children),
        Inline::Ruby(parts) => {
            let ruby = parent.add(Tag::Ruby, &[]);
            for part in parts {
                inlines(&ruby, &part.base, manner);
                if !part.reading.is_empty() {
                    ruby.add_text(Tag::Rp, &[], "(");
                    within(ruby.add(Tag::Rt, &[]), &part.reading);
                    ruby.add_text(Tag::Rp, &[], ")");
                }
            }
        }
        Inline::Image(image) if manner.stranger => parent.text(&image.alt),
        Inline::Image(image) => figure::picture(parent, image, figure::Place::Inline),
        Inline::Math(math) => formula(parent, math),
        Inline::NoteRef { note, label } => sign(parent, note, label, manner),
    }
}

/// The sign that leads to a note: its number, or what the source printed where the note is not there.
fn sign(parent: &Element, note: &str, label: &str, manner: &Manner<'_>) {
    let sup = parent.add(Tag::Sup, &[Attr::Class("sign")]);
    match manner.notes.iter().position(|id| id == note) {
        Some(at) => {
            let attrs = [Attr::HrefId(NOTE_ID, note), Attr::Id(SIGN_ID, note), Attr::Role("doc-noteref")];
            sup.add_text(Tag::A, &attrs, &decimal::of(at + 1));
        }
        None => sup.text(label),
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

/// A formula: MathML as itself, TeX as it is written.
pub fn formula(parent: &Element, math: &Math) {
    match math {
        Math::Tex(tex) => {
            parent.add_text(Tag::Code, &[Attr::Class("tex")], tex);
        }
        Math::MathMl { nodes, block } => {
            if let Some(root) = math_root(*block) {
                formula_nodes(&root, nodes);
                parent.append(&root);
            }
        }
    }
}

fn formula_nodes(parent: &Element, nodes: &[MathNode]) {
    for node in nodes {
        match node {
            MathNode::Text(text) => parent.text(text),
            MathNode::Element(tag, children) => formula_nodes(&parent.math(*tag), children),
        }
    }
}
