//! Telling the host: the state attribute and the events of `embed::contract`.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit, EventTarget};

use crate::embed::{Event, State};

/// A value in an event's detail.
pub enum Detail<'a> {
    /// Text.
    Text(&'a str),
    /// A list of objects.
    List(Vec<[(&'static str, String); 2]>),
}

/// Sets `data-standfirst` on the page's `<html>`.
pub fn set_state(state: State) {
    if let Some(root) = super::document().and_then(|document| document.document_element()) {
        // Fails only for an invalid attribute name.
        let _ = root.set_attribute("data-standfirst", state.name());
    }
}

/// Dispatches an event from `document`, bubbling and composed.
pub fn dispatch(event: Event, detail: &[(&'static str, Detail<'_>)]) {
    let Some(document) = super::document() else { return };
    dispatch_from(&document, event, detail);
}

fn dispatch_from(target: &EventTarget, event: Event, detail: &[(&'static str, Detail<'_>)]) {
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
