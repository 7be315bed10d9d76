//! The page's address and history. Only the page uses this, never an embed.

use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;
use web_sys::ScrollRestoration;

/// The page's address, fragment included.
#[must_use]
pub fn address() -> String {
    super::window().and_then(|window| window.location().href().ok()).unwrap_or_default()
}

/// Sets the title of the page.
pub fn set_title(title: &str) {
    if let Some(document) = super::document() {
        document.set_title(title);
    }
}

/// Takes scroll restoration into our own hands: the text arrives after the browser would have scrolled.
pub fn own_scroll_restoration() {
    if let Some(Ok(history)) = super::window().map(|window| window.history()) {
        // Fails only in a document that is going away.
        let _ = history.set_scroll_restoration(ScrollRestoration::Manual);
    }
}

/// Remembers in the current history entry how far it is scrolled (CSS pixels), for when the reader comes back.
pub fn remember_scroll() {
    let Some(window) = super::window() else { return };
    let (Ok(history), Ok(y)) = (window.history(), window.scroll_y()) else { return };
    let state = Object::new();
    let set = Reflect::set(&state, &JsValue::from_str("standfirstY"), &JsValue::from_f64(y));
    if set.is_ok() {
        // Browsers refuse more than some hundred calls in half a minute: then the place is not remembered.
        let _ = history.replace_state_with_url(&state, "", None);
    }
}

/// How far the current history entry was scrolled when the reader left it.
#[must_use]
pub fn remembered_scroll() -> Option<f64> {
    let state = super::window()?.history().ok()?.state().ok()?;
    Reflect::get(&state, &JsValue::from_str("standfirstY")).ok()?.as_f64()
}

/// Adds a history entry with `query` (beginning with `?`) as the page's query. Without a history the page stays.
pub fn push(query: &str) {
    if let Some(Ok(history)) = super::window().map(|window| window.history()) {
        let pushed = history.push_state_with_url(&JsValue::NULL, "", Some(query));
        if let Err(error) = pushed {
            super::warn(&("The address could not be changed: ".to_owned() + &super::reason(&error)));
        }
    }
}
