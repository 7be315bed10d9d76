//! Other texts for the same reply, typed in another tab or before this one was read: nothing is chosen for the reader.

use crate::browser::dom::{Attr, DataName, Element, Tag};
use crate::draft::Draft;

use super::{Reader, draft_status};

/// Characters of a text that are shown.
const SHOWN: usize = 280;

/// Lists `others` in `place`, each with a button that carries its number; hides the place where there are none.
pub fn other_versions(place: &Element, others: &[Draft], reader: &Reader) {
    place.set_text("");
    if others.is_empty() {
        return place.set(Attr::Hidden);
    }
    place.add_text(Tag::P, &[], reader.say.other_versions);
    let list = place.add(Tag::Ul, &[]);
    for (number, draft) in others.iter().enumerate() {
        let row = list.add(Tag::Li, &[]);
        let comment = draft.fields.comment.trim();
        let mut text: String = comment.chars().take(SHOWN).collect();
        if text.len() < comment.len() {
            text.push('…');
        }
        row.add_text(Tag::P, &[Attr::Class("version-text"), Attr::DirAuto], &text);
        #[allow(
            clippy::cast_precision_loss,
            reason = "a time since 1970 in milliseconds is exact in a double"
        )]
        let time = draft_status::time(reader, draft.at as f64);
        row.add_text(Tag::P, &[Attr::Class("version-time")], &time);
        let button = [Attr::TypeButton, Attr::Data(DataName::Press, &number.to_string())];
        row.add_text(Tag::Button, &button, reader.say.use_version);
    }
    place.show();
}
