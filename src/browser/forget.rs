//! Forgetting, on a reader's word.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::indexed_db::Database;
use super::stores::{self, Change, StoreError};
use super::web_storage::{Area, WebStorage};
use super::{clock, draft_store, json};

/// What all our keys in the Web Storages, and all our caches, begin with.
const OURS: &str = "standfirst";
/// Changes when everything is forgotten, so that forms and other tabs let go of what they have in memory. See
/// `public/drafts.js`.
pub const FORGOTTEN: &str = "standfirst.s1/forgotten";

/// Deletes everything that Standfirst keeps for this origin: drafts and their history, what was discarded, replies kept or
/// waiting to be sent, saved articles, the reader's name and settings. The offline copy of the program itself stays: it
/// says nothing of the reader. Fails if the browser refused any part; the rest is deleted all the same.
pub async fn everything() -> Result<(), StoreError> {
    draft_store::forget_memory();
    let in_local = WebStorage::of(Area::Local).and_then(|store| empty(&store));
    let in_session = WebStorage::of(Area::Session).and_then(|store| empty(&store));
    let in_database = match Database::open().await {
        Ok(database) => database.clear().await,
        Err(error) => Err(error),
    };
    let in_caches = caches().await;
    if let Ok(local) = WebStorage::of(Area::Local) {
        let told = Change::Put { key: FORGOTTEN.to_owned(), json: clock::millis().to_string() };
        local.write(&[told, Change::Delete { key: FORGOTTEN.to_owned(), up_to: None }])?;
    }
    stores::tell_changed(Some(FORGOTTEN));
    in_database.and(in_caches).and(gone(in_local)).and(gone(in_session))
}

fn empty(store: &WebStorage) -> Result<(), StoreError> {
    let keys = store.texts(OURS)?.into_iter().map(|(key, _)| Change::Delete { key, up_to: None });
    store.write(&keys.collect::<Vec<_>>())
}

/// A store that does not exist holds nothing.
fn gone(result: Result<(), StoreError>) -> Result<(), StoreError> {
    match result {
        Err(StoreError::Absent) => Ok(()),
        other => other,
    }
}

async fn caches() -> Result<(), StoreError> {
    let refused = |error: JsValue| StoreError::Refused(super::reason(&error));
    let caches = json::get(&js_sys::global(), "caches");
    // Absent in insecure contexts.
    let Ok(keys) = json::get(&caches, "keys").dyn_into::<js_sys::Function>() else { return Ok(()) };
    let delete: js_sys::Function = json::get(&caches, "delete").dyn_into().map_err(refused)?;
    let promise = keys.call0(&caches).map_err(refused)?;
    let names: Array =
        JsFuture::from(js_sys::Promise::resolve(&promise)).await.map_err(refused)?.unchecked_into();
    for name in names.iter() {
        let of_reader = |name: &String| name.starts_with(OURS) && !name.contains(" shell ");
        if name.as_string().is_some_and(|name| of_reader(&name)) {
            let deleted = delete.call1(&caches, &name).map_err(refused)?;
            JsFuture::from(js_sys::Promise::resolve(&deleted)).await.map_err(refused)?;
        }
    }
    Ok(())
}
