//! Where a viewer stands, and what of that place it may use: a page of its own with title, head and history, or an
//! element in somebody's page, of which nothing but the element is the viewer's.

use std::cell::RefCell;

use js_sys::Function;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, EventTarget, HtmlAnchorElement, HtmlElement, MouseEvent};

use super::events::{self, Detail};
use super::listener::Listener;
use super::{location, page, scroll};
use crate::article::Dir;
use crate::embed::{Event, State};

/// One place.
#[derive(Clone, Debug)]
pub struct Host {
    /// Where the view is mounted.
    place: HtmlElement,
    /// The element in somebody's page; `None` for a page of our own.
    element: Option<HtmlElement>,
    /// Tells the element's shell that there is something to see.
    reveal: Option<Function>,
}

thread_local! {
    /// The places in which a viewer stands now.
    static OPEN: RefCell<Vec<Host>> = const { RefCell::new(Vec::new()) };
}

impl Host {
    /// The places in which a viewer stands now.
    #[must_use]
    pub fn all() -> Vec<Self> {
        OPEN.with(|open| open.try_borrow().map(|open| open.clone()).unwrap_or_default())
    }

    /// A viewer stands here from now on.
    pub fn enter(&self) {
        OPEN.with(|open| open.borrow_mut().push(self.clone()));
    }

    /// No viewer stands here any more.
    pub fn leave(&self) {
        OPEN.with(|open| open.borrow_mut().retain(|other| other.place != self.place));
    }

    /// The page of our own; `None` where it has no element with the id `standfirst`.
    #[must_use]
    pub fn page() -> Option<Self> {
        Some(Self { place: page::root()?, element: None, reveal: None })
    }

    /// An element in somebody's page. `place` will be in its shadow root once `reveal` was called, which is when there is
    /// something to see.
    #[must_use]
    pub fn element(element: HtmlElement, place: HtmlElement, reveal: Function) -> Self {
        Self { place, element: Some(element), reveal: Some(reveal) }
    }

    /// Shows what was drawn so far, where it was kept back.
    pub fn reveal(&self) {
        if let Some(reveal) = &self.reveal {
            // The shell's own function; what it throws would be its own fault, and is in the console.
            let _ = reveal.call0(&JsValue::UNDEFINED);
        }
    }

    /// Whether title, head, history and address of the page are the viewer's.
    #[must_use]
    pub fn is_page(&self) -> bool {
        self.element.is_none()
    }

    /// Where the view is mounted.
    #[must_use]
    pub fn place(&self) -> HtmlElement {
        self.place.clone()
    }

    /// The language that the interface is to speak whatever the document's is: the element's own.
    #[must_use]
    pub fn language(&self) -> Option<String> {
        self.element.as_ref()?.get_attribute("lang").filter(|lang| !lang.is_empty())
    }

    /// Says in which language and direction a page of our own speaks.
    pub fn set_language(&self, tag: &str, dir: Dir) {
        if self.is_page() {
            page::set_language(tag, dir);
        }
    }

    /// Sets `data-standfirst` on the element, or on the page's `<html>`.
    pub fn set_state(&self, state: State) {
        let root = || super::document()?.document_element();
        if let Some(target) = self.element.clone().map(Element::from).or_else(root) {
            // Fails only for an invalid attribute name.
            let _ = target.set_attribute("data-standfirst", state.name());
        }
    }

    /// Dispatches an event from the element, or from `document`.
    pub fn dispatch(&self, event: Event, detail: &[(&'static str, Detail<'_>)]) {
        let target = self.element.clone().map(EventTarget::from);
        if let Some(target) = target.or_else(|| super::document().map(EventTarget::from)) {
            events::dispatch(&target, event, detail);
        }
    }

    /// Sets the title of a page of our own.
    pub fn set_title(&self, title: &str) {
        if self.is_page() {
            location::set_title(title);
        }
    }

    /// Calls `act` with the address of a link inside the viewer that was pressed without wish for another tab, window or
    /// download; where `act` says that it took it, the browser does not follow.
    ///
    /// Browsers look for the target of a fragment only in the document itself: in a shadow root we go there.
    pub fn on_follow(&self, act: impl Fn(&str) -> bool + 'static) -> Listener {
        let host = self.clone();
        Listener::on(&self.place, "click", move |event| {
            let Some(press) = event.dyn_ref::<MouseEvent>() else { return };
            let plain = press.button() == 0
                && !press.ctrl_key()
                && !press.meta_key()
                && !press.shift_key()
                && !press.alt_key();
            if event.default_prevented() || !plain {
                return;
            }
            let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            let link = target.and_then(|target| target.closest("a[href]").ok().flatten());
            let Some(link) = link.and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok()) else { return };
            let fragment = link.get_attribute("href").filter(|href| !host.is_page() && href.starts_with('#'));
            let taken = match fragment {
                Some(_) => {
                    let hash = link.hash();
                    host.go_to(&crate::article::percent_decode(hash.trim_start_matches('#')));
                    true
                }
                None => act(&link.href()),
            };
            if taken {
                event.prevent_default();
            }
        })
    }

    /// Shows and focuses the place that a fragment names: an id of ours as it is (`comment-7`), else a block or a note by
    /// the document's own name. Says whether there is one.
    pub fn go_to(&self, fragment: &str) -> bool {
        if fragment.is_empty() {
            return false;
        }
        for prefix in ["", "block-", "note-"] {
            let found = scroll::find(&self.place, &(prefix.to_owned() + fragment));
            if let Some(found) = found.filter(|found| self.place.contains(Some(found))) {
                scroll::to_element(&found);
                return true;
            }
        }
        false
    }

    /// Begins at the top of an article that was opened from inside the viewer, with the focus on its headline.
    pub fn go_to_headline(&self) {
        match &self.element {
            None => scroll::to(0.0),
            Some(element) => element.scroll_into_view(),
        }
        if let Some(headline) = self.place.query_selector("h1").ok().flatten() {
            scroll::focus(&headline);
        }
    }
}
