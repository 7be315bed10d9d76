//! The history of a page of our own, and the reader's leaving it.

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
