//! Drafts in the stores: read and merged, listed, retired. While a reader types, `public/drafts.js` writes them.

use std::cell::RefCell;

use js_sys::{Function, Map, Object, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::reply_fields::Saved;
use super::stores::{self, Change, StoreError};
use super::web_storage::Area;
use super::{clock, json};
use crate::draft::{Address, Chore, Fate, Merged, Record, Seen, Shelf, Sort, article_prefix, chores};

/// The sorts of records that decide what a draft is.
const ALIVE: [Sort; 2] = [Sort::Draft, Sort::Over(Fate::Sent)];
/// The same with earlier versions, which only the database has.
const ALL: [Sort; 3] = [Sort::Draft, Sort::Over(Fate::Sent), Sort::Earlier];

/// What the stores have of one address's drafts.
pub struct Found {
    /// What they come to.
    pub merged: Merged,
    /// Where the best of them is.
    pub saved: Saved,
}

/// What can be had at once: localStorage, sessionStorage, this page's memory.
#[must_use]
pub fn find_now(address: &Address) -> Found {
    Sources::now(&ALIVE.map(|sort| address.key(sort.prefix(), ""))).found(address).0
}

/// What all stores have. On the way the stores are tidied.
pub async fn find(address: &Address) -> Found {
    let (found, shelf) = Sources::all(&ALL.map(|sort| address.key(sort.prefix(), ""))).await.found(address);
    tidy(chores(&shelf, &found.merged, clock::millis())).await;
    found
}

/// Whether a change of this key in another tab may matter to the drafts of `address`.
#[must_use]
pub fn concerns(address: &Address, key: Option<&str>) -> bool {
    key.is_none_or(|key| ALIVE.iter().any(|sort| key.starts_with(&address.key(sort.prefix(), ""))))
}

/// Where on a site there are unsent replies.
pub async fn unsent_of(site: &str) -> Vec<Address> {
    Sources::all(&ALIVE.map(|sort| article_prefix(sort.prefix(), site, None))).await.shelf().unsent()
}

/// All drafts of every site, and what was discarded.
pub async fn everything() -> Shelf {
    Sources::all(&ALIVE.map(|sort| sort.prefix().to_owned())).await.shelf()
}

/// Texts by key, by how long their store keeps them.
struct Sources([Vec<(String, String)>; 3]);

impl Sources {
    const KEEPS: [Saved; 3] = [Saved::Device, Saved::Tab, Saved::Nowhere];

    fn now(prefixes: &[String]) -> Self {
        let (mut device, mut tab, mut page) = (Vec::new(), Vec::new(), Vec::new());
        for prefix in prefixes {
            device.extend(stores::texts_now(Area::Local, prefix));
            tab.extend(stores::texts_now(Area::Session, prefix));
            page.extend(in_memory(prefix));
        }
        Self([device, tab, page])
    }

    async fn all(prefixes: &[String]) -> Self {
        // The database first: what is typed while it answers is then in what can be had at once.
        let in_database = stores::texts_in_database(prefixes).await;
        let mut sources = Self::now(prefixes);
        let Self([device, ..]) = &mut sources;
        device.extend(in_database);
        sources
    }

    fn shelf(&self) -> Shelf {
        Shelf::of(self.0.iter().flatten())
    }

    fn found(&self, address: &Address) -> (Found, Shelf) {
        let shelf = self.shelf();
        let merged = shelf.merged(address);
        let best = merged.best.as_ref().map(|best| best.json.as_str());
        let holds = |texts: &Vec<(String, String)>| texts.iter().any(|(_, json)| Some(json.as_str()) == best);
        let saved = self.0.iter().zip(Self::KEEPS).find(|(texts, _)| holds(texts));
        let saved = saved.map_or(Saved::Nowhere, |(_, saved)| saved);
        (Found { merged, saved }, shelf)
    }
}

/// What this page typed, as `drafts.js` has it.
pub(super) fn in_memory(prefix: &str) -> Vec<(String, String)> {
    let mut texts = Vec::new();
    if let Some(memory) = memory() {
        memory.for_each(&mut |entry, key| {
            let json = json::get(&entry, "json").as_string();
            texts.extend(key.as_string().filter(|key| key.starts_with(prefix)).zip(json));
        });
    }
    texts
}

/// This page forgets what it typed.
pub(super) fn forget_memory() {
    if let Some(memory) = memory() {
        memory.clear();
    }
}

thread_local! {
    static MEMORY: RefCell<Option<Map>> = const { RefCell::new(None) };
    /// The start module's function that promises `drafts.js`.
    static WRITER: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Names the start module's function that brings `drafts.js`, where that is not there from the beginning.
pub fn writer_from_start(bring: &JsValue) {
    WRITER.set(bring.clone().dyn_into().ok());
}

/// Comes back when `drafts.js` is there. The start module lets nobody wait longer than a moment: a form without it says that
/// nothing is saved.
pub async fn writer_arrived() {
    let asked = WRITER.with_borrow(|bring| bring.as_ref()?.call0(&JsValue::NULL).ok());
    if let Some(asked) = asked {
        // The promise is never rejected, and nothing comes of it.
        JsFuture::from(Promise::resolve(&asked)).await.ok();
    }
}

/// Says where `drafts.js` has what was typed, where that is not the page's own copy.
pub fn use_memory(memory: &JsValue) {
    MEMORY.replace(memory.dyn_ref::<Map>().cloned());
}

fn memory() -> Option<Map> {
    let ours = MEMORY.with_borrow(Clone::clone);
    ours.or_else(|| json::get(&js_sys::global(), "standfirstDrafts").dyn_into().ok())
}

/// Retires exactly the revisions that `seen` covers and makes `also` in the same step. `comment` is the text as it was
/// sent or thrown away. Comes back when a store has confirmed it; if none did, everything is as it was, except that
/// this page forgets what was thrown away.
pub async fn retire(
    address: &Address,
    seen: &Seen,
    fate: Fate,
    comment: &JsValue,
    also: Option<Change>,
) -> Result<(), StoreError> {
    let fields = json::object(&[("comment", comment.clone())]);
    let over = put(Sort::Over(fate), address, &new_id(), 0, seen, &fields);
    retire_by(address, seen, fate, [also, Some(over)]).await
}

/// The same for a text that the reader throws away. `about` is an object with `title` and `src` of the article, so that
/// the reader can find it in the list of drafts.
pub async fn discard(
    address: &Address,
    seen: &Seen,
    comment: &JsValue,
    about: &JsValue,
) -> Result<(), StoreError> {
    let fields = json::object(&[("comment", comment.clone())]);
    let over = put_about(Sort::Over(Fate::Discarded), address, &new_id(), 0, seen, &fields, about);
    retire_by(address, seen, Fate::Discarded, [None, Some(over)]).await
}

async fn retire_by(
    address: &Address,
    seen: &Seen,
    fate: Fate,
    first: [Option<Change>; 2],
) -> Result<(), StoreError> {
    let mut changes: Vec<Change> = first.into_iter().flatten().collect();
    for stamp in seen.stamps() {
        let key = address.key(Sort::Draft.prefix(), &stamp.writer);
        changes.push(Change::Delete { key, up_to: Some(stamp.rev) });
    }
    let written = stores::write(&changes).await;
    if written.is_ok() || fate == Fate::Discarded {
        forget_in_memory(&changes);
    }
    written
}

fn put(sort: Sort, address: &Address, tab: &str, rev: u64, seen: &Seen, fields: &JsValue) -> Change {
    put_about(sort, address, tab, rev, seen, fields, &JsValue::UNDEFINED)
}

/// A record with `title` and `src` of `about`, an object that has them or nothing.
pub(super) fn put_about(
    sort: Sort,
    address: &Address,
    tab: &str,
    rev: u64,
    seen: &Seen,
    fields: &JsValue,
    about: &JsValue,
) -> Change {
    let record = record(sort, address, tab, rev, seen, fields);
    for name in ["title", "src"] {
        // Setting a property of a new plain object cannot fail.
        let _ = js_sys::Reflect::set(&record, &name.into(), &json::get(about, name));
    }
    Change::Put { key: address.key(sort.prefix(), tab), json: json::text(&record) }
}

/// A record of ours, made now: its key and its JSON text. `fields` are as in the record.
#[must_use]
pub fn written(
    sort: Sort,
    address: &Address,
    tab: &str,
    rev: u64,
    seen: &Seen,
    fields: &JsValue,
) -> (String, String) {
    (address.key(sort.prefix(), tab), json::text(&record(sort, address, tab, rev, seen, fields)))
}

fn record(sort: Sort, address: &Address, tab: &str, rev: u64, seen: &Seen, fields: &JsValue) -> JsValue {
    #[allow(clippy::cast_precision_loss, reason = "revisions count keys")]
    let rev = rev as f64;
    let fate = match sort {
        Sort::Over(fate) => fate.name().into(),
        Sort::Draft | Sort::Earlier | Sort::Reply | Sort::Person => JsValue::UNDEFINED,
    };
    json::object(&[
        ("v", 1.into()),
        ("site", address.site.as_str().into()),
        ("article", address.article.as_str().into()),
        ("parent", address.parent.as_deref().map_or(JsValue::NULL, JsValue::from_str)),
        ("kind", address.kind.name().into()),
        ("tab", tab.into()),
        ("rev", rev.into()),
        ("t", clock::now().floor().into()),
        ("seen", json::parse(&seen.json()).unwrap_or_else(|| Object::new().into())),
        ("fields", fields.clone()),
        ("fate", fate),
    ])
}

fn forget_in_memory(changes: &[Change]) {
    let Some(memory) = memory() else { return };
    for change in changes {
        let Change::Delete { key, .. } = change else { continue };
        let key = JsValue::from_str(key);
        let json = json::get(&memory.get(&key), "json").as_string();
        if json.is_some_and(|json| change.deletes(&json)) {
            memory.delete(&key);
        }
    }
}

/// A name that no other record of this device has: 64 random bits.
#[must_use]
pub fn new_id() -> String {
    let half = || format!("{:08x}", (js_sys::Math::random() * f64::from(u32::MAX)) as u32);
    half() + &half()
}

async fn tidy(chores: Vec<Chore>) {
    let forget = |record: &Record| Change::Delete { key: record.key(), up_to: Some(record.stamp.rev) };
    let mut changes = Vec::new();
    for chore in chores {
        match chore {
            Chore::MoveAside { key, to } => changes.push(Change::Move { key, to }),
            Chore::Forget(record) => changes.push(forget(&record)),
            Chore::MakeEarlier(record, name) => {
                let comment = json::get(
                    &json::get(&json::parse(&record.json).unwrap_or_default(), "fields"),
                    "comment",
                );
                let fields = json::object(&[("comment", comment)]);
                let (address, rev) = (&record.address, record.stamp.rev);
                changes.push(put(Sort::Earlier, address, &name, rev, &Seen::default(), &fields));
                changes.push(forget(&record));
            }
        }
    }
    if !changes.is_empty()
        && let Err(error) = stores::write(&changes).await
    {
        super::warn(&format!("standfirst: drafts could not be tidied: {error}"));
    }
}
