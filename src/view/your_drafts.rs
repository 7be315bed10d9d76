//! What is in "Your drafts": every text that was typed and not posted, ways to have it, and ways to be rid of it. Needed
//! only once a reader asks for it.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::task::spawn_local;

use crate::browser::dom::{Attr, DataName, Element, Tag, pressed};
use crate::browser::listener::Listener;
use crate::browser::stores::StoreError;
use crate::browser::{all_drafts, forget, keeping, take_away};
use crate::draft::{Listing, export};
use crate::text::fill;

use super::Reader;
use super::draft_rows::{discarded_row, draft_row};
use super::draft_status::time;

/// The article beside the list.
#[derive(Clone, Debug)]
pub struct Here {
    /// Origin of its document.
    pub site: String,
    /// Its id.
    pub article: String,
}

/// The parts that change.
struct Panel {
    rows: Element,
    gone: Element,
    status: Element,
    warning: Element,
    here: Here,
    reader: Reader,
    listing: RefCell<Listing>,
}

/// Fills `place` with the list. What it gives keeps the list alive.
#[must_use]
pub fn your_drafts(place: Element, here: Here, reader: Reader) -> Vec<Listener> {
    let say = reader.form();
    place.set_text("");
    let press = |name| [Attr::TypeButton, Attr::Data(DataName::Press, name)];
    place.add_text(Tag::P, &[Attr::Class("note")], say.drafts_note);
    let rows = place.add(Tag::Ul, &[]);
    let gone = place.add(Tag::Details, &[Attr::Hidden]);
    let actions = place.add(Tag::P, &[Attr::Class("actions")]);
    actions.add_text(Tag::Button, &press("save"), say.save_file);
    let label = place.add(Tag::Label, &[Attr::Class("remember")]);
    let tab_only = label.add(Tag::Input, &[Attr::Type("checkbox"), Attr::Data(DataName::Press, "tab")]);
    tab_only.set_checked(keeping::is_tab_only());
    label.text(say.tab_only);
    place.add(Tag::P, &[]).add_text(Tag::Button, &press("warn"), say.forget_all);
    let warning = place.add(Tag::Div, &[Attr::Class("warning"), Attr::Hidden]);
    warning.add_text(Tag::P, &[], say.forget_warning);
    let choice = warning.add(Tag::P, &[Attr::Class("actions")]);
    choice.add_text(Tag::Button, &press("forget"), say.forget_all);
    choice.add_text(Tag::Button, &press("keep"), say.cancel);
    let status = place.add(Tag::P, &[Attr::Role("status")]);
    let panel = Rc::new(Panel { rows, gone, status, warning, here, reader, listing: RefCell::default() });
    let (listed, pressed_in) = (panel.clone(), panel);
    spawn_local(async move { listed.list().await });
    vec![place.on("click", move |event| {
        if let Some((button, what)) = pressed(&event, DataName::Press) {
            let panel = pressed_in.clone();
            spawn_local(async move { panel.press(&button, &what).await });
        }
    })]
}

impl Panel {
    /// Reads the stores and shows what they have. In somebody's page only what belongs to the document's own site.
    async fn list(&self) {
        let own = self.rows.is_embedded().then_some(self.here.site.as_str());
        match all_drafts::listing(own).await {
            Ok(listing) => self.show(listing),
            Err(error) => self.failed(&error),
        }
    }

    fn show(&self, listing: Listing) {
        let (say, reader) = (self.reader.form(), &self.reader);
        self.rows.set_text("");
        if listing.unsent.is_empty() {
            self.rows.add_text(Tag::Li, &[], say.no_drafts);
        }
        for (number, listed) in listing.unsent.iter().enumerate() {
            draft_row(&self.rows, number, &listed.record, &self.here, reader);
        }
        self.gone.set_text("");
        self.gone.set_hidden(listing.discarded.is_empty());
        self.gone.add_text(Tag::Summary, &[], say.discarded_list);
        let list = self.gone.add(Tag::Ul, &[]);
        for (number, listed) in listing.discarded.iter().enumerate() {
            discarded_row(&list, number, &listed.record, reader);
        }
        self.listing.replace(listing);
    }

    fn failed(&self, error: &StoreError) {
        let sentence = fill(self.reader.form().not_done_here, &[("reason", &error.to_string())]);
        self.status.set_text(&sentence);
    }

    /// Says what was done, or why it was not, and shows the list as it is then. The focus stays in the list.
    async fn told(&self, done: Result<(), StoreError>, sentence: &str) {
        self.list().await;
        match done {
            Ok(()) => self.status.set_text(sentence),
            Err(error) => self.failed(&error),
        }
        self.rows.focus();
    }

    async fn press(&self, button: &Element, what: &str) {
        let say = self.reader.form();
        let (name, number) = what.split_once(' ').unwrap_or((what, ""));
        let number: usize = number.parse().unwrap_or(usize::MAX);
        let of = |discarded: bool| {
            let listing = self.listing.borrow();
            let list = if discarded { &listing.discarded } else { &listing.unsent };
            list.get(number).cloned()
        };
        match name {
            "save" => {
                let file = export(&self.listing.borrow().unsent, |at| time(&self.reader, at));
                let asked = take_away::save("drafts.txt", &file, &self.status);
                self.status.set_text(if asked { say.file_saved } else { say.not_copied });
            }
            "tab" => {
                let done =
                    if button.is_on() { keeping::in_tab_only().await } else { keeping::on_device().await };
                button.set_checked(keeping::is_tab_only());
                if let Err(error) = done {
                    self.failed(&error);
                }
            }
            "warn" => {
                self.warning.show();
                self.warning.focus();
            }
            "keep" => self.warning.set_hidden(true),
            "forget" => {
                self.warning.set_hidden(true);
                let done = forget::everything().await;
                self.rows.remove_kept();
                self.told(done, say.forgotten).await;
            }
            "go" => {
                let Some(listed) = of(false) else { return };
                let forms = self.rows.forms_of(&listed.record.address.json());
                forms.last().into_iter().for_each(Element::focus_field);
            }
            "copy" => {
                let copied = of(false).is_some_and(|listed| {
                    take_away::copy(&all_drafts::comment(&listed.record), &self.status)
                });
                self.status.set_text(if copied { say.copied } else { say.not_copied });
                button.focus();
            }
            "discard" => {
                let Some(listed) = of(false) else { return };
                let done = all_drafts::discard(&listed).await;
                self.told(done, say.discarded).await;
            }
            "back" => {
                let Some(listed) = of(true) else { return };
                let done = all_drafts::bring_back(&listed).await;
                self.told(done, say.brought_back).await;
            }
            "delete" => {
                let Some(listed) = of(true) else { return };
                let done = all_drafts::delete(&listed).await;
                self.told(done, say.deleted).await;
            }
            _ => {}
        }
    }
}
