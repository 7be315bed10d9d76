//! A proxy in front of a real server, which fails as networks do.

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::{
    Request, Response,
    body::Incoming,
    header::{CONNECTION, CONTENT_LENGTH, TRANSFER_ENCODING},
    http::response::Parts,
};
use hyper_util::rt::TokioIo;
use std::{io, net::Ipv4Addr, time::Duration};
use tokio::net::TcpStream;
use xtask::server::{Body, body};

/// What goes wrong with one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Nothing.
    None,
    /// The connection closes before the server got anything.
    LosesRequest,
    /// The server did what was asked, and the connection closes without an answer.
    LosesAnswer,
    /// The same, after the first half of the answer.
    CutsAnswer,
    /// The answer takes that long.
    Delays(Duration),
    /// The server gets it twice, as from a proxy that tries again; the second answer comes.
    Doubles,
    /// Something on the way answers, and the server got nothing.
    Answers(u16, &'static str),
    /// Something on the way answers, after the server did what was asked.
    AnswersAfter(u16, &'static str),
}

/// Sends a request on to a port, without `prefix`.
pub(super) async fn forward(
    request: Request<Incoming>,
    prefix: &str,
    port: u16,
    trouble: Trouble,
) -> io::Result<Response<Body>> {
    let lost = || io::Error::other("lost on purpose");
    match trouble {
        Trouble::LosesRequest => return Err(lost()),
        Trouble::Answers(status, text) => return page(status, text),
        _ => {}
    }
    let (parts, incoming) = request.into_parts();
    let bytes = incoming.collect().await.map_err(io::Error::other)?.to_bytes();
    let whole = parts.uri.path_and_query().map_or("/", |path| path.as_str());
    let path = whole.strip_prefix(prefix).filter(|path| path.starts_with('/')).unwrap_or("/");
    let mut onward = Request::builder().method(parts.method).uri(path);
    for (name, value) in &parts.headers {
        if *name != CONNECTION && *name != CONTENT_LENGTH && *name != TRANSFER_ENCODING {
            onward = onward.header(name, value);
        }
    }
    let onward = onward.body(Full::new(bytes)).map_err(io::Error::other)?;
    if trouble == Trouble::Doubles {
        send(onward.clone(), port).await?;
    }
    let (parts, bytes) = send(onward, port).await?;
    match trouble {
        Trouble::LosesAnswer => return Err(lost()),
        Trouble::AnswersAfter(status, text) => return page(status, text),
        Trouble::Delays(time) => tokio::time::sleep(time).await,
        Trouble::None
        | Trouble::Doubles
        | Trouble::CutsAnswer
        | Trouble::LosesRequest
        | Trouble::Answers(..) => {}
    }
    let content = if trouble == Trouble::CutsAnswer { cut(bytes) } else { body(bytes) };
    let mut response = Response::new(content);
    *response.status_mut() = parts.status;
    for (name, value) in &parts.headers {
        if *name != CONNECTION && *name != CONTENT_LENGTH && *name != TRANSFER_ENCODING {
            response.headers_mut().append(name.clone(), value.clone());
        }
    }
    Ok(response)
}

/// The whole answer of the server.
async fn send(request: Request<Full<Bytes>>, port: u16) -> io::Result<(Parts, Bytes)> {
    let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await?;
    let (mut sender, connection) =
        hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.map_err(io::Error::other)?;
    // It ends with the answer.
    tokio::spawn(async move { drop(connection.await) });
    let (parts, incoming) = sender.send_request(request).await.map_err(io::Error::other)?.into_parts();
    Ok((parts, incoming.collect().await.map_err(io::Error::other)?.to_bytes()))
}

fn page(status: u16, text: &'static str) -> io::Result<Response<Body>> {
    Response::builder()
        .status(status)
        .header("content-type", "text/html")
        .body(body(text))
        .map_err(io::Error::other)
}

fn cut(bytes: Bytes) -> Body {
    let half = bytes.len() / 2;
    super::handler::Broken::new(bytes, half, true).boxed_unsync()
}
