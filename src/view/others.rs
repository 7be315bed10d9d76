//! The articles of a list, for documents that name no related ones: they are fetched when the article is there to be read.

use std::rc::Rc;

use crate::article::Link;
use crate::browser::clock;
use crate::browser::dom::Element;
use crate::browser::fetch::{self, Abort, Fetched};
use crate::browser::location;
use crate::embed::{Code, mark_links};
use crate::find::concat;
use crate::format;
use crate::later::{self, NotLoaded};

use super::loaded::{List, Loaded};
use super::related::fill;
use super::{Problem, Reader, Step};

/// How many of them are offered.
const OFFERED: usize = 6;

/// What stands below the list waits for it, but no longer than so many milliseconds.
const PATIENCE: i32 = 3_000;

/// Sees to it that what is related to an article is known, and fills `place` with it. A list that fails costs no more than the list.
pub async fn others(place: Option<(Element, Reader)>, loaded: Rc<Loaded>) {
    let article = &loaded.article;
    if article.related.is_empty() && article.others.known().is_none() {
        let links = match &loaded.list {
            Some(List::Fetched(links)) => links.clone(),
            Some(List::At(address)) => match fetched(address, &loaded).await {
                Ok(links) => links,
                Err(problem) => {
                    let told = ["feed ", address, ": ", problem.code.name(), " ", &problem.place];
                    crate::browser::warn(&concat(&told));
                    Vec::new()
                }
            },
            None => Vec::new(),
        };
        article.others.keep(offered(links, &loaded));
    }
    // Comments that are asked for again bring it again.
    if let Some((place, reader)) = place
        && place.first().is_none_or(|heading| heading.next().is_none())
    {
        fill(&place, article.related(), &reader);
    }
}

async fn fetched(list: &str, loaded: &Loaded) -> Result<Vec<Link>, Problem> {
    let address = loaded.rule.resolve(list);
    let address = address.as_deref().and_then(|address| address.split('#').next());
    let Some(address) = address else { return Err(Problem::new(Code::NotFound)) };
    let Fetched { bytes, address, original, .. } = if loaded.is_copy {
        if !loaded.rule.allows(address) {
            return Err(Problem::new(Code::AddressRefused));
        }
        let kept = match later::keep(Step::Look(address.to_owned())).await {
            Ok(Some(looking)) => looking.await,
            Ok(None) | Err(NotLoaded) => None,
        };
        kept.ok_or_else(|| Problem::new(Code::Offline))?
    } else {
        let abort = Abort::new();
        let end = abort.clone();
        let _patience = clock::every(PATIENCE, move || end.abort());
        fetch::document(address, &loaded.rule, &abort, None).await?
    };
    loaded.originals.borrow_mut().extend(original);
    if let Some(links) = format::read_list(&bytes, &address) {
        return Ok(links);
    }
    match later::read_feed(bytes, address).await {
        Ok(links) => links,
        Err(NotLoaded) => Err(Problem::new(Code::StartFailed)),
    }
}

/// The first of them that are other articles than this one.
fn offered(mut links: Vec<Link>, loaded: &Loaded) -> Vec<Link> {
    let article = &loaded.article;
    let own = [Some(article.source_url.as_str()), article.url.as_deref()];
    links.retain(|link| !own.contains(&link.url.http()) && !own.contains(&link.src.as_deref()));
    links.truncate(OFFERED);
    mark_links(&mut links, &location::address(), &loaded.rule, loaded.is_page);
    links
}
