//! The list of keyboard shortcuts, and whether they are used at all (WCAG 2.2, 2.1.4).

use super::Desk;
use super::panel::Panel;
use super::tools::button;
use crate::browser::dom::{Attr, Element, Tag};
use crate::browser::look;

/// What a key does; each is also a press of a button or link somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shortcut {
    /// The next section.
    Next,
    /// The previous section.
    Previous,
    /// The headline.
    Top,
    /// The comments.
    Comments,
    /// "Appearance".
    Settings,
    /// Larger text.
    Larger,
    /// Smaller text.
    Smaller,
    /// Copies a link.
    Link,
    /// The list of shortcuts.
    Help,
}

/// All shortcuts with their keys, in the order of the list.
pub const SHORTCUTS: [(&str, Shortcut); 9] = [
    ("j", Shortcut::Next),
    ("k", Shortcut::Previous),
    ("h", Shortcut::Top),
    ("c", Shortcut::Comments),
    ("a", Shortcut::Settings),
    ("+", Shortcut::Larger),
    ("-", Shortcut::Smaller),
    ("l", Shortcut::Link),
    ("?", Shortcut::Help),
];

/// Opens the list below the bar.
pub fn open(desk: &Desk, opener: Element) {
    let say = desk.say;
    let panel = Panel::open(&desk.tools, "panel", say.shortcuts, opener);
    let place = panel.element();
    place.add_text(Tag::H2, &[], say.shortcuts);
    let list = place.add(Tag::Ul, &[Attr::Class("keys")]);
    for (key, what) in SHORTCUTS {
        let words = match what {
            Shortcut::Next => say.key_next,
            Shortcut::Previous => say.key_previous,
            Shortcut::Top => say.key_top,
            Shortcut::Comments => say.key_comments,
            Shortcut::Settings => say.appearance,
            Shortcut::Larger => say.larger,
            Shortcut::Smaller => say.smaller,
            Shortcut::Link => say.key_link,
            Shortcut::Help => say.key_help,
        };
        let item = list.add(Tag::Li, &[]);
        item.add_text(Tag::Kbd, &[], key);
        item.text(" ");
        item.add_text(Tag::Span, &[], words);
    }
    let end = place.add(Tag::Div, &[Attr::Class("panel-end")]);
    button(&end, "keys", say.key_off).set(Attr::AriaPressed(!look::now(&desk.page).has("no-keys")));
    button(&end, "close", say.close);
    place.focus();
    desk.panel.replace(Some(panel));
}

/// Shows whether shortcuts are used.
pub fn mark(desk: &Desk) {
    if let Some(button) = desk.tools.query("[data-aid=keys]") {
        button.set(Attr::AriaPressed(!look::now(&desk.page).has("no-keys")));
    }
}
