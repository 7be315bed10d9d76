//! One tab at a time: Web Locks, and where the browser has none (insecure pages, older browsers) a note in localStorage that expires.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Function, Promise};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::listener::Listener;
use super::stores::Change;
use super::web_storage::{Area, WebStorage};
use super::{clock, draft_store, json};

/// A note counts for so many milliseconds.
const LEASE: f64 = 12_000.0;
/// It is written anew this often.
const RENEW: i32 = 3_000;

/// A lock that is held until this is dropped, or the page goes.
pub struct Held {
    release: Option<Function>,
    lives: Rc<Cell<bool>>,
    _leaving: Option<Listener>,
}

impl Held {
    /// Whether it is still held: it is not in a page that was put aside and shown again.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.lives.get()
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.lives.set(false);
        if let Some(release) = &self.release {
            // A resolver of a promise does not throw.
            let _ = release.call0(&JsValue::UNDEFINED);
        }
    }
}

/// Gets the lock if nobody has it.
pub async fn try_hold(name: &'static str) -> Option<Held> {
    let locks = super::window().map(|window| json::get(&window.navigator(), "locks")).unwrap_or_default();
    let request = json::get(&locks, "request").dyn_into::<Function>();
    match request {
        Ok(request) => by_browser(&locks, &request, name).await,
        Err(_) => by_note(name).await,
    }
}

async fn by_browser(locks: &JsValue, request: &Function, name: &str) -> Option<Held> {
    let release: Rc<Cell<Option<Function>>> = Rc::default();
    let got = Promise::new(&mut |got, _| {
        let keep = release.clone();
        let told = got.clone();
        let granted: Closure<dyn FnMut(JsValue) -> JsValue> = Closure::new(move |lock: JsValue| {
            let is_ours = !lock.is_null() && !lock.is_undefined();
            let keep = keep.clone();
            let until = Promise::new(&mut |done, _| {
                if is_ours {
                    keep.set(Some(done));
                }
            });
            let _ = told.call1(&JsValue::UNDEFINED, &is_ours.into());
            if is_ours { until.into() } else { JsValue::UNDEFINED }
        });
        let options = json::object(&[("ifAvailable", true.into())]);
        // Where storage is denied the call fails, and nothing is sent: nothing is kept there either.
        let asked = request.call3(locks, &name.into(), &options, granted.as_ref());
        granted.forget();
        match asked.ok().and_then(|asked| asked.dyn_into::<Promise>().ok()) {
            Some(asked) => spawn_local(async move {
                if JsFuture::from(asked).await.is_err() {
                    let _ = got.call1(&JsValue::UNDEFINED, &false.into());
                }
            }),
            None => {
                let _ = got.call1(&JsValue::UNDEFINED, &false.into());
            }
        }
    });
    let is_ours = JsFuture::from(got).await.is_ok_and(|is_ours| is_ours.is_truthy());
    if !is_ours {
        return None;
    }
    let (release, lives) = (release.take(), Rc::new(Cell::new(true)));
    let (letting_go, gone) = (release.clone(), lives.clone());
    // Firefox puts a page aside with the lock that it holds: no other would ever get it.
    let leaving = super::window().map(|window| {
        Listener::on(&window, "pagehide", move |_| {
            gone.set(false);
            if let Some(release) = &letting_go {
                // A resolver of a promise does not throw.
                let _ = release.call0(&JsValue::UNDEFINED);
            }
        })
    });
    Some(Held { release, lives, _leaving: leaving })
}

async fn by_note(name: &'static str) -> Option<Held> {
    let own = draft_store::new_id();
    let key = format!("standfirst.l1/{name}");
    let holder = |key: &str| -> Option<(String, f64)> {
        let note = json::parse(&WebStorage::of(Area::Local).ok()?.get(key)?)?;
        Some((json::get(&note, "owner").as_string()?, json::get(&note, "until").as_f64()?))
    };
    let write = |key: &str, own: &str| {
        let note = json::object(&[("owner", own.into()), ("until", (clock::now() + LEASE).into())]);
        let change = Change::Put { key: key.to_owned(), json: json::text(&note) };
        WebStorage::of(Area::Local).and_then(|store| store.write(&[change]))
    };
    if holder(&key).is_some_and(|(_, until)| until > clock::now()) || write(&key, &own).is_err() {
        return None;
    }
    // Whoever wrote at the same moment has written by now.
    clock::sleep(120).await;
    if holder(&key).is_none_or(|(owner, _)| owner != own) {
        return None;
    }
    let lives = Rc::new(Cell::new(true));
    let held = Held { release: None, lives: lives.clone(), _leaving: None };
    spawn_local(async move {
        while lives.get() && holder(&key).is_some_and(|(owner, _)| owner == own) {
            if write(&key, &own).is_err() {
                break;
            }
            clock::sleep(RENEW).await;
        }
        if let Ok(store) = WebStorage::of(Area::Local)
            && holder(&key).is_some_and(|(owner, _)| owner == own)
        {
            // A note that stays only expires.
            let _ = store.write(&[Change::Delete { key, up_to: None }]);
        }
    });
    Some(held)
}
