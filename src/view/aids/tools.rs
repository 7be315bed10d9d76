//! The buttons in the bar, and the line that says what they did.

use super::Desk;
use crate::browser::dom::{Attr, DataName, Element, Tag};

/// Puts the buttons into the bar.
pub fn tools(desk: &Desk) {
    let say = desk.say;
    let place = &desk.tools;
    place.set(Attr::Role("group"));
    place.set(Attr::AriaLabel(say.tools));
    place.set(Attr::Lang(desk.reader.say.tag));
    let share = button(place, "share", say.share);
    share.set(Attr::Class("share"));
    opener(place, "settings", say.appearance, "Aa");
    opener(place, "help", say.shortcuts, "?").set(Attr::Class("for-keys"));
    // A live region has to be there before it is filled.
    let region = desk
        .page
        .add(Tag::Div, &[Attr::Class("told"), Attr::Role("status"), Attr::Lang(desk.reader.say.tag)]);
    region.add(Tag::P, &[Attr::Hidden]);
}

/// A button that does `what`.
pub fn button(parent: &Element, what: &str, name: &str) -> Element {
    parent.add_text(Tag::Button, &[Attr::TypeButton, Attr::Data(DataName::Aid, what)], name)
}

/// A button with a sign instead of words, that opens `what`.
fn opener(parent: &Element, what: &str, name: &str, sign: &str) -> Element {
    let attrs = [
        Attr::TypeButton,
        Attr::Data(DataName::Aid, what),
        Attr::AriaLabel(name),
        Attr::Title(name),
        Attr::AriaExpanded(false),
    ];
    let element = parent.add(Tag::Button, &attrs);
    element.add_text(Tag::Span, &[Attr::AriaHidden], sign);
    element
}

/// Says something at the foot of the window, for a while.
pub fn tell(desk: &Desk, sentence: &str) {
    let Some(line) = desk.page.query(".told > p") else { return };
    line.set_text(sentence);
    line.show();
    let sentence = sentence.to_owned();
    leptos::task::spawn_local(async move {
        crate::browser::clock::sleep(6_000).await;
        if line.all_text() == sentence {
            line.set_text("");
            line.set_hidden(true);
        }
    });
}
