//! Something that is open beside the text until the reader closes it.

use crate::browser::dom::{Attr, Element, Tag};

/// An open panel. It does not keep the reader from the rest of the page.
pub struct Panel {
    element: Element,
    opener: Element,
    before: Option<Element>,
}

impl Panel {
    /// Opens a panel in `place`; it takes the focus, and gives it back to where it was: a reader who asked by a key is
    /// somewhere in the text.
    pub fn open(place: &Element, class: &'static str, name: &str, opener: Element) -> Self {
        let attrs = [Attr::Class(class), Attr::Role("dialog"), Attr::AriaLabel(name), Attr::TabIndex("-1")];
        let before = place.focused();
        let element = place.add(Tag::Div, &attrs);
        if opener.get("aria-expanded").is_some() {
            opener.set(Attr::AriaExpanded(true));
        }
        Self { element, opener, before }
    }

    /// What is in it.
    pub fn element(&self) -> &Element {
        &self.element
    }

    /// Whether `element` opened it.
    pub fn is_of(&self, element: &Element) -> bool {
        self.opener.holds(element)
    }

    /// Takes it away; the focus goes back to where it was, or to what opened it.
    pub fn close(&self) {
        self.close_quietly();
        self.before.as_ref().filter(|before| before.is_connected()).unwrap_or(&self.opener).focus();
    }

    /// Takes it away and leaves the focus where it is going.
    pub fn close_quietly(&self) {
        if self.opener.get("aria-expanded").is_some() {
            self.opener.set(Attr::AriaExpanded(false));
        }
        self.element.remove();
    }
}
