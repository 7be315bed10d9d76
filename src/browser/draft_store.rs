//! Drafts in the stores: read and merged, listed, retired. While a reader types, `public/drafts.js` writes them.

use js_sys::{Map, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::reply_fields::Saved;
use super::stores::{self, Change, StoreError};
use super::web_storage::Area;
use super::{clock, json};
use crate::draft::{Address, DRAFTS, Fate, Merged, Seen, Shelf, TOMBSTONES, UNREADABLE, article_prefix};

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
    Sources::now(&address.key(DRAFTS, ""), &address.key(TOMBSTONES, "")).found(address)
}

/// What all stores have. Unreadable records are moved aside and what is over is deleted on the way.
pub async fn find(address: &Address) -> Found {
    let sources = Sources::all(&address.key(DRAFTS, ""), &address.key(TOMBSTONES, "")).await;
    let found = sources.found(address);
    tidy(&sources.shelf(), &found.merged).await;
    found
}

/// The comments of an article that have an unsent reply; `None` is the article itself.
pub async fn drafts_of(site: &str, article: &str) -> Vec<Option<String>> {
    let prefix = |sort| article_prefix(sort, site, Some(article));
    let shelf = Sources::all(&prefix(DRAFTS), &prefix(TOMBSTONES)).await.shelf();
    shelf.unsent().into_iter().map(|address| address.parent).collect()
}

/// Texts by key, by how long their store keeps them.
struct Sources {
    device: Vec<(String, String)>,
    tab: Vec<(String, String)>,
    page: Vec<(String, String)>,
}

impl Sources {
    fn now(drafts: &str, tombstones: &str) -> Self {
        let of = |area| {
            [drafts, tombstones].into_iter().flat_map(|prefix| stores::texts_now(area, prefix)).collect()
        };
        Self { device: of(Area::Local), tab: of(Area::Session), page: in_memory(drafts) }
    }

    async fn all(drafts: &str, tombstones: &str) -> Self {
        // The database first: what is typed while it answers is then in what can be had at once.
        let in_database = stores::texts_in_database(&[drafts, tombstones]).await;
        let mut sources = Self::now(drafts, tombstones);
        sources.device.extend(in_database);
        sources
    }

    fn shelf(&self) -> Shelf {
        Shelf::of([&self.device, &self.tab, &self.page].into_iter().flatten().cloned())
    }

    fn found(&self, address: &Address) -> Found {
        let merged = self.shelf().merged(address);
        let best = merged.best.as_ref().map(|best| best.json.as_str());
        let holds = |texts: &[(String, String)]| texts.iter().any(|(_, json)| Some(json.as_str()) == best);
        let saved = if holds(&self.device) {
            Saved::Device
        } else if holds(&self.tab) {
            Saved::Tab
        } else {
            Saved::Nowhere
        };
        Found { merged, saved }
    }
}

/// What this page typed, as `drafts.js` has it.
fn in_memory(prefix: &str) -> Vec<(String, String)> {
    let mut texts = Vec::new();
    if let Some(memory) = memory() {
        memory.for_each(&mut |entry, key| {
            let json = Reflect::get(&entry, &"json".into()).ok().and_then(|json| json.as_string());
            texts.extend(key.as_string().filter(|key| key.starts_with(prefix)).zip(json));
        });
    }
    texts
}

fn memory() -> Option<Map> {
    Reflect::get(&js_sys::global(), &"standfirstDrafts".into()).ok()?.dyn_into().ok()
}

/// Retires exactly the revisions that `seen` covers and makes `also` in the same step. `comment` is the text as it was
/// sent or thrown away. Comes back when a store has confirmed it; if none did, everything is as it was.
pub async fn retire(
    address: &Address,
    seen: &Seen,
    fate: Fate,
    comment: &JsValue,
    also: Vec<Change>,
) -> Result<(), StoreError> {
    let id = new_id();
    let record = json::object(&[
        ("v", 1.into()),
        ("site", address.site.as_str().into()),
        ("article", address.article.as_str().into()),
        ("parent", address.parent.as_deref().map_or(JsValue::NULL, JsValue::from_str)),
        ("kind", address.kind.name().into()),
        ("id", id.as_str().into()),
        ("fate", fate.name().into()),
        ("t", clock::now().floor().into()),
        ("seen", json::parse(&seen.json()).unwrap_or_else(|| Object::new().into())),
        ("comment", comment.clone()),
    ]);
    let mut changes = also;
    changes.push(Change::Put { key: address.key(TOMBSTONES, &id), json: json::text(&record) });
    for stamp in seen.stamps() {
        changes.push(Change::Delete { key: address.key(DRAFTS, &stamp.writer), up_to: Some(stamp.rev) });
    }
    stores::write(&changes).await?;
    forget_in_memory(&changes);
    Ok(())
}

fn forget_in_memory(changes: &[Change]) {
    let Some(memory) = memory() else { return };
    for change in changes {
        let Change::Delete { key, .. } = change else { continue };
        let entry = memory.get(&JsValue::from_str(key));
        let json = Reflect::get(&entry, &"json".into()).ok().and_then(|json| json.as_string());
        if json.is_some_and(|json| change.deletes(&json)) {
            memory.delete(&JsValue::from_str(key));
        }
    }
}

/// A name that no other record of this device has: 64 random bits.
#[must_use]
pub fn new_id() -> String {
    let half = || format!("{:08x}", (js_sys::Math::random() * f64::from(u32::MAX)) as u32);
    half() + &half()
}

/// Moves unreadable records aside and deletes what tombstones cover. Nothing depends on whether it succeeds.
async fn tidy(shelf: &Shelf, merged: &Merged) {
    let aside =
        shelf.broken.iter().map(|key| Change::Move { key: key.clone(), to: format!("{UNREADABLE}{key}") });
    let over = merged.over.iter().filter(|draft| !draft.newer).map(|draft| {
        let key = draft.address.key(DRAFTS, &draft.stamp.writer);
        Change::Delete { key, up_to: Some(draft.stamp.rev) }
    });
    let changes: Vec<Change> = aside.chain(over).collect();
    if !changes.is_empty()
        && let Err(error) = stores::write(&changes).await
    {
        super::warn(&format!("standfirst: drafts could not be tidied: {error}"));
    }
}
