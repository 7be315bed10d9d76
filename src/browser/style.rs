//! A style sheet that comes with a later part.

use std::cell::OnceCell;

use js_sys::{Array, WeakSet};
use wasm_bindgen::{JsCast, JsValue};

use super::dom::Element;
use super::json;

thread_local! {
    /// The sheet, one for all roots.
    static SHEET: OnceCell<Option<JsValue>> = const { OnceCell::new() };
    /// The roots (documents and shadow roots) that have it. They may go while this stays.
    static ADOPTED: WeakSet = WeakSet::new();
}

/// Adds `css`, which is the same in every call, to the document or shadow root that `near` stands in, once. It is made by
/// script, which a strict content policy allows, other than a `style` element.
pub fn adopt(near: &Element, css: &str) {
    let root = near.0.get_root_node();
    // A part of no document has no sheets, and neither has a browser without such: the aids work there, plainly.
    let sheets = json::get(&root, "adoptedStyleSheets");
    if !sheets.is_object() || ADOPTED.with(|roots| roots.has(&root)) {
        return;
    }
    let Some(sheet) = SHEET.with(|sheet| sheet.get_or_init(|| made(css)).clone()) else { return };
    let sheets = Array::from(&sheets);
    sheets.push(&sheet);
    if js_sys::Reflect::set(&root, &"adoptedStyleSheets".into(), &sheets).is_ok() {
        ADOPTED.with(|roots| roots.add(&root));
    }
}

fn made(css: &str) -> Option<JsValue> {
    let constructor = json::get(&js_sys::global(), "CSSStyleSheet").dyn_into::<js_sys::Function>().ok()?;
    let sheet = js_sys::Reflect::construct(&constructor, &Array::new()).ok()?;
    let replace = json::get(&sheet, "replaceSync").dyn_into::<js_sys::Function>().ok()?;
    replace.call1(&sheet, &JsValue::from_str(css)).ok()?;
    Some(sheet)
}
