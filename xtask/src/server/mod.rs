//! A small HTTP/1.1 server for development and tests.
//!
//! It can be stopped at once, open connections included: a browser that may go on
//! using a kept connection would hide that the server is away.

pub mod files;
pub mod policy;

use bytes::Bytes;
use http_body_util::{BodyExt, Full, combinators::UnsyncBoxBody};
use hyper::{
    Request, Response, StatusCode,
    body::Incoming,
    header::{CONTENT_TYPE, HeaderValue},
    server::conn::http1,
    service::service_fn,
};
use hyper_util::rt::TokioIo;
use std::{io, net::SocketAddr};
use tokio::{
    net::{TcpListener, TcpStream},
    task::{JoinHandle, JoinSet},
};

/// The body of an answer.
pub type Body = UnsyncBoxBody<Bytes, io::Error>;

/// What answers requests. An error closes the connection without an answer.
pub trait Handler: Clone + Send + Sync + 'static {
    /// The answer to a request.
    fn answer(&self, request: Request<Incoming>) -> impl Future<Output = io::Result<Response<Body>>> + Send;
}

impl Handler for files::Files {
    async fn answer(&self, request: Request<Incoming>) -> io::Result<Response<Body>> {
        files::Files::answer(self, request).await
    }
}

/// A running server. Dropping it stops it.
pub struct Server {
    address: SocketAddr,
    task: JoinHandle<()>,
}

impl Server {
    /// Serves the connections of a listener until stopped.
    ///
    /// # Errors
    /// If the listener has no local address.
    pub fn start(listener: TcpListener, handler: impl Handler) -> io::Result<Self> {
        let address = listener.local_addr()?;
        Ok(Self { address, task: tokio::spawn(accept(listener, handler)) })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Closes the listener and every connection, and returns once they are closed.
    pub async fn stop(mut self) {
        self.task.abort();
        // The one way for the task to end is this abort.
        let _cancelled = (&mut self.task).await;
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// The connections belong to this task: they end with it.
async fn accept(listener: TcpListener, handler: impl Handler) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => { connections.spawn(serve(stream, handler.clone())); }
                // A client that is already gone, or no file handles left for a moment.
                Err(_) => tokio::task::yield_now().await,
            },
            Some(_) = connections.join_next() => {}
        }
    }
}

async fn serve(stream: TcpStream, handler: impl Handler) {
    let service = service_fn(|request| handler.answer(request));
    // An error here is a connection that one of the two sides closed early.
    let _closed = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
}

/// A body of these bytes.
pub fn body(bytes: impl Into<Bytes>) -> Body {
    Full::new(bytes.into()).map_err(|never| match never {}).boxed_unsync()
}

/// A plain text answer.
pub fn text(status: StatusCode, text: &str) -> Response<Body> {
    let mut response = Response::new(body(text.to_owned()));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    response
}
