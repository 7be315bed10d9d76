use wasm_bindgen::JsCast;
use web_sys::Document;

use super::{Attr, DataName, Tag};
use crate::article::MathTag;
use crate::browser::listener::Listener;
use crate::find::concat;

/// An element under construction.
#[derive(Clone, Debug, PartialEq)]
pub struct Element(pub(in crate::browser) web_sys::Element);

thread_local! {
    static DOCUMENT: Option<Document> = crate::browser::document();
}

/// An element of a list that the browser refuses to make does not exist, so this can only fail without a document.
fn create(name: &str, namespace: Option<&str>) -> Option<web_sys::Element> {
    DOCUMENT.with(|document| {
        let document = document.as_ref()?;
        match namespace {
            None => document.create_element(name).ok(),
            Some(_) => document.create_element_ns(namespace, name).ok(),
        }
    })
}

const MATHML: &str = "http://www.w3.org/1998/Math/MathML";

/// A new element with its attributes. `None` only where there is no document.
#[must_use]
pub fn element(tag: Tag, attrs: &[Attr<'_>]) -> Option<Element> {
    let element = Element(create(tag.name(), None)?);
    attrs.iter().for_each(|attr| element.set(*attr));
    Some(element)
}

/// A new `math` element; its children come by [`Element::math`].
#[must_use]
pub fn math_root(block: bool) -> Option<Element> {
    let element = Element(create("math", Some(MATHML))?);
    if block {
        element.raw("display", "block");
    }
    Some(element)
}

impl Element {
    /// Appends a new element and gives it.
    pub fn add(&self, tag: Tag, attrs: &[Attr<'_>]) -> Self {
        match element(tag, attrs) {
            Some(child) => {
                self.append(&child);
                child
            }
            // Without a document nothing is shown at all.
            None => self.clone(),
        }
    }

    /// Appends a new element that holds only text.
    pub fn add_text(&self, tag: Tag, attrs: &[Attr<'_>], text: &str) -> Self {
        let child = self.add(tag, attrs);
        child.0.set_text_content(Some(text));
        child
    }

    /// Appends a new element of a formula and gives it.
    pub fn math(&self, tag: MathTag) -> Self {
        match create(tag.name(), Some(MATHML)).map(Self) {
            Some(child) => {
                self.append(&child);
                child
            }
            None => self.clone(),
        }
    }

    /// Appends an element that was made before.
    pub fn append(&self, child: &Self) {
        // Fails only for a parent among its own children.
        let _ = self.0.append_child(&child.0);
    }

    /// Appends an element of the browser's own.
    pub(in crate::browser) fn hold(&self, child: &web_sys::Element) {
        // Fails only for a parent among its own children.
        let _ = self.0.append_child(child);
    }

    /// Whether it stands in the shadow of an element in somebody else's page.
    #[must_use]
    pub fn is_embedded(&self) -> bool {
        self.0.get_root_node().is_instance_of::<web_sys::ShadowRoot>()
    }

    /// The forms in the same tree whose draft belongs to this address, as `data-draft` has it.
    #[must_use]
    pub fn forms_of(&self, draft: &str) -> Vec<Self> {
        let root = self.0.get_root_node();
        let all = crate::browser::json::get(&root, "querySelectorAll");
        let forms = js_sys::Function::from(all).call1(&root, &"form[data-draft]".into()).unwrap_or_default();
        let forms: Vec<Self> =
            js_sys::Array::from(&forms).iter().map(|form| Self(form.unchecked_into())).collect();
        forms.into_iter().filter(|form| form.data(DataName::Draft).as_deref() == Some(draft)).collect()
    }

    /// Takes all replies that only this device had out of the same tree.
    pub fn remove_kept(&self) {
        let kept = || self.0.get_root_node().dyn_into::<web_sys::Node>().ok();
        while let Some(root) = kept() {
            let one = crate::browser::json::get(&root, "querySelector");
            let found = js_sys::Function::from(one).call1(&root, &"[id^=\"comment-kept-\"]".into());
            match found.ok().and_then(|found| found.dyn_into::<web_sys::Element>().ok()) {
                Some(element) => element.remove(),
                None => return,
            }
        }
    }

    /// Whether this checkbox is ticked, or these details are open.
    #[must_use]
    pub fn is_on(&self) -> bool {
        let on = |name| crate::browser::json::get(&self.0, name).is_truthy();
        on("checked") || on("open")
    }

    /// Ticks this checkbox, or takes the tick away.
    pub fn set_checked(&self, checked: bool) {
        // Setting a property of a control cannot fail.
        let _ = js_sys::Reflect::set(&self.0, &"checked".into(), &checked.into());
    }

    /// Appends characters.
    pub fn text(&self, text: &str) {
        DOCUMENT.with(|document| {
            if let Some(document) = document {
                let _ = self.0.append_child(&document.create_text_node(text));
            }
        });
    }

    /// Takes `hidden` from it.
    pub fn show(&self) {
        // Fails only for an invalid attribute name.
        let _ = self.0.remove_attribute("hidden");
    }

    /// Hides it, or takes `hidden` from it.
    pub fn set_hidden(&self, hidden: bool) {
        if hidden { self.raw("hidden", "") } else { self.show() }
    }

    /// Replaces all that is in it by characters.
    pub fn set_text(&self, text: &str) {
        self.0.set_text_content(Some(text));
    }

    /// The same, unless it says that already: a status that is set anew may be read out anew.
    pub fn set_text_if_other(&self, text: &str) {
        if self.0.text_content().as_deref() != Some(text) {
            self.set_text(text);
        }
    }

    /// Calls `act` for events named `name` on it, as long as the listener lives.
    pub fn on(&self, name: &'static str, act: impl FnMut(web_sys::Event) + 'static) -> Listener {
        Listener::on(&self.0, name, act)
    }

    /// Itself as a place where Leptos can mount.
    #[must_use]
    pub fn mount_point(&self) -> Option<web_sys::HtmlElement> {
        self.0.clone().dyn_into().ok()
    }

    /// The element in the same tree that has this `id` of ours.
    #[must_use]
    pub fn find(&self, prefix: &str, id: &str) -> Option<Self> {
        crate::browser::scroll::find(&self.0, &concat(&[prefix, id])).map(Self)
    }

    /// The document or shadow root that it stands in, or the top of what is not yet in one.
    pub(in crate::browser) fn root(&self) -> web_sys::Node {
        self.0.get_root_node()
    }

    /// The nearest element around it, or itself, that carries `name`.
    #[must_use]
    pub fn around(&self, name: DataName) -> Option<Self> {
        self.0.closest(&concat(&["[", name.name(), "]"])).ok().flatten().map(Self)
    }

    /// The value of one of our `data-` attributes.
    #[must_use]
    pub fn data(&self, name: DataName) -> Option<String> {
        self.0.get_attribute(name.name())
    }

    /// The button in it that opens a reply.
    #[must_use]
    pub fn reply_button(&self) -> Option<Self> {
        self.0.query_selector(&concat(&["[", DataName::Reply.name(), "]"])).ok().flatten().map(Self)
    }

    /// Itself as a form, if it is one.
    pub(in crate::browser) fn form(&self) -> Option<web_sys::HtmlFormElement> {
        self.0.clone().dyn_into().ok()
    }

    /// Puts another in its place.
    pub fn replace_with(&self, other: &Self) {
        // Fails only for a parent among its own children.
        let _ = self.0.replace_with_with_node_1(&other.0);
    }

    /// Takes it out of the document.
    pub fn remove(&self) {
        self.0.remove();
    }

    /// Focuses it, or the first field in it, and brings it into view.
    pub fn focus_field(&self) {
        let field = self.0.query_selector("textarea, input").ok().flatten();
        let field = field.as_ref().unwrap_or(&self.0);
        crate::browser::scroll::focus(field);
        field.scroll_into_view();
    }

    /// The first element in it.
    #[must_use]
    pub fn first(&self) -> Option<Self> {
        self.0.first_element_child().map(Self)
    }

    /// The element after it.
    #[must_use]
    pub fn next(&self) -> Option<Self> {
        self.0.next_element_sibling().map(Self)
    }

    /// The element before it.
    #[must_use]
    pub fn previous(&self) -> Option<Self> {
        self.0.previous_element_sibling().map(Self)
    }

    /// The last of its own children that carries `name`.
    #[must_use]
    pub fn own_child(&self, name: DataName) -> Option<Self> {
        let mut child = self.0.last_element_child();
        while let Some(one) = child {
            if one.has_attribute(name.name()) {
                return Some(Self(one));
            }
            child = one.previous_element_sibling();
        }
        None
    }

    /// Whether it is hidden.
    #[must_use]
    pub fn is_hidden(&self) -> bool {
        self.0.has_attribute("hidden")
    }

    /// Takes everything out of it.
    pub fn clear(&self) {
        self.0.set_text_content(None);
    }

    /// Whether it shows a reply of this reader that no list has.
    #[must_use]
    pub fn is_own(&self) -> bool {
        self.0.has_attribute(DataName::Own.name())
    }

    /// Whether it is in the document.
    #[must_use]
    pub fn is_connected(&self) -> bool {
        self.0.is_connected()
    }

    /// How far below the top of the window it begins, in CSS pixels.
    #[must_use]
    pub fn top(&self) -> f64 {
        self.0.get_bounding_client_rect().top()
    }

    /// Focuses it without scrolling.
    pub fn focus(&self) {
        crate::browser::scroll::focus(&self.0);
    }

    /// Fails only for an invalid attribute name, and ours are constants.
    pub(super) fn raw(&self, name: &str, value: &str) {
        let _ = self.0.set_attribute(name, value);
    }
}

/// Puts `child` into `parent` before `next`; at the end without one.
pub fn insert_before(parent: &Element, child: &Element, next: Option<&Element>) {
    // Fails only for a parent among its own children, or where `next` is in no list: then it stays where it is.
    let _ = parent.0.insert_before(&child.0, next.map(|next| next.0.as_ref()));
}

/// Appends `child` behind `after` and everything in the list that stands deeper than it; at the end without one.
pub fn insert_answer(list: &Element, after: Option<&Element>, child: &Element) {
    let depth =
        |element: &web_sys::Element| element.get_attribute(DataName::Depth.name())?.parse::<usize>().ok();
    let next = after.and_then(|after| {
        let own = depth(&after.0)?;
        let mut next = after.0.next_element_sibling();
        while next.as_ref().and_then(depth).is_some_and(|depth| depth > own) {
            next = next.and_then(|next| next.next_element_sibling());
        }
        next
    });
    // Fails only for a parent among its own children.
    let _ = list.0.insert_before(&child.0, next.as_deref());
}

/// Where the link at or around the target of `event` leads, if that is a place in this page.
#[must_use]
pub fn pressed_href(event: &web_sys::Event) -> Option<String> {
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    target.closest("a[href^=\"#\"]").ok()??.get_attribute("href")
}

/// The element of ours at or around the target of `event` that carries `name`, with its value.
#[must_use]
pub fn pressed(event: &web_sys::Event, name: DataName) -> Option<(Element, String)> {
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    let found = target.closest(&concat(&["[", name.name(), "]"])).ok()??;
    let value = found.get_attribute(name.name())?;
    Some((Element(found), value))
}
