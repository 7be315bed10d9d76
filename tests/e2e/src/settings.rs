//! What `cargo xtask test` tells the tests, by environment variables.

use anyhow::{Context, Result};
use std::{env, path::PathBuf, str::FromStr};
use xtask::{engines::Engine, page, project};

/// `STANDFIRST_ENGINE`: chromium (if unset), firefox or webkit.
pub fn engine() -> Result<Engine> {
    match env::var("STANDFIRST_ENGINE") {
        Ok(name) => Engine::from_str(&name),
        Err(_) => Ok(Engine::Chromium),
    }
}

/// `STANDFIRST_DIST`: the finished page; `dist` of the project if unset.
pub fn dist() -> Result<PathBuf> {
    let dist = env::var_os("STANDFIRST_DIST").map_or_else(|| page::dist(&project::root()), PathBuf::from);
    anyhow::ensure!(
        dist.join("index.html").is_file(),
        "no page in {}: run `cargo xtask build`",
        dist.display()
    );
    Ok(dist)
}

/// `STANDFIRST_AXE`: the file `axe.min.js`. `None`: the accessibility tests are skipped.
pub fn axe() -> Option<PathBuf> {
    env::var_os("STANDFIRST_AXE").filter(|path| !path.is_empty()).map(PathBuf::from)
}

/// `STANDFIRST_ISSO`: the program `isso`. `None`: the tests with it are skipped.
pub fn isso() -> Option<PathBuf> {
    env::var_os("STANDFIRST_ISSO").filter(|path| !path.is_empty()).map(PathBuf::from)
}

/// `STANDFIRST_WORDPRESS`: the folder with Debian's packages of WordPress, PHP and MariaDB. `None`: the tests with it are skipped.
pub fn wordpress() -> Option<PathBuf> {
    env::var_os("STANDFIRST_WORDPRESS").filter(|path| !path.is_empty()).map(PathBuf::from)
}

/// `STANDFIRST_SCREENSHOTS`: where pictures go; `screenshots` of the project if unset.
pub fn screenshots() -> PathBuf {
    env::var_os("STANDFIRST_SCREENSHOTS").map_or_else(|| project::root().join("screenshots"), PathBuf::from)
}

/// A test input that only some machines have, below the folder beside the project.
///
/// `None`, after saying so, where it is absent.
pub fn optional_input(path: &str) -> Result<Option<Vec<u8>>> {
    let file = project::root().join("../shared").join(path);
    if !file.is_file() {
        eprintln!("skipped: no ../shared/{path} here");
        return Ok(None);
    }
    std::fs::read(&file).map(Some).with_context(|| format!("reading {}", file.display()))
}
