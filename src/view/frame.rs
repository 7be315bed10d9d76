//! Frames of other sites, after a reader has asked for one. Before that nothing is requested from them.

use crate::article::{Href, same_origin};
use crate::browser::dom::{self, Attr, DataName, Element, Tag};
use crate::browser::{location, url};
use crate::text::fill;

use super::Reader;
use super::made::keep;

/// What a frame may do. It is never of the page's own origin, so its own scripts and stores are its own affair; it cannot
/// lead the page away, and opens windows only after a press.
const SANDBOX: &str = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-presentation allow-forms";

/// Whether the site lets frames of this address be shown here.
fn may_show(frame: &Href, reader: &Reader) -> bool {
    let Some(address) = frame.http() else { return false };
    !same_origin(address, &location::address())
        && reader.site.config.frames.iter().any(|origin| same_origin(origin, address))
}

/// Appends the button that shows a frame, where the site allows it.
pub fn button(card: &Element, frame: &Href, reader: &Reader) {
    if let Some(address) = frame.http().filter(|_| may_show(frame, reader)) {
        let attrs = [Attr::TypeButton, Attr::Class("card-show"), Attr::Data(DataName::Frame, address)];
        card.add_text(Tag::Button, &attrs, &fill(reader.rare().show_embed, &[("host", &url::host(address))]));
    }
}

/// Follows the presses in a text, where the site allows frames.
pub fn listen(text: &Element, reader: &Reader) {
    if !reader.site.config.frames.is_empty() {
        let reader = reader.clone();
        keep(text.on("click", move |event| pressed(&event, &reader)));
    }
}

/// A press somewhere in the text: shows the frame whose button it was on, in its place.
fn pressed(event: &dom::RawEvent, reader: &Reader) {
    let Some((button, address)) = dom::pressed(event, DataName::Frame) else { return };
    let Some(frame) = Href::new("", &address).filter(|frame| may_show(frame, reader)) else { return };
    let attrs = [
        Attr::Class("card-frame"),
        Attr::Sandbox(SANDBOX),
        Attr::AllowFullscreen,
        // Some players refuse a page that they do not know; they learn its origin, not its address.
        Attr::ReferrerOrigin,
        Attr::Title(&url::host(&address)),
        Attr::FrameSrc(&frame),
    ];
    if let Some(element) = dom::element(Tag::Iframe, &attrs) {
        button.replace_with(&element);
        element.focus();
    }
}
