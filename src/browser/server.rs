//! Talking to servers that take comments: the requests and answers of `comments::server`, with every way they can fail.

use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortController;

use super::{clock, json, page};
use crate::comments::server::{Answer, Call, ListFault, Lost, Redirects};
use crate::embed::AddressRule;
use crate::format::MAX_BYTES;

/// Headers that answers are read for. Of another origin's only those that it exposes can be read.
const HEADERS: [&str; 3] = ["retry-after", "x-wp-total", "x-wp-totalpages"];

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silence {
    /// The page may not talk to this address, or was led to one that it may not talk to.
    NotAllowed,
    /// The device has no network.
    Offline,
    /// None came, or only a part, or one that this page may not read.
    NoAnswer,
}

impl From<Silence> for Lost {
    fn from(silence: Silence) -> Self {
        match silence {
            Silence::Offline => Self::Offline,
            Silence::NotAllowed | Silence::NoAnswer => Self::NoAnswer,
        }
    }
}

impl From<Silence> for ListFault {
    fn from(silence: Silence) -> Self {
        match silence {
            Silence::Offline => Self::Offline,
            Silence::NotAllowed => Self::Elsewhere,
            Silence::NoAnswer => Self::Unreachable,
        }
    }
}

/// Sends a request that `rule` must allow and gives the whole answer. After `patience` milliseconds it is given up, which does not
/// mean that the server did not get it.
pub async fn ask(call: &Call, rule: &AddressRule, patience: i32) -> Result<Answer, Silence> {
    if !rule.allows(&call.address) {
        return Err(Silence::NotAllowed);
    }
    let silence = || if page::online() { Silence::NoAnswer } else { Silence::Offline };
    let abort = AbortController::new().ok();
    let request = begin(call, abort.as_ref()).ok_or_else(silence)?;
    let late = Promise::new(&mut |done, _| {
        // Without a timer there is only no limit.
        let _ = super::window()
            .map(|window| window.set_timeout_with_callback_and_timeout_and_arguments_0(&done, patience));
    });
    let answer = wasm_bindgen_futures::future_to_promise(async move { whole(request).await });
    let first = JsFuture::from(Promise::race(&js_sys::Array::of2(&answer, &late))).await;
    let Some(parts) = first.ok().and_then(|value| value.dyn_into::<js_sys::Array>().ok()) else {
        if let Some(abort) = abort {
            abort.abort();
        }
        return Err(silence());
    };
    let response: web_sys::Response = parts.get(0).dyn_into().map_err(|_| silence())?;
    let address = if response.url().is_empty() { call.address.clone() } else { response.url() };
    if !rule.allows(&address) {
        return Err(Silence::NotAllowed);
    }
    let headers = HEADERS.iter().filter_map(|name| {
        let value = response.headers().get(name).ok().flatten()?;
        Some(((*name).to_owned(), value))
    });
    Ok(Answer {
        status: response.status(),
        redirected: json::get(&response, "redirected").is_truthy(),
        headers: headers.collect(),
        body: js_sys::Uint8Array::new(&parts.get(1)).to_vec(),
        address,
    })
}

fn begin(call: &Call, abort: Option<&AbortController>) -> Option<Promise> {
    let headers: Vec<_> = call.headers.iter().map(|(name, value)| (*name, value.into())).collect();
    // By their names: each setter would be a function of its own in the first visit.
    let mut init = vec![
        ("method", call.method.into()),
        ("headers", json::object(&headers)),
        ("credentials", if call.cookies { "include" } else { "omit" }.into()),
        // Past every copy that the browser keeps. As a header other origins would have to allow it.
        ("cache", "no-store".into()),
    ];
    if let Some(body) = &call.body {
        init.push(("body", body.into()));
    }
    match call.redirects {
        Redirects::Followed => {}
        Redirects::Refused => init.push(("redirect", "error".into())),
        // An address elsewhere is then refused by the browser before anything is sent there (Fetch, "HTTP-redirect fetch").
        Redirects::OwnOrigin => init.push(("mode", "same-origin".into())),
    }
    if let Some(abort) = abort {
        init.push(("signal", abort.signal().into()));
    }
    let init: web_sys::RequestInit = json::object(&init).unchecked_into();
    Some(super::window()?.fetch_with_str_and_init(&call.address, &init))
}

/// The response and its bytes, as a list of two; `undefined` for one that is too large.
async fn whole(request: Promise) -> Result<JsValue, JsValue> {
    let response: web_sys::Response = JsFuture::from(request).await?.dyn_into()?;
    let buffer = JsFuture::from(response.array_buffer()?).await?;
    let size = buffer.unchecked_ref::<js_sys::ArrayBuffer>().byte_length();
    if usize::try_from(size).is_ok_and(|size| size > MAX_BYTES) {
        return Ok(JsValue::UNDEFINED);
    }
    Ok(js_sys::Array::of2(&response, &buffer).into())
}

/// The value of a cookie that scripts may read, for servers that want it repeated in a header.
#[must_use]
pub fn cookie(name: &str) -> Option<String> {
    let document = super::document()?;
    let cookies = json::get(&document, "cookie").as_string()?;
    cookies.split(';').find_map(|cookie| {
        let (known, value) = cookie.trim().split_once('=')?;
        (known == name).then(|| value.to_owned())
    })
}

/// A page that is left is put aside within so many milliseconds.
const LEFT: i32 = 1_000;
/// What [`wake`] tells the window.
const SEND: &str = "standfirst-send";

/// Waits `millis`, or less where the network comes back, the page is shown again, or another tab tells of a change.
pub async fn nap(millis: i32) {
    // `visibilitychange` comes from the document and reaches the window (HTML, "update the visibility state").
    page::sleep_or(millis, &["online", "pageshow", "storage", "visibilitychange", SEND]).await;
    if page::hidden() {
        // A page that is left is told that it is hidden, and what it begins then is put aside with it: Firefox keeps a lock for it that
        // no other page gets. A tab that is only hidden goes on.
        clock::sleep(LEFT).await;
    }
}

/// Ends every [`nap`] of this page.
pub fn wake() {
    if let (Some(window), Ok(event)) = (super::window(), web_sys::Event::new(SEND)) {
        // Fails only while the same event is being dispatched.
        let _ = window.dispatch_event(&event);
    }
}
