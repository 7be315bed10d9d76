//! The sentences of the languages that are files. `public/start.js` fetches them, often before this module is there.

use std::cell::RefCell;

use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::text;

thread_local! {
    /// The start module's function from a language to the promised text of its file.
    static FETCH: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Names the start module's function; without one the interface speaks English.
pub fn from_start(fetch: &JsValue) {
    FETCH.set(fetch.clone().dyn_into().ok());
}

/// Brings the sentences of a language of `text::LANGUAGES`, unless they are here. The start module lets nobody wait longer
/// than a moment: then, and where the file cannot be had, English stays.
pub async fn bring(language: &'static str) {
    if text::is_here(language) {
        return;
    }
    let asked = FETCH.with_borrow(|fetch| fetch.as_ref()?.call1(&JsValue::NULL, &language.into()).ok());
    let Some(asked) = asked else { return };
    // The promise is never rejected.
    let file = JsFuture::from(Promise::resolve(&asked)).await.ok().and_then(|file| file.as_string());
    if let Some(file) = file
        && !text::read(language, file)
    {
        super::warn("standfirst: the sentences of a language are not of this build: English is shown");
    }
}
