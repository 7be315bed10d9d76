//! What the page keeps of articles, in Cache Storage under a name of its own: documents and pictures under their own addresses,
//! and a record for each article. `public/sw.js` reads from there when an element of the page asks for a picture.

use std::cell::Cell;

use js_sys::{Array, ArrayBuffer, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Cache, CacheQueryOptions, CacheStorage, Headers, RequestCache, RequestCredentials, RequestInit,
    RequestMode, Response, ResponseInit,
};

use crate::offline::{Record, is_key};

use super::fetch::Fetched;
use super::json;
use super::stores::StoreError;

/// The cache, open.
pub struct Kept {
    cache: Cache,
    folder: String,
}

/// Why a file could not be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotKept {
    /// It did not come, or is not what it should be.
    NotFetched,
    /// Its server says that it must not be stored (`no-store`, `private`), or does not share it with this page.
    NotAllowed,
    /// The browser has no room for it, or keeps nothing for this page.
    NoRoom(StoreError),
}

/// Whether the browser's own cache may answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CacheMode {
    /// With whatever it has: the file was shown a moment ago.
    Use,
    /// Only after it has asked the server whether the file is still the same.
    Ask,
}

/// An answer that may be kept once it is known to be good.
pub struct Original {
    /// The address that was asked.
    pub address: String,
    /// A second copy of the answer, unread.
    response: Response,
    /// Whether it was asked for with the reader's cookies.
    personal: bool,
}

impl Original {
    /// Of an answer that is about to be read. `None` where the browser cannot make a second copy of it.
    #[must_use]
    pub fn of(address: &str, response: &Response, personal: bool) -> Option<Self> {
        let response = response.clone().ok()?;
        Some(Self { address: address.to_owned(), response, personal })
    }
}

/// The folder of the page: the scope of its worker.
#[must_use]
pub fn folder() -> String {
    let base = super::document().and_then(|document| document.base_uri().ok().flatten()).unwrap_or_default();
    super::url::join(&base, "./").unwrap_or(base)
}

thread_local! {
    static IS_OVER: Cell<bool> = const { Cell::new(false) };
}

/// Whether the site wants nothing kept any more: its worker has taken itself off while the page was open.
#[must_use]
pub fn is_over() -> bool {
    IS_OVER.get()
}

/// Takes everything away and keeps nothing from now on.
pub async fn end() {
    IS_OVER.set(true);
    // The worker has done the same, but this page may have been opening the cache at that moment.
    if let Ok((caches, name)) = caches(&folder()) {
        // Fails only where nothing can be kept either.
        let _ = wait(caches.delete(&name)).await;
    }
}

/// The browser's caches, and the name of the one for this folder.
fn caches(folder: &str) -> Result<(CacheStorage, String), StoreError> {
    let caches: CacheStorage =
        super::window().and_then(|window| window.caches().ok()).ok_or(StoreError::Absent)?;
    // Outside secure contexts there is none.
    if caches.is_falsy() {
        return Err(StoreError::Absent);
    }
    let mut name = String::from("standfirst ");
    name.push_str(folder);
    name.push_str(" kept");
    Ok((caches, name))
}

/// The document that is kept under an address.
pub async fn document(address: String) -> Option<Fetched> {
    Kept::open().await.ok()?.document(&address).await
}

impl Kept {
    /// Opens it. Fails where the browser or the site keeps nothing for this page.
    pub async fn open() -> Result<Self, StoreError> {
        if is_over() {
            return Err(StoreError::Absent);
        }
        let folder = folder();
        let (caches, name) = caches(&folder)?;
        let cache = wait(caches.open(&name)).await?;
        Ok(Self { cache: cache.unchecked_into(), folder })
    }

    async fn answer(&self, address: &str) -> Option<Response> {
        let options = CacheQueryOptions::new();
        options.set_ignore_vary(true);
        wait(self.cache.match_with_str_and_options(address, &options)).await.ok()?.dyn_into().ok()
    }

    /// Whether there is something under an address.
    pub async fn has(&self, address: &str) -> bool {
        self.answer(address).await.is_some()
    }

    /// The document under an address.
    pub async fn document(&self, address: &str) -> Option<Fetched> {
        let response = self.answer(address).await?;
        let url = response.url();
        let bytes = bytes(&response).await?;
        let at = self.record(address).await.map_or(0, |record| record.at);
        let address = if url.is_empty() { address.to_owned() } else { url };
        Some(Fetched { bytes: Uint8Array::new(&bytes).to_vec(), address, at, original: None })
    }

    /// Keeps an answer that came already. Gives its size in bytes.
    pub async fn put(&self, original: &Original) -> Result<u64, NotKept> {
        let Original { address, response, personal } = original;
        if *personal {
            // Made for this reader alone, perhaps: what is kept is what anybody would get.
            return self.fetch_for_anybody(address, CacheMode::Ask, "").await;
        }
        if !may_be_kept(response) {
            return Err(NotKept::NotAllowed);
        }
        let (Ok(copy), Ok(counted)) = (response.clone(), response.clone()) else {
            return Err(NotKept::NotFetched);
        };
        let size = bytes(&counted).await.ok_or(NotKept::NotFetched)?.byte_length();
        self.store(address, &copy).await?;
        Ok(u64::from(size))
    }

    /// Fetches a file by CORS and without cookies, and keeps it. `kind` is what its media type must begin with. Gives its size in bytes.
    pub async fn fetch(&self, address: &str, mode: CacheMode, kind: &str) -> Result<u64, NotKept> {
        // Firefox holds answers to requests that leave cookies out apart from all others, so a picture that is shown would be
        // sent a second time. Where the page has no cookies the picture's own request took none along either.
        if has_no_cookies() {
            let response = ask(address, mode, RequestCredentials::SameOrigin).await?;
            // Scripts see not all cookies: here the server says that they matter.
            if !header(&response.headers(), "vary").contains("cookie") {
                return self.take(address, &response, kind).await;
            }
        }
        self.fetch_for_anybody(address, mode, kind).await
    }

    async fn fetch_for_anybody(&self, address: &str, mode: CacheMode, kind: &str) -> Result<u64, NotKept> {
        let response = ask(address, mode, RequestCredentials::Omit).await?;
        self.take(address, &response, kind).await
    }

    /// Keeps an answer of this kind, if it is a good one.
    async fn take(&self, address: &str, response: &Response, kind: &str) -> Result<u64, NotKept> {
        let media_type = response.headers().get("content-type").ok().flatten().unwrap_or_default();
        // A network that wants a login first answers everything with its own page.
        if !response.ok() || !media_type.starts_with(kind) {
            return Err(NotKept::NotFetched);
        }
        if !may_be_kept(response) {
            return Err(NotKept::NotAllowed);
        }
        let bytes = bytes(response).await.ok_or(NotKept::NotFetched)?;
        let size = bytes.byte_length();
        // Made anew: the body of the answer is read already.
        let init = ResponseInit::new();
        init.set_headers(&response.headers());
        let whole = Response::new_with_opt_js_u8_array_and_init(Some(&Uint8Array::new(&bytes)), &init);
        self.store(address, &whole.map_err(|_| NotKept::NotFetched)?).await?;
        Ok(u64::from(size))
    }

    async fn store(&self, address: &str, response: &Response) -> Result<(), NotKept> {
        wait(self.cache.put_with_str(address, response)).await.map(|_| ()).map_err(NotKept::NoRoom)
    }

    /// Takes away what is under an address.
    pub async fn delete(&self, address: &str) {
        // Fails only where nothing can be read either.
        let _ = wait(self.cache.delete_with_str(address)).await;
    }

    /// All records of articles, those read last first. Damaged ones count as absent.
    pub async fn records(&self) -> Vec<Record> {
        let Ok(keys) = wait(self.cache.keys()).await else { return Vec::new() };
        let mut records = Vec::new();
        for key in keys.unchecked_into::<Array>().iter() {
            let address = json::get(&key, "url").as_string().unwrap_or_default();
            if is_key(&address, &self.folder) {
                records.extend(self.record_at(&address).await);
            }
        }
        crate::order::sort(&mut records, |one: &Record, other: &Record| one.read > other.read);
        records
    }

    /// The record of the article whose document is at `address`.
    pub async fn record(&self, address: &str) -> Option<Record> {
        self.record_at(&self.key(address)).await
    }

    async fn record_at(&self, key: &str) -> Option<Record> {
        let text = wait(self.answer(key).await?.text()).await.ok()?.as_string()?;
        Record::read(&text)
    }

    /// Writes the record of an article.
    pub async fn write(&self, record: &Record) -> Result<(), NotKept> {
        let response = Response::new_with_opt_str(Some(&record.text())).map_err(|_| NotKept::NotFetched)?;
        self.store(&self.key(&record.address), &response).await
    }

    /// Takes an article away, with all files that no other one needs.
    pub async fn remove(&self, record: &Record, records: &[Record]) {
        self.delete(&self.key(&record.address)).await;
        for file in crate::offline::unused(record, records) {
            self.delete(file).await;
        }
    }

    fn key(&self, address: &str) -> String {
        let mut key = self.folder.clone();
        key.push_str(&Record::key(address, super::url::encode_component));
        key
    }
}

async fn ask(address: &str, mode: CacheMode, credentials: RequestCredentials) -> Result<Response, NotKept> {
    let init = RequestInit::new();
    init.set_mode(RequestMode::Cors);
    init.set_credentials(credentials);
    init.set_cache(match mode {
        CacheMode::Use => RequestCache::ForceCache,
        CacheMode::Ask => RequestCache::NoCache,
    });
    let window = super::window().ok_or(NotKept::NotFetched)?;
    let answer =
        wait(window.fetch_with_str_and_init(address, &init)).await.map_err(|_| NotKept::NotFetched)?;
    answer.dyn_into().map_err(|_| NotKept::NotFetched)
}

/// Whether an answer may be read by this page and stored (RFC 9111, section 5.2.2).
fn may_be_kept(response: &Response) -> bool {
    let readable = match json::get(response, "type").as_string().as_deref() {
        Some("basic" | "cors" | "default") => response.ok(),
        _ => false,
    };
    let control = header(&response.headers(), "cache-control");
    let forbidden = |word: &str| matches!(word.trim().split('=').next(), Some("no-store" | "private"));
    readable && !control.split(',').any(forbidden) && header(&response.headers(), "vary").trim() != "*"
}

fn header(headers: &Headers, name: &str) -> String {
    headers.get(name).ok().flatten().unwrap_or_default().to_ascii_lowercase()
}

/// Whether no cookie goes along with a request to the page's own site, as far as scripts may know.
fn has_no_cookies() -> bool {
    super::document().is_some_and(|page| json::get(&page, "cookie").as_string().as_deref() == Some(""))
}

async fn bytes(response: &Response) -> Option<ArrayBuffer> {
    JsFuture::from(response.array_buffer().ok()?).await.ok()?.dyn_into().ok()
}

/// Waits for what a call into the browser promised.
async fn wait<E: Into<JsValue>>(promised: impl Promised<E>) -> Result<JsValue, StoreError> {
    let promise = promised.promise().map_err(|error| StoreError::Refused(super::reason(&error.into())))?;
    JsFuture::from(promise).await.map_err(|error| StoreError::Refused(super::reason(&error)))
}

/// A promise, or a call that may fail to give one.
trait Promised<E> {
    /// The promise.
    fn promise(self) -> Result<Promise, E>;
}

impl Promised<JsValue> for Promise {
    fn promise(self) -> Result<Promise, JsValue> {
        Ok(self)
    }
}

impl<E> Promised<E> for Result<Promise, E> {
    fn promise(self) -> Result<Promise, E> {
        self
    }
}
