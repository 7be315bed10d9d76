//! The reader's look on this device: kept for all articles, and set on the root of the page or on the element that embeds
//! the viewer.

use super::dom::Element;
use super::listener::Listener;
use super::stores::Change;
use super::web_storage::{Area, WebStorage};
use crate::reading::Look;

/// Where it is kept; `public/look.js` reads the same key.
const KEY: &str = "standfirst.look";
/// The attribute that `style/tokens.css` looks at.
const ATTRIBUTE: &str = "data-standfirst-look";

/// Where the look of the viewer that `near` belongs to is set: the element's own root, or the page's.
fn root(near: &Element) -> Option<web_sys::Element> {
    let of_element = near.0.closest(".root").ok().flatten();
    of_element.or_else(|| super::document()?.document_element())
}

/// The look that holds now.
#[must_use]
pub fn now(near: &Element) -> Look {
    Look::read(&root(near).and_then(|root| root.get_attribute(ATTRIBUTE)).unwrap_or_default())
}

/// Shows the look that is kept, in an element: a page's was set by `public/look.js`.
pub fn show_kept(near: &Element) {
    show(near, &kept());
}

/// The look that is kept.
fn kept() -> Look {
    Look::read(&WebStorage::of(Area::Local).ok().and_then(|store| store.get(KEY)).unwrap_or_default())
}

/// Sets a look and keeps it; where nothing may be kept it holds until the page is left.
pub fn set(near: &Element, look: &Look) {
    show(near, look);
    let change = if look.text().is_empty() {
        Change::Delete { key: KEY.to_owned(), up_to: None }
    } else {
        Change::Put { key: KEY.to_owned(), json: look.text().to_owned() }
    };
    if let Err(error) = WebStorage::of(Area::Local).and_then(|store| store.write(&[change])) {
        super::warn(&format!("standfirst: the look is not kept: {error}"));
    }
}

fn show(near: &Element, look: &Look) {
    let Some(root) = root(near) else { return };
    // Fails only for an invalid attribute name.
    let _ = if look.text().is_empty() {
        root.remove_attribute(ATTRIBUTE)
    } else {
        root.set_attribute(ATTRIBUTE, look.text())
    };
}

/// Follows what another tab chooses, as long as the listener lives.
#[must_use]
pub fn follow(near: &Element) -> Option<Listener> {
    let (window, near) = (super::window()?, near.clone());
    Some(Listener::on(&window, "storage", move |event| {
        if super::json::get(&event, "key").as_string().is_none_or(|key| key == KEY) {
            show(&near, &kept());
        }
    }))
}
