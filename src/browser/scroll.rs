//! Scrolling and focus.

use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement, Node};

/// Scrolls the page to `y` CSS pixels from its top.
pub fn to(y: f64) {
    if let Some(window) = super::window() {
        window.scroll_to_with_x_and_y(0.0, y);
    }
}

/// Scrolls the page by `y` CSS pixels.
pub fn by(y: f64) {
    if let Some(window) = super::window() {
        window.scroll_by_with_x_and_y(0.0, y);
    }
}

/// Brings `element` into view and focuses it, so that a keyboard or a screen reader goes on from there.
pub fn to_element(element: &Element) {
    element.scroll_into_view();
    focus(element);
}

/// Focuses `element` without scrolling; one that takes no focus by itself is made to.
pub fn focus(element: &Element) {
    let Some(element) = element.dyn_ref::<HtmlElement>() else { return };
    if element.tab_index() < 0 && !element.has_attribute("tabindex") {
        // Fails only for an invalid attribute name.
        let _ = element.set_attribute("tabindex", "-1");
    }
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    // A failed focus leaves the reader where he is.
    let _ = element.focus_with_options(&options);
}

/// The element with this `id` in the same tree as `near`: a document, a shadow root, or a part that stands in neither yet.
#[must_use]
pub fn find(near: &Node, id: &str) -> Option<Element> {
    let root = near.get_root_node();
    if let Some(document) = root.dyn_ref::<web_sys::Document>() {
        return document.get_element_by_id(id);
    }
    if let Some(shadow) = root.dyn_ref::<web_sys::ShadowRoot>() {
        return shadow.get_element_by_id(id);
    }
    let mut selector = String::from("[id=\"");
    for c in id.chars() {
        if matches!(c, '"' | '\\') {
            selector.push('\\');
        }
        selector.push(c);
    }
    selector.push_str("\"]");
    root.dyn_ref::<Element>()?.query_selector(&selector).ok()?
}
