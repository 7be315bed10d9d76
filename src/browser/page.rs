//! The page that the viewer stands in: its configuration block, languages and the plain HTML it replaces.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

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

/// The reader's first language, as the browser has it.
#[must_use]
pub fn reader_language() -> String {
    super::window().and_then(|window| window.navigator().language()).unwrap_or_else(|| "en".to_owned())
}

/// Whether the browser thinks that there is a network.
#[must_use]
pub fn online() -> bool {
    super::window().is_none_or(|window| window.navigator().on_line())
}

/// Shows the sentence that stands ready in the page for a viewer that broke, and says it to the console and the host.
pub fn show_broken(message: &str) {
    web_sys::console::error_1(&wasm_bindgen::JsValue::from_str(message));
    let broken = super::document().and_then(|document| document.get_element_by_id("standfirst-broken"));
    if let Some(broken) = broken {
        let _ = broken.remove_attribute("hidden");
    }
}
