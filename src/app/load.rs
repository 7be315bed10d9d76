//! From an address to an article.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use crate::article::{Article, Link};
use crate::browser::fetch::{self, Abort, Early};
use crate::browser::kept::Original;
use crate::browser::{clock, location};
use crate::embed::{Code, Route, forget_inside, mark_inside};
use crate::format::{self, Needs};
use crate::later::{self, NotLoaded};
use crate::view::{List, Loaded, Problem, Step};

use super::Page;

/// Documents of more bytes take a while to read: a key that was pressed meanwhile is answered before they are drawn.
const LONG: usize = 300_000;

/// Where documents come from.
pub enum Place {
    /// The network, with what the start module has asked for already.
    Network(Option<Early>),
    /// What is kept on this device.
    Device,
}

impl Page {
    /// Fetches and reads the article of a route.
    pub(super) async fn load(
        &self,
        route: &Route,
        abort: &Abort,
        from: Place,
    ) -> Result<Rc<Loaded>, Problem> {
        let originals = RefCell::default();
        let is_copy = matches!(from, Place::Device);
        let feed = route.feed.as_ref().or(self.config.feed.as_ref());
        let mut list = feed.cloned().map(List::At);
        let mut src = route.src.as_ref().or(feed).cloned().unwrap_or_default();
        let text = self.given.borrow_mut().text.take();
        let mut fetched = match text {
            Some(text) => {
                src.clear();
                let (bytes, address) = (text.into_bytes(), location::address());
                fetch::Fetched { bytes, address, at: clock::millis(), original: None }
            }
            None if src.is_empty() => return Err(Problem::new(Code::NoSource)),
            None => self.fetch(&src, abort, from, &originals).await?,
        };
        if !src.is_empty()
            && route.src.is_none()
            && let Some(links) = read_feed(&fetched).await?
        {
            let newest = links.first().ok_or_else(|| Problem::new(Code::NoSource))?;
            // A feed whose items name no documents holds the texts itself.
            if let Some(newest) = &newest.src {
                src.clone_from(newest);
                list = Some(List::Fetched(links));
                let from = if is_copy { Place::Device } else { Place::Network(None) };
                fetched = self.fetch(&src, abort, from, &originals).await?;
            }
        }
        let at = fetched.at;
        let mut article = read(fetched).await?;
        let is_page = self.host.is_page();
        if is_page {
            mark_inside(&mut article, &location::address(), &self.rule);
        } else {
            forget_inside(&mut article);
        }
        Ok(Rc::new(Loaded {
            article: Arc::new(article),
            address: self.address(&src).unwrap_or_default(),
            src,
            at,
            is_copy,
            is_page,
            rule: self.rule.clone(),
            originals,
            list,
        }))
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
}

/// The article of a document. What the first module cannot read by itself waits for a part that can.
async fn read(fetched: fetch::Fetched) -> Result<Article, Problem> {
    let fetch::Fetched { bytes, address, .. } = fetched;
    let mut needs = match format::read_at_once(&bytes, &address) {
        Ok(article) => {
            if bytes.len() > LONG {
                // What is drawn of it is a task of its own.
                clock::sleep(0).await;
            }
            return Ok(article);
        }
        Err(needs) => needs,
    };
    loop {
        let address = address.clone();
        let read = match needs {
            Needs::Native(document) => later::read_native(document, address).await,
            Needs::JsonLd(document) => later::read_json_ld(document, address).await,
            Needs::Post(document) => later::read_post(document, address).await,
            Needs::All => break,
        };
        match read {
            Ok(Ok(article)) => return Ok(*article),
            Ok(Err(left)) => needs = left,
            Err(NotLoaded) => return Err(Problem::new(Code::StartFailed)),
        }
    }
    match later::read(bytes, address).await {
        Ok(Ok(article)) => Ok(*article),
        Ok(Err(problem)) => Err(problem),
        Err(NotLoaded) => Err(Problem::new(Code::StartFailed)),
    }
}

/// The links of a feed; `None` where it is a list of another kind, which holds the texts itself.
async fn read_feed(fetched: &fetch::Fetched) -> Result<Option<Vec<Link>>, Problem> {
    let Some(read) = format::read_feed_at_once(&fetched.bytes, &fetched.address) else { return Ok(None) };
    if read.is_some() {
        return Ok(read);
    }
    match later::read_feed(fetched.bytes.clone(), fetched.address.clone()).await {
        Ok(read) => read.map(Some),
        Err(NotLoaded) => Err(Problem::new(Code::StartFailed)),
    }
}
