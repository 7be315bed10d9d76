//! Footnotes, after the text.

use crate::article::Note;
use crate::browser::dom::{Attr, Element, Tag};

use super::Reader;
use super::block::blocks;
use super::inline::{Manner, NOTE_ID, SIGN_ID};

/// The notes with their way back to the text.
pub fn notes(parent: &Element, notes: &[Note], manner: &Manner<'_>, reader: &Reader) {
    if notes.is_empty() {
        return;
    }
    let section = parent.add(Tag::Section, &[Attr::Class("notes"), Attr::Role("doc-endnotes")]);
    section.set(Attr::AriaLabel(reader.rare().notes));
    reader.mark(&section.add_text(Tag::H2, &[], reader.rare().notes));
    let list = section.add(Tag::Ol, &[]);
    for note in notes {
        let item = list.add(Tag::Li, &[Attr::Id(NOTE_ID, &note.id)]);
        blocks(&item, &note.body, manner, reader);
        let attrs = [
            Attr::HrefId(SIGN_ID, &note.id),
            Attr::Role("doc-backlink"),
            Attr::AriaLabel(reader.rare().back_to_text),
        ];
        item.add_text(Tag::A, &attrs, "↩\u{FE0E}");
    }
}
