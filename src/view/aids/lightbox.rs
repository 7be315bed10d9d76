//! One picture over everything else, and from there to the others of the article.

use std::cell::Cell;

use super::Desk;
use super::pictures::pictures;
use super::tools::button;
use crate::browser::dom::{Attr, DataName, Element, RawEvent, Tag};
use crate::text::fill;

thread_local! {
    /// Where a finger or the mouse went down, in CSS pixels.
    static DOWN: Cell<Option<f64>> = const { Cell::new(None) };
}
/// A finger that moved this far, in CSS pixels, asks for another picture.
const SWIPE: f64 = 48.0;

/// Opens a picture. The browser keeps the focus inside and gives it back at the end.
pub fn open(desk: &Desk, picture: &Element) {
    let all = pictures(desk);
    let Some(at) = all.iter().position(|one| one.holds(picture)) else { return };
    desk.close();
    let say = desk.say;
    let attrs = [Attr::Class("lightbox"), Attr::AriaLabel(say.enlarge), Attr::Lang(desk.reader.say.tag)];
    let dialog = desk.page.add(Tag::Dialog, &attrs);
    dialog.add(Tag::Div, &[Attr::Class("lightbox-picture")]);
    let foot = dialog.add(Tag::Div, &[Attr::Class("lightbox-foot")]);
    if all.len() > 1 {
        button(&foot, "previous", "‹").set(Attr::AriaLabel(say.previous));
        button(&foot, "next", "›").set(Attr::AriaLabel(say.next));
    }
    foot.add(Tag::Div, &[Attr::Class("lightbox-words"), Attr::Role("status")]);
    button(&foot, "close-picture", say.close);
    show(desk, &dialog, &all, at);
    dialog.show_modal();
}

/// Puts a picture with its caption into the lightbox.
fn show(desk: &Desk, dialog: &Element, all: &[Element], at: usize) {
    let (Some(picture), Some(place), Some(words)) =
        (all.get(at), dialog.query(".lightbox-picture"), dialog.query(".lightbox-words"))
    else {
        return;
    };
    dialog.set(Attr::Data(DataName::Depth, &at.to_string()));
    place.set_text("");
    if let Some(copy) = picture.closest("picture, img:not(picture img)").as_ref().and_then(Element::copy) {
        place.append(&copy);
    }
    for image in place.query_all("img, source") {
        ["role", "aria-label", "aria-haspopup", "tabindex", "loading"]
            .iter()
            .for_each(|name| image.unset(name));
        if image.get("srcset").is_some() {
            image.set(Attr::Sizes("100vw"));
        }
    }
    words.set_text("");
    if all.len() > 1 {
        let (number, count) = (desk.number(at + 1), desk.number(all.len()));
        let sentence = fill(desk.say.picture_of, &[("number", &number), ("count", &count)]);
        words.add_text(Tag::P, &[Attr::Class("lightbox-count")], &sentence);
    }
    let caption = picture.closest("figure").and_then(|figure| figure.query(":scope > figcaption"));
    if let Some(caption) = caption.as_ref().and_then(Element::copy) {
        let place = words.add(Tag::Div, &[]);
        if let Some(lang) = &desk.article.lang {
            place.set(Attr::Lang(lang));
        }
        place.take_from(&caption);
    }
}

/// The lightbox, where it is open.
pub fn dialog(desk: &Desk) -> Option<Element> {
    desk.page.query(".lightbox")
}

/// Closes it.
pub fn close(desk: &Desk) {
    if let Some(dialog) = dialog(desk) {
        dialog.close_modal();
        dialog.remove();
    }
}

/// Shows the picture that is `by` further, around the end.
pub fn step(desk: &Desk, forward: bool) {
    let Some(dialog) = dialog(desk) else { return };
    let all = pictures(desk);
    let now = dialog.data(DataName::Depth).and_then(|at| at.parse::<usize>().ok()).unwrap_or(0);
    let by = if forward { 1 } else { all.len().saturating_sub(1) };
    show(desk, &dialog, &all, (now + by) % all.len().max(1));
}

/// A finger went down or up: from side to side it turns to the next picture.
pub fn swipe(desk: &Desk, event: &RawEvent, down: bool) {
    let x = crate::browser::reading::press_x(event);
    if down {
        DOWN.set(Some(x));
    } else if let Some(from) = DOWN.take()
        && (x - from).abs() > SWIPE
    {
        step(desk, (x < from) != desk.page.is_rtl());
    }
}
