//! What a server will make of a reply, shown below its field while that is unfolded. The server itself says it: nothing else is exact.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::task::spawn_local;

use crate::browser::dom::{Attr, Element, Tag};
use crate::browser::listener::Listener;
use crate::browser::reply_fields::ReplyFields;
use crate::browser::{clock, server};
use crate::comments::reply::Field;
use crate::comments::server::Backend;
use crate::format::comment_blocks;
use crate::text::fill;
use crate::view::block::blocks;
use crate::view::inline::Manner;

use super::{Live, add_after, say};

/// The server is asked so many milliseconds after the last key.
const AFTER: i32 = 700;
/// How long an answer is waited for, in milliseconds.
const PATIENCE: i32 = 10_000;

/// The preview of one form.
pub struct Preview {
    folded: Element,
    place: Element,
    fields: ReplyFields,
    live: Rc<Live>,
    backend: Backend,
    /// Counts the keys: only the newest text is shown.
    turn: Cell<u32>,
    /// What is shown.
    shown: RefCell<Option<String>>,
    listener: RefCell<Option<Listener>>,
}

impl Preview {
    /// A preview after `before` in a form; `None` where the server has none.
    pub fn add(
        before: &Element,
        fields: &ReplyFields,
        live: &Rc<Live>,
        backend: &Backend,
    ) -> Option<Rc<Self>> {
        backend.preview_call("")?;
        let outer = add_after(before, &[Attr::Class("preview")])?;
        let folded = outer.add(Tag::Details, &[]);
        folded.add_text(Tag::Summary, &[], live.talk().preview);
        let place = folded.add(Tag::Div, &[Attr::Class("comment-body"), Attr::DirAuto]);
        let preview = Rc::new(Self {
            folded,
            place,
            fields: fields.clone(),
            live: live.clone(),
            backend: backend.clone(),
            turn: Cell::default(),
            shown: RefCell::default(),
            listener: RefCell::default(),
        });
        let weak = Rc::downgrade(&preview);
        let listener = preview.folded.on("toggle", move |_| {
            if let Some(preview) = weak.upgrade() {
                preview.look(0);
            }
        });
        preview.listener.replace(Some(listener));
        Some(preview)
    }

    /// The text has changed.
    pub fn look_again(self: &Rc<Self>) {
        self.look(AFTER);
    }

    fn look(self: &Rc<Self>, after: i32) {
        let turn = self.turn.get() + 1;
        self.turn.set(turn);
        if !self.folded.is_on() {
            return;
        }
        let preview = self.clone();
        spawn_local(async move {
            clock::sleep(after).await;
            if preview.turn.get() == turn {
                preview.show(turn).await;
            }
        });
    }

    async fn show(&self, turn: u32) {
        let text = self.fields.texts().text(Field::Comment);
        if self.shown.borrow().as_ref() == Some(&text) {
            return;
        }
        let call = self.backend.preview_call(&text).filter(|_| !text.trim().is_empty());
        let html = match &call {
            Some(call) => {
                let answer = server::ask(call, &self.live.site().rule, PATIENCE).await;
                answer.ok().and_then(|answer| self.backend.read_preview(&answer))
            }
            None => Some(String::new()),
        };
        if self.turn.get() != turn {
            return;
        }
        self.place.clear();
        match html {
            Some(html) => {
                self.shown.replace(Some(text));
                blocks(&self.place, &comment_blocks(&html), &Manner::STRANGER, &self.live.reader);
            }
            None => {
                self.shown.take();
                let host = say::host(&self.backend);
                let words = fill(self.live.talk().no_preview, &[("host", &host)]);
                self.place.add_text(Tag::P, &[Attr::Class("state"), Attr::Role("status")], &words);
            }
        }
    }
}
