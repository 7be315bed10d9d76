//! Building the page with Trunk.

use anyhow::{Context, Result};
use std::{
    path::{Path, PathBuf},
    process::Command,
};

use crate::{command, say, split, tools::Tools};

/// Which of the two builds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// Quick to build, for work on the page.
    Dev,
    /// Small and checked: what ships.
    Release,
}

/// Where the page that ships is built: `dist` of the project.
pub fn dist(root: &Path) -> PathBuf {
    root.join("dist")
}

/// Sets up the tools and builds the page that ships; returns [`dist`].
///
/// Trunk builds in a staging folder, so a failed build or check leaves the last good page in place.
pub fn build(root: &Path) -> Result<PathBuf> {
    let tools = Tools::ready(root, true)?;
    fetch_dependencies(root)?;
    say::step("Building the page (release: one to three minutes on two cores)");
    let dist = dist(root);
    command::run(&mut trunk(root, Profile::Release, &tools, &dist)?)?;
    Ok(dist)
}

/// The Trunk command of a build into `dist`. It is kept offline: every tool it needs is on its `PATH`.
pub fn trunk(root: &Path, profile: Profile, tools: &Tools, dist: &Path) -> Result<Command> {
    std::fs::create_dir_all(dist).with_context(|| format!("creating {}", dist.display()))?;
    let mut trunk = Command::new("trunk");
    trunk.current_dir(root).env("PATH", tools.path()?);
    trunk.env("TRUNK_SKIP_VERSION_CHECK", "true");
    // Its own stack trace would hide what the compiler said.
    trunk.env("RUST_BACKTRACE", "0");
    trunk.args(["build", "--offline", "--log", "error", "--color", "auto", "--dist"]).arg(dist);
    if profile == Profile::Release {
        trunk.args(["--release", "--features", "split"]);
        // Of the module alone: Trunk's hooks run Cargo too.
        trunk.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags(root)?.join(" "));
        split::stand_in(&mut trunk, &root.join("target").join("split"), &tools.wasm_bindgen())?;
    }
    Ok(trunk)
}

/// What the compiler is told for the page that ships.
fn flags(root: &Path) -> Result<Vec<String>> {
    // What the cut needs to know of every function: what it calls and which data it reads.
    let mut flags = vec!["-Clink-arg=--emit-relocs".to_owned()];
    // Messages of a panic name files. Where they lie on this machine is nobody's business, is a kilobyte of the module, and would give
    // the same source other names of files on each machine.
    let mut folders = Vec::new();
    // Crates may lie elsewhere: then their paths stay.
    if let Some(registries) = command::cargo_home().and_then(|home| home.join("registry/src").read_dir().ok())
    {
        for registry in registries {
            folders.push(registry?.path());
        }
    }
    if let Some(sysroot) =
        command::output(Command::new("rustc").current_dir(root).args(["--print", "sysroot"]))
    {
        folders.push(Path::new(sysroot.trim()).join("lib/rustlib/src/rust/library"));
    }
    let prefixes = folders.iter().map(|folder| format!("--remap-path-prefix={}=", folder.display()));
    // The variable has spaces between flags.
    flags.extend(prefixes.filter(|flag| !flag.contains(' ')));
    Ok(flags)
}

/// Downloads the crates of the page, so that Trunk can build without the network.
pub fn fetch_dependencies(root: &Path) -> Result<()> {
    let mut fetch = command::cargo();
    fetch.current_dir(root).args(["fetch", "--quiet", "--target", crate::tools::WASM_TARGET]);
    command::run(&mut fetch)
}
