//! The thread of an article whose comments a server has: listed, kept fresh, replied to. Everything here hangs below [`begin`], so that
//! it can be loaded after the article is shown; what a reader can do with any thread hangs below [`begin_tools`] and is smaller.

mod guard;
mod listing;
mod post;
mod preview;
mod say;
mod sender;
mod tools;
mod waiting;

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use leptos::task::spawn_local;

use crate::article::Article;
use crate::browser::dom::{Attr, Element, Tag, insert_before};
use crate::browser::{clock, url};
use crate::comments::server::{Backend, Choice, Kind, choose};
use crate::text::{Talk, fill, talk};

use super::replies::Replies;
use super::thread::Thread;
use super::{Desk, Reader, Site, rare};

use listing::Listing;
use post::{Closed, Counter};
use tools::Tools;
use waiting::Waiting;

/// How often it is looked whether the thread is still in the page, in milliseconds.
const LOOK: i32 = 10_000;

/// What the live part of a thread works with.
pub struct Live {
    /// "Post Comments".
    pub section: Element,
    /// How many there are, in words.
    pub count: Element,
    /// The comments.
    pub thread: Rc<Thread>,
    /// The forms.
    pub replies: Replies,
    /// Where replies go.
    pub desk: Rc<Desk>,
    /// The article.
    pub article: Arc<Article>,
    /// Whom the page is for.
    pub reader: Reader,
    /// What goes to the comment that the page's address names, once it has come.
    pub arrival: RefCell<Arrival>,
}

/// Where a comment that the page's address names is gone to. The list and the tools come in any order.
#[derive(Default)]
pub enum Arrival {
    /// Neither is there.
    #[default]
    Early,
    /// The list has come before the tools.
    Listed,
    /// The tools are there and can go.
    Ready(Rc<dyn Fn()>),
}

impl Live {
    /// The tools are there: `arrive` goes to the comment that the page's address names.
    pub fn set_tools(&self, arrive: Rc<dyn Fn()>) {
        if matches!(self.arrival.replace(Arrival::Ready(arrive.clone())), Arrival::Listed) {
            arrive();
        }
    }

    /// The list has come for the first time.
    fn arrive(&self) {
        let mut arrival = self.arrival.borrow_mut();
        match &*arrival {
            Arrival::Ready(arrive) => {
                let arrive = arrive.clone();
                drop(arrival);
                arrive();
            }
            Arrival::Early | Arrival::Listed => *arrival = Arrival::Listed,
        }
    }

    /// What the page's owner has set and the address asks for.
    fn site(&self) -> &Site {
        &self.reader.site
    }

    /// Nobody takes replies any more.
    fn close(&self) {
        self.desk.open(Some(Rc::new(Closed(self.reader.clone()))));
    }

    /// What is said of servers.
    fn talk(&self) -> &'static Talk {
        talk(self.reader.say.tag)
    }
}

/// Puts a `div` right after `place` in a form.
fn add_after(place: &Element, attrs: &[Attr<'_>]) -> Option<Element> {
    let form = place.closest("form")?;
    let next = place.next();
    let added = form.add(Tag::Div, attrs);
    insert_before(&form, &added, next.as_ref());
    Some(added)
}

/// Finds out where comments come from and replies go; then lists, polls and sends as long as the section is in the page.
pub async fn begin(live: Rc<Live>) {
    // Comments of a server may have what few texts have.
    rare::bring();
    sender::allow(live.site());
    let waiting = Waiting::begin(&live);
    sender::observe(waiting);
    let choice = choose(
        &live.article,
        live.site().route.comments.as_ref(),
        live.site().config.comments.as_deref(),
        &live.site().rule,
    );
    match choice {
        Choice::Device => live.desk.open(None),
        Choice::Refused(address) => {
            let values = [("host", url::host(&address)), ("origin", url::origin(&address))];
            let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
            let sentence = fill(live.talk().not_allowed, &values);
            let note =
                live.section.add_text(Tag::P, &[Attr::Class("state"), Attr::Role("status")], &sentence);
            insert_before(&live.section, &note, Some(&live.thread.list));
            live.desk.open(None);
        }
        Choice::Server(backend) => serve(&live, backend).await,
    }
}

/// Adds what a reader can do with a thread; gives what goes to the comment that the page's address names.
pub fn begin_tools(live: Rc<Live>) -> Rc<dyn Fn()> {
    let tools = Tools::begin(&live);
    let arriving = Rc::downgrade(&tools);
    spawn_local(async move {
        // They live as long as the thread is in the page.
        while live.section.is_connected() {
            clock::sleep(LOOK).await;
        }
        drop(tools);
    });
    Rc::new(move || {
        if let Some(tools) = arriving.upgrade() {
            tools.arrive();
        }
    })
}

async fn serve(live: &Rc<Live>, backend: Backend) {
    let listing = Listing::new(live.clone(), backend.clone());
    if backend.post.is_some() {
        let counter = Counter::new(live.clone(), backend.clone());
        live.desk.open(Some(counter.clone()));
        listing.on_rules(Rc::new(move |rules| counter.set_rules(rules)));
        if live.article.thread().open == Some(false) {
            live.close();
        }
    } else {
        live.desk.open(None);
        if backend.kind() == Kind::ActivityPub {
            listing.offer_their_server();
        }
    }
    listing.run().await;
}
