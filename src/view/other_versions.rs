//! Other texts for the same reply, typed in another tab or before this one was read: nothing is chosen for the reader.

use crate::browser::dom::{Attr, DataName, Element, Tag};
use crate::draft::Record;

use super::{Reader, draft_status};

/// Characters of a text that are shown.
const SHOWN: usize = 280;

/// Lists `others` and, folded, `earlier` ones in `place`, each with a button that carries its number in the two lists
/// together; hides the place where there are none.
pub fn other_versions(place: &Element, others: &[Record], earlier: &[Record], reader: &Reader) {
    let say = reader.form();
    place.set_text("");
    if !others.is_empty() {
        place.add_text(Tag::P, &[], say.other_versions);
        list(place, others, 0, reader);
    }
    if !earlier.is_empty() {
        let folded = place.add(Tag::Details, &[]);
        folded.add_text(Tag::Summary, &[], say.earlier_versions);
        list(&folded, earlier, others.len(), reader);
    }
    if others.is_empty() && earlier.is_empty() { place.set(Attr::Hidden) } else { place.show() }
}

fn list(place: &Element, records: &[Record], first: usize, reader: &Reader) {
    let list = place.add(Tag::Ul, &[]);
    for (number, record) in records.iter().enumerate() {
        let row = list.add(Tag::Li, &[]);
        let comment = record.fields.comment.trim();
        let mut text: String = comment.chars().take(SHOWN).collect();
        if text.len() < comment.len() {
            text.push('…');
        }
        row.add_text(Tag::P, &[Attr::Class("version-text"), Attr::DirAuto], &text);
        row.add_text(Tag::P, &[Attr::Class("version-time")], &draft_status::time(reader, record.at));
        let button = [Attr::TypeButton, Attr::Data(DataName::Press, &(first + number).to_string())];
        row.add_text(Tag::Button, &button, reader.form().use_version);
    }
}
