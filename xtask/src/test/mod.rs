//! `test`: every check of the project, in order, and a summary of what ran.

mod again;
mod browsers;
mod stage;
mod summary;

use anyhow::Result;
use clap::ValueEnum;
use std::path::{Path, PathBuf};

use crate::{
    command,
    engines::{Display, Engine, Programs},
    page, tools,
};
pub use browsers::Wanted;
use summary::Summary;

/// A stage of the tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Stage {
    /// Formatting
    Fmt,
    /// Lints, natively and for wasm, warnings as errors
    Clippy,
    /// Tests that need no browser
    Native,
    /// Tests of the page's parts in real browsers
    Web,
    /// The page that ships, in real browsers, over WebDriver
    E2e,
}

/// What to test.
pub struct Options {
    /// Which engines.
    pub engines: Wanted,
    /// Which stages; empty for all.
    pub only: Vec<Stage>,
    /// Only tests with this in their name.
    pub filter: Option<String>,
}

/// Runs the stages; fails if any of them did, or if there is no engine for those that need one.
pub fn run(root: &Path, options: &Options) -> Result<()> {
    let runs = |stage: Stage| options.only.is_empty() || options.only.contains(&stage);
    let filter = options.filter.as_deref();
    let mut summary = Summary::default();
    tools::wasm_target()?;
    if runs(Stage::Fmt) {
        summary.stage("formatting", || stage::fmt(root));
    }
    if runs(Stage::Clippy) {
        summary.stage("clippy", || stage::clippy(root));
    }
    if runs(Stage::Native) {
        summary.stage("native tests", || stage::native(root, filter));
    }
    if runs(Stage::Web) || runs(Stage::E2e) {
        let engines = browsers::ready(&options.engines, &mut summary)?;
        if runs(Stage::Web) {
            web(root, &engines, filter, &mut summary)?;
        }
        if runs(Stage::E2e) {
            e2e(root, &engines, filter, &mut summary)?;
        }
    }
    summary.end()
}

fn web(
    root: &Path,
    engines: &[(Engine, Programs)],
    filter: Option<&str>,
    summary: &mut Summary,
) -> Result<()> {
    if !stage::has_web_tests(root) {
        summary.skip("tests in browsers", "there is no tests/web");
        return Ok(());
    }
    let path = command::path_with(&[tools::wasm_bindgen_folder(root)?])?;
    for (engine, programs) in engines {
        let display = display(*engine)?;
        summary.stage(&format!("tests in {engine}"), || {
            let mut test = stage::web(root, filter);
            test.env("PATH", &path).env(engine.runner_variable(), &programs.driver);
            if let Some(display) = &display {
                display.apply(&mut test);
            }
            command::run(&mut test)
        });
    }
    Ok(())
}

/// A display for the engine that cannot do without.
fn display(engine: Engine) -> Result<Option<Display>> {
    match engine {
        Engine::WebKit => Display::start().map(Some),
        Engine::Chromium | Engine::Firefox => Ok(None),
    }
}

fn e2e(
    root: &Path,
    engines: &[(Engine, Programs)],
    filter: Option<&str>,
    summary: &mut Summary,
) -> Result<()> {
    let mut dist = None;
    summary.stage("the page, as it ships", || {
        dist = Some(page::build(root)?);
        Ok(())
    });
    let Some(dist) = dist else { return Ok(()) };
    let axe = axe(summary);
    let isso = server("Isso", tools::servers::isso(), summary);
    let wordpress = server("WordPress", tools::servers::wordpress(), summary);
    for (engine, _) in engines {
        summary.stage(&format!("the page in {engine}"), || {
            let mut test = stage::e2e(root, filter);
            test.env("STANDFIRST_ENGINE", engine.name()).env("STANDFIRST_DIST", &dist);
            if let Some(axe) = &axe {
                test.env("STANDFIRST_AXE", axe);
            }
            for (name, found) in [("STANDFIRST_ISSO", &isso), ("STANDFIRST_WORDPRESS", &wordpress)] {
                if let Some(found) = found {
                    test.env(name, found);
                }
            }
            again::run(&mut test)
        });
    }
    Ok(())
}

/// A real server for the tests, or why they go without.
fn server(name: &str, found: Result<PathBuf>, summary: &mut Summary) -> Option<PathBuf> {
    found.map_err(|error| summary.skip(&format!("tests with {name}"), &format!("{error:#}"))).ok()
}

fn axe(summary: &mut Summary) -> Option<PathBuf> {
    match tools::axe::file() {
        Ok(Some(file)) => return Some(file),
        Ok(None) => summary.skip("accessibility checks", "axe-core needs npm, which is not here"),
        Err(error) => summary.skip("accessibility checks", &format!("{error:#}")),
    }
    None
}
