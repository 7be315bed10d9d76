//! Replies of this reader that are on their way, in the thread where they belong, with what can be done about them.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::task::spawn_local;

use crate::article::{Agent, Block, Comment, When};
use crate::browser::dom::{Attr, DataName, Element, Tag, insert_answer, pressed};
use crate::browser::events::{self, Detail};
use crate::browser::listener::Listener;
use crate::browser::reply_fields::Texts;
use crate::browser::{clock, stores};
use crate::comments::outbox::{Entry, State};
use crate::embed::Event;
use crate::view::desk::Told;

use super::{Live, say, sender};

/// The replies to one article that are on their way.
pub struct Waiting {
    live: Rc<Live>,
    /// What is shown: names with state and sentence.
    shown: RefCell<Vec<(String, String)>>,
    /// Those that arrived while this page was open.
    arrived: RefCell<Vec<String>>,
    /// Those whose text is back in its form.
    in_form: RefCell<Vec<String>>,
    first: Cell<bool>,
    _listeners: Vec<Listener>,
}

impl Waiting {
    /// Shows them as long as the thread is in the page.
    pub fn begin(live: &Rc<Live>) -> Rc<Self> {
        let list = live.thread.list.clone();
        let inner = live.clone();
        let mut listeners = stores::on_change(move |key| {
            if key.is_none_or(|key| key.starts_with(crate::comments::outbox::PREFIX)) {
                sender::send();
            }
        });
        listeners.push(list.on("click", move |event| {
            let Some((item, what)) = pressed(&event, DataName::Press) else { return };
            let Some(id) = item.around(DataName::Own).and_then(|item| item.data(DataName::Own)) else {
                return;
            };
            act(&inner, id, what);
        }));
        Rc::new(Self {
            live: live.clone(),
            shown: RefCell::default(),
            arrived: RefCell::default(),
            in_form: RefCell::default(),
            first: Cell::new(true),
            _listeners: listeners,
        })
    }

    fn show(&self, entry: &Entry) {
        let name = entry.id.clone();
        let sentence = say::state(entry, &self.live.reader);
        let mark = format!("{}{sentence}", entry.rev);
        let known = self.shown.borrow().iter().any(|(id, shown)| *id == name && *shown == mark);
        if known {
            return;
        }
        let (thread, own) = (&self.live.thread, own(entry, &name));
        let above = own.parent.as_deref().and_then(|parent| thread.item(parent));
        let Some(item) = thread.own(&own, above.as_ref(), false) else { return };
        item.set(Attr::Data(DataName::Own, &name));
        item.add_text(Tag::P, &[Attr::Class("state"), Attr::Role("status")], &sentence);
        match thread.item(&own.id) {
            Some(old) => old.replace_with(&item),
            None => insert_answer(&thread.list, above.as_ref(), &item),
        }
        let talk = self.live.talk();
        let actions: &[(&str, &str)] = match entry.state {
            State::Queued => &[("edit", talk.edit), ("send", talk.send_now)],
            State::Unknown if entry.asks => &[("send", talk.send_again), ("edit", talk.edit)],
            State::Failed => &[("edit", talk.edit), ("send", talk.send_again)],
            State::Unknown | State::Sending | State::Held | State::Sent | State::Withdrawn => &[],
        };
        if !actions.is_empty() {
            let place = item.add(Tag::Div, &[Attr::Class("actions")]);
            for (what, words) in actions {
                place.add_text(Tag::Button, &[Attr::TypeButton, Attr::Data(DataName::Press, what)], words);
            }
        }
        let mut shown = self.shown.borrow_mut();
        shown.retain(|(id, _)| *id != name);
        shown.push((name, mark));
    }

    /// It is where it was to go: it becomes a comment among the others.
    fn arrive(&self, entry: &Entry) {
        self.hide(&entry.id);
        if self.arrived.borrow().contains(&entry.id) {
            return;
        }
        self.arrived.borrow_mut().push(entry.id.clone());
        let name = entry.posted.clone().unwrap_or_else(|| entry.id.clone());
        let parent = entry.address.parent.clone().unwrap_or_default();
        let detail = [
            ("id", Detail::Text(&name)),
            ("parent", Detail::Text(&parent)),
            ("where", Detail::Text("server")),
        ];
        events::dispatch_around(&self.live.thread.list, Event::Comment, &detail);
        super::listing::refresh();
    }

    fn hide(&self, id: &str) {
        let mut shown = self.shown.borrow_mut();
        if shown.iter().any(|(known, _)| known == id) {
            shown.retain(|(known, _)| known != id);
            drop(shown);
            if let Some(item) = self.live.thread.item(&format!("own-{id}")) {
                item.remove();
            }
        }
    }
}

impl sender::Observer for Waiting {
    fn see(&self, entries: &[Entry]) -> bool {
        if !self.live.section.is_connected() {
            return false;
        }
        let target = self.live.replies.target();
        let address = crate::draft::Address::of_reply(&target.site, &target.article, None);
        let is_first = self.first.replace(false);
        for entry in entries {
            let same = entry.address.site == address.site && entry.address.article == address.article;
            if !same {
                continue;
            }
            match entry.state {
                // What arrived before this page was opened is in the list.
                State::Sent if is_first => self.arrived.borrow_mut().push(entry.id.clone()),
                State::Sent => self.arrive(entry),
                State::Withdrawn => self.hide(&entry.id),
                // As long as its form waits for the answer, the text stands there.
                _ if sender::is_expected(&entry.id) || self.in_form.borrow().contains(&entry.id) => {}
                State::Queued | State::Sending | State::Unknown | State::Held | State::Failed => {
                    self.show(entry)
                }
            }
        }
        true
    }

    fn told(&self, entry: &Entry) -> Option<Told> {
        let reader = &self.live.reader;
        match entry.state {
            State::Sent => Some(Told::Left(self.live.talk().posted.to_owned())),
            State::Held => Some(Told::Left(self.live.talk().posted_held.to_owned())),
            State::Failed => {
                let refusal = entry.refusal.as_ref()?;
                let words = say::refusal(refusal, &entry.backend, reader);
                // Its text is still in the form: there is nothing to be shown in the thread.
                self.in_form.borrow_mut().push(entry.id.clone());
                let id = entry.id.clone();
                spawn_local(async move {
                    // The sender still holds the lock.
                    for _ in 0..20 {
                        clock::sleep(250).await;
                        if sender::alone(&id, Entry::withdraw).await {
                            break;
                        }
                    }
                });
                Some(Told::Refused(words, say::faults(refusal, &entry.backend, reader)))
            }
            // A refusal that is being looked into.
            State::Unknown if entry.refusal.is_some() && !entry.asks => None,
            State::Unknown => Some(Told::Left(say::state(entry, reader))),
            State::Queued if entry.not_before > 0 => Some(Told::Left(say::state(entry, reader))),
            State::Queued | State::Sending | State::Withdrawn => None,
        }
    }

    fn words(&self, entry: &Entry) -> String {
        say::state(entry, &self.live.reader)
    }
}

/// A reply as a comment of the thread.
fn own(entry: &Entry, name: &str) -> Comment {
    let author = entry.reply.author.trim();
    #[allow(clippy::cast_precision_loss, reason = "times are exact in a double")]
    let at = entry.at as f64;
    Comment {
        id: format!("own-{name}"),
        parent: entry.address.parent.clone(),
        author: (!author.is_empty()).then(|| Agent::named(author)),
        body: vec![Block::text(entry.reply.text.trim())],
        published: When::epoch(at),
        ..Comment::default()
    }
}

/// A button under a reply was pressed.
fn act(live: &Rc<Live>, id: String, what: String) {
    let live = live.clone();
    spawn_local(async move {
        let mut taken = None;
        let done = match what.as_str() {
            "send" => {
                sender::alone(&id, |entry| {
                    entry.send_again(clock::millis());
                    true
                })
                .await
            }
            _ => {
                sender::alone(&id, |entry| {
                    let before = entry.clone();
                    let withdrawn = entry.withdraw();
                    if withdrawn {
                        taken = Some(before);
                    }
                    withdrawn
                })
                .await
            }
        };
        if let Some(entry) = taken.filter(|_| done) {
            let reply = &entry.reply;
            let texts = Texts::of([&reply.text, &reply.author, &reply.email, &reply.url]);
            live.replies.bring_back(entry.address.parent.as_deref(), &texts, &entry.seen);
        }
        if !done && let Some(item) = live.thread.item(&format!("own-{id}")) {
            tell(&item, live.talk().busy);
        }
    });
}

fn tell(item: &Element, words: &str) {
    item.add_text(Tag::P, &[Attr::Class("state"), Attr::Role("status")], words);
}
