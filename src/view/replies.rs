//! The replies of this reader: the form for the article, the forms under single comments, and what is kept on this device.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use leptos::task::spawn_local;

use crate::article::{Agent, Article, Block, Comment, When};
use crate::browser::dom::{self, Attr, DataName, Element, Tag};
use crate::browser::events::{self, Detail};
use crate::browser::{device_replies, draft_store};
use crate::comments::device::KeptReply;
use crate::draft::Address;
use crate::embed::Event;

use super::comment::{Place, author_name, comment, element_id};
use super::drafts_place::DraftsPlace;
use super::{DraftTarget, Reader, ReplyForm, ReplyFormProps};

/// A form that stands under a comment, and what keeps it alive.
struct Opened {
    parent: String,
    place: Element,
    _form: ReplyForm,
}

/// The replies of one article. Cloning gives the same ones.
#[derive(Clone)]
pub struct Replies(Rc<Inner>);

struct Inner {
    target: DraftTarget,
    article: Arc<Article>,
    reader: Reader,
    own: RefCell<Option<ReplyForm>>,
    list: RefCell<Option<Element>>,
    opened: RefCell<Vec<Opened>>,
    drafts: RefCell<Option<DraftsPlace>>,
    /// Whether [`Replies::end`] was called.
    ended: Cell<bool>,
}

impl Replies {
    /// Replies to `target`, the article itself. They live until [`Replies::end`].
    pub fn new(target: DraftTarget, article: Arc<Article>, reader: Reader) -> Self {
        Self(Rc::new(Inner {
            target,
            article,
            reader,
            own: RefCell::default(),
            list: RefCell::default(),
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

    /// The form for the article itself, at the end of `section`; none where it takes no replies.
    pub fn own_form(&self, section: &Element) {
        if self.0.article.comments.open == Some(false) {
            return;
        }
        let replies = self.clone();
        let props = ReplyFormProps {
            target: self.0.target.clone(),
            parent_name: None,
            on_posted: Rc::new(move |kept| replies.posted(&kept)),
            on_cancel: None,
        };
        self.0.own.replace(ReplyForm::open(section, props, &self.0.reader));
    }

    /// The folded list of all drafts of the site, at the end of `section`.
    pub fn drafts_of_site(&self, section: &Element) {
        self.0.drafts.replace(Some(DraftsPlace::new(section, &self.0.target, &self.0.reader)));
    }

    /// The thread is drawn: adds what is kept on this device, and reopens the forms that hold a draft.
    pub fn begin(&self, list: &Element) {
        self.0.list.replace(Some(list.clone()));
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
            let closed = replies.0.own.borrow().is_none();
            let mut unseen = false;
            for draft in here {
                match draft.parent {
                    Some(parent) => replies.open(&parent, false),
                    None => unseen |= closed,
                }
            }
            if let Some(drafts) = replies.0.drafts.borrow().as_ref() {
                drafts.tell(elsewhere.len(), unseen);
            }
        });
    }

    /// Something in the thread was pressed.
    pub fn pressed(&self, event: &dom::RawEvent) {
        if let Some((_, parent)) = dom::pressed(event, DataName::Reply) {
            self.open(&parent, true);
        }
    }

    fn comment(&self, id: &str) -> Option<&Comment> {
        self.0.article.comments.items.iter().find(|comment| comment.id == id)
    }

    fn item(&self, id: &str) -> Option<Element> {
        self.0.list.borrow().as_ref()?.find("comment-", &element_id(id))
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
        let comment = self.comment(parent);
        let place = match (self.item(parent), self.0.list.borrow().as_ref()) {
            (Some(item), _) => item.add(Tag::Div, &[Attr::Class("reply-place")]),
            // What it answers is gone; the text is not.
            (None, Some(list)) => list.add(Tag::Li, &[Attr::Class("reply-place")]),
            (None, None) => return,
        };
        let target = DraftTarget { parent: Some(parent.to_owned()), ..self.0.target.clone() };
        let (posted, cancelled) = (self.clone(), self.clone());
        let (posted_to, cancelled_to) = (parent.to_owned(), parent.to_owned());
        let props = ReplyFormProps {
            target,
            parent_name: comment.map(|comment| author_name(comment, &self.0.reader).to_owned()),
            on_posted: Rc::new(move |kept| {
                posted.posted(&kept);
                posted.close(&posted_to);
            }),
            on_cancel: Some(Rc::new(move || cancelled.close(&cancelled_to))),
        };
        let Some(form) = ReplyForm::open(&place, props, &self.0.reader) else { return };
        self.0.opened.borrow_mut().push(Opened {
            parent: parent.to_owned(),
            place: place.clone(),
            _form: form,
        });
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
        if let Some(list) = self.0.list.borrow().as_ref() {
            events::dispatch_around(list, Event::Comment, &detail);
        }
    }

    /// Puts a kept reply into the thread, behind the answers of the comment that it answers.
    fn show(&self, kept: &KeptReply) {
        let own = Comment {
            id: format!("kept-{}", kept.id),
            parent: kept.parent.clone(),
            author: (!kept.author.trim().is_empty()).then(|| Agent::named(kept.author.trim())),
            body: vec![Block::text(kept.comment.trim())],
            published: When::epoch(millis(kept.at)),
            ..Comment::default()
        };
        let parent = kept.parent.as_deref();
        let above = parent.and_then(|parent| self.item(parent));
        let depth = above
            .as_ref()
            .and_then(|item| item.data(DataName::Depth)?.parse::<usize>().ok())
            .map_or(0, |depth| depth + 1);
        let place =
            Place { depth, parent: parent.and_then(|parent| self.comment(parent)), open: false, kept: true };
        let list = self.0.list.borrow();
        if let (Some(list), Some(item)) = (list.as_ref(), comment(&own, &place, &self.0.reader)) {
            dom::insert_answer(list, above.as_ref(), &item);
        }
    }
}

#[allow(clippy::cast_precision_loss, reason = "times are exact in a double")]
fn millis(at: u64) -> f64 {
    at as f64
}
