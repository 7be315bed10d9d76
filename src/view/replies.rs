//! The replies of this reader: the form for the article, the forms under single comments, and what is kept on this device.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::task::spawn_local;

use crate::article::{Agent, Block, Comment, When};
use crate::browser::dom::{self, Attr, DataName, Element, Tag};
use crate::browser::events::{self, Detail};
use crate::browser::reply_fields::Texts;
use crate::browser::{device_replies, draft_store, outbox_store};
use crate::comments::device::KeptReply;
use crate::draft::{Address, Seen};
use crate::embed::Event;

use super::comment::author_name;
use super::drafts_place::DraftsPlace;
use super::thread::Thread;
use super::{Desk, DraftTarget, Reader, ReplyForm, ReplyFormProps};

/// A form that stands under a comment, and what keeps it alive.
struct Opened {
    parent: String,
    place: Element,
    form: ReplyForm,
}

/// The replies of one article. Cloning gives the same ones.
#[derive(Clone)]
pub struct Replies(Rc<Inner>);

struct Inner {
    target: DraftTarget,
    thread: Rc<Thread>,
    desk: Rc<Desk>,
    reader: Reader,
    own: RefCell<Option<ReplyForm>>,
    opened: RefCell<Vec<Opened>>,
    drafts: RefCell<Option<DraftsPlace>>,
    /// Whether [`Replies::end`] was called.
    ended: Cell<bool>,
}

impl Replies {
    /// Replies to `target`, the article itself. They live until [`Replies::end`].
    pub fn new(target: DraftTarget, thread: Rc<Thread>, desk: Rc<Desk>, reader: Reader) -> Self {
        Self(Rc::new(Inner {
            target,
            thread,
            desk,
            reader,
            own: RefCell::default(),
            opened: RefCell::default(),
            drafts: RefCell::default(),
            ended: Cell::default(),
        }))
    }

    /// Lets the forms go: they hold these replies, which hold the forms.
    pub fn end(&self) {
        self.0.ended.set(true);
        drop((self.0.own.take(), self.0.opened.take(), self.0.drafts.take()));
    }

    /// The form for the article itself, at the end of `section`.
    pub fn own_form(&self, section: &Element) {
        let replies = self.clone();
        let props = ReplyFormProps {
            target: self.0.target.clone(),
            parent_name: None,
            desk: self.0.desk.clone(),
            on_posted: Rc::new(move |kept| replies.posted(&kept)),
            on_sent: Rc::new(|| {}),
            on_cancel: None,
        };
        self.0.own.replace(ReplyForm::open(section, props, &self.0.reader));
    }

    /// The folded list of all drafts of the site, at the end of `section`.
    pub fn drafts_of_site(&self, section: &Element) {
        self.0.drafts.replace(Some(DraftsPlace::new(section, &self.0.target, &self.0.reader)));
    }

    /// The thread is drawn: adds what is kept on this device, and reopens the forms that hold a draft.
    pub fn begin(&self, gone_too: bool) {
        let replies = self.clone();
        spawn_local(async move {
            let DraftTarget { site, article, .. } = &replies.0.target;
            for kept in device_replies::of(site, article).await {
                replies.show(&kept);
            }
            let unsent = draft_store::unsent_of(site).await;
            // As drafts have it, which is not always as the article says it.
            let own = Address::of_reply(site, article, None).article;
            let (here, elsewhere): (Vec<Address>, Vec<Address>) =
                unsent.into_iter().partition(|draft| draft.article == own);
            let unseen = replies.0.own.borrow().is_none() && here.iter().any(|draft| draft.parent.is_none());
            replies.reopen(here, gone_too);
            if let Some(drafts) = replies.0.drafts.borrow().as_ref() {
                drafts.tell(elsewhere.len(), unseen);
            }
        });
    }

    /// Opens the forms under those comments that have an unsent reply, as far as the comments are there, or all of them. A draft that
    /// is in the outbox is shown there.
    fn reopen(&self, drafts: Vec<Address>, gone_too: bool) {
        for draft in drafts {
            let Some(parent) = &draft.parent else { continue };
            let going = outbox_store::under_way(&draft);
            let best = draft_store::find_now(&draft).merged.best;
            let is_going = !going.stamps().is_empty() && best.is_none_or(|best| going.covers(&best.stamp));
            if !is_going && (gone_too || self.0.thread.item(parent).is_some()) {
                self.open(parent, false);
            }
        }
    }

    /// The same once more, for comments that came later.
    pub async fn look_again(&self, gone_too: bool) {
        let DraftTarget { site, article, .. } = &self.0.target;
        let own = Address::of_reply(site, article, None).article;
        let mut unsent = draft_store::unsent_of(site).await;
        unsent.retain(|draft| draft.article == own);
        self.reopen(unsent, gone_too);
    }

    /// Brings a text that was on its way back into its form, which is opened for that.
    pub fn bring_back(&self, parent: Option<&str>, texts: &Texts, seen: &Seen) {
        match parent {
            None => self.0.own.borrow().iter().for_each(|form| form.bring_back(texts, seen)),
            Some(parent) => {
                self.open(parent, true);
                let opened = self.0.opened.borrow();
                opened
                    .iter()
                    .filter(|open| open.parent == parent)
                    .for_each(|open| open.form.bring_back(texts, seen));
            }
        }
    }

    /// The article whose replies these are: the origin of its document and its id.
    #[must_use]
    pub fn target(&self) -> &DraftTarget {
        &self.0.target
    }

    /// Something in the thread was pressed.
    pub fn pressed(&self, event: &dom::RawEvent) {
        if let Some((_, parent)) = dom::pressed(event, DataName::Reply) {
            self.open(&parent, true);
        }
    }

    /// Opens the form under a comment, or goes to it where it is open.
    fn open(&self, parent: &str, focus: bool) {
        // A form that is opened now, by an answer that came late, would never be let go.
        if self.0.ended.get() {
            return;
        }
        let known = self
            .0
            .opened
            .borrow()
            .iter()
            .find(|opened| opened.parent == parent)
            .map(|opened| opened.place.clone());
        if let Some(place) = known {
            if focus {
                place.focus_field();
            }
            return;
        }
        let name = self.0.thread.with(parent, |comment| author_name(comment, &self.0.reader).to_owned());
        let place = match self.0.thread.item(parent) {
            Some(item) => item.add(Tag::Div, &[Attr::Class("reply-place")]),
            // What it answers is gone; the text is not.
            None => self.0.thread.list.add(Tag::Li, &[Attr::Class("reply-place")]),
        };
        let target = DraftTarget { parent: Some(parent.to_owned()), ..self.0.target.clone() };
        let (posted, sent, cancelled) = (self.clone(), self.clone(), self.clone());
        let (sent_to, cancelled_to) = (parent.to_owned(), parent.to_owned());
        let props = ReplyFormProps {
            target,
            parent_name: name,
            desk: self.0.desk.clone(),
            on_posted: Rc::new(move |kept| posted.posted(&kept)),
            // What was typed meanwhile keeps the form open.
            on_sent: Rc::new(move || {
                let opened = sent.0.opened.borrow();
                let typed = opened.iter().any(|open| open.parent == sent_to && !open.form.is_empty());
                drop(opened);
                if !typed {
                    sent.close(&sent_to);
                }
            }),
            on_cancel: Some(Rc::new(move || cancelled.close(&cancelled_to))),
        };
        let Some(form) = ReplyForm::open(&place, props, &self.0.reader) else { return };
        self.0.opened.borrow_mut().push(Opened { parent: parent.to_owned(), place: place.clone(), form });
        if focus {
            place.focus_field();
        }
    }

    /// Puts the form under a comment away, after the event that asked for it is over, and returns the focus.
    fn close(&self, parent: &str) {
        let (replies, parent) = (self.clone(), parent.to_owned());
        spawn_local(async move {
            let mut opened = replies.0.opened.borrow_mut();
            let Some(at) = opened.iter().position(|opened| opened.parent == parent) else { return };
            let closed = opened.remove(at);
            drop(opened);
            let button = closed.place.around(DataName::Depth).and_then(|item| item.reply_button());
            let place = closed.place.clone();
            drop(closed);
            place.remove();
            if let Some(button) = button {
                button.focus();
            }
        });
    }

    /// A reply was kept: shows it and tells the host.
    fn posted(&self, kept: &KeptReply) {
        self.show(kept);
        let parent = kept.parent.as_deref().unwrap_or_default();
        let detail = [
            ("id", Detail::Text(&kept.id)),
            ("parent", Detail::Text(parent)),
            ("where", Detail::Text("device")),
        ];
        events::dispatch_around(&self.0.thread.list, Event::Comment, &detail);
    }

    /// Puts a kept reply into the thread, behind the answers of the comment that it answers.
    fn show(&self, kept: &KeptReply) {
        let thread = &self.0.thread;
        let parent = kept.parent.as_deref();
        let own = Comment {
            id: format!("kept-{}", kept.id),
            parent: kept.parent.clone(),
            author: (!kept.author.trim().is_empty()).then(|| Agent::named(kept.author.trim())),
            body: vec![Block::text(kept.comment.trim())],
            published: When::epoch(millis(kept.at)),
            ..Comment::default()
        };
        let above = parent.and_then(|parent| thread.item(parent));
        if let Some(item) = thread.own(&own, above.as_ref(), true) {
            dom::insert_answer(&thread.list, above.as_ref(), &item);
        }
    }
}

#[allow(clippy::cast_precision_loss, reason = "times are exact in a double")]
fn millis(at: u64) -> f64 {
    at as f64
}
