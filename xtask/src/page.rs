//! Building the page with Trunk.

use anyhow::{Context, Result};
use std::{
    path::{Path, PathBuf},
    process::Command,
};

use crate::{command, say, tools::Tools};

/// Which of the two builds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// Quick to build, for work on the page.
    Dev,
    /// Small and checked: what ships.
    Release,
}

impl Profile {
    /// Where the finished page goes: the release ships from `dist`, the other stays out of its way.
    pub fn dist(self, root: &Path) -> PathBuf {
        match self {
            Profile::Dev => root.join("target").join("serve"),
            Profile::Release => root.join("dist"),
        }
    }
}

/// Sets up the tools and builds the page; returns the folder it is in.
///
/// Trunk builds in a staging folder, so a failed build or check leaves the last good page in place.
pub fn build(root: &Path, profile: Profile) -> Result<PathBuf> {
    let tools = Tools::ready(root, profile == Profile::Release)?;
    fetch_dependencies(root)?;
    build_with(root, profile, &tools)?;
    Ok(profile.dist(root))
}

/// Builds the page with tools that are ready.
pub fn build_with(root: &Path, profile: Profile, tools: &Tools) -> Result<()> {
    match profile {
        Profile::Dev => say::step("Building the page (dev)"),
        Profile::Release => say::step("Building the page (release: one to three minutes on two cores)"),
    }
    command::run(&mut trunk(root, profile, tools)?)
}

/// The Trunk command of a build. It is kept offline: every tool it needs is on its `PATH`.
pub fn trunk(root: &Path, profile: Profile, tools: &Tools) -> Result<Command> {
    let dist = profile.dist(root);
    std::fs::create_dir_all(&dist).with_context(|| format!("creating {}", dist.display()))?;
    let mut trunk = Command::new("trunk");
    trunk.current_dir(root).env("PATH", tools.path()?);
    trunk.env("TRUNK_SKIP_VERSION_CHECK", "true");
    trunk.args(["build", "--offline", "--log", "error", "--color", "auto", "--dist"]).arg(&dist);
    if profile == Profile::Release {
        trunk.arg("--release");
    }
    Ok(trunk)
}

/// Downloads the crates of the page, so that Trunk can build without the network.
pub fn fetch_dependencies(root: &Path) -> Result<()> {
    let mut fetch = command::cargo();
    fetch.current_dir(root).args(["fetch", "--quiet", "--target", crate::tools::WASM_TARGET]);
    command::run(&mut fetch)
}
