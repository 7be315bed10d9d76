//! What few articles have in their running text.

use crate::article::{Inline, Math, MathNode};
use crate::browser::dom::{Attr, Element, Tag, math_root};
use crate::decimal;

use super::figure;
use super::inline::{Manner, NOTE_ID, SIGN_ID, inlines};

/// Appends one inline.
pub fn rare_inline(parent: &Element, inline: &Inline, manner: &Manner<'_>) {
    let within = |element: Element, children: &[Inline]| inlines(&element, children, manner);
    match inline {
        // Those are made by [`inlines`].
        Inline::Text(_) | Inline::Break | Inline::Styled(..) | Inline::Link { .. } => {}
        Inline::BreakOpportunity => {
            parent.add(Tag::Wbr, &[]);
        }
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
