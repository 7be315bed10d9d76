//! Tools that are crates: one on `PATH`, one in our cache, a prebuilt one, or one built from source.

use anyhow::{Context, Result};
use std::{
    fs,
    io::IsTerminal,
    path::{Path, PathBuf},
    process::Command,
};

use super::version::{self, Version};
use crate::{cache, command, say};

/// A tool that `cargo install` can build.
pub struct CargoTool {
    /// The crate's name.
    pub package: &'static str,
    /// The version to install.
    pub version: String,
    /// The programs that must be there, each answering `--version`.
    pub programs: &'static [&'static str],
    /// Which versions on `PATH` will do.
    pub accepts: fn(found: Version, wanted: Version) -> bool,
    /// Whether the crate's own lock file is used.
    pub locked: bool,
    /// How long a build takes on two cores, for the line of progress.
    pub minutes: &'static str,
}

impl CargoTool {
    /// The folder that holds the tool's programs, installed first if need be.
    ///
    /// Fails with what to install by hand.
    pub fn folder(&self) -> Result<PathBuf> {
        if let Some(found) = self.on_path() {
            return Ok(found);
        }
        let root = cache::tool(self.package, &self.version)?;
        let bin = root.join("bin");
        if self.complete(&bin) {
            return Ok(bin);
        }
        if !(self.fetch_prebuilt(&root) && self.complete(&bin)) {
            self.build(&root)?;
        }
        anyhow::ensure!(
            self.complete(&bin),
            "{} {} was installed but does not run",
            self.package,
            self.version
        );
        Ok(bin)
    }

    fn on_path(&self) -> Option<PathBuf> {
        let wanted = version::parse(&self.version)?;
        let mut folder = None;
        for program in self.programs {
            let path = command::find(program)?;
            if !(self.accepts)(version::of(&path)?, wanted) {
                return None;
            }
            folder = path.parent().map(Path::to_path_buf);
        }
        folder
    }

    fn complete(&self, bin: &Path) -> bool {
        let file = |program: &str| bin.join(format!("{program}{}", std::env::consts::EXE_SUFFIX));
        self.programs.iter().all(|program| version::of(&file(program)).is_some())
    }

    /// Asks cargo-binstall, where it is installed, for a prebuilt one. `false`: there is none.
    fn fetch_prebuilt(&self, root: &Path) -> bool {
        if command::find("cargo-binstall").is_none() {
            return false;
        }
        say::step(format_args!("Fetching {} {} with cargo-binstall", self.package, self.version));
        let mut binstall = command::cargo();
        binstall.args(["binstall", "--no-confirm", "--disable-strategies", "compile", "--root"]);
        binstall.arg(root).arg(format!("{}@{}", self.package, self.version));
        match command::run(&mut binstall) {
            Ok(()) => true,
            Err(error) => {
                say::note(format_args!("no prebuilt one ({error}); building it instead"));
                false
            }
        }
    }

    /// Builds it from source, lightly optimised, with a target folder of its own.
    fn build(&self, root: &Path) -> Result<()> {
        let (name, version) = (self.package, &self.version);
        say::step(format_args!(
            "Building {name} {version} from source: once, about {} minutes",
            self.minutes
        ));
        let target = cache::folder()?.join("build").join(name);
        fs::create_dir_all(&target).with_context(|| format!("creating {}", target.display()))?;
        let mut install: Command = command::cargo();
        install.args(["install", name, "--version", version, "--root"]).arg(root);
        install.arg("--target-dir").arg(&target).current_dir(&target);
        if self.locked {
            install.arg("--locked");
        }
        if !std::io::stderr().is_terminal() {
            install.arg("--quiet");
        }
        install.envs([
            ("CARGO_PROFILE_RELEASE_LTO", "off"),
            ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
            ("CARGO_PROFILE_RELEASE_DEBUG", "0"),
            ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1"),
        ]);
        command::run(&mut install).with_context(|| {
            format!("{name} {version} could not be built; install it by hand: cargo install {name} --version {version}")
        })?;
        // The tool is in place; its half-built parts are of no more use.
        if let Err(error) = fs::remove_dir_all(&target) {
            say::note(format_args!("{} could not be removed: {error}", target.display()));
        }
        Ok(())
    }
}
