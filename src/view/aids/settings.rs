//! "Appearance": colours and type, kept on this device for all articles.

use super::Desk;
use super::panel::Panel;
use super::tools::button;
use crate::browser::dom::{Attr, DataName, Element, Tag};
use crate::browser::look;
use crate::reading::{Group, LARGEST, Look};
use crate::text::fill;

/// What a press in the panel asks for: a word of a group, as in `theme:dark`.
const GROUPS: [(&str, Group); 4] =
    [("theme:", Group::Theme), ("face:", Group::Face), ("line:", Group::Line), ("width:", Group::Width)];

/// Opens the panel below the bar.
pub fn open(desk: &Desk, opener: Element) {
    let say = desk.say;
    let panel = Panel::open(&desk.tools, "panel", say.appearance, opener);
    let place = panel.element();
    place.add_text(Tag::H2, &[], say.appearance);
    row(
        place,
        "theme:",
        say.theme,
        &[
            ("", say.theme_auto),
            ("light", say.theme_light),
            ("sepia", say.theme_sepia),
            ("dark", say.theme_dark),
            ("contrast", say.theme_contrast),
        ],
    );
    let size = group(place, say.size);
    button(&size, "size-", "−").set(Attr::AriaLabel(say.smaller));
    size.add(Tag::Span, &[Attr::Class("size-now"), Attr::Role("status")]);
    button(&size, "size+", "+").set(Attr::AriaLabel(say.larger));
    row(
        place,
        "face:",
        say.face,
        &[("", say.face_serif), ("sans", say.face_sans), ("plain", say.face_plain)],
    );
    row(
        place,
        "line:",
        say.line,
        &[("tight", say.line_tight), ("", say.line_usual), ("loose", say.line_loose)],
    );
    row(
        place,
        "width:",
        say.width,
        &[("narrow", say.width_narrow), ("", say.width_usual), ("wide", say.width_wide)],
    );
    let end = place.add(Tag::Div, &[Attr::Class("panel-end")]);
    button(&end, "reset", say.reset);
    button(&end, "close", say.close);
    mark(desk, place, &look::now(&desk.page));
    place.focus();
    desk.panel.replace(Some(panel));
}

fn group(place: &Element, name: &str) -> Element {
    let group = place.add(Tag::Div, &[Attr::Class("choice"), Attr::Role("group"), Attr::AriaLabel(name)]);
    group.add_text(Tag::Span, &[Attr::Class("choice-name"), Attr::AriaHidden], name);
    group
}

fn row(place: &Element, prefix: &str, name: &str, choices: &[(&str, &str)]) {
    let group = group(place, name);
    for (word, words) in choices {
        let mut what = prefix.to_owned();
        what.push_str(word);
        button(&group, &what, words);
    }
}

/// Shows in the panel what holds.
fn mark(desk: &Desk, place: &Element, look: &Look) {
    for button in place.query_all("[data-aid*=':']") {
        let what = button.data(DataName::Aid).unwrap_or_default();
        if let Some((group, word)) = choice(&what) {
            button.set(Attr::AriaPressed(look.of(group) == word));
        }
    }
    if let Some(line) = place.query(".size-now") {
        let (number, count) = (desk.number(look.size()), desk.number(LARGEST));
        line.set_text_if_other(&fill(desk.say.size_of, &[("number", &number), ("count", &count)]));
    }
}

fn choice(what: &str) -> Option<(Group, &str)> {
    GROUPS.iter().find_map(|(prefix, group)| Some((*group, what.strip_prefix(prefix)?)))
}

/// Does what a press or a key asks for; `false` where it is not about the look.
pub fn press(desk: &Desk, what: &str) -> bool {
    let now = look::now(&desk.page);
    let next = match (what, choice(what)) {
        ("reset", _) => Look::default(),
        ("size-", _) => now.with_size(now.size().saturating_sub(1)),
        ("size+", _) => now.with_size(now.size() + 1),
        ("keys", _) => now.with(Group::Keys, if now.has("no-keys") { "" } else { "no-keys" }),
        (_, Some((group, word))) => now.with(group, word),
        (_, None) => return false,
    };
    look::set(&desk.page, &next);
    if let Some(panel) = desk.panel.borrow().as_ref() {
        mark(desk, panel.element(), &next);
    }
    true
}
