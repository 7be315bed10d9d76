use wasm_bindgen::JsCast;

use super::Element;

/// Where an element is in the window, in CSS pixels.
#[derive(Clone, Copy, Debug, Default)]
pub struct Box {
    /// Left edge.
    pub left: f64,
    /// Upper edge.
    pub top: f64,
    /// Right edge.
    pub right: f64,
    /// Lower edge.
    pub bottom: f64,
}

impl Box {
    pub(in crate::browser) fn of(rect: &web_sys::DomRect) -> Self {
        Self { left: rect.left(), top: rect.top(), right: rect.right(), bottom: rect.bottom() }
    }
}

impl Element {
    /// The first element in it of a selector of ours.
    #[must_use]
    pub fn query(&self, selector: &'static str) -> Option<Self> {
        self.0.query_selector(selector).ok().flatten().map(Self)
    }

    /// All elements in it of a selector of ours, in the order of the document.
    #[must_use]
    pub fn query_all(&self, selector: &'static str) -> Vec<Self> {
        let Ok(list) = self.0.query_selector_all(selector) else { return Vec::new() };
        (0..list.length()).filter_map(|at| list.get(at)?.dyn_into().ok().map(Self)).collect()
    }

    /// The nearest element of a selector of ours around the target of `event`, or the target itself.
    #[must_use]
    pub fn at(event: &web_sys::Event, selector: &'static str) -> Option<Self> {
        let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
        target.closest(selector).ok().flatten().map(Self)
    }

    /// The nearest element of a selector of ours around it, or itself.
    #[must_use]
    pub fn closest(&self, selector: &'static str) -> Option<Self> {
        self.0.closest(selector).ok().flatten().map(Self)
    }

    /// Its children that are elements.
    #[must_use]
    pub fn children(&self) -> Vec<Self> {
        let list = self.0.children();
        (0..list.length()).filter_map(|at| list.item(at)).map(Self).collect()
    }

    /// Whether `other` is in it, or is it.
    #[must_use]
    pub fn holds(&self, other: &Self) -> bool {
        self.0.contains(Some(&other.0))
    }

    /// Where it is in the window.
    #[must_use]
    pub fn place(&self) -> Box {
        Box::of(&self.0.get_bounding_client_rect())
    }

    /// All the characters in it.
    #[must_use]
    pub fn all_text(&self) -> String {
        self.0.text_content().unwrap_or_default()
    }

    /// The value of an attribute; for reading what `Attr` wrote.
    #[must_use]
    pub fn get(&self, name: &'static str) -> Option<String> {
        self.0.get_attribute(name)
    }

    /// What a control holds.
    #[must_use]
    pub fn value(&self) -> String {
        crate::browser::json::get(&self.0, "value").as_string().unwrap_or_default()
    }

    /// Empties a control.
    pub fn empty(&self) {
        // Setting a property of a control cannot fail.
        let _ = js_sys::Reflect::set(&self.0, &"value".into(), &"".into());
    }

    /// Takes an attribute away.
    pub fn unset(&self, name: &'static str) {
        // Fails only for an invalid attribute name.
        let _ = self.0.remove_attribute(name);
    }

    /// Sets a property of its style; the name is ours.
    pub fn style(&self, name: &'static str, value: &str) {
        if let Some(element) = self.0.dyn_ref::<web_sys::HtmlElement>() {
            // Fails only for a declaration that is computed.
            let _ = element.style().set_property(name, value);
        }
    }

    /// Whether its text runs from right to left.
    #[must_use]
    pub fn is_rtl(&self) -> bool {
        let style =
            super::super::window().and_then(|window| window.get_computed_style(&self.0).ok().flatten());
        style.and_then(|style| style.get_property_value("direction").ok()).is_some_and(|value| value == "rtl")
    }

    /// A copy of it with everything in it, without ids: it stands beside the original.
    #[must_use]
    pub fn copy(&self) -> Option<Self> {
        let copy = Self(self.0.clone_node_with_deep(true).ok()?.dyn_into().ok()?);
        copy.unset("id");
        copy.query_all("[id]").iter().for_each(|inner| inner.unset("id"));
        Some(copy)
    }

    /// Moves everything that is in `from` into it.
    pub fn take_from(&self, from: &Self) {
        while let Some(child) = from.0.first_child() {
            if self.0.append_child(&child).is_err() {
                return;
            }
        }
    }

    /// Presses it.
    pub fn press(&self) {
        if let Some(element) = self.0.dyn_ref::<web_sys::HtmlElement>() {
            element.click();
        }
    }

    /// Brings it into view in the list around it, without moving the window.
    pub fn reveal_in_list(&self) {
        let Some(list) = self.closest("ol") else { return };
        let (own, around) = (self.place(), list.place());
        if own.top < around.top || own.bottom > around.bottom {
            #[allow(clippy::cast_possible_truncation, reason = "pages are not that long")]
            let by = (own.top - (around.top + around.bottom) / 2.0) as i32;
            list.0.set_scroll_top(list.0.scroll_top() + by);
        }
    }

    /// Brings it into view, with as little scrolling as is needed.
    pub fn reveal(&self) {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        self.0.scroll_into_view_with_scroll_into_view_options(&options);
    }

    /// Brings it into view and focuses it, so that a keyboard or a screen reader goes on from there.
    pub fn go_to(&self) {
        crate::browser::scroll::to_element(&self.0);
    }

    /// Opens a `details` element.
    pub fn set_open(&self, open: bool) {
        if open { self.raw("open", "") } else { self.unset("open") }
    }

    /// Shows a `dialog` over everything else. Where a browser knows none, it stays in the page.
    pub fn show_modal(&self) {
        match self.0.dyn_ref::<web_sys::HtmlDialogElement>() {
            // Fails for one that is open already or not in the document.
            Some(dialog) if dialog.show_modal().is_ok() => {}
            _ => self.raw("open", ""),
        }
    }

    /// Closes a `dialog`; the browser gives the focus back.
    pub fn close_modal(&self) {
        if let Some(dialog) = self.0.dyn_ref::<web_sys::HtmlDialogElement>() {
            dialog.close();
        }
    }
}
