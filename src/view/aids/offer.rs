//! "Continue where you were": offered, not imposed.

use super::Desk;
use super::place::{TOP_LINE, blocks};
use super::tools::button;
use crate::browser::body_text::BodyText;
use crate::browser::dom::{Attr, Tag};
use crate::browser::{places, reading};
use crate::text::fill;

/// Offers the place that was kept of this article, if there is one and the reader is at the beginning.
pub fn continue_there(desk: &Desk) {
    if !desk.visit.at_start {
        return;
    }
    let Some(place) = places::of(&desk.article.id) else { return };
    let mut words = String::from_utf16_lossy(&place.quote.start);
    words.push('…');
    let attrs = [
        Attr::Class("offer"),
        Attr::Role("region"),
        Attr::AriaLabel(desk.say.resume_go),
        Attr::Lang(desk.reader.say.tag),
    ];
    let Some(told) = desk.page.query(".told") else { return };
    let offer = told.add(Tag::Div, &attrs);
    offer.add_text(Tag::P, &[], &fill(desk.say.resume, &[("words", &words)]));
    button(&offer, "resume", desk.say.resume_go);
    button(&offer, "no-resume", desk.say.resume_no);
}

/// Takes the offer away.
pub fn end(desk: &Desk) {
    if let Some(offer) = desk.page.query(".offer") {
        offer.remove();
    }
}

/// Goes to the place that was offered: to its words, else to the block that they were in.
pub fn go(desk: &Desk) {
    end(desk);
    let Some(place) = places::of(&desk.article.id) else { return };
    let text = BodyText::of(&desk.body);
    let found = place.find_in(text.units());
    let block = blocks(desk).into_iter().nth(place.block);
    let top = match found {
        Some(from) => text.place(from, from + 1).map(|place| place.top),
        None => block.as_ref().map(|block| block.place().top),
    };
    if let Some(top) = top {
        reading::scroll_by(top - TOP_LINE);
    }
    // A screen reader goes on from there too.
    if let Some(block) = found.and_then(|from| text.block_of(from, &desk.body)).or(block) {
        block.focus();
    }
}
