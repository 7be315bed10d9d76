//! What the server answers on a path, faults included.

use bytes::Bytes;
use std::time::Duration;

/// Marks a reply for the server, which does not send it.
pub(super) const UNSHARED: &str = "x-unshared";

/// An answer on a path.
#[derive(Clone, Debug)]
pub struct Reply {
    pub(super) status: u16,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Bytes,
    pub(super) delay: Duration,
    pub(super) fault: Option<Fault>,
}

/// What goes wrong with an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// The connection is closed without an answer.
    Dropped,
    /// The connection is closed after that many bytes of the body.
    Truncated(usize),
    /// The headers and that many bytes of the body come, and then nothing more.
    Stalled(usize),
}

impl Reply {
    /// A body of a content type, status 200.
    pub fn new(content_type: &str, body: impl Into<Bytes>) -> Self {
        Self {
            status: 200,
            headers: vec![("content-type".to_owned(), content_type.to_owned())],
            body: body.into(),
            delay: Duration::ZERO,
            fault: None,
        }
    }

    /// A JSON document.
    pub fn json(body: impl Into<Bytes>) -> Self {
        Self::new("application/json", body)
    }

    /// A status with a short text of its own.
    pub fn status(status: u16) -> Self {
        let mut reply = Self::new("text/plain", format!("status {status}"));
        reply.status = status;
        reply
    }

    /// A redirect to an address.
    pub fn redirect(to: &str) -> Self {
        Self::status(302).header("location", to)
    }

    /// A JSON document that browsers may keep but ask for again, as `cargo xtask serve` and a good host send it.
    pub fn kept_json(body: impl Into<Bytes>) -> Self {
        let body = body.into();
        let mut tag = 0_u64;
        for byte in &body {
            tag = tag.wrapping_mul(31).wrapping_add(u64::from(*byte));
        }
        Self::json(body).header("cache-control", "no-cache").header("etag", &format!("\"{tag:x}\""))
    }

    /// The value of a header.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The connection closed without an answer.
    pub fn dropped() -> Self {
        Self { fault: Some(Fault::Dropped), ..Self::status(200) }
    }

    /// The same with another status.
    pub fn with_status(mut self, status: u16) -> Self {
        self.status = status;
        self
    }

    /// The same with one header more.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The same, but other origins may not read it whatever the site allows.
    pub fn unshared(self) -> Self {
        self.header(UNSHARED, "1")
    }

    /// The same, after a wait.
    pub fn delayed(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// The same, but the connection closes after `bytes` of the body.
    pub fn truncated(mut self, bytes: usize) -> Self {
        self.fault = Some(Fault::Truncated(bytes));
        self
    }

    /// The same, but nothing more comes after `bytes` of the body.
    pub fn stalled(mut self, bytes: usize) -> Self {
        self.fault = Some(Fault::Stalled(bytes));
        self
    }
}
