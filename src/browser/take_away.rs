//! Ways out of the page for a text: the clipboard, and a file.

use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::dom::Element;
use super::json;

/// Puts a text on the clipboard, by a field that stands in `near` for that moment. Says whether the browser did it.
/// Works in insecure contexts too, where there is no `navigator.clipboard`.
pub fn copy(text: &JsValue, near: &Element) -> bool {
    let Some(document) = super::document() else { return false };
    let Ok(field) = document.create_element("textarea") else { return false };
    // Setting the value of a field takes every string.
    let _ = Reflect::set(&field, &"value".into(), text);
    near.hold(&field);
    field.unchecked_ref::<web_sys::HtmlTextAreaElement>().select();
    let call = js_sys::Function::from(json::get(&document, "execCommand"));
    let copied = call.call1(&document, &"copy".into()).is_ok_and(|done| done.is_truthy());
    field.remove();
    copied
}

/// Has the browser save `text` as a file. Says whether it was asked.
pub fn save(name: &str, text: &str, near: &Element) -> bool {
    let parts = Array::of1(&text.into());
    let options = json::object(&[("type", "text/plain;charset=utf-8".into())]);
    let made = Reflect::get(&js_sys::global(), &"Blob".into())
        .and_then(|blob| Reflect::construct(&blob.into(), &Array::of2(&parts, &options)));
    let Ok(blob) = made else { return false };
    let Ok(address) = web_sys::Url::create_object_url_with_blob(blob.unchecked_ref()) else { return false };
    let Some(link) = super::document().and_then(|document| document.create_element("a").ok()) else {
        return false;
    };
    // Fails only for invalid names.
    let _ = link.set_attribute("href", &address);
    let _ = link.set_attribute("download", name);
    near.hold(&link);
    link.unchecked_ref::<web_sys::HtmlElement>().click();
    link.remove();
    // The browser has taken what it needs when its task is over; without a timer the address ends with the page.
    wasm_bindgen_futures::spawn_local(async move {
        super::clock::sleep(60_000).await;
        let _ = web_sys::Url::revoke_object_url(&address);
    });
    true
}
