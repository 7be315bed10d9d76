//! The server of a test: the finished page, and documents in memory beside it.

mod forward;
mod handler;
mod reply;

use anyhow::{Context, Result};
use std::{
    collections::BTreeMap,
    net::{Ipv4Addr, SocketAddr},
    path::Path,
    sync::{Arc, Mutex},
};
use tokio::net::TcpListener;
use xtask::server::{Server, files::Files, policy::POLICY};

use crate::settings;
pub use forward::Trouble;
use handler::{Answers, State};
pub use reply::Reply;

/// Where browsers report violations of the policy.
pub(crate) const REPORTS: &str = "/csp-report";

/// A request that the server got.
#[derive(Clone, Debug)]
pub struct Logged {
    /// `GET`, `POST` and so on.
    pub method: String,
    /// The path with its query.
    pub path: String,
    /// By name in lower case.
    pub headers: BTreeMap<String, String>,
}

/// A server with an origin of its own. Dropping it stops it.
pub struct Site {
    answers: Answers,
    address: SocketAddr,
    server: Option<Server>,
}

impl Site {
    /// Serves the finished page under its policy with these directives added; `None`: without any.
    pub async fn start(stricter: Option<&str>) -> Result<Self> {
        let policy = stricter.map(|more| format!("{POLICY}; report-uri {REPORTS}; {more}"));
        let files = Files::new(&settings::dist()?, policy.as_deref())?;
        let state = State { files: Some(files), ..State::default() };
        Self::listen(Answers { state: Arc::new(Mutex::new(state)), cors: false }).await
    }

    /// Serves the finished page's files to every other origin, as a CDN does.
    pub async fn cdn() -> Result<Self> {
        let files = Files::new(&settings::dist()?, None)?;
        let state = State { files: Some(files), ..State::default() };
        Self::listen(Answers { state: Arc::new(Mutex::new(state)), cors: true }).await
    }

    /// Serves only what is [put](Self::put) on it; `cors` lets other origins read it.
    pub async fn foreign(cors: bool) -> Result<Self> {
        Self::listen(Answers { state: Arc::new(Mutex::new(State::default())), cors }).await
    }

    async fn listen(answers: Answers) -> Result<Self> {
        let mut site = Self { answers, address: (Ipv4Addr::LOCALHOST, 0).into(), server: None };
        site.restart().await?;
        Ok(site)
    }

    /// Puts an answer on a path such as `/doc/a.json`, before the files of the page.
    pub fn put(&self, path: &str, reply: Reply) {
        self.answers.state().replies.insert(path.to_owned(), reply);
    }

    /// Serves the page of another folder from now on: as after a deployment.
    pub fn deploy(&self, dist: &Path) -> Result<()> {
        let with_reports = format!("{POLICY}; report-uri {REPORTS}");
        self.answers.state().files = Some(Files::new(dist, Some(&with_reports))?);
        Ok(())
    }

    /// Takes away what was [put](Self::put) on a path.
    pub fn take(&self, path: &str) {
        self.answers.state().replies.remove(path);
    }

    /// Forgets the requests so far.
    pub fn forget_requests(&self) {
        self.answers.state().log.clear();
    }

    /// Sends requests below a prefix such as `/isso` on to a server on this machine.
    pub fn forward(&self, prefix: &str, port: u16) {
        self.answers.state().forwards.push((prefix.to_owned(), port));
    }

    /// What goes wrong with the next forwarded requests of a method, one after the other.
    pub fn trouble(&self, method: &str, troubles: impl IntoIterator<Item = Trouble>) {
        let mut state = self.answers.state();
        state.troubles.extend(troubles.into_iter().map(|trouble| (method.to_owned(), trouble)));
    }

    /// Nothing goes wrong any more, whatever was to.
    pub fn end_trouble(&self) {
        self.answers.state().troubles.clear();
    }

    /// The absolute address of a path.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The requests so far, without the reports of violations.
    pub fn requests(&self) -> Vec<Logged> {
        self.answers.state().log.clone()
    }

    /// The violations of the policy that browsers reported so far.
    pub fn violations(&self) -> Vec<String> {
        self.answers.state().violations.clone()
    }

    /// Forgets the violations so far: for what a test itself did to the page.
    pub fn forget_violations(&self) {
        self.answers.state().violations.clear();
    }

    /// Closes the listener and every open connection.
    pub async fn stop(&mut self) {
        if let Some(server) = self.server.take() {
            server.stop().await;
        }
    }

    /// Listens again on the same port.
    pub async fn restart(&mut self) -> Result<()> {
        self.stop().await;
        let listener = TcpListener::bind(self.address)
            .await
            .with_context(|| format!("listening on {}", self.address))?;
        let server = Server::start(listener, self.answers.clone())?;
        self.address = server.address();
        self.server = Some(server);
        Ok(())
    }
}
