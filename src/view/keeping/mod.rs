//! The article on this device: how old what is shown is, whether it opens without a network, what else does, and what can be
//! done about it. Nothing of this is needed to show an article, so [`keeping`] is the one way in.

mod freshness;
mod press;
mod saving;
mod step;
mod strip;

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use leptos::task::spawn_local;

use crate::article::Article;
use crate::browser::dom::{self, Attr, DataName, Element, Tag};
use crate::browser::events::{self, Detail};
use crate::browser::kept::{self, Kept, Original};
use crate::browser::listener::Listener;
use crate::browser::worker::{self, News, Worker};
use crate::browser::{clock, page, pictures, web_storage};
use crate::embed::{AddressRule, Event, Route};
use crate::later::{self, Looking};
use crate::offline::Record;

use super::{Loaded, Reader};
use freshness::Freshness;
use press::{Press, pressed};
use saving::{Outcome, Saving, fetch_ahead};
use strip::{Place, Strip};

pub use step::{Answer, Ask, Display, Step};

/// Milliseconds between two attempts to reach a server that did not answer: the first, and the longest.
const RETRY: (i32, i32) = (5_000, 60_000);
/// Id of the element that this part draws in.
const PLACE: &str = "standfirst-keeping";
/// Id of the element for the line over a copy.
const LINE: &str = "standfirst-age";
/// Key in localStorage of the article read last, for the installed page (`public/start.js`).
const LAST: &str = "standfirst.last";

/// What is shown, without the answers that it was read from.
struct Now {
    article: Option<Arc<Article>>,
    address: String,
    src: String,
    at: u64,
    is_copy: bool,
    may_pass: bool,
    rule: AddressRule,
    is_unwanted: bool,
    ask: Rc<dyn Fn(Ask)>,
}

impl Now {
    fn of(display: Display) -> (Self, Vec<Original>) {
        let Display { loaded, may_pass, rule, is_unwanted, ask } = display;
        let is_copy = loaded.as_ref().is_some_and(|loaded| loaded.is_copy);
        let (article, address, src, at, originals) = match loaded {
            Some(loaded) => {
                let Loaded { article, address, src, at, originals, .. } = &*loaded;
                (Some(article.clone()), address.clone(), src.clone(), *at, originals.take())
            }
            None => (None, String::new(), String::new(), 0, Vec::new()),
        };
        (Self { article, address, src, at, is_copy, may_pass, rule, is_unwanted, ask }, originals)
    }
}

/// The article that is shown, as this part knows it.
struct Current {
    number: u32,
    shown: Now,
    /// Set when the reader has removed something: nothing more is fetched ahead for this article.
    is_cleared: Cell<bool>,
    /// Set when the reader has removed this article: it is not kept again before it is opened again.
    is_removed: Cell<bool>,
    place: Option<Place>,
    freshness: RefCell<Option<Freshness>>,
    outcome: RefCell<Option<Outcome>>,
    /// How often the server was asked in vain.
    tries: Cell<u32>,
    listeners: RefCell<Vec<Listener>>,
}

#[derive(Default)]
struct State {
    number: u32,
    current: Option<Rc<Current>>,
    worker: Option<Worker>,
    new_version: bool,
}

thread_local! {
    static STATE: RefCell<State> = RefCell::default();
}

/// Makes the element that this part draws in.
pub fn keeping_place(parent: &Element) {
    parent.add(Tag::Div, &[Attr::Class("keeping"), Attr::OwnId(PLACE)]);
}

/// Makes the element for the line over a copy: how old it is, and whether the server has another.
pub fn keeping_line(parent: &Element) {
    parent.add(Tag::Div, &[Attr::Class("keeping"), Attr::OwnId(LINE)]);
}

/// Follows what happens to the page; gives a search where something is looked for.
pub fn keeping(step: Step) -> Option<Looking> {
    match step {
        Step::Shown(shown) => spawn_local(begin(*shown)),
        Step::Answered(answer) => spawn_local(answered(answer)),
        Step::Look(address) => return Some(Box::pin(kept::document(address))),
    }
    None
}

fn current() -> Option<Rc<Current>> {
    STATE.with_borrow(|state| state.current.clone())
}

impl Current {
    /// What came of keeping it; nothing where the site wants nothing kept any more.
    fn came(&self, outcome: Outcome) {
        self.outcome.replace(Some(outcome).filter(|_| !kept::is_over()));
    }

    /// Whether the page still shows this.
    fn is_shown(&self) -> bool {
        STATE.with_borrow(|state| state.number == self.number)
    }
}

async fn begin(display: Display) {
    let (shown, originals) = Now::of(display);
    events::set_offline_ready(false);
    if shown.article.is_none() {
        // A problem is drawn only after it was told.
        clock::sleep(0).await;
    }
    let is_new = STATE.with_borrow(|state| state.number == 0);
    let freshness = match (&shown.article, shown.is_copy) {
        (None, _) => None,
        (Some(_), true) => Some(Freshness::Copy(shown.at)),
        (Some(_), false) => Some(Freshness::Live(shown.at)),
    };
    let current = STATE.with_borrow_mut(|state| {
        state.number += 1;
        let current = Rc::new(Current {
            number: state.number,
            place: dom::by_id(PLACE).map(|place| Place::new(place, dom::by_id(LINE))),
            shown,
            freshness: RefCell::new(freshness),
            outcome: RefCell::default(),
            tries: Cell::new(0),
            is_cleared: Cell::new(false),
            is_removed: Cell::new(false),
            listeners: RefCell::default(),
        });
        state.current = Some(current.clone());
        current
    });
    if current.shown.is_unwanted {
        worker::unregister().await;
        return;
    }
    listen(&current);
    if is_new {
        pictures::stand_in();
    }
    draw(&current).await;
    worker::idle().await;
    if is_new {
        start_worker();
    }
    if !current.is_shown() {
        return;
    }
    match &current.shown.article {
        None if current.shown.may_pass => try_later(&current),
        None => {}
        Some(_) if current.shown.is_copy => remember(&current),
        Some(_) => {
            remember(&current);
            save(&current, originals, false).await;
        }
    }
}

/// The installed page opens with this article the next time.
fn remember(current: &Current) {
    let store = web_storage::WebStorage::of(web_storage::Area::Local);
    if let Ok(store) = store {
        let change =
            crate::browser::stores::Change::Put { key: LAST.to_owned(), json: current.shown.src.clone() };
        // Where there is no room the newest article opens instead.
        let _ = store.write(&[change]);
    }
}

fn start_worker() {
    // While the page is being worked on, a worker would hide every change.
    if cfg!(debug_assertions) {
        return;
    }
    spawn_local(async {
        match worker::register().await {
            Ok(worker) => {
                worker.on_news(|news| match news {
                    News::Waits => {
                        STATE.with_borrow_mut(|state| state.new_version = true);
                        redraw();
                    }
                    News::Ended => spawn_local(end()),
                });
                STATE.with_borrow_mut(|state| state.worker = Some(worker));
                if let Some(current) = current() {
                    tell_ready(&current).await;
                }
            }
            Err(reason) => {
                crate::browser::warn(&format!(
                    "The page cannot be kept for reading without a network: {reason}"
                ));
            }
        }
    });
}

/// The site wants no worker any more: what was kept goes, and nothing is said of reading without a network.
async fn end() {
    kept::end().await;
    events::set_offline_ready(false);
    if let Some(current) = current() {
        current.outcome.replace(None);
        draw(&current).await;
    }
}

fn redraw() {
    if let Some(current) = current() {
        spawn_local(async move { draw(&current).await });
    }
}

async fn save(current: &Rc<Current>, originals: Vec<Original>, changed: bool) {
    let Some(article) = current.shown.article.clone() else { return };
    if !worker::is_secure() {
        // Over plain http no page can be kept: a reader could do nothing about it.
        return;
    }
    if !worker::is_possible() {
        current.outcome.replace(Some(Outcome::Impossible));
        draw(current).await;
        return;
    }
    let outcome = saving(current, &article, changed).save(originals).await;
    saved(current, &article, outcome).await;
}

/// Tells what came of keeping the article, and goes on with the related ones.
async fn saved(current: &Rc<Current>, article: &Article, outcome: Outcome) {
    if current.is_removed.get() {
        // The reader was quicker than the network.
        forget(&current.shown.address).await;
        draw(current).await;
    } else if current.is_shown() {
        current.came(outcome);
        draw(current).await;
        tell_ready(current).await;
        ahead(current, article).await;
    }
}

/// Takes an article away with all that no other one needs.
async fn forget(address: &str) {
    let Ok(kept) = Kept::open().await else { return };
    if let Some(record) = kept.record(address).await {
        kept.remove(&record, &kept.records().await).await;
    }
}

fn saving<'a>(current: &'a Current, article: &'a Article, changed: bool) -> Saving<'a> {
    let at = match &*current.freshness.borrow() {
        Some(
            Freshness::Live(at) | Freshness::Copy(at) | Freshness::Changed(at) | Freshness::Alone(at, _),
        ) => *at,
        None => current.shown.at,
    };
    let Now { address, src, rule, .. } = &current.shown;
    Saving { article, address, src, at, rule, is_read: true, changed }
}

/// Says that the article opens without a network, once the worker has the page and the cache has the article.
async fn tell_ready(current: &Rc<Current>) {
    let complete = matches!(*current.outcome.borrow(), Some(Outcome::Complete | Outcome::WithoutSome));
    let worker = STATE.with_borrow(|state| state.worker.clone());
    let (true, Some(worker)) = (complete, worker) else { return };
    if worker.has_all_files().await && current.is_shown() {
        events::set_offline_ready(true);
        if let Some(place) = &current.place {
            let detail = [("src", Detail::Text(&current.shown.src))];
            events::dispatch_around(&place.element, Event::OfflineReady, &detail);
        }
    }
}

/// Fetches the related articles, one after the other, while the browser has nothing better to do.
async fn ahead(current: &Rc<Current>, article: &Article) {
    for link in article.related() {
        let Some(src) = &link.src else { continue };
        worker::idle().await;
        if !current.is_shown() || current.is_cleared.get() || kept::is_over() {
            return;
        }
        let fetched = fetch_ahead(src, &current.shown.rule).await;
        // What the reader has removed meanwhile does not come back by itself.
        if let Some(address) = fetched.filter(|_| current.is_cleared.get()) {
            forget(&address).await;
            draw(current).await;
        }
    }
    draw(current).await;
}

async fn answered(answer: Answer) {
    let Some(current) = current() else { return };
    match answer {
        Answer::Article(loaded) => {
            let article = loaded.article.clone();
            let changed = current.shown.article.as_deref() != Some(&*article);
            let now = clock::millis();
            let old = current.shown.at;
            current.freshness.replace(Some(if changed {
                Freshness::Changed(old)
            } else {
                Freshness::Live(now)
            }));
            draw(&current).await;
            worker::idle().await;
            // It is kept as it would be shown, with what is related to it. Without the part it is kept without.
            if let Ok(completing) = later::related(None, loaded.clone()).await {
                completing.await;
            }
            if !current.is_removed.get() {
                let saving = Saving { at: now, ..saving(&current, &article, changed) };
                let outcome = saving.save(loaded.originals.take()).await;
                saved(&current, &article, outcome).await;
            }
        }
        Answer::Problem(problem) => {
            let may_pass = problem.may_pass();
            if current.shown.article.is_some() {
                current.freshness.replace(Some(Freshness::Alone(current.shown.at, problem)));
                current.outcome.replace(None);
                draw(&current).await;
                let Some(article) = current.shown.article.clone() else { return };
                // Without new answers this only looks whether everything is there.
                let outcome = saving(&current, &article, false).look().await;
                current.came(outcome);
                tell_ready(&current).await;
            }
            if may_pass {
                try_later(&current);
            }
        }
    }
}

/// Asks the server again when the network comes back, and every now and then.
fn try_later(current: &Rc<Current>) {
    let current = current.clone();
    spawn_local(async move {
        let tries = current.tries.get();
        current.tries.set(tries.saturating_add(1));
        let delay = RETRY.0.saturating_mul(1 << tries.min(4)).min(RETRY.1);
        page::sleep_or(delay, &["online"]).await;
        if current.is_shown() {
            (current.shown.ask)(Ask::Again);
        }
    });
}

fn listen(current: &Rc<Current>) {
    let Some(place) = &current.place else { return };
    let listeners = place.parts().map(|part| {
        let weak = Rc::downgrade(current);
        part.on("click", move |event| {
            let (Some(current), Some((_, name))) = (weak.upgrade(), dom::pressed(&event, DataName::Press))
            else {
                return;
            };
            if let Some(press) = Press::of(&name) {
                spawn_local(async move { pressed(&current, press).await });
            }
        })
    });
    current.listeners.replace(listeners.collect());
}

async fn draw(current: &Rc<Current>) {
    let Some(place) = &current.place else { return };
    let records = match Kept::open().await {
        Ok(kept) => kept.records().await,
        Err(_) => Vec::new(),
    };
    if !current.is_shown() {
        return;
    }
    let language = current.shown.article.as_ref().and_then(|article| article.lang.as_deref());
    let reader = Reader::of(language.unwrap_or_default());
    for part in place.parts() {
        part.set(Attr::Lang(reader.say.tag));
        part.set(Attr::Dir(reader.dir()));
    }
    let (freshness, outcome) = (current.freshness.borrow().clone(), current.outcome.borrow().clone());
    let strip = Strip {
        freshness: freshness.as_ref(),
        outcome: outcome.as_ref(),
        address: &current.shown.address,
        records: &records,
        new_version: STATE.with_borrow(|state| state.new_version),
    };
    strip::draw(place, &strip, &reader);
    mark(&records, &reader);
}

/// Says on the cards of related articles which of them open without a network.
fn mark(records: &[Record], reader: &Reader) {
    dom::mark_links("nav.related li", reader.offline().opens, |address| {
        let src = Route::read(address).src;
        records.iter().any(|record| Some(&record.src) == src.as_ref())
    });
}
