//! Handing an address on: to what the device shares with, or to the clipboard.

use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::dom::Element;
use super::json;

/// Offers an address to what the device shares with. `false` where the browser has nothing of that kind; what the reader
/// does there, giving up included, is his.
pub async fn share(title: &str, address: &str) -> bool {
    let Some(navigator) = super::window().map(|window| window.navigator()) else { return false };
    let Ok(call) = json::get(&navigator, "share").dyn_into::<Function>() else { return false };
    let what = json::object(&[("title", title.into()), ("url", address.into())]);
    let shared = call.call1(&navigator, &what).and_then(|promise| promise.dyn_into::<Promise>());
    let Ok(promise) = shared else { return false };
    match JsFuture::from(promise).await {
        Ok(_) => true,
        Err(error) => json::get(&error, "name").as_string().as_deref() == Some("AbortError"),
    }
}

/// Puts a text on the clipboard; says whether the browser did it. Works in insecure contexts too, where there is no
/// `navigator.clipboard`, by a field beside `near`.
pub async fn copy(near: &Element, text: &str) -> bool {
    let clipboard = super::window().map(|window| json::get(&window.navigator(), "clipboard"));
    let clipboard = clipboard.filter(|clipboard| !clipboard.is_undefined());
    if let Some(clipboard) = clipboard
        && let Ok(write) = json::get(&clipboard, "writeText").dyn_into::<Function>()
        && let Ok(written) = write.call1(&clipboard, &JsValue::from_str(text))
        && JsFuture::from(Promise::resolve(&written)).await.is_ok()
    {
        return true;
    }
    copy_by_field(near, text).unwrap_or(false)
}

fn copy_by_field(near: &Element, text: &str) -> Option<bool> {
    let document = super::document()?;
    let field: web_sys::HtmlTextAreaElement = document.create_element("textarea").ok()?.dyn_into().ok()?;
    field.set_class_name("unseen");
    field.set_value(text);
    near.0.append_child(&field).ok()?;
    field.select();
    let call: Function = json::get(&document, "execCommand").dyn_into().ok()?;
    let copied = call.call1(&document, &"copy".into()).is_ok_and(|done| done.is_truthy());
    field.remove();
    Some(copied)
}
