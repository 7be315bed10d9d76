//! The browser: the only place where web_sys and js_sys are used. One file a capability, each giving plain Rust types.

pub mod all_drafts;
pub mod body_text;
pub mod clock;
pub mod device_replies;
pub mod dom;
pub mod draft_store;
pub mod events;
pub mod fetch;
pub mod forget;
pub mod head;
pub mod host;
pub mod indexed_db;
pub mod intl;
pub mod json;
pub mod keeping;
pub mod kept;
pub mod links;
pub mod listener;
pub mod location;
pub mod lock;
pub mod look;
pub mod outbox_store;
pub mod page;
pub mod panic;
pub mod paper;
pub mod person;
pub mod pictures;
pub mod places;
mod policy;
pub mod reading;
pub mod reply_fields;
pub mod scroll;
pub mod server;
pub mod share;
pub mod stores;
pub mod style;
pub mod take_away;
pub mod url;
pub mod web_storage;
pub mod words;
pub mod worker;

use wasm_bindgen::{JsCast, JsValue};

/// What a failed call into the browser said, for the console and for "Details".
#[must_use]
pub(crate) fn reason(error: &JsValue) -> String {
    match error.dyn_ref::<js_sys::Error>() {
        Some(error) => String::from(error.message()),
        // Browsers throw errors; a text is what somebody else may throw.
        None => error.as_string().unwrap_or_default(),
    }
}

/// Writes a warning to the console. For faults of configuration or of the browser that the reader cannot act on.
pub fn warn(text: &str) {
    web_sys::console::warn_1(&JsValue::from_str(text));
}

pub(crate) fn window() -> Option<web_sys::Window> {
    web_sys::window()
}

pub(crate) fn document() -> Option<web_sys::Document> {
    window()?.document()
}
