//! axe-core, the one check that comes from npm.

use anyhow::Result;
use std::path::PathBuf;

use super::{version::AXE_CORE, wasm_opt};
use crate::{cache, say};

/// The file `axe.min.js`, fetched first if need be. `None` where there is no npm.
pub fn file() -> Result<Option<PathBuf>> {
    let root = cache::tool("axe-core", AXE_CORE)?;
    let file = root.join("node_modules").join("axe-core").join("axe.min.js");
    if file.is_file() {
        return Ok(Some(file));
    }
    let Some(npm) = wasm_opt::npm() else { return Ok(None) };
    say::step(format_args!("Fetching axe-core {AXE_CORE} with npm"));
    wasm_opt::install_npm_package(&npm, &root, "axe-core", AXE_CORE)?;
    Ok(Some(file))
}
