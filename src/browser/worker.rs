//! The page's worker, `public/sw.js`: registered, asked, brought up to date. Only the page does this, never an embed.

use std::rc::Rc;

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{MessageChannel, ServiceWorker, ServiceWorkerContainer, ServiceWorkerRegistration};

use super::listener::Listener;
use super::{json, policy};

/// Milliseconds after which a waiting version is asked again to take over.
const ASK_AGAIN: i32 = 1_000;

/// The worker of this page.
#[derive(Clone)]
pub struct Worker(ServiceWorkerRegistration);

/// What became of a new version of the worker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// It is complete and waits until no page needs the old one.
    Waits,
    /// It took itself off the site (`public/sw.js`): the site wants none any more.
    Ended,
}

/// `navigator.serviceWorker`; absent in private windows of some browsers and outside secure contexts.
fn container() -> Option<ServiceWorkerContainer> {
    let navigator = super::window()?.navigator();
    json::get(&navigator, "serviceWorker").dyn_into().ok()
}

/// Whether the page came over https or from this machine: all that keeps pages and files is for such pages only.
#[must_use]
pub fn is_secure() -> bool {
    super::window().is_some_and(|window| window.is_secure_context())
}

/// Whether this browser has workers for this page.
#[must_use]
pub fn is_possible() -> bool {
    container().is_some()
}

/// Whether the worker answers for this page: only then there may be something kept.
#[must_use]
pub fn is_there() -> bool {
    container().is_some_and(|container| container.controller().is_some())
}

/// Registers the worker. Fails, saying why, where the browser or the site has none.
pub async fn register() -> Result<Worker, String> {
    let container = container().ok_or_else(|| "this browser has no workers for this page".to_owned())?;
    let script = policy::worker().ok_or_else(|| "the page's policy allows no worker".to_owned())?;
    // By name: the declared type of the address knows no trusted one.
    let register: Function = json::get(&container, "register").dyn_into().map_err(|_| String::new())?;
    let promise: Promise = register
        .call1(&container, &script)
        .and_then(JsCast::dyn_into)
        .map_err(|error| super::reason(&error))?;
    let registration = JsFuture::from(promise).await.map_err(|error| super::reason(&error))?;
    registration.dyn_into().map(Worker).map_err(|other| super::reason(&other))
}

/// Takes the worker off this page's folder, for a site that wants none any more.
pub async fn unregister() {
    let Some(container) = container() else { return };
    let Ok(found) = JsFuture::from(container.get_registration()).await else { return };
    if let Ok(registration) = found.dyn_into::<ServiceWorkerRegistration>()
        && registration.scope() == super::kept::folder()
        && let Ok(promise) = registration.unregister()
    {
        // Where it fails the worker stays, as before.
        let _ = JsFuture::from(promise).await;
    }
}

/// Whether no worker is registered for this page.
async fn is_unregistered() -> bool {
    let Some(container) = container() else { return false };
    JsFuture::from(container.get_registration()).await.is_ok_and(|found| found.is_undefined())
}

impl Worker {
    /// Waits until it has all files of the page, those that the browser threw away fetched again. False where it cannot get them.
    pub async fn has_all_files(&self) -> bool {
        let Some(active) = self.active().await else { return false };
        let Ok(channel) = MessageChannel::new() else { return false };
        let answer = Promise::new(&mut |done, _| channel.port1().set_onmessage(Some(&done)));
        if active.post_message_with_transferable(&"check".into(), &Array::of1(&channel.port2())).is_err() {
            return false;
        }
        JsFuture::from(answer).await.is_ok_and(|event| json::get(&event, "data").is_truthy())
    }

    /// The worker once it has installed itself; waits for ever where it cannot.
    async fn active(&self) -> Option<ServiceWorker> {
        if let Some(active) = self.0.active() {
            return Some(active);
        }
        let ready = JsFuture::from(container()?.ready().ok()?).await.ok()?;
        ready.dyn_into::<ServiceWorkerRegistration>().ok()?.active()
    }

    /// Calls `act` with what becomes of each new version, at once if one waits already.
    pub fn on_news(&self, act: impl Fn(News) + 'static) {
        let act = Rc::new(act);
        if self.0.waiting().is_some() {
            act(News::Waits);
        }
        let registration = self.0.clone();
        // The page listens as long as its document lives.
        std::mem::forget(Listener::on(&self.0, "updatefound", move |_| {
            let Some(new) = registration.installing() else { return };
            let (registration, act) = (registration.clone(), act.clone());
            std::mem::forget(Listener::on(&new, "statechange", move |_| {
                if registration.waiting().is_some() && is_there() {
                    act(News::Waits);
                } else if registration.installing().is_none() {
                    let act = act.clone();
                    spawn_local(async move {
                        if is_unregistered().await {
                            act(News::Ended);
                        }
                    });
                }
            }));
        }));
    }

    /// Looks whether the site has a new version. Nothing is said where it does not answer.
    pub async fn look(&self) {
        if let Ok(promise) = self.0.update() {
            let _ = JsFuture::from(promise).await;
        }
    }

    /// Lets the waiting version take over and opens the page anew with it. Where none waits any more, because it took over when
    /// another tab closed, the page only opens anew.
    pub async fn change_over(&self) {
        // A still newer version may push the waiting one aside at this moment: then that one is asked. And asked again, for
        // Chromium lets a busy worker finish first, and may then forget that another wants its place.
        while let Some(waiting) = self.0.waiting() {
            let changed = Promise::new(&mut |done, _| {
                waiting.set_onstatechange(Some(&done));
                if let Some(container) = container() {
                    container.set_oncontrollerchange(Some(&done));
                }
            });
            if waiting.post_message(&"update".into()).is_err() {
                break;
            }
            let again = Promise::new(&mut |done, _| {
                let window = super::window();
                // Fails only for a callback that is no function.
                let _ = window.map(|window| {
                    window.set_timeout_with_callback_and_timeout_and_arguments_0(&done, ASK_AGAIN)
                });
            });
            // Neither of them fails.
            let _ = JsFuture::from(Promise::race(&Array::of2(&changed, &again))).await;
        }
        if let Some(window) = super::window() {
            // Fails only in a document that is going away.
            let _ = window.location().reload();
        }
    }
}

/// Whether the reader's connection asks for thrift: the browser's setting to save data, or a telephone's network.
#[must_use]
pub fn is_thrifty() -> bool {
    let Some(window) = super::window() else { return false };
    let connection = json::get(&window.navigator(), "connection");
    json::get(&connection, "saveData").is_truthy()
        || json::get(&connection, "type").as_string().as_deref() == Some("cellular")
}

/// Asks the browser not to throw away what this page keeps. Some ask the reader, some do not have it: nothing is promised.
pub async fn persist() {
    let Some(window) = super::window() else { return };
    let storage = json::get(&window.navigator(), "storage");
    let persist: Option<Function> =
        Reflect::get(&storage, &"persist".into()).ok().and_then(|method| method.dyn_into().ok());
    let promise = persist.and_then(|persist| persist.call0(&storage).ok()?.dyn_into::<Promise>().ok());
    if let Some(promise) = promise {
        let _ = JsFuture::from(promise).await;
    }
}

/// Waits until the browser has nothing better to do, at most some seconds.
pub async fn idle() {
    let promise = Promise::new(&mut |done, _| {
        let window = super::window();
        let ask = window
            .as_ref()
            .and_then(|window| json::get(window, "requestIdleCallback").dyn_into::<Function>().ok());
        let asked = ask.zip(window.as_ref()).is_some_and(|(ask, window)| {
            ask.call2(window, &done, &json::object(&[("timeout", JsValue::from_f64(4_000.0))])).is_ok()
        });
        // WebKit has no such call.
        if !asked {
            let _ =
                window.map(|window| window.set_timeout_with_callback_and_timeout_and_arguments_0(&done, 300));
        }
    });
    let _ = JsFuture::from(promise).await;
}
