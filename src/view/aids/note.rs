//! A footnote beside the sign that leads to it.

use super::Desk;
use super::panel::Panel;
use super::tools::button;
use crate::browser::dom::{Attr, Element, Tag};
use crate::text::fill;

/// Opens the note of a sign below it. `false` where there is no such note: then the browser follows the link.
pub fn open(desk: &Desk, sign: &Element) -> bool {
    let href = sign.get("href").unwrap_or_default();
    let id = crate::article::percent_decode(href.trim_start_matches('#'));
    let Some(copy) = sign.find("", &id).as_ref().and_then(Element::copy) else { return false };
    copy.query_all("[role=doc-backlink]").iter().for_each(Element::remove);
    let name = fill(desk.say.note, &[("number", &sign.all_text())]);
    let panel = Panel::open(&desk.body, "panel note-panel", &name, sign.clone());
    let place = panel.element();
    let text = place.add(Tag::Div, &[Attr::Class("note-text")]);
    text.take_from(&copy);
    let end = place.add(Tag::Div, &[Attr::Class("panel-end"), Attr::Lang(desk.reader.say.tag)]);
    let attrs = [Attr::HrefId("", &id)];
    end.add_text(Tag::A, &attrs, desk.reader.rare().notes);
    button(&end, "close", desk.say.close);
    let (around, at) = (desk.body.place(), sign.place());
    place.style("inset-block-start", &pixels(at.bottom - around.top + 6.0));
    place.focus();
    place.reveal();
    desk.panel.replace(Some(panel));
    true
}

/// A length in whole CSS pixels.
fn pixels(length: f64) -> String {
    #[allow(clippy::cast_possible_truncation, reason = "pages are not that long")]
    let mut text = (length as i32).to_string();
    text.push_str("px");
    text
}
