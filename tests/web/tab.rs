//! A page with plain reply forms and `drafts.js` and nothing else, in a frame of the test's own origin: it shares the
//! stores with other frames as tabs do, and can be closed, opened again and robbed of its stores.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Object, Promise, Reflect};
use standfirst::browser::{clock, draft_store, json};
use standfirst::draft::Address;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Event, EventInit, HtmlElement, HtmlFormElement, Window};

/// The writer as it ships.
pub const SCRIPT: &str = include_str!("../../public/drafts.js");

/// What a frame told of its drafts: where, and of which revision.
pub type Reports = Rc<RefCell<Vec<(String, f64)>>>;

/// A frame with one form for each address.
pub struct Tab {
    frame: HtmlElement,
    /// Everything that `drafts.js` told.
    pub reports: Reports,
}

/// An address that no other test has.
pub fn fresh_address() -> Address {
    Address::of_reply("https://paper.example", &format!("urn:test:{}", draft_store::new_id()), None)
}

/// The document of the test.
pub fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

/// Runs `drafts.js` in a document.
pub fn run_script(document: &Document) {
    let script = document.create_element("script").unwrap();
    script.set_text_content(Some(SCRIPT));
    document.head().unwrap().append_child(&script).unwrap();
}

/// Sets a field and tells the page, as a key does.
pub fn type_into(form: &HtmlFormElement, field: &str, text: &JsValue) {
    let control: HtmlElement = form.elements().named_item(field).unwrap().unchecked_into();
    Reflect::set(&control, &"value".into(), text).unwrap();
    let init = EventInit::new();
    init.set_bubbles(true);
    init.set_composed(true);
    control.dispatch_event(&Event::new_with_event_init_dict("input", &init).unwrap()).unwrap();
}

/// Waits until there is something, for at most five seconds.
pub async fn wait<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    for _ in 0..500 {
        if let Some(found) = ask() {
            return found;
        }
        clock::sleep(10).await;
    }
    panic!("waited in vain for {what}")
}

impl Tab {
    /// Opens a page with these forms.
    pub async fn open(addresses: &[&Address]) -> Self {
        Self::rigged(addresses, |_| {}).await
    }

    /// The same, where `rig` may take something from the window before any script runs.
    pub async fn rigged(addresses: &[&Address], rig: impl FnOnce(&Window)) -> Self {
        give_back();
        let frame: HtmlElement = document().create_element("iframe").unwrap().dyn_into().unwrap();
        frame.set_attribute("srcdoc", "<!doctype html><title>Tab</title>").unwrap();
        let loaded = Promise::new(&mut |done, _| frame.set_onload(Some(&done)));
        document().body().unwrap().append_child(&frame).unwrap();
        JsFuture::from(loaded).await.unwrap();
        let tab = Self { frame, reports: Reports::default() };
        rig(&tab.window());
        for address in addresses {
            tab.add_form(address, "");
        }
        let reports = tab.reports.clone();
        let listen = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            let detail = json::get(&event, "detail");
            let saved = json::get(&detail, "saved").as_string().unwrap();
            reports.borrow_mut().push((saved, json::get(&detail, "rev").as_f64().unwrap()));
        });
        let listener = listen.into_js_value();
        tab.document()
            .add_event_listener_with_callback("standfirst-draft", listener.unchecked_ref())
            .unwrap();
        tab
    }

    /// Runs the writer in it.
    pub fn start(self) -> Self {
        run_script(&self.document());
        self
    }

    /// Adds a form, with a text that the HTML has.
    pub fn add_form(&self, address: &Address, text: &str) {
        let document = self.document();
        let form = document.create_element("form").unwrap();
        form.set_attribute("data-draft", &address.json()).unwrap();
        for (name, tag) in
            [("comment", "textarea"), ("author", "input"), ("email", "input"), ("url", "input")]
        {
            let control = document.create_element(tag).unwrap();
            control.set_attribute("name", name).unwrap();
            if tag == "textarea" {
                control.set_text_content(Some(text));
            }
            form.append_child(&control).unwrap();
        }
        document.body().unwrap().append_child(&form).unwrap();
    }

    pub fn window(&self) -> Window {
        json::get(&self.frame, "contentWindow").unchecked_into()
    }

    pub fn document(&self) -> Document {
        json::get(&self.frame, "contentDocument").unchecked_into()
    }

    pub fn form(&self, index: u32) -> HtmlFormElement {
        self.document().forms().item(index).unwrap().unchecked_into()
    }

    /// Types a text into the comment of the first form.
    pub fn comment(&self, text: &str) {
        type_into(&self.form(0), "comment", &text.into());
    }

    /// Waits for the word of `drafts.js` on the newest revision.
    pub async fn told(&self) -> String {
        let at = self.form(0).get_attribute("data-draft-at").unwrap();
        let rev: f64 = at.rsplit(':').next().unwrap().parse().unwrap();
        let newest =
            || self.reports.borrow().iter().find(|report| report.1 == rev).map(|report| report.0.clone());
        wait("the word of drafts.js", newest).await
    }

    /// Closes it: the page goes away with everything that it remembers.
    pub fn close(self) {
        self.frame.remove();
    }
}

thread_local! {
    static ROBBED: RefCell<Vec<Box<dyn FnOnce()>>> = const { RefCell::new(Vec::new()) };
}

/// Makes a property of a window throw or be another value, until [`give_back`].
pub fn rob(window: &Window, name: &str, value: Option<JsValue>) {
    let descriptor = Object::get_own_property_descriptor(window, &name.into());
    let other = Object::new();
    Reflect::set(&other, &"configurable".into(), &true.into()).unwrap();
    let getter: JsValue = match value {
        Some(value) => Closure::<dyn Fn() -> JsValue>::new(move || value.clone()).into_js_value(),
        None => js_sys::Function::new_no_args("throw new DOMException('denied', 'SecurityError')").into(),
    };
    Reflect::set(&other, &"get".into(), &getter).unwrap();
    Reflect::define_property(window, &name.into(), &other).unwrap();
    let (window, name) = (window.clone(), name.to_owned());
    let back = move || {
        Reflect::define_property(&window, &name.into(), descriptor.unchecked_ref()).unwrap();
    };
    ROBBED.with_borrow_mut(|robbed| robbed.push(Box::new(back)));
}

/// Gives back what was robbed, also by a test that failed before it could.
pub fn give_back() {
    ROBBED.with_borrow_mut(|robbed| robbed.drain(..).rev().for_each(|back| back()));
}
