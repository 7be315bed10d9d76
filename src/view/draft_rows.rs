//! The rows of the list of drafts.

use crate::browser::dom::{Attr, DataName, Element, Tag};
use crate::draft::{Address, Record};
use crate::embed::Route;

use super::Reader;
use super::draft_status::time;
use super::your_drafts::Here;

/// Characters of a text that are shown at once.
const SHOWN: usize = 280;

/// A text that was not posted: where it belongs, when it was typed, and what can be done with it.
pub fn draft_row(list: &Element, number: usize, record: &Record, here: &Here, reader: &Reader) {
    let say = reader.form();
    let row = list.add(Tag::Li, &[]);
    head(&row, record, reader);
    text(&row, record, reader);
    let is_here = Address::of_reply(&here.site, &here.article, None).article == record.address.article;
    if is_here && !list.forms_of(&record.address.json()).is_empty() {
        button(&row, "go", number, say.draft_here);
    }
    button(&row, "copy", number, say.copy);
    button(&row, "discard", number, say.discard);
}

/// A text that was thrown away.
pub fn discarded_row(list: &Element, number: usize, record: &Record, reader: &Reader) {
    let row = list.add(Tag::Li, &[]);
    head(&row, record, reader);
    text(&row, record, reader);
    button(&row, "back", number, reader.form().bring_back);
    button(&row, "delete", number, reader.form().delete_draft);
}

fn button(row: &Element, name: &str, number: usize, words: &str) {
    let what = format!("{name} {number}");
    row.add_text(Tag::Button, &[Attr::TypeButton, Attr::Data(DataName::Press, &what)], words);
}

/// What the article is called, as a link where this page can open it; its id where nothing else is known.
fn head(row: &Element, record: &Record, reader: &Reader) {
    let line = row.add(Tag::P, &[Attr::Class("version-time")]);
    let name = if record.title.is_empty() { &record.address.article } else { &record.title };
    if record.src.is_empty() || row.is_embedded() {
        line.add_text(Tag::Bdi, &[], name);
    } else {
        line.add_text(Tag::A, &[Attr::HrefQuery(&Route::query(&record.src)), Attr::DirAuto], name);
    }
    if record.address.parent.is_some() {
        line.text(" · ");
        line.text(reader.form().draft_of_reply);
    }
    line.text(" · ");
    line.text(&time(reader, record.at));
}

fn text(row: &Element, record: &Record, reader: &Reader) {
    let comment = record.fields.comment.trim();
    let attrs = [Attr::Class("version-text"), Attr::DirAuto];
    let short: String = comment.chars().take(SHOWN).collect();
    if short.len() == comment.len() {
        row.add_text(Tag::P, &attrs, comment);
        return;
    }
    row.add_text(Tag::P, &attrs, &(short + "…"));
    let folded = row.add(Tag::Details, &[Attr::Class("version-whole")]);
    folded.add_text(Tag::Summary, &[], reader.form().show_all);
    folded.add_text(Tag::P, &attrs, comment);
}
