//! Running one test: a browser, a site, and the checks that every test makes.

use anyhow::{Context, Result, anyhow, ensure};
use futures_util::FutureExt;
use std::{any::Any, fs, panic::AssertUnwindSafe, path::Path, thread};

use crate::{
    browser::{Browser, Setup},
    page::Page,
    settings,
    site::Site,
};

/// What a test works with.
pub struct Test {
    /// The page's own origin.
    pub site: Site,
    /// The browser's view of it.
    pub page: Page,
    setup: Setup,
    browser: Browser,
    earlier_errors: Vec<String>,
    errors_expected: bool,
}

/// Runs a test with the usual [`Setup`].
pub fn run(test: impl AsyncFnOnce(&mut Test) -> Result<()>) -> Result<()> {
    run_with(Setup::default(), test)
}

/// Runs a test. It fails if the test does, or if the page violated its policy or logged an error.
///
/// A failed test leaves a picture, the source and the logs in the folder of screenshots.
pub fn run_with(setup: Setup, test: impl AsyncFnOnce(&mut Test) -> Result<()>) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(async {
        let mut world = Test::start(setup).await?;
        let ended = AssertUnwindSafe(test(&mut world)).catch_unwind().await;
        let mut result = ended.unwrap_or_else(|panic| Err(anyhow!("panicked: {}", words(panic.as_ref()))));
        if result.is_ok() {
            result = world.check_clean().await;
        }
        if let Err(error) = result {
            let kept = world.keep_evidence().await;
            world.end().await.unwrap_or_else(|error| eprintln!("{error:#}"));
            return Err(
                error.context(kept.unwrap_or_else(|error| format!("no evidence could be kept: {error:#}")))
            );
        }
        world.end().await
    })
}

impl Test {
    async fn start(setup: Setup) -> Result<Self> {
        let site = Site::start(setup.policy.then_some(setup.stricter)).await?;
        let browser = Browser::start(&setup, None).await?;
        let page = Page::new(browser.session.clone(), site.url("/"));
        Ok(Self { site, page, setup, browser, earlier_errors: Vec::new(), errors_expected: false })
    }

    /// Allows errors in the console and violations: for a test that provokes them.
    pub fn expect_errors(&mut self) {
        self.errors_expected = true;
    }

    /// Ends the browser and starts another with the same profile, as after a restart of the machine.
    ///
    /// Needs [`Setup::keep_profile`]; fails in WebKitGTK, whose sessions leave nothing.
    pub async fn restart_browser(&mut self) -> Result<()> {
        self.restart_browser_after(|_| Ok(())).await
    }

    /// The same; between the two browsers something happens to the profile.
    pub async fn restart_browser_after(&mut self, act: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
        ensure!(self.setup.keep_profile, "restart_browser needs Setup::keep_profile");
        self.earlier_errors.extend(self.browser.console_errors().await?);
        let next = {
            let profile = self.browser.profile();
            self.browser.session.clone().quit().await.context("ending the session")?;
            act(profile.path())?;
            Browser::start(&self.setup, Some(profile)).await?
        };
        self.page = Page::new(next.session.clone(), self.site.url("/"));
        self.browser = next;
        Ok(())
    }

    /// Kills the browser, every process of it at the same moment, and starts another with the same profile.
    ///
    /// Needs [`Setup::keep_profile`]; fails in WebKitGTK, whose sessions leave nothing.
    pub async fn kill_browser(&mut self) -> Result<()> {
        ensure!(self.setup.keep_profile, "kill_browser needs Setup::keep_profile");
        self.browser.kill()?;
        let next = Browser::start(&self.setup, Some(self.browser.profile())).await?;
        self.page = Page::new(next.session.clone(), self.site.url("/"));
        self.browser = next;
        Ok(())
    }

    /// Kills those processes of the browser whose command line has `part`, such as `--type=renderer`.
    pub fn kill_some(&self, part: &str) -> Result<()> {
        self.browser.kill_some(part)
    }

    /// Fails if the page violated its policy or logged an error so far.
    pub async fn check_clean(&mut self) -> Result<()> {
        if self.errors_expected {
            return Ok(());
        }
        let violations = self.site.violations();
        ensure!(violations.is_empty(), "the page violated its policy:\n{}", violations.join("\n"));
        self.earlier_errors.extend(self.browser.console_errors().await?);
        ensure!(
            self.earlier_errors.is_empty(),
            "the page logged errors:\n{}",
            self.earlier_errors.join("\n")
        );
        Ok(())
    }

    async fn keep_evidence(&self) -> Result<String> {
        let test = thread::current().name().unwrap_or("test").replace("::", "-");
        let folder = settings::screenshots().join("failed").join(format!("{test}-{}", settings::engine()?));
        fs::create_dir_all(&folder)?;
        self.page.session().screenshot(&folder.join("page.png")).await.context("taking a picture")?;
        fs::write(folder.join("page.html"), self.page.session().source().await?)?;
        let requests =
            self.site.requests().iter().map(|r| format!("{} {}\n", r.method, r.path)).collect::<String>();
        fs::write(folder.join("requests.txt"), requests)?;
        let errors =
            [self.earlier_errors.clone(), self.browser.console_errors().await?, self.site.violations()]
                .concat();
        fs::write(folder.join("errors.txt"), errors.join("\n"))?;
        Ok(format!("evidence in {}", folder.display()))
    }

    async fn end(mut self) -> Result<()> {
        let ended = self.browser.quit().await;
        self.site.stop().await;
        ended
    }
}

fn words(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().cloned();
    text.or_else(|| panic.downcast_ref::<&str>().map(ToString::to_string))
        .unwrap_or_else(|| "without a message".to_owned())
}
