//! `screenshots`: pictures of every sample at four widths, light and dark, to be looked at.

use anyhow::{Result, ensure};
use std::path::Path;

use crate::{command, engines::Engine, page, say, test::Wanted};

/// Takes the pictures whose names have all of `parts`, in the engines that are here or were asked for, into the ignored
/// folder `screenshots/`. `built`: the page in `dist/` is taken as it is.
pub fn run(root: &Path, wanted: &Wanted, built: bool, parts: &[String]) -> Result<()> {
    let engines = match wanted {
        Wanted::Available => Engine::ALL.into_iter().filter(|engine| engine.programs().is_ok()).collect(),
        Wanted::These(engines) => engines.clone(),
    };
    ensure!(!engines.is_empty(), "no browser engine is here with its driver: run `cargo xtask test` once");
    let dist = if built { page::dist(root) } else { page::build(root)? };
    for engine in engines {
        say::step(format_args!("Taking pictures in {engine}"));
        let mut pictures = command::cargo();
        pictures.current_dir(root).args(["run", "--quiet", "--package", "e2e", "--bin", "screenshots", "--"]);
        pictures.args(parts);
        pictures.env("STANDFIRST_ENGINE", engine.name()).env("STANDFIRST_DIST", &dist);
        command::run(&mut pictures)?;
    }
    Ok(())
}
