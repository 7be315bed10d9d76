//! The database `standfirst`: one object store `kept` of JSON texts under keys of our own. New sorts of records take a
//! new prefix, so its version stays 1 and an older build can always open it. `public/drafts.js` writes there too.

use js_sys::{Array, Object, Promise, Reflect};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbKeyRange, IdbRequest, IdbTransaction};

use super::stores::{Change, StoreError};

const NAME: &str = "standfirst";
const STORE: &str = "kept";
/// After so many milliseconds without an answer the database counts as broken.
const PATIENCE: i32 = 5_000;

#[wasm_bindgen]
extern "C" {
    /// An `IDBDatabase` by the call that web-sys has only among its unstable ones.
    type Transactional;
    #[wasm_bindgen(method, catch)]
    fn transaction(
        this: &Transactional,
        store: &str,
        mode: &str,
        options: &JsValue,
    ) -> Result<IdbTransaction, JsValue>;

    /// An `IDBTransaction` by the call that web-sys calls deprecated and the standard does not.
    type Committable;
    #[wasm_bindgen(method, catch)]
    fn commit(this: &Committable) -> Result<(), JsValue>;
}

/// An open connection, closed when dropped.
pub struct Database(IdbDatabase);

impl Drop for Database {
    fn drop(&mut self) {
        self.0.close();
    }
}

impl Database {
    /// Opens it, and makes it where it does not exist. Fails where the browser keeps nothing for this page.
    pub async fn open() -> Result<Self, StoreError> {
        let factory = super::window().and_then(|window| window.indexed_db().ok().flatten());
        let request = factory.ok_or(StoreError::Absent)?.open(NAME).map_err(refused)?;
        let made = request.clone();
        // Only a new database asks for this; should making the store fail, the request fails with it.
        let make = wasm_bindgen::closure::Closure::once(move || {
            let database: Option<IdbDatabase> = made.result().ok().and_then(|result| result.dyn_into().ok());
            let _ = database.map(|database| database.create_object_store(STORE));
        });
        request.set_onupgradeneeded(Some(make.as_ref().unchecked_ref()));
        answer(&request).await?;
        let database: IdbDatabase = request.result().map_err(refused)?.dyn_into().map_err(refused)?;
        Ok(Self(database))
    }

    /// The texts of all keys that begin with `prefix`. What is no text is given as the browser writes it.
    pub async fn texts(&self, prefix: &str) -> Result<Vec<(String, String)>, StoreError> {
        let transaction = self.begin("readonly")?;
        let store = transaction.object_store(STORE).map_err(refused)?;
        // Keys are ASCII, so nothing that begins with the prefix comes after this.
        let range =
            IdbKeyRange::bound(&prefix.into(), &format!("{prefix}\u{FFFF}").into()).map_err(refused)?;
        let keys = store.get_all_keys_with_key(&range).map_err(refused)?;
        let values = store.get_all_with_key(&range).map_err(refused)?;
        answer(&values).await?;
        let (keys, values) = (array(&keys)?, array(&values)?);
        Ok(keys
            .iter()
            .zip(values.iter())
            .filter_map(|(key, value)| Some((key.as_string()?, text(&value))))
            .collect())
    }

    /// Makes all changes or none, and comes back when the browser has them on its disk (`durability: "strict"`).
    pub async fn write(&self, changes: &[&Change]) -> Result<(), StoreError> {
        let transaction = self.begin("readwrite")?;
        let complete = Promise::new(&mut |done, failed| {
            transaction.set_oncomplete(Some(&done));
            transaction.set_onabort(Some(&failed));
        });
        let store = transaction.object_store(STORE).map_err(refused)?;
        for change in changes {
            match change {
                Change::Put { key, json } => {
                    store.put_with_key(&JsValue::from_str(json), &JsValue::from_str(key)).map_err(refused)?;
                }
                Change::Delete { key, .. } => {
                    let stored = store.get(&JsValue::from_str(key)).map_err(refused)?;
                    answer(&stored).await?;
                    let stored = stored.result().map_err(refused)?;
                    if !stored.is_undefined() && change.deletes(&text(&stored)) {
                        store.delete(&JsValue::from_str(key)).map_err(refused)?;
                    }
                }
                Change::Move { key, to } => {
                    let stored = store.get(&JsValue::from_str(key)).map_err(refused)?;
                    answer(&stored).await?;
                    let stored = stored.result().map_err(refused)?;
                    if !stored.is_undefined() {
                        store.put_with_key(&stored, &JsValue::from_str(to)).map_err(refused)?;
                        store.delete(&JsValue::from_str(key)).map_err(refused)?;
                    }
                }
            }
        }
        // Only makes it quicker: a transaction with nothing left to do commits by itself.
        let _ = transaction.unchecked_ref::<Committable>().commit();
        in_time(complete).await
    }

    /// Deletes everything that is in it.
    pub async fn clear(&self) -> Result<(), StoreError> {
        let transaction = self.begin("readwrite")?;
        let store = transaction.object_store(STORE).map_err(refused)?;
        answer(&store.clear().map_err(refused)?).await
    }

    fn begin(&self, mode: &str) -> Result<IdbTransaction, StoreError> {
        let options = Object::new();
        // Setting a property of a new plain object cannot fail.
        let _ = Reflect::set(&options, &"durability".into(), &"strict".into());
        self.0.unchecked_ref::<Transactional>().transaction(STORE, mode, &options).map_err(refused)
    }
}

/// Waits for a request. The functions of the promise are its handlers: no closure of ours is needed.
async fn answer(request: &IdbRequest) -> Result<(), StoreError> {
    in_time(Promise::new(&mut |done, failed| {
        request.set_onsuccess(Some(&done));
        request.set_onerror(Some(&failed));
    }))
    .await
}

async fn in_time(promise: Promise) -> Result<(), StoreError> {
    let late = Promise::new(&mut |_, failed| {
        let timer = |window: web_sys::Window| {
            window.set_timeout_with_callback_and_timeout_and_arguments_0(&failed, PATIENCE)
        };
        // Without a timer there is only no limit.
        let _ = super::window().map(timer);
    });
    JsFuture::from(Promise::race(&Array::of2(&promise, &late))).await.map(|_| ()).map_err(refused)
}

fn array(request: &IdbRequest) -> Result<Array, StoreError> {
    request.result().map_err(refused)?.dyn_into().map_err(refused)
}

fn text(value: &JsValue) -> String {
    value.as_string().unwrap_or_else(|| format!("{value:?}"))
}

/// The reason stands in the failed request, which is the target of its event; an expired wait has none.
fn refused(error: JsValue) -> StoreError {
    let event: Option<&web_sys::Event> = error.dyn_ref();
    let target = event.and_then(web_sys::Event::target);
    let inner = target.and_then(|target| Reflect::get(&target, &"error".into()).ok());
    StoreError::Refused(super::reason(&inner.unwrap_or(error)))
}
