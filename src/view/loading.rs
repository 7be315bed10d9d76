//! Waiting: a sentence after a third of a second, a choice after ten.

use std::rc::Rc;

use crate::browser::dom::{Attr, Element, Tag};
use crate::browser::{clock, page};

use super::Reader;
use super::made::keep;

/// After this many milliseconds a reader is told that something is happening; before, a flash would only disturb.
const TELL: i32 = 300;
/// After each so many milliseconds the reader may choose.
const SLOW: i32 = 9_900;

/// What is shown while a document is on its way; `on_stop` ends the request.
pub fn loading(parent: &Element, on_stop: Rc<dyn Fn()>) {
    let say = Reader::here().say;
    // A page has a heading at all times; the line that is read aloud comes only if it takes long.
    if !page::shows_headline() {
        parent.add_text(Tag::H1, &[Attr::Class("unseen")], say.loading);
    }
    // A heading, for there is no other while the page waits; in a live region, for it comes by itself.
    let line = parent.add(Tag::Div, &[Attr::Role("status")]).add(Tag::H1, &[Attr::Hidden]);
    let choice = parent.add(Tag::Div, &[Attr::Class("actions"), Attr::Hidden]);
    let wait = choice.add_text(Tag::Button, &[Attr::TypeButton], say.keep_waiting);
    let stop = choice.add_text(Tag::Button, &[Attr::TypeButton], say.stop);
    keep(stop.on("click", move |_| on_stop()));
    keep(wait.on("click", {
        let (line, choice) = (line.clone(), choice.clone());
        move |_| {
            line.set_text(say.loading);
            choice.set(Attr::Hidden);
            line.focus();
        }
    }));
    // Ends with the part of the page that it belongs to.
    let mut waited = 0;
    keep(clock::every(TELL, move || {
        waited += TELL;
        if waited == TELL {
            line.set_text(say.loading);
            line.show();
        } else if waited % SLOW == 0 {
            line.set_text(say.slow);
            choice.show();
        }
    }));
}
