//! The browser's URL parser (URL Standard).

use web_sys::Url;

/// `reference` resolved against `base`; with an empty `base` only an absolute address resolves.
///
/// A host with `%` in it is refused, as it must be by the URL Standard (forbidden domain code points): Chromium writes a space
/// there as `%20` instead.
#[must_use]
pub fn join(base: &str, reference: &str) -> Option<String> {
    let url = if base.is_empty() { Url::new(reference) } else { Url::new_with_base(reference, base) }.ok()?;
    (!url.host().bytes().any(|byte| byte == b'%')).then(|| url.href())
}

/// The host (with port) of an address, for sentences; the address itself where it has none.
#[must_use]
pub fn host(address: &str) -> String {
    Url::new(address)
        .ok()
        .map(|url| url.host())
        .filter(|host| !host.is_empty())
        .unwrap_or_else(|| address.to_owned())
}

/// The origin of an address, for sentences; the address itself where it does not parse.
#[must_use]
pub fn origin(address: &str) -> String {
    Url::new(address).map_or_else(|_| address.to_owned(), |url| url.origin())
}

/// `text` with everything but letters, digits and `-_.!~*'()` percent-encoded.
#[must_use]
pub fn encode_component(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}
