//! The tools that build the page: found, or installed into our own cache.

pub mod axe;
mod cargo_tool;
pub mod servers;
pub mod version;
mod wasm_opt;

use anyhow::{Context, Result};
use std::{
    ffi::OsString,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{command, project, say};
use cargo_tool::CargoTool;

/// The target that the page is compiled for.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// The tools of a build, ready to run.
pub struct Tools {
    folders: Vec<PathBuf>,
    wasm_bindgen: PathBuf,
}

impl Tools {
    /// Finds or installs what a build needs; `release` adds wasm-opt.
    pub fn ready(root: &Path, release: bool) -> Result<Self> {
        wasm_target()?;
        let wasm_bindgen = wasm_bindgen(root)?.folder()?;
        let mut folders = vec![trunk().folder()?, wasm_bindgen.clone()];
        if release {
            folders.push(wasm_opt::folder()?);
        }
        Ok(Self { folders, wasm_bindgen })
    }

    /// The real wasm-bindgen.
    pub fn wasm_bindgen(&self) -> PathBuf {
        self.wasm_bindgen.join(format!("wasm-bindgen{}", std::env::consts::EXE_SUFFIX))
    }

    /// `PATH` with these tools before all others, so that Trunk takes them.
    pub fn path(&self) -> Result<OsString> {
        command::path_with(&self.folders)
    }
}

/// The folder with `wasm-bindgen` and `wasm-bindgen-test-runner` at the version of `Cargo.lock`.
pub fn wasm_bindgen_folder(root: &Path) -> Result<PathBuf> {
    wasm_bindgen(root)?.folder()
}

/// The folder with `geckodriver`.
pub fn geckodriver_folder() -> Result<PathBuf> {
    let tool = CargoTool {
        package: "geckodriver",
        version: version::GECKODRIVER.to_owned(),
        programs: &["geckodriver"],
        accepts: |found, _| found >= [0, 35, 0],
        locked: true,
        minutes: "2",
    };
    tool.folder()
}

fn trunk() -> CargoTool {
    CargoTool {
        package: "trunk",
        version: version::TRUNK.to_owned(),
        programs: &["trunk"],
        accepts: |found, wanted| found >= wanted && found < [0, 22, 0],
        locked: true,
        minutes: "5",
    }
}

fn wasm_bindgen(root: &Path) -> Result<CargoTool> {
    Ok(CargoTool {
        package: "wasm-bindgen-cli",
        version: project::locked_version(root, "wasm-bindgen")?,
        programs: &["wasm-bindgen", "wasm-bindgen-test-runner"],
        accepts: |found, wanted| found == wanted,
        locked: false,
        minutes: "3",
    })
}

/// Adds the wasm target to the toolchain where rustup has not done so.
pub fn wasm_target() -> Result<()> {
    let sysroot = command::output(Command::new("rustc").args(["--print", "sysroot"]))
        .context("rustc does not run: install Rust from https://rustup.rs")?;
    if Path::new(sysroot.trim()).join("lib/rustlib").join(WASM_TARGET).is_dir() {
        return Ok(());
    }
    say::step(format_args!("Adding the target {WASM_TARGET} with rustup"));
    command::run(Command::new("rustup").args(["target", "add", WASM_TARGET])).with_context(|| {
        format!("the target {WASM_TARGET} is missing; add it by hand: rustup target add {WASM_TARGET}")
    })
}
