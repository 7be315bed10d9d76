//! Fetching a document, with every way it can fail told apart.

use gloo_net::http::{Request, Response};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, AbortSignal, RequestCredentials, RequestInit, RequestMode};

use crate::embed::{AddressRule, Code};
use crate::find::concat;
use crate::format::MAX_BYTES;

use super::kept::Original;

/// A document as it came.
pub struct Fetched {
    /// Its bytes, content encodings undone.
    pub bytes: Vec<u8>,
    /// Its address after redirects.
    pub address: String,
    /// When the network gave it, in milliseconds since 1970; 0 where nobody knows.
    pub at: u64,
    /// The answer once more, for keeping; `None` for a document that was kept already.
    pub original: Option<Original>,
}

/// Why there is no document.
#[derive(Clone, Debug)]
pub struct FetchError {
    /// What is to be said.
    pub code: Code,
    /// The address that was asked, or that a redirect led to.
    pub address: String,
    /// HTTP status, 0 where there was no answer.
    pub status: u16,
    /// Size in bytes, for [`Code::TooLarge`].
    pub bytes: f64,
    /// What the browser said, for "Details".
    pub detail: String,
}

/// Ends a request. Aborted without a reason: gloo-net panics on a reason that is no `Error`.
#[derive(Clone)]
pub struct Abort(Option<AbortController>);

impl Abort {
    /// A new one.
    #[must_use]
    pub fn new() -> Self {
        Self(AbortController::new().ok())
    }

    /// Ends the request it was given to.
    pub fn abort(&self) {
        if let Some(controller) = &self.0 {
            controller.abort();
        }
    }

    fn is_aborted(&self) -> bool {
        self.0.as_ref().is_some_and(|controller| controller.signal().aborted())
    }
}

impl Default for Abort {
    fn default() -> Self {
        Self::new()
    }
}

/// A request that the start module made before this module had arrived: its address and its promised response.
pub struct Early {
    /// Resolved address.
    pub address: String,
    /// `Promise<Response>`.
    pub response: js_sys::Promise,
    /// The start module's way to end it.
    pub abort: Option<AbortController>,
    /// Whether it carries the reader's cookies.
    pub personal: bool,
}

/// Fetches `address`, which `rule` must allow, and again whatever a redirect made of it. Takes over `early` if it is the
/// same request.
///
/// # Errors
/// Every state but [`Code::NotJson`] and the like, which are found by reading the bytes.
pub async fn document(
    address: &str,
    rule: &AddressRule,
    abort: &Abort,
    early: Option<Early>,
) -> Result<Fetched, FetchError> {
    let fail = |code: Code, status: u16, detail: String| FetchError {
        code,
        address: address.to_owned(),
        status,
        bytes: 0.0,
        detail,
    };
    if !rule.allows(address) {
        return Err(fail(Code::AddressRefused, 0, String::new()));
    }
    let early = early.filter(|early| early.address == address);
    let personal = early.as_ref().is_some_and(|early| early.personal);
    let answer = match early {
        Some(early) => taken_over(early, abort).await,
        None => send(address, abort).await,
    };
    let response = match answer {
        Ok(response) => response,
        Err(detail) if abort.is_aborted() => return Err(fail(Code::Stopped, 0, detail)),
        Err(detail) => return Err(fail(unanswered(address).await, 0, detail)),
    };
    let last = if response.url().is_empty() { address.to_owned() } else { response.url() };
    if !rule.allows(&last) {
        return Err(FetchError { address: last, ..fail(Code::AddressRefused, 0, String::new()) });
    }
    let status = response.status();
    if !response.ok() {
        let code = match status {
            404 => Code::NotFound,
            410 => Code::Gone,
            401..=403 | 407 | 451 => Code::Forbidden,
            _ => Code::Server,
        };
        return Err(fail(code, status, response.status_text()));
    }
    let response = web_sys::Response::from(response);
    let original = Original::of(address, &response, personal);
    match body(response).await {
        Ok(buffer) if f64::from(buffer.byte_length()) > max_bytes() => Err(FetchError {
            bytes: f64::from(buffer.byte_length()),
            ..fail(Code::TooLarge, status, String::new())
        }),
        Ok(buffer) => Ok(Fetched {
            bytes: js_sys::Uint8Array::new(&buffer).to_vec(),
            address: last,
            at: super::clock::millis(),
            original,
        }),
        Err(detail) if abort.is_aborted() => Err(fail(Code::Stopped, status, detail)),
        Err(detail) => {
            Err(fail(if super::page::online() { Code::Unreachable } else { Code::Offline }, status, detail))
        }
    }
}

#[allow(clippy::cast_precision_loss, reason = "the limit is far below 2^53")]
fn max_bytes() -> f64 {
    MAX_BYTES as f64
}

async fn send(address: &str, abort: &Abort) -> Result<Response, String> {
    let signal = abort.0.as_ref().map(AbortController::signal);
    ask(address, RequestMode::Cors, signal.as_ref()).await
}

/// A request without cookies. Made here: gloo-net's builder would bring what joins queries and headers, and the library's code that
/// formats values, 2 KB (Brotli) of a first visit.
async fn ask(address: &str, mode: RequestMode, signal: Option<&AbortSignal>) -> Result<Response, String> {
    let init = RequestInit::new();
    init.set_credentials(RequestCredentials::Omit);
    init.set_mode(mode);
    init.set_signal(signal);
    let request =
        web_sys::Request::new_with_str_and_init(address, &init).map_err(|error| super::reason(&error))?;
    Request::from(request).send().await.map_err(|error| match error {
        // As the browser would say it.
        gloo_net::Error::JsError(error) => concat(&[&error.name, ": ", &error.message]),
        gloo_net::Error::GlooError(text) => text,
    })
}

async fn taken_over(early: Early, abort: &Abort) -> Result<Response, String> {
    // Stopping must stop the request that is under way, which has its own signal.
    let _forward = early.abort.zip(abort.0.as_ref()).map(|(theirs, ours)| {
        super::listener::Listener::on(&ours.signal(), "abort", move |_| theirs.abort())
    });
    let response = JsFuture::from(early.response).await.map_err(|error| super::reason(&error))?;
    let response: web_sys::Response = response.dyn_into().map_err(|other| super::reason(&other))?;
    Ok(Response::from(response))
}

/// The bytes while they are still the browser's: a document that is too large never enters the module's memory,
/// which cannot shrink again.
async fn body(response: web_sys::Response) -> Result<js_sys::ArrayBuffer, String> {
    let promise = response.array_buffer().map_err(|error| super::reason(&error))?;
    let buffer = JsFuture::from(promise).await.map_err(|error| super::reason(&error))?;
    buffer.dyn_into().map_err(|other| super::reason(&other))
}

/// Why a request got no answer that may be read. A second request in mode `no-cors`, whose answer cannot be read
/// either, tells a server that is down from one that does not share.
async fn unanswered(address: &str) -> Code {
    if !super::page::online() {
        return Code::Offline;
    }
    if crate::article::same_origin(address, &super::location::address()) {
        return Code::Unreachable;
    }
    let policy = super::listener::PolicyWatch::start();
    let probe = ask(address, RequestMode::NoCors, None).await;
    if probe.is_ok() {
        return Code::CrossOrigin;
    }
    // The browser tells of a violation in a task of its own, after it has refused the request.
    super::clock::sleep(50).await;
    if policy.saw_connect() { Code::Policy } else { Code::Unreachable }
}

impl Early {
    /// Reads what the start module hands over: `{address, response, abort, personal}`.
    #[must_use]
    pub fn from_js(value: &JsValue) -> Option<Self> {
        let get = |key: &str| js_sys::Reflect::get(value, &JsValue::from_str(key)).ok();
        Some(Self {
            address: get("address")?.as_string()?,
            response: get("response")?.dyn_into().ok()?,
            abort: get("abort").and_then(|abort| abort.dyn_into().ok()),
            personal: get("personal").is_some_and(|personal| personal.is_truthy()),
        })
    }
}
