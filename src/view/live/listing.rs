//! Listing comments: page by page, again and again as long as the thread is looked at, and what is the matter when that fails.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::task::spawn_local;

use crate::article::{Comment, Href, Status};
use crate::browser::clock::{self, Slice};
use crate::browser::dom::{Attr, Element, Tag};
use crate::browser::listener::Listener;
use crate::browser::{intl, page, scroll, server, url};
use crate::comments::server::{Backend, ListFault, Rules};
use crate::format;
use crate::text::fill;
use crate::view::comments::in_words;
use crate::view::first_comments::{FIRST, STEP};

use super::{Live, say};

/// How long a page of comments is waited for, in milliseconds.
const PATIENCE: i32 = 20_000;
/// Pages read of one thread.
const PAGES: usize = 200;
/// The list is read again after so many milliseconds; each time nothing came, half as much later.
const AGAIN: i32 = 30_000;
/// The longest time between two readings.
const LONGEST: i32 = 600_000;

thread_local! {
    /// Whether a reply of this reader has just arrived: the list is read at once, and shown without asking.
    static ARRIVED: Cell<bool> = const { Cell::new(false) };
}

/// A reply of this reader has arrived: lists read again.
pub fn refresh() {
    ARRIVED.set(true);
    server::wake();
}

type OnRules = Rc<dyn Fn(Rules)>;

/// The comments of one article, as a server lists them.
pub struct Listing {
    live: Rc<Live>,
    backend: Backend,
    on_rules: RefCell<Option<OnRules>>,
    /// What is said of the list, with a button.
    status: Element,
    words: Element,
    retry: Element,
    notice: Element,
    /// What was listed and is not shown yet.
    offered: RefCell<Vec<Comment>>,
    /// Ids that the server has listed before.
    listed: RefCell<Vec<String>>,
    /// When the list was read last, in milliseconds since 1970; 0 if never.
    at: Cell<u64>,
    listeners: RefCell<Vec<Listener>>,
}

impl Listing {
    /// A listing with the places where it speaks, before the thread.
    pub fn new(live: Rc<Live>, backend: Backend) -> Rc<Self> {
        let say = live.reader.say;
        let (section, list) = (&live.section, &live.thread.list);
        let status = section.add(Tag::Div, &[Attr::Class("actions thread-status"), Attr::Hidden]);
        let words = status.add(Tag::P, &[Attr::Role("status")]);
        let retry = status.add_text(Tag::Button, &[Attr::TypeButton], say.retry);
        let place = section.add(Tag::Div, &[Attr::Class("actions"), Attr::Role("status")]);
        let notice = place.add(Tag::Button, &[Attr::TypeButton, Attr::Class("new-comments"), Attr::Hidden]);
        crate::browser::dom::insert_before(section, &status, Some(list));
        crate::browser::dom::insert_before(section, &place, Some(list));
        // The document's own comments are this server's only where the document names it.
        let more = live.article.thread().more.as_deref();
        let is_named = backend.list.as_ref().is_some_and(|place| Some(place.address.as_str()) == more);
        let known = if is_named { live.thread.ids() } else { Vec::new() };
        let listing = Rc::new(Self {
            live: live.clone(),
            backend,
            on_rules: RefCell::default(),
            status,
            words,
            retry,
            notice,
            offered: RefCell::default(),
            listed: RefCell::new(known),
            at: Cell::default(),
            listeners: RefCell::default(),
        });
        let (again, showing) = (Rc::downgrade(&listing), Rc::downgrade(&listing));
        let listeners = vec![
            listing.retry.on("click", move |_| {
                if let Some(listing) = again.upgrade() {
                    listing.words.set_text(listing.live.talk().loading);
                    refresh();
                }
            }),
            listing.notice.on("click", move |_| {
                if let Some(listing) = showing.upgrade() {
                    spawn_local(async move { listing.show_offered().await });
                }
            }),
        ];
        listing.listeners.replace(listeners);
        listing
    }

    /// Calls `act` when the server says what its form asks for.
    pub fn on_rules(&self, act: OnRules) {
        self.on_rules.replace(Some(act));
    }

    /// Says that replies are written on the reader's own server, with a link to the post.
    pub fn offer_their_server(&self) {
        let (live, talk) = (&self.live, self.live.talk());
        let Some(href) = Href::new("", &self.backend.subject.url) else { return };
        let host = href.http().map(url::host).unwrap_or_default();
        let line = live.section.add(Tag::P, &[Attr::Class("elsewhere")]);
        crate::browser::dom::insert_before(&live.section, &line, live.thread.list.next().as_ref());
        let words = fill(talk.reply_there, &[("host", &host)]);
        line.add_text(Tag::A, &[Attr::Href(&href, ""), Attr::Rel("noopener noreferrer")], &words);
    }

    /// Reads the list, and again as long as the thread is in the page.
    pub async fn run(self: Rc<Self>) {
        if self.backend.list.is_none() {
            return;
        }
        let mut pause = AGAIN;
        if self.live.thread.is_empty() {
            self.tell(self.live.talk().loading, false);
        }
        while self.live.section.is_connected() {
            let is_own = ARRIVED.replace(false);
            let is_first = self.at.get() == 0;
            match self.load(is_first || is_own).await {
                Ok(news) => {
                    self.at.set(clock::millis());
                    self.tell("", false);
                    if is_first {
                        self.live.thread.all_read();
                        self.live.arrive();
                    }
                    pause = if news { AGAIN } else { pause.saturating_add(pause / 2).min(LONGEST) };
                }
                Err(fault) => {
                    self.tell_fault(fault);
                    pause = pause.saturating_mul(2).min(LONGEST);
                }
            }
            if is_first {
                self.live.replies.look_again(true).await;
            }
            let until = clock::now() + f64::from(pause);
            // Reading stops as long as nobody looks; a thread that is looked at again is read again if it is old by then.
            while !ARRIVED.get() {
                server::nap(pause).await;
                let is_due = clock::now() >= until || (self.at.get() == 0 && page::online());
                if !self.live.section.is_connected() || (is_due && !page::hidden()) {
                    break;
                }
            }
        }
    }

    /// Reads all pages. What is new is shown at once where that `may` be, else offered. Says whether anything was new.
    async fn load(&self, may: bool) -> Result<bool, ListFault> {
        let mut cursor: Option<String> = None;
        let (mut found, mut total, mut news) = (Vec::new(), None, false);
        for _ in 0..PAGES {
            let Some(call) = self.backend.list_call(cursor.as_deref()) else { break };
            let answer = server::ask(&call, &self.live.site().rule, PATIENCE).await?;
            // Each of these may take the time of a frame with thousands of comments.
            clock::sleep(0).await;
            let value = format::list_value(&answer.body);
            let mut reading = self.backend.begin_list(&answer, value.as_ref(), cursor.as_deref())?;
            // A long thread begins to show while it is read.
            let mut is_awaited = may && self.live.thread.is_empty();
            let mut slice = Slice::begin();
            while reading.more(STEP) {
                if is_awaited && let Some(first) = reading.first(FIRST) {
                    is_awaited = false;
                    news |= self.take(first, may).await;
                    slice = Slice::begin();
                }
                slice.rest().await;
            }
            let page = reading.end()?;
            clock::sleep(0).await;
            if let (Some(rules), Some(act)) = (page.rules, self.on_rules.borrow().as_ref()) {
                act(rules);
            }
            if page.open == Some(false) {
                self.live.close();
            }
            total = page.total.or(total);
            news |= self.take(&page.items, may).await;
            found.extend(page.items.into_iter().map(|comment| comment.id));
            cursor = page.next.filter(|next| Some(next) != cursor.as_ref());
            if cursor.is_none() {
                break;
            }
        }
        if cursor.is_none() {
            self.take_away(&found).await;
        }
        let known = u32::try_from(self.live.thread.len()).unwrap_or(u32::MAX);
        self.live.count.set_text_if_other(&in_words(total.unwrap_or(0).max(known), &self.live.reader));
        Ok(news)
    }

    /// Takes comments over: those that are known are brought up to date, new ones shown or offered.
    async fn take(&self, items: &[Comment], may: bool) -> bool {
        let mut fresh = Vec::new();
        let mut changed = false;
        self.live.thread.change(|known| {
            let mut stale = Vec::new();
            let mut by_id = crate::names::Names::default();
            for (at, comment) in known.iter().enumerate() {
                by_id.add(&comment.id, at);
            }
            for comment in items {
                match by_id.number(&comment.id).and_then(|at| known.get_mut(at)) {
                    None => fresh.push(comment.clone()),
                    // The document's copy may say more, such as a portrait; what counts is what was said and what became of it.
                    Some(old) if old.body != comment.body || old.status != comment.status => {
                        old.body.clone_from(&comment.body);
                        old.status = comment.status;
                        stale.push(comment.id.clone());
                    }
                    Some(_) => {}
                }
            }
            changed = !stale.is_empty();
            stale
        });
        self.listed.borrow_mut().extend(fresh.iter().map(|comment| comment.id.clone()));
        let news = !fresh.is_empty();
        if may {
            fresh.extend(self.offered.take());
            self.notice.set_hidden(true);
        } else {
            let mut offered = self.offered.borrow_mut();
            fresh.retain(|comment| !offered.iter().any(|known| known.id == comment.id));
            offered.append(&mut fresh);
            self.offer(offered.len());
        }
        if changed || !fresh.is_empty() {
            self.add(fresh).await;
        }
        news
    }

    /// Comments that the server listed before and lists no more are removed; their answers stay.
    async fn take_away(&self, found: &[String]) {
        let mut names = crate::names::Names::default();
        for id in found {
            names.add(id, 0);
        }
        let gone: Vec<String> = self.listed.borrow().iter().filter(|id| !names.has(id)).cloned().collect();
        if gone.is_empty() {
            return;
        }
        self.listed.borrow_mut().retain(|id| names.has(id));
        self.live.thread.change(|known| {
            for comment in known.iter_mut().filter(|comment| gone.contains(&comment.id)) {
                comment.status = Status::Removed;
            }
            gone
        });
        self.live.thread.draw().await;
    }

    fn offer(&self, count: usize) {
        let reader = &self.live.reader;
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        let number = f64::from(count);
        let form = self.live.talk().new_comments.of(&intl::plural(&reader.locale, number));
        self.notice.set_text_if_other(&fill(form, &[("count", &intl::number(&reader.locale, number))]));
        self.notice.set_hidden(count == 0);
    }

    async fn show_offered(&self) {
        let offered = self.offered.take();
        self.notice.set_hidden(true);
        let first = offered.first().map(|comment| comment.id.clone());
        self.add(offered).await;
        if let Some(item) = first.and_then(|id| self.live.thread.item(&id)) {
            item.focus_field();
        }
    }

    /// Adds comments; what the reader sees stays where it is.
    async fn add(&self, fresh: Vec<Comment>) {
        let form = self.live.thread.list.next();
        let before = form.as_ref().map(Element::top);
        self.live.thread.change(|known| {
            known.extend(fresh);
            Vec::new()
        });
        clock::sleep(0).await;
        self.live.thread.draw().await;
        if let (Some(form), Some(before)) = (form, before)
            && before < page::height()
            && !self.live.thread.went()
        {
            let moved = form.top() - before;
            if moved != 0.0 {
                scroll::by(moved);
            }
        }
        self.live.replies.look_again(false).await;
    }

    fn tell(&self, words: &str, may_retry: bool) {
        self.words.set_text_if_other(words);
        self.retry.set_hidden(!may_retry);
        self.status.set_hidden(words.is_empty());
    }

    /// Says what is the matter and how old what is shown is.
    fn tell_fault(&self, fault: ListFault) {
        let reader = &self.live.reader;
        let mut words = say::list_fault(fault, &self.backend, reader);
        if self.at.get() > 0 {
            #[allow(clippy::cast_precision_loss, reason = "times are exact in a double")]
            let time = intl::time(&reader.locale, self.at.get() as f64);
            words.push(' ');
            words.push_str(&fill(self.live.talk().copy_of, &[("time", &time)]));
        }
        self.tell(&words, true);
    }
}
