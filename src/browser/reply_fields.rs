//! The fields of a reply form. Their texts stay JavaScript strings on the whole way, and nobody but the reader writes
//! into them, except to restore what the reader wrote.

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlElement, HtmlFormElement, HtmlTextAreaElement};

use super::json;
use crate::comments::reply::Field;
use crate::draft::{Record, Seen, Stamp};

/// The four texts at one moment, exact.
#[derive(Clone, Debug, PartialEq)]
pub struct Texts([JsValue; 4]);

impl Texts {
    /// Texts in the order of [`Field::ALL`].
    #[must_use]
    pub fn of(texts: [&str; 4]) -> Self {
        Self(texts.map(JsValue::from_str))
    }

    /// One of them.
    #[must_use]
    pub fn get(&self, field: Field) -> &JsValue {
        field.pick(self.0.each_ref())
    }

    /// One of them for checking and showing; lone surrogates become U+FFFD.
    #[must_use]
    pub fn text(&self, field: Field) -> String {
        self.get(field).as_string().unwrap_or_default()
    }

    fn is_empty(&self) -> bool {
        self.0.iter().all(|text| text.as_string().is_none_or(|text| text.is_empty()))
    }
}

/// A reply form in the page.
#[derive(Clone, Debug)]
pub struct ReplyFields(HtmlFormElement);

impl ReplyFields {
    /// The fields of this form.
    #[must_use]
    pub fn of(form: HtmlFormElement) -> Self {
        Self(form)
    }

    /// The fields of an element that is a form; `None` for another.
    #[must_use]
    pub fn of_element(element: &super::dom::Element) -> Option<Self> {
        element.form().map(Self::of)
    }

    fn control(&self, field: Field) -> Option<HtmlElement> {
        // The contract: one control of each name. A page in a frame has classes of its own, so no `instanceof`.
        Some(self.0.elements().named_item(field.name())?.unchecked_into())
    }

    /// What the fields hold now.
    #[must_use]
    pub fn texts(&self) -> Texts {
        Texts(Field::ALL.map(|field| match self.control(field) {
            Some(control) => json::get(&control, "value"),
            None => JsValue::UNDEFINED,
        }))
    }

    /// Whether the reader has done nothing here: the fields hold what was restored, or nothing.
    #[must_use]
    pub fn is_untouched(&self, restored: Option<&Texts>) -> bool {
        let now = self.texts();
        self.typed().is_none() && restored.map_or_else(|| now.is_empty(), |restored| now == *restored)
    }

    /// Sets the fields to those of a record, which stays where it is stored: what was typed here is a record of its own,
    /// and what is typed from now on will be another. Fields that the record does not have are left alone. Gives what
    /// the fields hold then.
    pub fn restore(&self, draft: &Record) -> Texts {
        // Fails only for an invalid name.
        let _ = self.0.remove_attribute("data-draft-at");
        let fields =
            json::parse(&draft.json).map_or(JsValue::UNDEFINED, |record| json::get(&record, "fields"));
        for field in Field::ALL {
            let text = json::get(&fields, field.name());
            if let Some(control) = self.control(field).filter(|_| text.is_string()) {
                self.set(&control, &text);
            }
        }
        if let (Some(comment), Some((start, end))) = (self.comment(), draft.caret) {
            // Fails only for controls that have no caret.
            let _ = comment.set_selection_range(start, end);
        }
        self.texts()
    }

    fn set(&self, control: &HtmlElement, text: &JsValue) {
        // A control's value takes every string.
        let _ = Reflect::set(control, &"value".into(), text);
    }

    fn comment(&self) -> Option<HtmlTextAreaElement> {
        Some(self.control(Field::Comment)?.unchecked_into())
    }

    /// The revision of what the fields hold, if the reader typed here.
    #[must_use]
    pub fn typed(&self) -> Option<Stamp> {
        Stamp::parse(&self.0.get_attribute("data-draft-at")?)
    }

    /// What the text here descends from, with what was typed here.
    #[must_use]
    pub fn seen(&self) -> Seen {
        let mut seen = self.restored();
        if let Some(stamp) = self.typed() {
            seen.add(&stamp);
        }
        seen
    }

    fn restored(&self) -> Seen {
        let json = self.0.get_attribute("data-draft-seen").unwrap_or_default();
        crate::json_value::parse(&json).map(|(value, _)| Seen::of(&value)).unwrap_or_default()
    }

    /// Says that the text here also descends from `seen`, so that `drafts.js` numbers on from there.
    pub fn add_seen(&self, seen: &Seen) {
        let mut all = self.restored();
        all.join(seen);
        self.set_seen(&all);
    }

    /// Says that the text here descends from `seen` and nothing else.
    pub fn set_seen(&self, seen: &Seen) {
        // Fails only for an invalid name.
        let _ = self.0.set_attribute("data-draft-seen", &seen.json());
    }

    /// Empties the comment, if it still is that of `posted`. Says whether it was.
    pub fn clear_comment(&self, posted: &Texts) -> bool {
        let unchanged = self.texts().get(Field::Comment) == posted.get(Field::Comment);
        if let Some(control) = self.control(Field::Comment).filter(|_| unchanged) {
            self.set(&control, &JsValue::from_str(""));
        }
        unchanged
    }

    /// Fills in name, email address and website, unless one of them is filled in.
    pub fn fill(&self, person: &Record) {
        const WHO: [Field; 3] = [Field::Author, Field::Email, Field::Url];
        let texts = self.texts();
        if WHO.iter().all(|field| texts.text(*field).is_empty()) {
            let fields = json::get(&json::parse(&person.json).unwrap_or_default(), "fields");
            for field in WHO {
                let text = json::get(&fields, field.name());
                if let Some(control) = self.control(field).filter(|_| text.is_string()) {
                    self.set(&control, &text);
                }
            }
        }
    }

    /// Empties everything, and knows of nothing that was here.
    pub fn forget(&self) {
        for field in Field::ALL {
            if let Some(control) = self.control(field) {
                self.set(&control, &JsValue::from_str(""));
            }
        }
        for name in ["data-draft-at", "data-draft-seen"] {
            // Fails only for an invalid name.
            let _ = self.0.remove_attribute(name);
        }
    }

    /// Puts texts back that were here.
    pub fn put_back(&self, texts: &Texts) {
        for field in Field::ALL {
            if let Some(control) = self.control(field) {
                self.set(&control, texts.get(field));
            }
        }
    }

    /// Has what is in the fields kept as a text of its own, as if the reader had typed it just now: what was typed here
    /// before stays as it is stored.
    pub fn keep_as_typed(&self) {
        // Fails only for an invalid name.
        let _ = self.0.remove_attribute("data-draft-at");
        let init = web_sys::EventInit::new();
        init.set_bubbles(true);
        init.set_composed(true);
        if let (Some(comment), Ok(event)) =
            (self.comment(), web_sys::Event::new_with_event_init_dict("input", &init))
        {
            // Fails only while the same event is being dispatched.
            let _ = comment.dispatch_event(&event);
        }
    }

    /// What `data-draft-of` says of the article: an object with `title` and `src`, or nothing.
    #[must_use]
    pub fn about(&self) -> JsValue {
        self.0.get_attribute("data-draft-of").and_then(|about| json::parse(&about)).unwrap_or_default()
    }

    /// Takes the place of another form that holds the same comment, or none: the reader who writes there goes on here.
    pub fn take_over(&self, other: &Self) {
        let theirs = other.texts();
        let same = theirs.get(Field::Comment) == self.texts().get(Field::Comment);
        if !same && !theirs.text(Field::Comment).is_empty() {
            return;
        }
        if let (true, Some(from), Some(to)) = (other.has_focus(), other.comment(), self.comment()) {
            let (start, end) = (from.selection_start(), from.selection_end());
            self.focus(Field::Comment);
            if let (true, Ok(Some(start)), Ok(Some(end))) = (same, start, end) {
                // Fails only for controls that have no caret.
                let _ = to.set_selection_range(start, end);
            }
        }
        other.0.remove();
    }

    /// Whether the reader is in the comment.
    #[must_use]
    pub fn has_focus(&self) -> bool {
        self.0.query_selector("textarea:focus").is_ok_and(|focused| focused.is_some())
    }

    /// Moves the focus to a field.
    pub fn focus(&self, field: Field) {
        if let Some(control) = self.control(field) {
            // A control that cannot be focused stays without; nothing depends on it.
            let _ = control.focus();
        }
    }

    /// Submits the form as its button does.
    pub fn submit(&self) {
        // Fails only for a button of another form.
        let _ = self.0.request_submit();
    }

    /// Puts the comment on the clipboard, exactly, and leaves the caret as it was. Says whether the browser did it.
    /// Works in insecure contexts too, where there is no `navigator.clipboard`.
    pub fn copy_comment(&self) -> bool {
        let Some(comment) = self.comment() else { return false };
        let (start, end) = (comment.selection_start(), comment.selection_end());
        comment.select();
        let copied = super::document().is_some_and(|document| {
            let call = js_sys::Function::from(json::get(&document, "execCommand"));
            call.call1(&document, &"copy".into()).is_ok_and(|done| done.is_truthy())
        });
        if let (Ok(Some(start)), Ok(Some(end))) = (start, end) {
            let _ = comment.set_selection_range(start, end);
        }
        copied
    }
}

/// Whether a key press asks to send: Ctrl or Cmd with Enter, and the key does not belong to an input method, which says so or
/// has the key code 229 (UI Events, section 7.3.1).
#[must_use]
pub fn is_send_key(event: &web_sys::Event) -> bool {
    event.dyn_ref::<web_sys::KeyboardEvent>().is_some_and(|event| {
        let composing = event.is_composing() || event.key_code() == 229;
        event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) && !composing
    })
}

/// Whether an `input` event is of a field whose text is kept, and not of a box beside it.
#[must_use]
pub fn is_of_text(event: &web_sys::Event) -> bool {
    let element = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let name = element.and_then(|element| element.get_attribute("name"));
    name.is_some_and(|name| Field::ALL.iter().any(|field| field.name() == name))
}

/// Where `drafts.js` has put the newest text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// In a store of this device.
    Device,
    /// In a store that ends with the tab.
    Tab,
    /// In no store: only the field has it.
    Nowhere,
}

/// Reads a report of `drafts.js`: where, and when in milliseconds since 1970.
#[must_use]
pub fn report(event: &web_sys::Event) -> Option<(Saved, u64)> {
    let detail = event.dyn_ref::<web_sys::CustomEvent>()?.detail();
    let saved = match json::get(&detail, "saved").as_string()?.as_str() {
        "device" => Saved::Device,
        "tab" => Saved::Tab,
        "none" => Saved::Nowhere,
        _ => return None,
    };
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "milliseconds since 1970")]
    Some((saved, json::get(&detail, "at").as_f64()? as u64))
}
