//! The commands of the stages.

use anyhow::Result;
use std::{path::Path, process::Command};

use crate::{command, tools::WASM_TARGET};

/// How long the tests in one browser may take in all, in seconds: the runner's 20 are too few for two busy cores.
const WEB_TIMEOUT: &str = "300";
/// How long a driver may take to answer for the first time, in seconds.
const DRIVER_TIMEOUT: &str = "60";
/// How many browsers are open at once.
const BROWSERS: usize = 2;

fn cargo(root: &Path, arguments: &[&str]) -> Command {
    let mut cargo = command::cargo();
    cargo.current_dir(root).args(arguments);
    cargo
}

/// rustfmt over all packages.
pub fn fmt(root: &Path) -> Result<()> {
    command::run(&mut cargo(root, &["fmt", "--all", "--check"]))
}

/// clippy over all packages natively, and over what runs in the browser for wasm.
pub fn clippy(root: &Path) -> Result<()> {
    command::run(&mut cargo(
        root,
        &["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"],
    ))?;
    let mut wasm = cargo(root, &["clippy", "--quiet", "--target", WASM_TARGET, "--lib", "--bins"]);
    if has_web_tests(root) {
        wasm.args(["--test", "web"]);
    }
    command::run(wasm.args(["--", "-D", "warnings"]))
}

/// All tests that need no browser.
pub fn native(root: &Path, filter: Option<&str>) -> Result<()> {
    command::run(cargo(root, &["test", "--quiet", "--workspace", "--exclude", "e2e"]).args(filter))
}

/// Whether there are tests for [`web`].
pub fn has_web_tests(root: &Path) -> bool {
    root.join("tests/web/main.rs").is_file() || root.join("tests/web.rs").is_file()
}

/// The tests in a browser; the caller names the driver.
pub fn web(root: &Path, filter: Option<&str>) -> Command {
    // Not quiet: Cargo would hand that on to the runner, which does not know it.
    let mut web = cargo(root, &["test", "--target", WASM_TARGET, "--test", "web"]);
    web.args(filter);
    web.envs([
        ("WASM_BINDGEN_TEST_TIMEOUT", WEB_TIMEOUT),
        ("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", DRIVER_TIMEOUT),
    ]);
    web
}

/// The tests of the page that ships; the caller names engine and page.
pub fn e2e(root: &Path, filter: Option<&str>) -> Command {
    let mut e2e = cargo(root, &["test", "--quiet", "--package", "e2e"]);
    e2e.args(filter).arg("--").arg(format!("--test-threads={BROWSERS}"));
    // Failures are reported by their causes; stack traces of the harness would only hide them.
    e2e.env("RUST_LIB_BACKTRACE", "0");
    e2e
}
