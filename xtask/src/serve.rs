//! `serve`: the page in a browser, built again on every change.

use anyhow::{Context, Result, bail};
use std::{net::Ipv4Addr, path::Path, process::Stdio, time::Instant};
use tokio::{net::TcpListener, process::Command};

use crate::{
    command,
    page::{self, Profile},
    say,
    server::{Server, files::Files, policy::POLICY},
    tools::Tools,
    watch::Snapshot,
};

/// How many ports after the wanted one are tried.
const PORTS: u16 = 20;

/// Serves the page until it is stopped by Ctrl-C or a signal.
pub async fn serve(root: &Path, port: u16, open: bool, profile: Profile) -> Result<()> {
    let tools = Tools::ready(root, profile == Profile::Release)?;
    page::fetch_dependencies(root)?;
    tokio::select! {
        result = work(root, port, open, profile, &tools) => result,
        () = stopped() => {
            say::step("Stopped");
            Ok(())
        }
    }
}

async fn work(root: &Path, port: u16, open: bool, profile: Profile, tools: &Tools) -> Result<()> {
    // The port first: it also names the folder, so that two of us do not build into each other's.
    let listener = listen(port).await?;
    let dist = root.join("target").join("serve").join(listener.local_addr()?.port().to_string());
    let mut listener = Some(listener);
    let mut server = None;
    let mut sources = Snapshot::take(root);
    loop {
        let built = build(root, profile, tools, &dist).await?;
        if built && let Some(listener) = listener.take() {
            server = Some(start(listener, &dist, open)?);
        }
        let address = server.as_ref().map(Server::address);
        match (built, address) {
            (true, Some(address)) => {
                say::step(format_args!("The page is at http://{address}/ (Ctrl-C stops)"))
            }
            (_, Some(_)) => {
                say::warn("The build failed (see above): the address still shows the last good page")
            }
            (_, None) => say::warn("The build failed (see above): waiting for a change"),
        }
        let (now, path) = sources.changed(root).await;
        sources = now;
        say::step(format_args!("{} changed", path.strip_prefix(root).unwrap_or(&path).display()));
    }
}

/// Builds the page; `false` if the build failed and said why.
async fn build(root: &Path, profile: Profile, tools: &Tools, dist: &Path) -> Result<bool> {
    let begun = Instant::now();
    say::step("Building the page");
    let mut trunk = Command::from(page::trunk(root, profile, tools, dist)?);
    let status =
        trunk.kill_on_drop(true).stdin(Stdio::null()).status().await.context("could not start trunk")?;
    if status.success() {
        say::note(format_args!("built in {:.1} s", begun.elapsed().as_secs_f32()));
    }
    Ok(status.success())
}

fn start(listener: TcpListener, dist: &Path, open: bool) -> Result<Server> {
    let server = Server::start(listener, Files::new(dist, Some(POLICY))?)?;
    if open {
        open_browser(&format!("http://{}/", server.address()));
    }
    Ok(server)
}

async fn listen(wanted: u16) -> Result<TcpListener> {
    for port in wanted..=wanted.saturating_add(PORTS) {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => {
                say::note(format_args!("port {port} is taken"));
            }
            Err(error) => return Err(error).with_context(|| format!("listening on port {port}")),
        }
    }
    bail!("no free port from {wanted} to {}: choose another with --port", wanted.saturating_add(PORTS))
}

fn open_browser(address: &str) {
    let mut opener = match std::env::consts::OS {
        "macos" => std::process::Command::new("open"),
        "windows" => {
            let mut start = std::process::Command::new("cmd");
            start.args(["/C", "start", ""]);
            start
        }
        _ => std::process::Command::new("xdg-open"),
    };
    opener.arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    if let Err(error) = opener.spawn() {
        say::warn(format_args!("no browser could be opened with {}: {error}", command::describe(&opener)));
    }
}

/// Returns on Ctrl-C, and on Unix on SIGTERM.
async fn stopped() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    if tokio::signal::ctrl_c().await.is_err() {
        // Without a handler the system's own one ends the process.
        std::future::pending::<()>().await;
    }
}
