//! JSON through the browser, for texts that Rust's strings cannot hold: lone surrogates survive only in JavaScript's.

use js_sys::{JSON, Object, Reflect};
use wasm_bindgen::JsValue;

/// A plain object.
#[must_use]
pub fn object(pairs: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in pairs {
        // Setting a property of a new plain object cannot fail.
        let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object.into()
}

/// The JSON text of plain data. It has no lone surrogates: JSON escapes them (ECMA-262, 25.5.2.3).
#[must_use]
pub fn text(value: &JsValue) -> String {
    // Fails only for cycles and big integers, which plain data of ours does not have.
    JSON::stringify(value).map(String::from).unwrap_or_default()
}

/// Reads a JSON text; `None` if it is none.
#[must_use]
pub fn parse(text: &str) -> Option<JsValue> {
    JSON::parse(text).ok()
}

/// A property, `undefined` where there is none.
#[must_use]
pub fn get(value: &JsValue, name: &str) -> JsValue {
    Reflect::get(value, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}
