//! Taking a reply over from its form: into the outbox first, then to the sender.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::task::spawn_local;

use crate::article::same_origin;
use crate::browser::dom::Element;
use crate::browser::reply_fields::Texts;
use crate::browser::{clock, draft_store, intl, location, outbox_store};
use crate::comments::outbox::Entry;
use crate::comments::reply::{Field, fault};
use crate::comments::server::{Backend, Kind, Reply, Rules};
use crate::text::fill;
use crate::view::Reader;
use crate::view::desk::{Server, Told};
use crate::view::reply_state::ReplyState;

use super::guard::Guard;
use super::preview::Preview;
use super::{Live, say, sender};

/// The server of an article, as its forms know it.
pub struct Counter {
    live: Rc<Live>,
    backend: Backend,
    rules: Cell<Rules>,
    attended: RefCell<Vec<Attended>>,
}

/// What the part that talks to servers has added to a form.
struct Attended {
    /// The place in the form by which it is known.
    place: Element,
    preview: Option<Rc<Preview>>,
    guard: Guard,
}

impl Counter {
    /// Of an article.
    pub fn new(live: Rc<Live>, backend: Backend) -> Rc<Self> {
        Rc::new(Self { rules: Cell::new(backend.rules()), live, backend, attended: RefCell::default() })
    }

    /// What is wrong with which field.
    fn faults(&self, texts: &Texts) -> Vec<(Field, String)> {
        let (rules, reader) = (self.rules.get(), &self.live.reader);
        let wrong = |field| {
            let fault = fault(field, &texts.text(field), &rules)?;
            Some((field, say::fault(field, fault, reader)))
        };
        Field::ALL.into_iter().filter_map(wrong).collect()
    }

    /// What was added to a form.
    fn with<T>(&self, form: &ReplyState, look: impl FnOnce(&Attended) -> T) -> Option<T> {
        self.attended.borrow().iter().find(|attended| attended.place == form.places.count).map(look)
    }

    /// Adds what belongs to every form.
    fn equip(&self, form: &ReplyState) {
        if self.with(form, |_| ()).is_some() {
            return;
        }
        let place = form.places.count.clone();
        let preview = Preview::add(&place, &form.fields, &self.live, &self.backend);
        let guard = Guard::add(&place, self.live.site());
        let mut attended = self.attended.borrow_mut();
        attended.retain(|other| other.place.is_connected());
        attended.push(Attended { place, preview, guard });
    }

    /// The server has said what its form asks for.
    pub fn set_rules(self: &Rc<Self>, rules: Rules) {
        if self.rules.replace(rules) != rules {
            self.live.desk.open(Some(self.clone()));
        }
    }
}

impl Server for Counter {
    fn attend(&self, form: &ReplyState) {
        let talk = self.live.talk();
        let is_own =
            self.backend.post.as_ref().is_some_and(|post| same_origin(&post.address, &location::address()));
        let sentence = match self.backend.kind() {
            Kind::Remark42 => talk.signs_in,
            _ if is_own => talk.goes_here,
            _ => talk.goes_to,
        };
        form.places.note.set_text_if_other(&fill(sentence, &[("host", &say::host(&self.backend))]));
        for field in &form.places.fields {
            field.ask(self.rules.get().need(field.field));
        }
        self.equip(form);
    }

    fn typed(&self, form: &ReplyState) {
        if form.is_faulty() {
            form.mark(&self.faults(&form.fields.texts()));
        }
        self.with(form, |attended| attended.preview.iter().for_each(Preview::look_again));
        let (rules, reader) = (self.rules.get(), &self.live.reader);
        let Some(most) = rules.most(Field::Comment) else { return };
        let length = rules.length(form.fields.texts().text(Field::Comment).trim_end());
        let left = most.saturating_sub(length);
        let words = if left < most / 5 {
            fill(self.live.talk().left, &[("count", &intl::number(&reader.locale, f64::from(left)))])
        } else {
            String::new()
        };
        form.places.count.set_text_if_other(&words);
    }

    fn post(&self, form: &Rc<ReplyState>) {
        let (texts, seen) = (form.fields.texts(), form.fields.seen());
        if let Some(first) = form.mark(&self.faults(&texts)) {
            return form.fields.focus(first);
        }
        if !form.starts() {
            return;
        }
        let objection = self.with(form, |attended| attended.guard.objection()).flatten();
        if let Some(objection) = objection {
            let sentence = objection.sentence(self.live.talk());
            return form.told(Told::Refused(sentence.to_owned(), Vec::new()), &texts, &seen);
        }
        let reply = Reply {
            parent: form.address.parent.clone(),
            text: texts.text(Field::Comment),
            author: texts.text(Field::Author),
            email: texts.text(Field::Email),
            url: texts.text(Field::Url),
        };
        let (id, backend) = (draft_store::new_id(), self.backend.clone());
        let entry = Entry::new(id, form.address.clone(), seen.clone(), backend, reply, clock::millis());
        let form = form.clone();
        let tell: Rc<dyn Fn(Told)> = Rc::new(move |told| form.told(told, &texts, &seen));
        spawn_local(async move {
            // First to the stores: what has left must be found again after a crash.
            sender::expect(&entry.id, tell.clone());
            match outbox_store::put(&entry).await {
                Ok(()) => sender::send(),
                Err(error) => {
                    crate::browser::warn(&format!("standfirst: a reply could not be kept: {error}"));
                    sender::forget(&entry.id);
                    tell(Told::NotKept);
                }
            }
        });
    }
}

/// Where nobody takes replies any more. What is typed is kept as a draft.
pub struct Closed(pub Reader);

impl Server for Closed {
    fn attend(&self, form: &ReplyState) {
        form.places.note.set_text_if_other(self.0.form().comments_closed);
    }

    fn typed(&self, _: &ReplyState) {}

    fn post(&self, form: &Rc<ReplyState>) {
        form.fields.focus(Field::Comment);
    }
}
