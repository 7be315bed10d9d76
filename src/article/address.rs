//! Addresses: resolved by the platform's URL parser (WHATWG URL), then held in types that only an allowed
//! scheme can become. No address is compared or refused by its raw text.

use crate::find::{concat, last, split_once};

/// `reference` resolved against `base`; with an empty `base` only an absolute address resolves.
/// The one door to URL parsing: the browser's own parser there, the `url` crate natively (76 KB of wasm less).
#[must_use]
pub fn resolve(base: &str, reference: &str) -> Option<String> {
    #[cfg(target_arch = "wasm32")]
    return crate::browser::url::join(base, reference);
    #[cfg(not(target_arch = "wasm32"))]
    if base.is_empty() {
        url::Url::parse(reference).ok().map(String::from)
    } else {
        url::Url::parse(base).ok()?.join(reference).ok().map(String::from)
    }
}

/// Origin of a resolved http(s) address: scheme, host and port, without a user name. `None` for all others.
pub(crate) fn origin(address: &str) -> Option<String> {
    let (scheme, rest) = split_once(address, "://")?;
    if scheme != "http" && scheme != "https" {
        return None;
    }
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = last(authority, b'@').map_or(Some(authority), |at| authority.get(at + 1..));
    let host = host.filter(|host| !host.is_empty())?;
    Some(concat(&[scheme, "://", host]))
}

/// Whether two resolved http(s) addresses have the same origin.
#[must_use]
pub fn same_origin(one: &str, other: &str) -> bool {
    matches!((origin(one), origin(other)), (Some(one), Some(other)) if one == other)
}

fn is_http(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}

/// Where a link leads: an address with one of the schemes http, https, mailto and tel, or a place in the
/// article itself. Nothing else can be made into one, so no view can link to anything else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Href(Target);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Target {
    Address(String),
    Fragment(String),
}

impl Href {
    /// The link that `reference` makes in a document at `base`. `None` where it does not parse or has a scheme
    /// that is not allowed.
    #[must_use]
    pub fn new(base: &str, reference: &str) -> Option<Self> {
        let reference = reference.trim();
        if let Some(fragment) = reference.strip_prefix('#') {
            return Self::fragment_of(fragment);
        }
        let address = resolve(base, reference)?;
        let before = |address: &str| address.split('#').next().map(str::to_owned);
        if let Some((document, fragment)) = address.split_once('#')
            && !fragment.is_empty()
            && !base.is_empty()
            && before(base).as_deref() == Some(document)
        {
            return Self::fragment_of(fragment);
        }
        let allowed = is_http(&address) || address.starts_with("mailto:") || address.starts_with("tel:");
        allowed.then_some(Self(Target::Address(address)))
    }

    fn fragment_of(fragment: &str) -> Option<Self> {
        (!fragment.is_empty()).then(|| Self(Target::Fragment(percent_decode(fragment))))
    }

    /// The resolved address, unless it is a place in the article itself.
    #[must_use]
    pub fn address(&self) -> Option<&str> {
        match &self.0 {
            Target::Address(address) => Some(address),
            Target::Fragment(_) => None,
        }
    }

    /// The http(s) address, if it is one.
    #[must_use]
    pub fn http(&self) -> Option<&str> {
        self.address().filter(|address| is_http(address))
    }

    /// The name of the block or note that it leads to, percent-decoded, if it is in the article itself.
    #[must_use]
    pub fn fragment(&self) -> Option<&str> {
        match &self.0 {
            Target::Address(_) => None,
            Target::Fragment(fragment) => Some(fragment),
        }
    }
}

/// Where a picture, sound or film is fetched from: https, or http on the document's own origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source(String);

impl Source {
    /// The source that `reference` names in a document at `base`. Plain http elsewhere becomes https, as browsers
    /// do with such pictures in secure pages. `None` for every other scheme, `data:` and `blob:` included.
    #[must_use]
    pub fn new(base: &str, reference: &str) -> Option<Self> {
        let address = resolve(base, reference.trim())?;
        if address.starts_with("https://") {
            return Some(Self(address));
        }
        let rest = address.strip_prefix("http://")?;
        if same_origin(base, &address) {
            return Some(Self(address));
        }
        Some(Self("https://".to_owned() + rest))
    }

    /// The resolved address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// `text` with `%XX` decoded; as it is where that is no valid UTF-8 (URL Standard, "percent-decode").
pub(crate) fn percent_decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let mut ahead = rest.clone();
        let hex = |byte: Option<u8>| byte.and_then(|byte| char::from(byte).to_digit(16));
        match (byte, hex(ahead.next()), hex(ahead.next())) {
            (b'%', Some(high), Some(low)) => {
                bytes.push(u8::try_from(high * 16 + low).unwrap_or(b'?'));
                rest = ahead;
            }
            _ => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: &str = "https://example.org/news/story.json";

    #[test]
    fn links_take_four_schemes_and_places_in_the_article() {
        let address = |text: &str| Href::new(BASE, text).and_then(|href| href.address().map(str::to_owned));
        assert_eq!(address("../a?b=1"), Some("https://example.org/a?b=1".into()));
        assert_eq!(address(" http://Example.com "), Some("http://example.com/".into()));
        assert_eq!(address("mailto:a@b.example"), Some("mailto:a@b.example".into()));
        for refused in [
            "javascript:alert(1)",
            "java\nscript:alert(1)",
            " \u{1}javascript:x",
            "data:text/html,x",
            "vbscript:x",
            "blob:https://example.org/1",
            "file:///etc/passwd",
            "http://[",
            "",
        ] {
            if refused.is_empty() {
                continue;
            }
            assert_eq!(Href::new(BASE, refused), None, "{refused:?}");
        }
        assert_eq!(Href::new(BASE, "#n%C3%A9").unwrap().fragment(), Some("né"));
        assert_eq!(Href::new(BASE, "story.json#n1").unwrap().fragment(), Some("n1"));
        assert_eq!(Href::new(BASE, "#"), None);
    }

    #[test]
    fn pictures_elsewhere_become_https_and_data_is_refused() {
        let source =
            |base: &str, text: &str| Source::new(base, text).map(|source| source.as_str().to_owned());
        assert_eq!(source(BASE, "http://img.example/a.png"), Some("https://img.example/a.png".into()));
        assert_eq!(source("http://localhost:8080/x", "a.png"), Some("http://localhost:8080/a.png".into()));
        assert_eq!(source(BASE, "data:image/png;base64,AA"), None);
    }

    #[test]
    fn a_user_name_in_an_address_does_not_make_it_of_another_origin() {
        assert!(same_origin("https://a.example/x", "https://me@a.example/y"));
        assert!(!same_origin("https://a.example/x", "https://a.example@b.example/"));
        assert!(!same_origin("https://a.example/", "http://a.example/"));
        assert!(!same_origin("data:x", "data:x"));
    }

    #[test]
    fn percent_decoding_keeps_what_is_no_utf8() {
        assert_eq!(percent_decode("a%20b%"), "a b%");
        assert_eq!(percent_decode("%FF"), "%FF");
    }
}
