//! What a page's owner may ask for against programs that post: a field that people do not see, and some seconds that people need
//! anyway. Either says so when it objects, and the text stays where it is.

use crate::browser::clock;
use crate::browser::dom::{Attr, Element, Tag};
use crate::text::Talk;
use crate::view::Site;

/// So many milliseconds lie between opening a form and posting.
const LEAST: f64 = 4_000.0;

/// The guard of one form.
pub struct Guard {
    trap: Option<Element>,
    /// When a reply may be posted, in milliseconds since the page began.
    from: f64,
}

/// Why a reply is not taken now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Objection {
    /// The field that people do not see was filled.
    Trapped,
    /// It was posted sooner than people write.
    TooQuick,
}

impl Objection {
    /// Says so.
    pub fn sentence(self, talk: &'static Talk) -> &'static str {
        match self {
            Self::Trapped => talk.trapped,
            Self::TooQuick => talk.too_quick,
        }
    }
}

impl Guard {
    /// What the features `honeypot` and `minimum-time` ask for, after `place` in a form.
    pub fn add(place: &Element, site: &Site) -> Self {
        let trap = site.has("honeypot").then(|| {
            let outer = super::add_after(place, &[Attr::Class("unseen"), Attr::AriaHidden]);
            let attrs =
                [Attr::Type("text"), Attr::Name("homepage"), Attr::TabIndex("-1"), Attr::Autocomplete("off")];
            outer.map(|outer| outer.add(Tag::Input, &attrs))
        });
        let from = if site.has("minimum-time") { clock::elapsed() + LEAST } else { 0.0 };
        Self { trap: trap.flatten(), from }
    }

    /// What there is to object to, once: the next press posts.
    pub fn objection(&self) -> Option<Objection> {
        if let Some(trap) = self.trap.as_ref().filter(|trap| !trap.value().is_empty()) {
            // A browser that fills in addresses may have done it.
            trap.empty();
            return Some(Objection::Trapped);
        }
        (clock::elapsed() < self.from).then_some(Objection::TooQuick)
    }
}
