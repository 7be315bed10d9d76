//! A browser under WebDriver, with a fresh profile.

mod capabilities;
mod console;
mod driver;
mod kill;

use anyhow::{Context, Result};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};
use tempfile::TempDir;
use thirtyfour::WebDriver;
use xtask::engines::Engine;

use crate::settings;
use driver::Driver;

/// How a browser and its site are set up.
#[derive(Clone, Debug)]
pub struct Setup {
    /// What the system prefers.
    pub scheme: Scheme,
    /// Whether the page is served with its policy.
    pub policy: bool,
    /// Directives added to that policy, such as `trusted-types 'none'`.
    pub stricter: &'static str,
    /// Whether scripts run in the browser at all.
    pub scripts: bool,
    /// Keep the profile for [`crate::Test::restart_browser`]; WebKitGTK cannot.
    pub keep_profile: bool,
    /// What the browser lets pages keep.
    pub stores: Stores,
    /// What the reader asks for, the best first, as in `Accept-Language`.
    pub languages: &'static str,
    /// The window, in CSS pixels.
    pub window: (u32, u32),
}

/// What a browser lets pages keep. WebKitGTK has no such settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stores {
    /// Everything.
    All,
    /// Nothing: "block all cookies".
    None,
    /// Everything but `localStorage`, which is `null`. Firefox only.
    NoLocalStorage,
}

/// A preferred colour scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// Dark text on light.
    Light,
    /// Light text on dark.
    Dark,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            scheme: Scheme::Light,
            policy: true,
            stricter: "",
            scripts: true,
            keep_profile: false,
            stores: Stores::All,
            languages: "en-US,en",
            window: (1024, 768),
        }
    }
}

/// A running browser. [`Browser::quit`] ends it in good order; dropping it kills it.
pub(crate) struct Browser {
    pub session: WebDriver,
    engine: Engine,
    driver: Driver,
    /// Removed with this value unless the test keeps it for the next browser.
    profile: Arc<TempDir>,
}

impl Browser {
    /// Starts the engine of [`settings::engine`]; `profile` is one that an earlier browser left.
    pub async fn start(setup: &Setup, profile: Option<Arc<TempDir>>) -> Result<Self> {
        let engine = settings::engine()?;
        let programs = engine.programs()?;
        let profile = match profile {
            Some(profile) => profile,
            None => Arc::new(tempfile::Builder::new().prefix("standfirst-e2e-").tempdir()?),
        };
        let driver = Driver::start(engine, &programs.driver, profile.path(), setup.languages).await?;
        let wanted = capabilities::of(engine, &programs, setup, profile.path())?;
        let session = WebDriver::builder(driver.url(), wanted)
            .request_timeout(Duration::from_secs(180))
            .await
            .with_context(|| format!("opening a session of {engine}; its driver said:\n{}", driver.log()))?;
        session.set_page_load_timeout(Duration::from_secs(60)).await?;
        let (width, height) = setup.window;
        session.set_window_rect(0, 0, width, height).await?;
        Ok(Self { session, engine, driver, profile })
    }

    /// What the page logged as an error, and what it threw. WebKitGTK tells neither.
    pub async fn console_errors(&self) -> Result<Vec<String>> {
        console::errors(self.engine, &self.session, &self.driver.log()).await
    }

    /// The profile, for the next browser.
    pub fn profile(&self) -> Arc<TempDir> {
        Arc::clone(&self.profile)
    }

    /// Kills browser and driver, every process of theirs at the same moment.
    pub fn kill(&self) -> Result<()> {
        kill::tree(self.driver.id())?;
        // Its server is gone: there is nothing to quit.
        self.session.clone().leak().context("letting go of the session")
    }

    /// Kills those processes of the browser whose command line has `part`.
    pub fn kill_some(&self, part: &str) -> Result<()> {
        kill::some(self.driver.id(), part)
    }

    /// Ends the session, and with it the browser and its driver.
    pub async fn quit(self) -> Result<()> {
        self.session.quit().await.context("ending the session")
    }
}

/// A file of the profile's folder that we write ourselves.
fn own_file(profile: &Path, name: &str) -> PathBuf {
    profile.join(name)
}
