//! Links and places inside the page: which press is ours, and where a fragment leads.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlAnchorElement, MouseEvent};

use super::listener::Listener;

/// Calls `act` when the history moves.
pub fn on_history(mut act: impl FnMut() + 'static) {
    if let Some(window) = super::window() {
        // The page listens as long as its document lives.
        std::mem::forget(Listener::on(&window, "popstate", move |_| act()));
    }
}

/// Calls `act` when the page is left or hidden: the last moment to remember anything.
pub fn on_leave(act: impl Fn() + 'static) {
    if let Some(window) = super::window() {
        std::mem::forget(Listener::on(&window, "pagehide", move |_| act()));
    }
}

/// Calls `act` with the address of a link inside the viewer that was pressed without wish for another tab, window or
/// download; where `act` says that it took it, the browser does not follow.
pub fn on_follow(act: impl Fn(&str) -> bool + 'static) {
    let Some(root) = super::page::root() else { return };
    let listener = Listener::on(&root, "click", move |event| {
        let Some(press) = event.dyn_ref::<MouseEvent>() else { return };
        let plain = press.button() == 0
            && !press.ctrl_key()
            && !press.meta_key()
            && !press.shift_key()
            && !press.alt_key();
        if event.default_prevented() || !plain {
            return;
        }
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let link = target.and_then(|target| target.closest("a[href]").ok().flatten());
        let Some(link) = link.and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok()) else { return };
        if act(&link.href()) {
            event.prevent_default();
        }
    });
    std::mem::forget(listener);
}

/// Shows and focuses the place that a fragment names: an id of ours as it is (`comment-7`), else a block or a note by the
/// document's own name. Nothing happens for an empty or unknown one.
pub fn go_to(fragment: &str) {
    let Some(root) = super::page::root() else { return };
    if fragment.is_empty() {
        return;
    }
    let names = [fragment.to_owned(), format!("block-{fragment}"), format!("note-{fragment}")];
    let found = names
        .iter()
        .find_map(|name| super::scroll::find(&root, name))
        .filter(|found| root.contains(Some(found)));
    if let Some(found) = found {
        super::scroll::to_element(&found);
    }
}

/// Begins at the top of an article that was opened from inside the page, with the focus on its headline.
pub fn go_to_headline() {
    super::scroll::to(0.0);
    let headline = super::page::root().and_then(|root| root.query_selector("h1").ok().flatten());
    if let Some(headline) = headline {
        super::scroll::focus(&headline);
    }
}
