use wasm_bindgen::JsCast;

use super::{Attr, Element, Tag};

/// Class of the words that [`mark_links`] adds.
const MARK: &str = "kept-mark";

/// The element of ours with this `id`.
#[must_use]
pub fn by_id(id: &'static str) -> Option<Element> {
    crate::browser::document()?.get_element_by_id(id).map(Element)
}

/// Adds `words` to those elements of `selector` whose first link's address, as it is written, is one that `is_marked`; takes them from
/// all others.
pub fn mark_links(selector: &'static str, words: &str, is_marked: impl Fn(&str) -> bool) {
    let Some(document) = crate::browser::document() else { return };
    let Ok(found) = document.query_selector_all(selector) else { return };
    let first = |of: &Element, selector: &str| of.0.query_selector(selector).ok().flatten();
    for index in 0..found.length() {
        let Some(element) = found.get(index).and_then(|node| node.dyn_into().ok()).map(Element) else {
            continue;
        };
        let address =
            first(&element, "a[href]").and_then(|link| link.get_attribute("href")).unwrap_or_default();
        match (first(&element, ".kept-mark"), is_marked(&address)) {
            (None, true) => {
                element.add_text(Tag::P, &[Attr::Class(MARK)], words);
            }
            (Some(mark), false) => mark.remove(),
            (Some(_), true) | (None, false) => {}
        }
    }
}

impl Element {
    /// Whether the focus is in it.
    #[must_use]
    pub fn has_focus(&self) -> bool {
        let active = crate::browser::document().and_then(|document| document.active_element());
        active.is_some_and(|active| self.0.contains(Some(&active)))
    }

    /// What has the focus in the same tree, a document or a shadow root; `None` where only the page as a whole has it.
    #[must_use]
    pub fn focused(&self) -> Option<Self> {
        let root = self.0.get_root_node();
        let active = match root.dyn_ref::<web_sys::ShadowRoot>() {
            Some(shadow) => shadow.active_element(),
            None => root.dyn_ref::<web_sys::Document>()?.active_element(),
        };
        active.filter(|active| active.tag_name() != "BODY").map(Self)
    }

    /// Makes `children` all the elements that are in it, in this order. One that stands where it should is not touched: it keeps
    /// the focus, and a press that has begun on it ends on it.
    pub fn arrange(&self, children: &[Self]) {
        for old in self.children() {
            if !children.iter().any(|child| child.0 == old.0) {
                old.remove();
            }
        }
        let mut next = self.0.first_element_child();
        for child in children {
            if next.as_ref() == Some(&child.0) {
                next = child.0.next_element_sibling();
            } else {
                // Fails only for a parent among its own children.
                let _ = self.0.insert_before(&child.0, next.as_deref());
            }
        }
    }
}
