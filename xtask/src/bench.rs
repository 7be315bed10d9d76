//! `bench`: the project's measurements.

use anyhow::{Result, bail};
use clap::ValueEnum;
use std::path::Path;

use crate::{command, page, say};

/// A measurement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Name {
    /// Reading a document, natively, by its size
    Parse,
    /// The page beside other tools, in Chromium
    Peers,
}

/// Runs one measurement, or all that can be run here.
pub fn run(root: &Path, name: Option<Name>) -> Result<()> {
    match name {
        Some(Name::Parse) => parse(root),
        Some(Name::Peers) => peers(root).map_or_else(|| bail!("there is no ../shared/bench here"), Ok),
        None => {
            parse(root)?;
            if peers(root).is_none() {
                say::note("skipped: peers, for there is no ../shared/bench here");
            }
            Ok(())
        }
    }
}

fn parse(root: &Path) -> Result<()> {
    say::step("Measuring: parse (built for speed, unlike the page)");
    let mut bench = command::cargo();
    bench.current_dir(root).args(["bench", "--quiet", "--profile", "native", "--bench", "parse"]);
    command::run(&mut bench)
}

/// Says how the comparison is run, which needs Node and packages of its own. `None` where its folder is absent.
fn peers(root: &Path) -> Option<()> {
    let folder = root.join("../shared/bench");
    if !folder.join("bench.mjs").is_file() {
        return None;
    }
    let dist = page::dist(root);
    say::step("To compare the page with other tools, in a copy of ../shared/bench that can be written to:");
    println!(
        "npm install && node build.mjs && node bench.mjs --product {} --cases small,medium",
        dist.display()
    );
    Some(())
}
