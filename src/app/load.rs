//! From an address to an article with what is related to it.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use crate::article::{Article, Link};
use crate::browser::fetch::{self, Abort, Early};
use crate::browser::kept::Original;
use crate::browser::{clock, location};
use crate::embed::{Code, Route, forget_inside, mark_inside};
use crate::find::concat;
use crate::format::{self, Needs};
use crate::later::{self, NotLoaded};
use crate::view::{Problem, Step};

use super::Page;

/// How many articles of a feed are offered as related ones.
const OFFERED: usize = 6;

/// Documents of more bytes take a while to read: a key that was pressed meanwhile is answered before they are drawn.
const LONG: usize = 300_000;

/// Where documents come from.
pub enum Place {
    /// The network, with what the start module has asked for already.
    Network(Option<Early>),
    /// What is kept on this device.
    Device,
}

impl Place {
    /// Where what belongs to an article comes from.
    fn after(is_copy: bool) -> Self {
        if is_copy { Self::Device } else { Self::Network(None) }
    }
}

/// An article as it was loaded.
pub struct Loaded {
    pub article: Arc<Article>,
    /// Address of its document as it was asked for.
    pub address: String,
    /// What opens it in `?src=`.
    pub src: String,
    /// When the network gave it, in milliseconds since 1970.
    pub at: u64,
    pub is_copy: bool,
    /// The answers that it was read from.
    pub originals: RefCell<Vec<Original>>,
}

impl Page {
    /// Fetches and reads the article of a route, and a list of others where one is configured.
    pub(super) async fn load(
        &self,
        route: &Route,
        abort: &Abort,
        from: Place,
    ) -> Result<Rc<Loaded>, Problem> {
        let originals = RefCell::default();
        let text = self.given.borrow_mut().text.take();
        if let Some(text) = text {
            let (bytes, address) = (text.into_bytes(), location::address());
            let given = fetch::Fetched { bytes, address, at: clock::millis(), original: None };
            return self.finish(given, String::new(), route, None, abort, false, originals).await;
        }
        let feed = route.feed.as_ref().or(self.config.feed.as_ref());
        let first = match (&route.src, feed) {
            (Some(src), _) => src,
            (None, Some(feed)) => feed,
            (None, None) => return Err(Problem::new(Code::NoSource)),
        };
        let is_copy = matches!(from, Place::Device);
        let mut src = first.clone();
        let mut fetched = self.fetch(first, abort, from, &originals).await?;
        let mut others = None;
        if route.src.is_none() {
            let links = read_feed(&fetched).await?;
            let newest = links.first().ok_or_else(|| Problem::new(Code::NoSource))?;
            // A feed whose items name no documents holds the texts itself.
            if let Some(newest) = &newest.src {
                src.clone_from(newest);
                fetched = self.fetch(newest, abort, Place::after(is_copy), &originals).await?;
            }
            others = Some(links);
        }
        self.finish(fetched, src, route, others, abort, is_copy, originals).await
    }

    /// Reads an article and completes it by what is related.
    #[allow(clippy::too_many_arguments, reason = "what one document brought, from one caller")]
    async fn finish(
        &self,
        fetched: fetch::Fetched,
        src: String,
        route: &Route,
        mut others: Option<Vec<Link>>,
        abort: &Abort,
        is_copy: bool,
        originals: RefCell<Vec<Original>>,
    ) -> Result<Rc<Loaded>, Problem> {
        let at = fetched.at;
        let mut article = read(fetched).await?;
        if article.related.is_empty() {
            let feed = route.feed.as_ref().or(self.config.feed.as_ref());
            if others.is_none()
                && let Some(feed) = feed
            {
                others = self.others(feed, abort, Place::after(is_copy), &originals).await;
            }
            article.related = others.unwrap_or_default();
            let own = [Some(article.source_url.as_str()), article.url.as_deref()];
            article
                .related
                .retain(|link| !own.contains(&link.url.http()) && !own.contains(&link.src.as_deref()));
            article.related.truncate(OFFERED);
        }
        if self.host.is_page() {
            mark_inside(&mut article, &location::address(), &self.rule);
        } else {
            forget_inside(&mut article);
        }
        let address = self.address(&src).unwrap_or_default();
        Ok(Rc::new(Loaded { article: Arc::new(article), src, address, at, is_copy, originals }))
    }

    /// The address of a document, without the place in it.
    fn address(&self, src: &str) -> Option<String> {
        Some(self.rule.resolve(src)?.split('#').next().unwrap_or_default().to_owned())
    }

    /// Fetches a document; the answer, where one came, is added to `originals`.
    async fn fetch(
        &self,
        src: &str,
        abort: &Abort,
        from: Place,
        originals: &RefCell<Vec<Original>>,
    ) -> Result<fetch::Fetched, Problem> {
        let Some(address) = self.address(src) else {
            return Err(Problem { address: src.to_owned(), ..Problem::new(Code::NotFound) });
        };
        match from {
            Place::Network(early) => {
                let mut fetched = fetch::document(&address, &self.rule, abort, early).await?;
                originals.borrow_mut().extend(fetched.original.take());
                Ok(fetched)
            }
            Place::Device if !self.rule.allows(&address) => Err(Problem::new(Code::AddressRefused)),
            Place::Device => match later::keep(Step::Look(address)).await {
                Ok(Some(looking)) => looking.await.ok_or_else(|| Problem::new(Code::Offline)),
                Ok(None) | Err(NotLoaded) => Err(Problem::new(Code::Offline)),
            },
        }
    }

    /// The articles of a feed, to choose related ones from. A feed that fails costs no more than its list.
    async fn others(
        &self,
        feed: &str,
        abort: &Abort,
        from: Place,
        originals: &RefCell<Vec<Original>>,
    ) -> Option<Vec<Link>> {
        let links = match self.fetch(feed, abort, from, originals).await {
            Ok(fetched) => read_feed(&fetched).await,
            Err(problem) => Err(problem),
        };
        if let Err(problem) = &links {
            crate::browser::warn(&concat(&["feed ", feed, ": ", problem.code.name(), " ", &problem.place]));
        }
        links.ok()
    }
}

/// The article of a document. What the first module cannot read by itself waits for a part that can.
async fn read(fetched: fetch::Fetched) -> Result<Article, Problem> {
    let fetch::Fetched { bytes, address, .. } = fetched;
    let needs = match format::read_at_once(&bytes, &address) {
        Ok(article) => {
            if bytes.len() > LONG {
                // What is drawn of it is a task of its own.
                clock::sleep(0).await;
            }
            return Ok(article);
        }
        Err(needs) => needs,
    };
    let ordinary = match needs {
        Needs::Native => later::read_native(bytes.clone(), address.clone()).await,
        Needs::Post => later::read_post(bytes.clone(), address.clone()).await,
        Needs::All => Ok(None),
    };
    let read = match ordinary {
        Ok(None) => later::read(bytes, address).await,
        Ok(Some(article)) => Ok(Ok(article)),
        Err(NotLoaded) => Err(NotLoaded),
    };
    match read {
        Ok(Ok(article)) => Ok(*article),
        Ok(Err(problem)) => Err(problem),
        Err(NotLoaded) => Err(Problem::new(Code::StartFailed)),
    }
}

async fn read_feed(fetched: &fetch::Fetched) -> Result<Vec<Link>, Problem> {
    if let Some(links) = format::read_feed_at_once(&fetched.bytes, &fetched.address) {
        return Ok(links);
    }
    match later::read_feed(fetched.bytes.clone(), fetched.address.clone()).await {
        Ok(read) => read,
        Err(NotLoaded) => Err(Problem::new(Code::StartFailed)),
    }
}
