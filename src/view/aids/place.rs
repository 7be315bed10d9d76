//! Where the reader is: shown in the bar and the contents, and kept on this device.

use std::rc::Rc;

use super::{Desk, contents};
use crate::browser::body_text::BodyText;
use crate::browser::dom::Element;
use crate::browser::listener::Listener;
use crate::browser::{places, reading};
use crate::reading::{Place, Quote};

/// Units (UTF-16) of text that a place is known by.
const WORDS: usize = 60;
/// Before this share of the text, in hundredths, and after the other, there is nothing to continue.
const WORTH: std::ops::Range<usize> = 3..97;

/// Classes of parts of the body that are not the text.
const NO_TEXT: [&str; 3] = ["contents", "notes", "panel note-panel"];

/// Where the first line of the window may stand, in CSS pixels.
pub const TOP_LINE: f64 = 4.0;

/// Follows the reader, as long as the listeners live.
pub fn follow(desk: &Rc<Desk>) -> Vec<Listener> {
    let (moved, line) = (desk.clone(), desk.page.query(".told"));
    let mut listeners = reading::on_move(move || {
        contents::mark(&moved);
        progress(&moved, line.as_ref());
        keep(&moved);
    });
    let left = desk.clone();
    listeners.extend(reading::on_hide(move || keep(&left)));
    contents::mark(desk);
    progress(desk, desk.page.query(".told").as_ref());
    listeners
}

/// How much of the text is above the foot of the window: 0 to 1.
fn share(desk: &Desk) -> f64 {
    let place = desk.body.place();
    let height = (place.bottom - place.top).max(1.0);
    ((reading::window_height() - place.top) / height).clamp(0.0, 1.0)
}

/// The line at the foot of the window, until all of the text was in sight. An embed has none: the window is not the article's
/// there. What the line is drawn in has the number alone: on the page, all that is in it would get a new style whenever the
/// reader moves.
fn progress(desk: &Desk, line: Option<&Element>) {
    if let Some(line) = line.filter(|_| desk.visit.is_page) {
        let read = whole(share(desk) * 100.0);
        line.style("--sf-read", &if read < 100 { read } else { 0 }.to_string());
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 100")]
fn whole(number: f64) -> usize {
    number.max(0.0) as usize
}

/// The blocks of the text that words can be in.
pub fn blocks(desk: &Desk) -> Vec<Element> {
    let mut blocks = desk.body.children();
    blocks.retain(|block| block.get("class").is_none_or(|class| !NO_TEXT.contains(&class.as_str())));
    blocks
}

/// Keeps where the reader is, or that there is nothing to continue.
fn keep(desk: &Desk) {
    let share = whole(share(desk) * 100.0);
    let line = TOP_LINE;
    if desk.body.place().top > line {
        // At the beginning nothing is known about how far the reader means to go: what was kept before stays.
        return;
    }
    let place = if WORTH.contains(&share) { here(desk, line, share) } else { None };
    places::keep(&desk.article.id, place.as_ref());
}

fn here(desk: &Desk, line: f64, share: usize) -> Option<Place> {
    let blocks = blocks(desk);
    let block = blocks.iter().position(|block| block.place().bottom > line)?;
    let text = BodyText::of(blocks.get(block)?);
    let units = text.units();
    let from = text.first_below(line);
    let to = (from + WORDS).min(units.len());
    let mut quote = Quote::of(units, from, to)?;
    // One piece of text is enough to find the place by.
    quote.end = Vec::new();
    quote.suffix = Vec::new();
    Some(Place { block, quote, share })
}
