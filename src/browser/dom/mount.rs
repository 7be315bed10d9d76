use send_wrapper::SendWrapper;

use super::Element;

/// The browser's own types, as Leptos's traits name them.
pub type RawElement = web_sys::Element;
/// See [`RawElement`].
pub type RawNode = web_sys::Node;

/// See [`RawElement`].
pub type RawEvent = web_sys::Event;

/// An element that Leptos may hold. Leptos wants values that could be sent between threads; there is only one here.
pub struct SendElement(SendWrapper<Element>);

impl SendElement {
    /// Wraps it.
    #[must_use]
    pub fn new(element: Element) -> Self {
        Self(SendWrapper::new(element))
    }

    /// The browser's own element.
    #[must_use]
    pub fn raw(&self) -> &RawElement {
        &self.0.0
    }

    /// Takes it out of the document.
    pub fn remove(&self) {
        self.0.0.remove();
    }

    /// Puts it into `parent`, before `marker` where there is one.
    pub fn insert_into(&self, parent: &RawElement, marker: Option<&RawNode>) {
        // Fails only for a parent among its own children.
        let _ = parent.insert_before(&self.0.0, marker);
    }

    /// Puts `other` in its place.
    pub fn replace_with(&self, other: &Self) {
        if let Some(parent) = self.0.0.parent_node() {
            let _ = parent.replace_child(&other.0.0, &self.0.0);
        }
    }

    /// The element that it stands in.
    #[must_use]
    pub fn parent(&self) -> Option<RawElement> {
        self.0.0.parent_element()
    }
}
