//! Telling the host: the events of `embed::contract`.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CustomEvent, CustomEventInit, EventTarget, ShadowRoot};

use super::dom::Element;
use crate::embed::Event;

/// A value in an event's detail.
pub enum Detail<'a> {
    /// Text.
    Text(&'a str),
    /// A list of objects.
    List(Vec<[(&'static str, String); 2]>),
}

/// Dispatches an event from `target`, bubbling and composed.
pub(crate) fn dispatch(target: &EventTarget, event: Event, detail: &[(&'static str, Detail<'_>)]) {
    let object = Object::new();
    for (key, value) in detail {
        let value = match value {
            Detail::Text(text) => JsValue::from_str(text),
            Detail::List(items) => {
                items.iter().map(|item| JsValue::from(text_object(item))).collect::<Array>().into()
            }
        };
        set(&object, key, &value);
    }
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_composed(true);
    init.set_detail(&object);
    if let Ok(event) = CustomEvent::new_with_event_init_dict(event.name(), &init) {
        // Fails only while the same event is being dispatched; what a host's listener throws does not come here.
        let _ = target.dispatch_event(&event);
    }
}

/// Dispatches an event from the viewer that `part` is in: from the element of its shadow root, or from `document`.
pub fn dispatch_around(part: &Element, event: Event, detail: &[(&'static str, Detail<'_>)]) {
    let root = part.root();
    let target = match root.dyn_ref::<ShadowRoot>() {
        Some(shadow) => shadow.host().into(),
        None => root.into(),
    };
    dispatch(&target, event, detail);
}

/// Sets `data-standfirst-offline` on the page's `<html>`, or takes it away.
pub fn set_offline_ready(ready: bool) {
    let Some(root) = super::document().and_then(|document| document.document_element()) else { return };
    // Fails only for an invalid attribute name.
    let _ = if ready {
        root.set_attribute("data-standfirst-offline", "ready")
    } else {
        root.remove_attribute("data-standfirst-offline")
    };
}

fn text_object(fields: &[(&'static str, String)]) -> Object {
    let object = Object::new();
    for (key, value) in fields {
        set(&object, key, &JsValue::from_str(value));
    }
    object
}

/// Sets a property of a plain object of our own, which cannot fail.
fn set(object: &Object, key: &str, value: &JsValue) {
    let _ = Reflect::set(object, &JsValue::from_str(key), value);
}
