//! The table of contents: filled, and the section that is being read marked.

use super::Desk;
use crate::article::{BlockKind, Dir};
use crate::browser::dom::{Attr, DataName, Element, Tag};
use crate::browser::reading;

/// Prefix of the ids that headings get which have none.
const SECTION_ID: &str = "section-";
/// A window at least so wide, in CSS pixels, shows the contents beside the text; the same figure as in `style/aids.css`.
const BESIDE: f64 = 1_232.0;

/// The headings of the text, in order.
pub fn headings(desk: &Desk) -> Vec<Element> {
    desk.body.query_all(":scope > :is(h2, h3, h4, h5, h6)")
}

/// Fills the place that the article kept free for it, if it did.
pub fn fill(desk: &Desk) {
    let Some(details) = desk.body.query(".contents > details") else { return };
    let list = details.add(Tag::Ol, &[]);
    let levels = desk.article.body.iter().filter_map(|block| match &block.kind {
        BlockKind::Heading { level, .. } => Some(*level),
        _ => None,
    });
    let highest = levels.clone().min().unwrap_or(2);
    for (at, (heading, level)) in headings(desk).iter().zip(levels).enumerate() {
        // Deeper ones would make the list longer than the text is worth.
        if level > highest + 1 {
            continue;
        }
        let id = match heading.get("id") {
            Some(id) => id,
            None => {
                let number = at.to_string();
                heading.set(Attr::Id(SECTION_ID, &number));
                let mut id = String::from(SECTION_ID);
                id.push_str(&number);
                id
            }
        };
        let depth = if level > highest { "1" } else { "0" };
        let item = list.add(Tag::Li, &[Attr::Data(DataName::Depth, depth)]);
        item.add_text(Tag::A, &[Attr::HrefId("", &id), Attr::DirAuto], &heading_text(heading));
    }
    if let Some(dir) = desk.article.dir.filter(|dir| *dir == Dir::Rtl) {
        list.set(Attr::Dir(dir));
    }
    details.set_open(desk.page.place().right - desk.page.place().left >= BESIDE);
}

/// The words of a heading without the signs of notes.
fn heading_text(heading: &Element) -> String {
    let Some(copy) = heading.copy() else { return String::new() };
    copy.query_all(".sign, rt, rp").iter().for_each(Element::remove);
    copy.all_text()
}

/// Marks the section that is being read: the first whose heading is in sight in the upper third of the window, so that the one
/// that was gone to is marked though a short one ends below it; else the one whose heading was passed last.
pub fn mark(desk: &Desk) {
    let links = desk.body.query_all(".contents a");
    if links.is_empty() {
        return;
    }
    let line = reading::window_height() / 3.0;
    let mut read = None;
    for heading in headings(desk) {
        let top = heading.place().top;
        if top > line {
            break;
        }
        read = heading.get("id");
        if top >= 0.0 {
            break;
        }
    }
    for link in links {
        let current = read
            .as_ref()
            .is_some_and(|id| link.get("href").is_some_and(|href| href.strip_prefix('#') == Some(id)));
        match (current, link.get("aria-current").is_some()) {
            (true, false) => {
                link.set(Attr::AriaCurrent("true"));
                link.reveal_in_list();
            }
            (false, true) => link.unset("aria-current"),
            _ => {}
        }
    }
}

/// Goes to the section after the one that is being read, or before it.
pub fn step(desk: &Desk, forward: bool) {
    let top = super::place::TOP_LINE;
    let headings = headings(desk);
    let next = if forward {
        headings.iter().find(|heading| heading.place().top > top + 24.0)
    } else {
        headings.iter().rev().find(|heading| heading.place().top < top - 8.0)
    };
    if let Some(heading) = next {
        heading.go_to();
    } else if !forward && let Some(headline) = desk.page.query("h1") {
        headline.go_to();
    }
}
