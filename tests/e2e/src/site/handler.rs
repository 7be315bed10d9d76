//! How the test server answers.

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::{
    Request, Response,
    body::{Frame, Incoming, SizeHint},
    header::{CACHE_CONTROL, HeaderName, HeaderValue},
};
use std::{
    collections::BTreeMap,
    io,
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard},
    task::{Context, Poll},
};
use xtask::server::{Body, Handler, body, files::Files, text};

use super::{
    Logged, REPORTS, Reply,
    forward::{self, Trouble},
    reply::{Fault, UNSHARED},
};

/// What is shared between the server and the test.
#[derive(Default)]
pub(super) struct State {
    pub replies: BTreeMap<String, Reply>,
    pub log: Vec<Logged>,
    pub violations: Vec<String>,
    pub files: Option<Files>,
    pub forwards: Vec<(String, u16)>,
    pub troubles: Vec<(String, Trouble)>,
}

impl State {
    /// Where a path is forwarded to.
    fn forward(&self, path: &str) -> Option<(String, u16)> {
        let is_below =
            |prefix: &String| path.strip_prefix(prefix.as_str()).is_some_and(|rest| rest.starts_with('/'));
        self.forwards.iter().find(|(prefix, _)| is_below(prefix)).cloned()
    }

    /// What goes wrong with the next request of a method.
    fn next_trouble(&mut self, method: &str) -> Trouble {
        match self.troubles.iter().position(|(of, _)| of == method) {
            Some(at) => self.troubles.remove(at).1,
            None => Trouble::None,
        }
    }
}

#[derive(Clone)]
pub(super) struct Answers {
    pub state: Arc<Mutex<State>>,
    pub cors: bool,
}

impl Answers {
    pub fn state(&self) -> MutexGuard<'_, State> {
        // A poisoned lock means a panic elsewhere, which fails the test by itself.
        self.state.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    async fn reply(&self, reply: Reply, known: Option<&str>) -> io::Result<Response<Body>> {
        tokio::time::sleep(reply.delay).await;
        if known.is_some() && known == reply.value("etag") {
            let response = Response::builder().status(304).header("etag", known.unwrap_or_default());
            return response.body(body("")).map_err(io::Error::other);
        }
        // A test says so where an answer may be kept.
        let by_default = reply.value(CACHE_CONTROL.as_str()).is_none();
        let body = match reply.fault {
            None => body(reply.body),
            Some(Fault::Dropped) => return Err(io::Error::other("dropped on purpose")),
            Some(Fault::Truncated(length)) => Broken::new(reply.body, length, true).boxed_unsync(),
            Some(Fault::Stalled(length)) => Broken::new(reply.body, length, false).boxed_unsync(),
        };
        let mut response = Response::builder().status(reply.status);
        if by_default {
            response = response.header(CACHE_CONTROL, "no-store");
        }
        for (name, value) in &reply.headers {
            response = response.header(name, value);
        }
        response.body(body).map_err(io::Error::other)
    }
}

impl Handler for Answers {
    async fn answer(&self, request: Request<Incoming>) -> io::Result<Response<Body>> {
        let path = request.uri().path().to_owned();
        let logged = Logged {
            method: request.method().to_string(),
            path: request.uri().path_and_query().map_or(path.clone(), ToString::to_string),
            headers: request
                .headers()
                .iter()
                .map(|(n, v)| (n.to_string(), v.to_str().unwrap_or_default().to_owned()))
                .collect(),
        };
        if path == REPORTS {
            let report = request.into_body().collect().await.map_err(io::Error::other)?.to_bytes();
            self.state().violations.push(String::from_utf8_lossy(&report).into_owned());
            return Ok(text(hyper::StatusCode::NO_CONTENT, ""));
        }
        let known = logged.headers.get("if-none-match").cloned();
        let method = logged.method.clone();
        self.state().log.push(logged);
        let (reply, files, forward) = {
            let state = self.state();
            (state.replies.get(&path).cloned(), state.files.clone(), state.forward(&path))
        };
        if let Some((prefix, port)) = forward {
            let trouble = self.state().next_trouble(&method);
            return forward::forward(request, &prefix, port, trouble).await;
        }
        let mut response = match (reply, &files) {
            (Some(reply), _) => self.reply(reply, known.as_deref()).await?,
            (None, Some(files)) => files.answer(request).await?,
            (None, None) => text(hyper::StatusCode::NOT_FOUND, "nothing here"),
        };
        if self.cors && response.headers_mut().remove(UNSHARED).is_none() {
            let name = HeaderName::from_static("access-control-allow-origin");
            response.headers_mut().insert(name, HeaderValue::from_static("*"));
        }
        Ok(response)
    }
}

/// A body that promises its full length and gives only a part of it.
pub(super) struct Broken {
    part: Full<Bytes>,
    promised: u64,
    closes: bool,
}

impl Broken {
    pub(super) fn new(bytes: Bytes, length: usize, closes: bool) -> Self {
        let part = bytes.slice(..length.min(bytes.len()));
        Self { part: Full::new(part), promised: bytes.len() as u64, closes }
    }
}

impl hyper::body::Body for Broken {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        match Pin::new(&mut self.part).poll_frame(context) {
            Poll::Ready(Some(Ok(frame))) => Poll::Ready(Some(Ok(frame))),
            Poll::Ready(_) if self.closes => Poll::Ready(Some(Err(io::Error::other("truncated on purpose")))),
            // Nobody wakes this again: the connection stays open until the server stops.
            _ => Poll::Pending,
        }
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.promised)
    }
}
