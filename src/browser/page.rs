//! The page that the viewer stands in: its configuration block, languages and the plain HTML it replaces.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::article::Dir;

/// Text of the block `<script type="application/json" id="standfirst-config">`; `None` where the page has none.
#[must_use]
pub fn config_text() -> Option<String> {
    super::document()?.get_element_by_id("standfirst-config")?.text_content()
}

/// Where the viewer is mounted: the element with the id `standfirst`.
#[must_use]
pub fn root() -> Option<HtmlElement> {
    super::document()?.get_element_by_id("standfirst")?.dyn_into().ok()
}

/// Whether the start module shows the headline already.
#[must_use]
pub fn shows_headline() -> bool {
    early().is_some()
}

/// Takes away what the start module shows of the article.
pub fn end_early() {
    if let Some(early) = early() {
        early.remove();
    }
}

fn early() -> Option<web_sys::Element> {
    super::document()?.get_element_by_id("standfirst-early")
}

/// The tag of a document's language, empty where it is not known, and after it the reader's languages, the best first, as the
/// browser has them: BCP 47 tags, as `text::choose` takes them.
#[must_use]
pub fn languages(document: &str) -> Vec<String> {
    let mut tags = vec![document.to_owned()];
    if let Some(window) = super::window() {
        tags.extend(window.navigator().languages().iter().filter_map(|tag| tag.as_string()));
    }
    tags
}

/// Says in which language and direction the page speaks. Only the page does this, never an embed.
pub fn set_language(tag: &str, dir: Dir) {
    let root = super::document().and_then(|document| document.document_element());
    for (name, value) in [("lang", tag), ("dir", dir.name())] {
        // Fails only for an invalid attribute name.
        let _ = root.as_ref().map(|root| root.set_attribute(name, value));
    }
}

/// Whether the browser thinks that there is a network.
#[must_use]
pub fn online() -> bool {
    super::window().is_none_or(|window| window.navigator().on_line())
}

/// Waits `millis` milliseconds, or until one of `events` reaches the window. It listens no longer than it waits.
pub async fn sleep_or(millis: i32, events: &[&'static str]) {
    let Some(window) = super::window() else { return super::clock::sleep(millis).await };
    let mut listening = None;
    let promise = js_sys::Promise::new(&mut |done, _| {
        // Fail only where there is nothing to wait in.
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&done, millis);
        for event in events {
            let _ = window.add_event_listener_with_callback(event, &done);
        }
        listening = Some(done);
    });
    // The promise is never rejected.
    let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
    for (event, done) in events.iter().zip(listening.iter().cycle()) {
        let _ = window.remove_event_listener_with_callback(event, done);
    }
}

/// Whether nobody sees the page now: another tab is in front, or the window is hidden.
#[must_use]
pub fn hidden() -> bool {
    super::document().is_some_and(|document| document.hidden())
}

/// Height of the window, in CSS pixels.
#[must_use]
pub fn height() -> f64 {
    super::window().map_or(0.0, |window| super::json::get(&window, "innerHeight").as_f64().unwrap_or(0.0))
}

/// Shows the sentence that stands ready in the page for a viewer that broke, and says it to the console and the host.
pub fn show_broken(message: &str) {
    web_sys::console::error_1(&wasm_bindgen::JsValue::from_str(message));
    let broken = super::document().and_then(|document| document.get_element_by_id("standfirst-broken"));
    if let Some(broken) = broken {
        let _ = broken.remove_attribute("hidden");
    }
}
