use wasm_bindgen::JsCast;

use super::{Attr, DataName, Element, Tag};

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
    /// Whether a `details` in it is open.
    #[must_use]
    pub fn holds_open(&self) -> bool {
        self.0.query_selector("details[open]").is_ok_and(|found| found.is_some())
    }

    /// What `name` says on the element in it that has the focus.
    #[must_use]
    pub fn focused(&self, name: DataName) -> Option<String> {
        let active = crate::browser::document()?.active_element()?;
        if self.0.contains(Some(&active)) { active.get_attribute(name.name()) } else { None }
    }

    /// Focuses the element in it on which `name` says `value`; itself where there is none any more.
    pub fn focus_data(&self, name: DataName, value: &str) {
        let mut selector = String::from("[");
        selector.push_str(name.name());
        selector.push(']');
        let Ok(found) = self.0.query_selector_all(&selector) else { return };
        for index in 0..found.length() {
            let element = found.get(index).and_then(|node| node.dyn_into::<web_sys::Element>().ok());
            if let Some(element) =
                element.filter(|one| one.get_attribute(name.name()).as_deref() == Some(value))
            {
                return crate::browser::scroll::focus(&element);
            }
        }
        self.focus();
    }
}
