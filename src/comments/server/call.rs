use serde_json::Value;

/// What becomes of a redirect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Redirects {
    /// Followed; the last address is checked again.
    Followed,
    /// An error: a reader's words go to the address that was allowed and nowhere else.
    Refused,
    /// Followed on the page's own origin and an error elsewhere.
    OwnOrigin,
}

/// A request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// `GET`, `POST`, `PUT` or `DELETE`.
    pub method: &'static str,
    /// Resolved http(s) address.
    pub address: String,
    /// Headers besides those that every request has.
    pub headers: Vec<(&'static str, String)>,
    /// The body, where the method has one.
    pub body: Option<String>,
    /// Whether the server's own cookies go with it.
    pub cookies: bool,
    /// What becomes of a redirect.
    pub redirects: Redirects,
}

impl Call {
    /// A request for a document, without cookies.
    #[must_use]
    pub fn get(address: &str) -> Self {
        Self {
            method: "GET",
            address: address.to_owned(),
            headers: Vec::new(),
            body: None,
            cookies: false,
            redirects: Redirects::Followed,
        }
    }

    /// A request that posts JSON, without cookies, which no redirect may lead elsewhere.
    #[must_use]
    pub fn post_json(address: &str, json: String) -> Self {
        Self {
            method: "POST",
            headers: vec![("Content-Type", "application/json".to_owned())],
            body: Some(json),
            redirects: Redirects::Refused,
            ..Self::get(address)
        }
    }
}

/// An answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Where it came from, after redirects, without a fragment.
    pub address: String,
    /// Whether there was a redirect.
    pub redirected: bool,
    /// Headers that may be read, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The whole body.
    pub body: Vec<u8>,
}

impl Answer {
    /// A header.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The body as text.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON, if it is that.
    #[must_use]
    pub fn json(&self) -> Option<Value> {
        crate::json_value::parse(std::str::from_utf8(&self.body).ok()?).ok().map(|(value, _)| value)
    }

    /// How many seconds the server wants to be left alone (RFC 9110, section 10.2.3); its dates are not read.
    #[must_use]
    pub fn retry_after(&self) -> Option<u32> {
        self.header("retry-after")?.trim().parse().ok()
    }
}
