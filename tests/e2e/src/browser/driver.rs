//! The WebDriver server of an engine, as a child process.

use anyhow::{Context, Result, bail};
use std::{
    fs::{self, File},
    net::{Ipv4Addr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};
use xtask::engines::{Display, Engine};

use super::own_file;

const PATIENCE: Duration = Duration::from_secs(30);
const ATTEMPTS: u32 = 3;

/// A running driver; it ends with this value, and the browser that it started too.
pub struct Driver {
    process: Child,
    port: u16,
    log: PathBuf,
    _display: Option<Display>,
}

impl Driver {
    /// Starts a driver on a free port.
    ///
    /// `languages` are as in [`super::Setup`]. Another process may take the port in between, hence more than one attempt.
    pub async fn start(engine: Engine, program: &Path, profile: &Path, languages: &str) -> Result<Self> {
        let display = match engine {
            Engine::WebKit => Some(Display::start()?),
            Engine::Chromium | Engine::Firefox => None,
        };
        let log = own_file(profile, "driver.log");
        for _ in 0..ATTEMPTS {
            let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
            let process = spawn(engine, program, port, &log, display.as_ref(), languages)?;
            let mut driver = Self { process, port, log: log.clone(), _display: None };
            if driver.listens().await? {
                driver._display = display;
                return Ok(driver);
            }
        }
        bail!(
            "{} does not start; it said:\n{}",
            program.display(),
            fs::read_to_string(&log).unwrap_or_default()
        )
    }

    /// Its process; the browser's are below it.
    pub fn id(&self) -> u32 {
        self.process.id()
    }

    /// Where it takes commands.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// What it, and for Firefox the browser too, has printed so far.
    pub fn log(&self) -> String {
        fs::read_to_string(&self.log).unwrap_or_default()
    }

    /// `true` once it takes connections; `false` if it ended or took too long.
    async fn listens(&mut self) -> Result<bool> {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            if TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).is_ok() {
                return Ok(true);
            }
            if self.process.try_wait()?.is_some() {
                return Ok(false);
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Ok(false)
    }
}

fn spawn(
    engine: Engine,
    program: &Path,
    port: u16,
    log: &Path,
    display: Option<&Display>,
    languages: &str,
) -> Result<Child> {
    let mut command = Command::new(program);
    command.arg(format!("--port={port}"));
    if engine == Engine::Firefox {
        // Not the fixed default, which a second browser could not take.
        command.arg("--websocket-port=0");
    }
    if engine == Engine::WebKit {
        // The other engines have a setting of their own.
        command.env("LANGUAGE", languages.replace('-', "_").replace(',', ":"));
    }
    if let Some(display) = display {
        display.apply(&mut command);
    }
    let out = File::create(log).with_context(|| format!("creating {}", log.display()))?;
    command.stdin(Stdio::null()).stderr(out.try_clone()?).stdout(out);
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    command.spawn().with_context(|| format!("could not start {}", program.display()))
}

impl Drop for Driver {
    fn drop(&mut self) {
        // The browser is in the driver's process group: after a failed test it must not stay behind.
        #[cfg(unix)]
        let _gone = Command::new("kill")
            .args(["-KILL", "--", &format!("-{}", self.process.id())])
            .stderr(Stdio::null())
            .status();
        let _ended = self.process.kill().and_then(|()| self.process.wait());
    }
}
