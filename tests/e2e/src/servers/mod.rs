//! Real servers that take comments, one for each test, with a folder of its own.

mod isso;
mod wordpress;

use anyhow::{Context, Result, bail};
use std::{
    net::{Ipv4Addr, TcpListener},
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

pub use isso::Isso;
pub use wordpress::WordPress;

/// A program that ends with the test.
struct Program(Child);

impl Program {
    /// Starts it; what it prints goes to a file.
    fn start(command: &mut Command, log: &Path) -> Result<Self> {
        let file = std::fs::File::create(log)?;
        let other = file.try_clone()?;
        let child = command.stdin(Stdio::null()).stdout(file).stderr(other).spawn();
        Ok(Self(child.with_context(|| format!("starting {}", xtask::command::describe(command)))?))
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A port that is free now.
fn free_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

/// Waits until a server listens on a port.
async fn wait_for_port(port: u16, log: &Path) -> Result<()> {
    let begun = Instant::now();
    while tokio::net::TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.is_err() {
        if begun.elapsed() > Duration::from_secs(30) {
            bail!("no server came up: {}", std::fs::read_to_string(log).unwrap_or_default());
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Ok(())
}
