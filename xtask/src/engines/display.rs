//! A display for WebKitGTK, which has no headless mode: a virtual one of our own, or the desktop's.

use anyhow::{Context, Result};
use std::{
    env,
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
};

use crate::command;

/// A display; a virtual one ends with this value.
pub struct Display {
    server: Option<Child>,
    name: Option<String>,
}

impl Display {
    /// Whether there is one, or could be.
    pub fn possible() -> bool {
        command::find("Xvfb").is_some() || desktop()
    }

    /// Starts a virtual display where Xvfb is installed; otherwise the desktop's is used.
    ///
    /// Fails if Xvfb does not start.
    pub fn start() -> Result<Self> {
        let Some(xvfb) = command::find("Xvfb") else { return Ok(Self { server: None, name: None }) };
        let mut server = Command::new(xvfb)
            .args(["-displayfd", "1", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("could not start Xvfb")?;
        // It picks a free number itself and writes it once it is ready.
        let mut number = String::new();
        let read = server.stdout.take().map(|out| BufReader::new(out).read_line(&mut number));
        let display = Self { server: Some(server), name: Some(format!(":{}", number.trim())) };
        anyhow::ensure!(matches!(read, Some(Ok(length)) if length > 1), "Xvfb did not start");
        Ok(display)
    }

    /// Sets the variables of a process that is to draw on it.
    pub fn apply(&self, command: &mut Command) {
        if let Some(name) = &self.name {
            command.env("DISPLAY", name).env("GDK_BACKEND", "x11").env_remove("WAYLAND_DISPLAY");
        }
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        if let Some(server) = &mut self.server {
            // It may have ended by itself; either way it is gone afterwards.
            let _gone = server.kill().and_then(|()| server.wait());
        }
    }
}

fn desktop() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| env::var_os(name).is_some_and(|value| !value.is_empty()))
}
