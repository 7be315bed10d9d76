//! The browser engines that the page is tested in, and where their programs are.

mod display;
mod install;

use anyhow::{Context, Result, bail};
use std::{fmt, fs, path::PathBuf, str::FromStr};

use crate::{command, tools};

pub use display::Display;
pub use install::install;

/// A browser engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Engine {
    /// Chromium or Chrome, by chromedriver.
    Chromium,
    /// Firefox, by geckodriver.
    Firefox,
    /// WebKitGTK's MiniBrowser, by WebKitWebDriver. Safari's engine on another platform.
    WebKit,
}

/// What an engine needs to run under WebDriver.
#[derive(Clone, Debug)]
pub struct Programs {
    /// The browser; `None` where the driver knows it.
    pub browser: Option<PathBuf>,
    /// The WebDriver server.
    pub driver: PathBuf,
}

impl Engine {
    /// All engines, in the order of the tests.
    pub const ALL: [Engine; 3] = [Engine::Chromium, Engine::Firefox, Engine::WebKit];

    /// The name on the command line and in the environment.
    pub fn name(self) -> &'static str {
        match self {
            Engine::Chromium => "chromium",
            Engine::Firefox => "firefox",
            Engine::WebKit => "webkit",
        }
    }

    /// Finds the engine's programs; fails with what is missing and what to install.
    pub fn programs(self) -> Result<Programs> {
        let advice = || format!("install {}", install::advice(self));
        match self {
            Engine::Chromium => Ok(Programs {
                browser: Some(
                    first(&["chromium", "chromium-browser", "google-chrome", "chrome"])
                        .with_context(advice)?,
                ),
                driver: first(&["chromedriver", "chromium.chromedriver"]).with_context(advice)?,
            }),
            Engine::Firefox => Ok(Programs {
                browser: Some(first(&["firefox-esr", "firefox"]).with_context(advice)?),
                driver: tools::geckodriver_folder()?
                    .join(format!("geckodriver{}", std::env::consts::EXE_SUFFIX)),
            }),
            Engine::WebKit => {
                let driver = first(&["WebKitWebDriver"]).with_context(advice)?;
                if !Display::possible() {
                    bail!("no display for WebKitGTK: {}", advice());
                }
                Ok(Programs { browser: mini_browser(), driver })
            }
        }
    }

    /// The variable by which wasm-bindgen's test runner takes this engine's driver.
    pub fn runner_variable(self) -> &'static str {
        match self {
            Engine::Chromium => "CHROMEDRIVER",
            Engine::Firefox => "GECKODRIVER",
            Engine::WebKit => "SAFARIDRIVER",
        }
    }
}

/// WebKitGTK's own browser, which lies with its libraries and not on `PATH`.
fn mini_browser() -> Option<PathBuf> {
    let folders =
        |parent: &str| fs::read_dir(parent).into_iter().flatten().flatten().map(|entry| entry.path());
    let parents = folders("/usr/lib").chain([PathBuf::from("/usr/lib"), PathBuf::from("/usr/libexec")]);
    let versions = ["webkit2gtk-4.1", "webkitgtk-6.0", "webkit2gtk-4.0"];
    let mut places =
        parents.flat_map(|parent| versions.map(|version| parent.join(version).join("MiniBrowser")));
    places.find(|place| place.is_file())
}

fn first(names: &[&str]) -> Result<PathBuf> {
    names
        .iter()
        .find_map(|name| command::find(name))
        .with_context(|| format!("no {} on PATH", names.join(" or ")))
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Engine {
    type Err = anyhow::Error;

    fn from_str(name: &str) -> Result<Self> {
        match Engine::ALL.into_iter().find(|engine| engine.name() == name) {
            Some(engine) => Ok(engine),
            None => bail!("no engine {name}: chromium, firefox or webkit"),
        }
    }
}
