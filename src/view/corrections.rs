//! Corrections and clarifications, before the text that they correct.

use crate::article::Correction;
use crate::browser::dom::{Attr, Element, Tag};

use super::block::blocks;
use super::inline::Manner;
use super::{Reader, dates};

/// The corrections, each with its date.
pub fn corrections(parent: &Element, corrections: &[Correction], manner: &Manner<'_>, reader: &Reader) {
    if corrections.is_empty() {
        return;
    }
    let section =
        parent.add(Tag::Section, &[Attr::Class("corrections"), Attr::AriaLabel(reader.say.corrections)]);
    reader.mark(&section.add_text(Tag::H2, &[], reader.say.corrections));
    for correction in corrections {
        let item = section.add(Tag::Div, &[Attr::Class("correction")]);
        if let Some(when) = &correction.when {
            dates::time(&item.add(Tag::P, &[Attr::Class("meta")]), when, reader);
        }
        blocks(&item, &correction.body, manner, reader);
    }
}
