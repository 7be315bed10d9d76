//! A style sheet that comes with a later part.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};

use super::dom::Element;
use super::json;

thread_local! {
    /// The roots (documents and shadow roots) that have it.
    static ADOPTED: Array = Array::new();
}

/// Adds `css` to the document or shadow root that `near` stands in, once. It is made by script, which a strict content policy
/// allows, other than a `style` element.
pub fn adopt(near: &Element, css: &str) {
    let root = near.0.get_root_node();
    if ADOPTED.with(|roots| roots.includes(&root, 0)) {
        return;
    }
    let Ok(constructor) = json::get(&js_sys::global(), "CSSStyleSheet").dyn_into::<js_sys::Function>() else {
        return;
    };
    let Ok(sheet) = js_sys::Reflect::construct(&constructor, &Array::new()) else { return };
    let Ok(replace) = json::get(&sheet, "replaceSync").dyn_into::<js_sys::Function>() else { return };
    if replace.call1(&sheet, &JsValue::from_str(css)).is_err() {
        return;
    }
    let sheets = Array::from(&json::get(&root, "adoptedStyleSheets"));
    sheets.push(&sheet);
    // Fails only in a browser without such sheets: the aids work there, plainly.
    if js_sys::Reflect::set(&root, &"adoptedStyleSheets".into(), &sheets).is_ok() {
        ADOPTED.with(|roots| roots.push(&root));
    }
}
