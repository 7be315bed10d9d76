//! The finished page as a good static host sends it.

use http_body_util::BodyExt;
use hyper::{
    Request, Response, StatusCode,
    header::{
        ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName,
        HeaderValue, X_CONTENT_TYPE_OPTIONS,
    },
};
use std::{convert::Infallible, io, path::Path};
use tower::ServiceExt;
use tower_http::services::ServeDir;

use super::{Body, policy, text};

/// A folder of files: compressed copies, ranges, conditional requests, and the headers of [`policy`].
#[derive(Clone)]
pub struct Files {
    folder: ServeDir,
    policy: Option<HeaderValue>,
}

impl Files {
    /// Serves a folder; `policy` is sent with every HTML file.
    ///
    /// # Errors
    /// If the policy is no header value.
    pub fn new(folder: &Path, policy: Option<&str>) -> anyhow::Result<Self> {
        let policy = policy.map(HeaderValue::from_str).transpose()?;
        Ok(Self { folder: ServeDir::new(folder).precompressed_br().precompressed_gzip(), policy })
    }

    /// The answer to a request. An unknown path is a plain 404, never the page.
    pub async fn answer<B>(&self, request: Request<B>) -> io::Result<Response<Body>>
    where
        B: Send + 'static,
    {
        let path = request.uri().path().to_owned();
        let Ok::<_, Infallible>(response) = self.folder.clone().oneshot(request.map(|_| String::new())).await;
        if response.status() == StatusCode::NOT_FOUND {
            return Ok(text(StatusCode::NOT_FOUND, &format!("404: no file {path}\n")));
        }
        let mut response = response.map(|body| body.map_err(io::Error::other).boxed_unsync());
        let headers = response.headers_mut();
        headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        // The element is for other origins, and there is nothing here that not everybody may read.
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static(policy::cache_control(&path)));
        let kind = headers.get(CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
        if kind.starts_with("text/html") {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
            if let Some(policy) = &self.policy {
                headers.insert(CONTENT_SECURITY_POLICY, policy.clone());
            }
        } else if kind == "text/javascript" || kind == "text/css" || kind == "text/plain" {
            let with_charset =
                HeaderValue::from_str(&format!("{kind}; charset=utf-8")).map_err(io::Error::other)?;
            headers.insert(CONTENT_TYPE, with_charset);
        }
        headers.remove(HeaderName::from_static("server"));
        Ok(response)
    }
}
