//! What the reading aids need of the window: where it is, when it moved, which key was pressed.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast;

use super::dom::Element;
use super::listener::Listener;
use super::{clock, json};

/// Calls `act` when the window was scrolled or changed its size, once for what happened within a moment, as long as the
/// listeners live.
#[must_use]
pub fn on_move(act: impl Fn() + 'static) -> Vec<Listener> {
    let Some(window) = super::window() else { return Vec::new() };
    let (act, due) = (Rc::new(act), Rc::new(Cell::new(false)));
    ["scroll", "resize"]
        .map(|name| {
            let (act, due) = (act.clone(), due.clone());
            Listener::on(&window, name, move |_| {
                if due.replace(true) {
                    return;
                }
                let (act, due) = (act.clone(), due.clone());
                leptos::task::spawn_local(async move {
                    clock::sleep(120).await;
                    due.set(false);
                    act();
                });
            })
        })
        .into()
}

/// Calls `act` when the reader leaves the page or hides it, as long as the listener lives.
#[must_use]
pub fn on_hide(act: impl Fn() + 'static) -> Option<Listener> {
    let document = super::document()?;
    let hidden = document.clone();
    Some(Listener::on(&document, "visibilitychange", move |_| {
        if hidden.hidden() {
            act();
        }
    }))
}

/// Calls `act` when the selection changed, as long as the listener lives.
#[must_use]
pub fn on_select(act: impl Fn() + 'static) -> Option<Listener> {
    let document = super::document()?;
    let (act, due) = (Rc::new(act), Rc::new(Cell::new(false)));
    Some(Listener::on(&document, "selectionchange", move |_| {
        if due.replace(true) {
            return;
        }
        let (act, due) = (act.clone(), due.clone());
        leptos::task::spawn_local(async move {
            clock::sleep(250).await;
            due.set(false);
            act();
        });
    }))
}

/// Calls `act` for the keys of the viewer: those of the whole document where it is the page, else those pressed in it.
#[must_use]
pub fn on_key(
    viewer: &Element,
    is_page: bool,
    act: impl FnMut(web_sys::Event) + 'static,
) -> Option<Listener> {
    match super::document().filter(|_| is_page) {
        Some(document) => Some(Listener::on(&document, "keydown", act)),
        None => Some(viewer.on("keydown", act)),
    }
}

/// The key of a press without modifiers, that no field and no input method takes.
#[must_use]
pub fn plain_key(event: &web_sys::Event) -> Option<String> {
    let press = event.dyn_ref::<web_sys::KeyboardEvent>()?;
    let modified = press.ctrl_key() || press.meta_key() || press.alt_key();
    let composing = press.is_composing() || press.key_code() == 229;
    let taken = event.default_prevented()
        || Element::at(event, "input, textarea, select, [contenteditable]").is_some();
    (!modified && !composing && !taken).then(|| press.key())
}

/// Whether a press asks for nothing but what it is on: the main button, no modifiers.
#[must_use]
pub fn plain_press(event: &web_sys::Event) -> bool {
    event.dyn_ref::<web_sys::MouseEvent>().is_some_and(|press| {
        press.button() == 0
            && !press.ctrl_key()
            && !press.meta_key()
            && !press.shift_key()
            && !press.alt_key()
    })
}

/// Left edge of a press, in CSS pixels of the window.
#[must_use]
pub fn press_x(event: &web_sys::Event) -> f64 {
    event.dyn_ref::<web_sys::MouseEvent>().map_or(0.0, |press| f64::from(press.client_x()))
}

/// Height of the window in CSS pixels.
#[must_use]
pub fn window_height() -> f64 {
    super::window().and_then(|window| window.inner_height().ok()?.as_f64()).unwrap_or(0.0)
}

/// Scrolls by `y` CSS pixels.
pub fn scroll_by(y: f64) {
    if let Some(window) = super::window() {
        window.scroll_by_with_x_and_y(0.0, y);
    }
}

/// The address with its text directive, which browsers take out of `location`: as the navigation was asked for. Firefox has it in
/// the history's entry, Chromium in the timing of the navigation; WebKit nowhere, but goes there itself.
#[must_use]
pub fn asked_address() -> Option<String> {
    let window = super::window()?;
    let entry = json::get(&json::get(&window, "navigation"), "currentEntry");
    let timings: js_sys::Array = window.performance()?.get_entries_by_type("navigation");
    let timing = json::get(&timings.get(0), "name").as_string();
    let url = json::get(&entry, "url").as_string();
    url.filter(|url| crate::reading::read_directive(url).is_some()).or(timing)
}
