//! Style sheets that come with a later part. They are made by script, which a strict content policy allows, other than a
//! `style` element.

use std::cell::{OnceCell, RefCell};

use js_sys::{Array, WeakSet};
use wasm_bindgen::{JsCast, JsValue};

use super::dom::Element;
use super::host::Host;
use super::json;

thread_local! {
    /// The sheet, one for all roots.
    static SHEET: OnceCell<Option<JsValue>> = const { OnceCell::new() };
    /// The roots (documents and shadow roots) that have it. They may go while this stays.
    static ADOPTED: WeakSet = WeakSet::new();
    /// What [`add_to_page`] has added.
    static ADDED: RefCell<Vec<&'static str>> = const { RefCell::new(Vec::new()) };
}

/// Where a sheet stands among those that were added.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Rank {
    /// Before all others: these may say otherwise.
    First,
    /// After all that are there.
    Last,
}

/// Adds `css` to a page of our own, once. Nothing happens in an element or in somebody's app: these have all sheets from the beginning.
pub fn add_to_page(css: &'static str, rank: Rank) {
    let is_new = ADDED.with_borrow(|added| !added.iter().any(|other| std::ptr::eq(*other, css)));
    let Some(document) = super::document().filter(|_| is_new && Host::all().iter().any(Host::is_page)) else {
        return;
    };
    let sheets = json::get(&document, "adoptedStyleSheets");
    let Some(sheet) = made(css).filter(|_| sheets.is_object()) else { return };
    let sheets = Array::from(&sheets);
    match rank {
        Rank::First => sheets.unshift(&sheet),
        Rank::Last => sheets.push(&sheet),
    };
    if js_sys::Reflect::set(&document, &"adoptedStyleSheets".into(), &sheets).is_ok() {
        ADDED.with_borrow_mut(|added| added.push(css));
    }
}

/// Adds `css`, which is the same in every call, to the document or shadow root that `near` stands in, once.
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
