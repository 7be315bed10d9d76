//! The one kind of view that the page is made of.
//!
//! Leptos gives every tree of elements a type of its own, and code for each: the same page made of its typed elements is
//! 25 KB (Brotli) larger. So a part of the page is made by `browser::dom`, once, and handed to Leptos as this: Leptos mounts it,
//! owns what belongs to it and takes it away again; signals decide what is shown.

use leptos::attr::Attribute;
use leptos::prelude::{AddAnyAttr, Mountable, Render, RenderHtml, StoredValue};
use leptos::tachys::hydration::Cursor;
use leptos::tachys::view::{Position, PositionState};

use crate::browser::dom::{Element, RawElement, RawNode, SendElement};

/// An element with everything in it, as a Leptos view.
pub struct Made(SendElement);

impl Made {
    /// Hands an element to Leptos.
    #[must_use]
    pub fn new(element: Element) -> Self {
        Self(SendElement::new(element))
    }
}

/// Keeps a listener or a timer as long as the part of the page that is being made.
pub fn keep<T: 'static>(kept: T) {
    StoredValue::new_local(kept);
}

impl Render for Made {
    type State = Self;

    fn build(self) -> Self {
        self
    }

    fn rebuild(self, state: &mut Self) {
        state.0.replace_with(&self.0);
        *state = self;
    }
}

impl Mountable for Made {
    fn unmount(&mut self) {
        self.0.remove();
    }

    fn mount(&mut self, parent: &RawElement, marker: Option<&RawNode>) {
        self.0.insert_into(parent, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        self.0.parent().is_some_and(|parent| child.try_mount(&parent, Some(self.0.raw())))
    }

    fn elements(&self) -> Vec<RawElement> {
        vec![self.0.raw().clone()]
    }
}

impl AddAnyAttr for Made {
    type Output<SomeNewAttr: Attribute> = Self;

    fn add_any_attr<NewAttr: Attribute>(self, _: NewAttr) -> Self {
        self
    }
}

/// Leptos asks this of every view. There is no server here: nothing is ever written as HTML, and there is nothing to take over.
impl RenderHtml for Made {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(
        self,
        _: &mut String,
        _: &mut Position,
        _: bool,
        _: bool,
        _: Vec<leptos::tachys::html::attribute::any_attribute::AnyAttribute>,
    ) {
    }

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Self {
        self
    }

    fn into_owned(self) -> Self {
        self
    }
}
