//! Installing browsers where that is possible without asking: as root on a system with apt.

use anyhow::{Result, bail};
use std::process::{Command, Stdio};

use super::Engine;
use crate::{command, say};

/// The Debian packages of an engine.
fn packages(engine: Engine) -> &'static [&'static str] {
    match engine {
        Engine::Chromium => &["chromium", "chromium-driver"],
        Engine::Firefox => &["firefox-esr"],
        Engine::WebKit => &["webkit2gtk-driver", "xvfb"],
    }
}

/// What to install by hand, for a message.
pub fn advice(engine: Engine) -> String {
    format!("on Debian: apt-get install {}", packages(engine).join(" "))
}

/// Installs the packages of an engine; fails, with what to do, where that is not possible without asking.
pub fn install(engine: Engine) -> Result<()> {
    if !(is_root() && command::find("apt-get").is_some()) {
        bail!("{engine} is not complete here. {}", advice(engine));
    }
    say::step(format_args!("Installing {engine} with apt-get: once, about a minute"));
    let apt = |arguments: &[&str]| {
        let mut command = Command::new("apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive").arg("-qq").args(arguments).stdout(Stdio::null());
        command::run(&mut command)
    };
    apt(&["update"])?;
    apt(&[["install", "-y", "--no-install-recommends"].as_slice(), packages(engine)].concat())
}

#[cfg(unix)]
fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt;
    // The owner of our own process, without a line of unsafe code.
    std::path::Path::new("/proc/self").metadata().is_ok_and(|meta| meta.uid() == 0)
}

#[cfg(not(unix))]
fn is_root() -> bool {
    false
}
