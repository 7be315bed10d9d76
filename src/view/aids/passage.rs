//! Links to a passage: made of what the reader has selected, and followed when the page is opened by one.

use std::rc::Rc;

use super::tools::{button, tell};
use super::{Desk, place};
use crate::browser::body_text::BodyText;
use crate::browser::dom::{Attr, Element, Tag};
use crate::browser::listener::Listener;
use crate::browser::{location, reading, share};
use crate::reading::{Quote, read_directive, write_directive};
use crate::text::fill;

/// Offers a link while something in the text is selected, as long as the listener lives.
pub fn follow(desk: &Rc<Desk>) -> Option<Listener> {
    let desk = desk.clone();
    reading::on_select(move || {
        let selected = BodyText::of(&desk.body).selected().is_some();
        match (desk.page.query(".passage"), selected) {
            (None, true) => {
                let Some(told) = desk.page.query(".told") else { return };
                let place = told.add(Tag::Div, &[Attr::Class("passage"), Attr::Lang(desk.reader.say.tag)]);
                button(&place, "passage", desk.say.copy_passage);
            }
            (Some(offer), false) => offer.remove(),
            _ => {}
        }
    })
}

/// The address of the article as it is shown here: in an embed, its own.
fn address(desk: &Desk) -> String {
    let own = desk.article.url.clone().filter(|_| !desk.visit.is_page);
    let address = own.unwrap_or_else(location::address);
    address.split_once('#').map_or(address.as_str(), |(page, _)| page).to_owned()
}

/// Copies a link to what is selected, else to the article.
pub fn copy(desk: &Rc<Desk>) {
    let text = BodyText::of(&desk.body);
    let quote = text.selected().and_then(|(from, to)| Quote::of(text.units(), from, to));
    let mut link = address(desk);
    if let Some(quote) = quote {
        link.push('#');
        link.push_str(&write_directive(&quote));
    }
    let desk = desk.clone();
    leptos::task::spawn_local(async move {
        if share::copy(&desk.page, &link).await {
            tell(&desk, desk.say.link_copied);
        } else {
            tell(&desk, &fill(desk.say.link_not_copied, &[("address", &link)]));
        }
    });
}

/// Shares the article with what the device has for it, else copies the link.
pub fn share_article(desk: &Rc<Desk>) {
    let desk = desk.clone();
    leptos::task::spawn_local(async move {
        if !share::share(&desk.article.name(), &address(&desk)).await {
            copy(&desk);
        }
    });
}

/// Goes to the passage that an address names. `false` where it names none.
pub fn go_to(desk: &Desk, address: Option<&str>) -> bool {
    let Some(quote) = address.and_then(read_directive) else { return false };
    let text = BodyText::of(&desk.body);
    let Some((from, to)) = quote.find_in(text.units()) else {
        tell(desk, desk.say.passage_gone);
        return true;
    };
    text.paint(from, to);
    if let Some(at) = text.place(from, from + 1) {
        reading::scroll_by(at.top - place::TOP_LINE - reading::window_height() / 5.0);
    }
    if let Some(block) = text.block_of(from, &desk.body) {
        Element::focus(&block);
    }
    true
}
