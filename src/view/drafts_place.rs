//! "Your drafts", folded. What is in it is made when it is opened.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::task::spawn_local;

use crate::browser::dom::{Attr, Element, Tag};
use crate::browser::intl;
use crate::browser::listener::Listener;
use crate::later::{self, NotLoaded};
use crate::text::fill;

use super::your_drafts::Here;
use super::{DraftTarget, Reader};

/// The place of the list. It works as long as this lives.
pub struct DraftsPlace {
    details: Element,
    summary: Element,
    reader: Reader,
    _listener: Listener,
}

impl DraftsPlace {
    /// Appends it to `section`.
    pub fn new(section: &Element, target: &DraftTarget, reader: &Reader) -> Self {
        let details = section.add(Tag::Details, &[Attr::Class("your-drafts")]);
        let summary = details.add(Tag::Summary, &[]);
        summary.set_text(reader.form().your_drafts);
        let place = details.add(Tag::Div, &[]);
        let alive = Rc::new(RefCell::new(Vec::new()));
        let here = Here { site: target.site.clone(), article: target.article.clone() };
        let (opened, said) = (details.clone(), reader.clone());
        let listener = details.on("toggle", move |_| {
            if !opened.is_on() {
                return;
            }
            let (place, here, said, alive) = (place.clone(), here.clone(), said.clone(), alive.clone());
            spawn_local(async move {
                let failed = said.say.problem.unreachable.0;
                match later::your_drafts(place.clone(), here, said).await {
                    Ok(listeners) => drop(alive.replace(listeners)),
                    Err(NotLoaded) => place.set_text(failed),
                }
            });
        });
        Self { details, summary, reader: reader.clone(), _listener: listener }
    }

    /// Says how many texts belong to other articles, and unfolds it for one that can be seen nowhere else.
    pub fn tell(&self, elsewhere: usize, unfold: bool) {
        if elsewhere > 0 {
            let count =
                intl::number(&self.reader.locale, f64::from(u32::try_from(elsewhere).unwrap_or(u32::MAX)));
            self.summary.set_text(&fill(self.reader.form().drafts_elsewhere, &[("count", &count)]));
        }
        if unfold {
            self.details.set(Attr::Open);
        }
    }
}
