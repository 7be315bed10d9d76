//! The thread of an article whose comments a server has: listed, kept fresh, replied to. Everything here hangs below [`begin`], so that
//! it can be loaded after the article is shown.

mod listing;
mod post;
mod say;
mod sender;
mod tools;
mod waiting;

use std::rc::Rc;
use std::sync::Arc;

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
}

impl Live {
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

/// Finds out where comments come from and replies go; then lists, polls and sends as long as the section is in the page.
pub async fn begin(live: Rc<Live>) {
    // Comments of a server may have what few texts have.
    rare::bring();
    sender::allow(live.site());
    let waiting = Waiting::begin(&live);
    sender::observe(waiting);
    let tools = Tools::begin(&live);
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
        Choice::Server(backend) => serve(&live, backend, &tools).await,
    }
    // The tools live as long as the thread is in the page.
    while live.section.is_connected() {
        clock::sleep(LOOK).await;
    }
    drop(tools);
}

async fn serve(live: &Rc<Live>, backend: Backend, tools: &Rc<Tools>) {
    let listing = Listing::new(live.clone(), backend.clone(), tools.clone());
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
