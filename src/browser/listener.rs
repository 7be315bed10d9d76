//! Event listeners that end with their owner.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, EventTarget};

/// A listener that is removed when this is dropped.
#[must_use = "the listener is removed as soon as this is dropped"]
pub struct Listener {
    target: EventTarget,
    name: &'static str,
    call: Closure<dyn FnMut(Event)>,
}

impl Listener {
    /// Listens on `target` for events named `name`.
    pub fn on(target: &EventTarget, name: &'static str, call: impl FnMut(Event) + 'static) -> Self {
        // Boxed here, so that one piece of glue serves every listener.
        let call: Box<dyn FnMut(Event)> = Box::new(call);
        let call = Closure::wrap(call);
        // Fails only for a callback that is no function.
        let _ = target.add_event_listener_with_callback(name, call.as_ref().unchecked_ref());
        Self { target: target.clone(), name, call }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ =
            self.target.remove_event_listener_with_callback(self.name, self.call.as_ref().unchecked_ref());
    }
}

/// Sees whether the page's security policy forbids a request while this exists.
pub struct PolicyWatch {
    seen: std::rc::Rc<std::cell::Cell<bool>>,
    _listener: Option<Listener>,
}

impl PolicyWatch {
    /// Begins to watch.
    #[must_use]
    pub fn start() -> Self {
        let seen = std::rc::Rc::new(std::cell::Cell::new(false));
        let inner = seen.clone();
        let listener = super::document().map(|document| {
            Listener::on(&document, "securitypolicyviolation", move |event| {
                let event: Result<web_sys::SecurityPolicyViolationEvent, _> = event.dyn_into();
                if event.is_ok_and(|event| event.effective_directive() == "connect-src") {
                    inner.set(true);
                }
            })
        });
        Self { seen, _listener: listener }
    }

    /// Whether a request was refused by `connect-src`.
    #[must_use]
    pub fn saw_connect(&self) -> bool {
        self.seen.get()
    }
}
