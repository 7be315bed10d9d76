//! wasm-opt, which release builds need: one on `PATH`, npm's, or the crate's.

use anyhow::{Context, Result, ensure};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use super::{
    cargo_tool::CargoTool,
    version::{self, BINARYEN, BINARYEN_OLDEST, WASM_OPT_CRATE},
};
use crate::{cache, command, say};

/// The folder that holds `wasm-opt`, installed first if need be.
pub fn folder() -> Result<PathBuf> {
    if let Some(path) = command::find("wasm-opt")
        && version::of(&path).is_some_and(|found| found >= BINARYEN_OLDEST)
        && let Some(folder) = path.parent()
    {
        return Ok(folder.to_path_buf());
    }
    let Some(npm) = npm() else { return from_cargo() };
    from_npm(&npm).or_else(|error| {
        say::note(format_args!("npm's wasm-opt cannot be used: {error:#}"));
        from_cargo()
    })
}

/// npm, if it and Node run.
pub(super) fn npm() -> Option<PathBuf> {
    command::find("node")?;
    command::find(if cfg!(windows) { "npm.cmd" } else { "npm" })
}

fn from_npm(npm: &Path) -> Result<PathBuf> {
    let root = cache::tool("binaryen", BINARYEN)?;
    let bin = root.join("node_modules").join(".bin");
    let program = bin.join(if cfg!(windows) { "wasm-opt.cmd" } else { "wasm-opt" });
    if !program.is_file() {
        say::step(format_args!("Fetching wasm-opt (npm's binaryen {BINARYEN})"));
        install_npm_package(npm, &root, "binaryen", BINARYEN)?;
    }
    ensure!(version::of(&program).is_some(), "{} does not run", program.display());
    Ok(bin)
}

/// Installs one npm package into a folder of its own, without running its scripts.
pub(super) fn install_npm_package(npm: &Path, root: &Path, name: &str, version: &str) -> Result<()> {
    fs::create_dir_all(root).with_context(|| format!("creating {}", root.display()))?;
    let mut install = Command::new(npm);
    install.args([
        "install",
        "--silent",
        "--no-save",
        "--no-audit",
        "--no-fund",
        "--ignore-scripts",
        "--prefix",
    ]);
    install.arg(root).arg(format!("{name}@{version}")).current_dir(root);
    command::run(&mut install)
}

fn from_cargo() -> Result<PathBuf> {
    let tool = CargoTool {
        package: "wasm-opt",
        version: WASM_OPT_CRATE.to_owned(),
        programs: &["wasm-opt"],
        accepts: |_, _| false,
        locked: true,
        minutes: "10",
    };
    tool.folder().context("wasm-opt is missing: install Binaryen, or Node with npm, or a C++ compiler")
}
