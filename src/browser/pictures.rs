//! The pictures of the page: which size of each the browser took, and another one in its place where that fails.

use js_sys::encode_uri_component;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Event, HtmlImageElement};

use super::kept::{self, Kept};

/// Set on a picture that was replaced, so that it is done once.
const REPLACED: &str = "data-kept";

/// Addresses of the pictures that the browser has chosen on this page so far.
#[must_use]
pub fn chosen() -> Vec<String> {
    let Some(document) = super::document() else { return Vec::new() };
    let images = document.images();
    let image = |index| images.item(index)?.dyn_into::<HtmlImageElement>().ok();
    (0..images.length()).filter_map(image).map(|image| image.current_src()).collect()
}

/// Width of the column of text in device pixels: what a picture should fill.
#[must_use]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "pixels of a screen")]
pub fn column() -> u32 {
    let Some(window) = super::window() else { return 0 };
    let inner = window.inner_width().ok().and_then(|width| width.as_f64()).unwrap_or_default();
    (inner.min(960.0) * window.device_pixel_ratio()) as u32
}

/// Shows what is kept of a picture that fails to load, now and as long as the page lives: another size of it, or the one of
/// another origin, which the worker gives out under an address of the page.
pub fn stand_in() {
    let Some(document) = super::document() else { return };
    let call = Closure::<dyn Fn(Event)>::new(|event: Event| {
        if let Some(image) = event.target().and_then(|target| target.dyn_into().ok()) {
            replace(image);
        }
    })
    .into_js_value();
    // The event does not bubble, so it is caught on its way down. Fails only for a callback that is no function.
    let _ = document.add_event_listener_with_callback_and_bool("error", call.unchecked_ref(), true);
    let images = document.images();
    for index in 0..images.length() {
        let image: Option<HtmlImageElement> = images.item(index).and_then(|image| image.dyn_into().ok());
        if let Some(image) = image.filter(|image| image.complete() && image.natural_width() == 0) {
            replace(image);
        }
    }
}

fn replace(image: HtmlImageElement) {
    if image.has_attribute(REPLACED) || image.current_src().is_empty() {
        return;
    }
    spawn_local(async move {
        let Ok(kept) = Kept::open().await else { return };
        for address in sizes(&image) {
            if kept.has(&address).await {
                let mut stand_in = kept::folder();
                stand_in.push_str("kept?");
                stand_in.push_str(&String::from(encode_uri_component(&address)));
                show(&image, &stand_in);
                return;
            }
        }
    });
}

/// All addresses that the picture may be had from.
fn sizes(image: &HtmlImageElement) -> Vec<String> {
    let mut found = vec![image.src()];
    let mut add = |element: &Element| {
        let list = element.get_attribute("srcset").unwrap_or_default();
        found.extend(list.split(", ").filter_map(|one| Some(one.split(' ').next()?.to_owned())));
    };
    add(image);
    sources(image).iter().for_each(&mut add);
    found
}

/// The `source` elements beside it.
fn sources(image: &HtmlImageElement) -> Vec<Element> {
    let mut found = Vec::new();
    let mut before = image.previous_element_sibling();
    while let Some(element) = before {
        before = element.previous_element_sibling();
        if element.local_name() == "source" {
            found.push(element);
        }
    }
    found
}

/// Fails only for an invalid attribute name, and ours are constants.
fn show(image: &HtmlImageElement, address: &str) {
    let _ = image.set_attribute(REPLACED, "");
    sources(image).iter().for_each(Element::remove);
    let _ = image.remove_attribute("srcset");
    image.set_src(address);
}
