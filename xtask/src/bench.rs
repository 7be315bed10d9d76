//! `bench`: the project's measurements.

use anyhow::{Result, bail, ensure};
use clap::ValueEnum;
use std::path::Path;

use crate::{command, engines::Engine, page, say};

/// A measurement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Name {
    /// Reading a document, natively, by its size
    Parse,
    /// The page beside other tools, in Chromium
    Peers,
    /// What a killed browser loses of a reply; takes three quarters of an hour an engine
    Kill,
}

/// Runs one measurement, or all quick ones that can be run here. `numbers` are those of the kill bench: how often, and
/// the least and most seconds of typing.
pub fn run(root: &Path, name: Option<Name>, numbers: &[u64]) -> Result<()> {
    match name {
        Some(Name::Kill) => kill(root, numbers),
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
    say::step("Measuring: parse and html (built for speed, unlike the page)");
    let mut bench = command::cargo();
    bench.current_dir(root).args([
        "bench",
        "--quiet",
        "--profile",
        "native",
        "--bench",
        "parse",
        "--bench",
        "html",
    ]);
    command::run(&mut bench)
}

/// The bench of `tests/e2e/src/bin/kill.rs`, in each engine that keeps a profile and is here.
fn kill(root: &Path, numbers: &[u64]) -> Result<()> {
    let engines = [Engine::Chromium, Engine::Firefox].into_iter().filter(|engine| engine.programs().is_ok());
    let engines: Vec<Engine> = engines.collect();
    ensure!(!engines.is_empty(), "neither Chromium nor Firefox is here with its driver");
    let dist = page::build(root)?;
    for engine in engines {
        say::step(format_args!("Killing {engine} while a reply is typed"));
        let mut bench = command::cargo();
        bench.current_dir(root).args(["run", "--quiet", "--package", "e2e", "--bin", "kill", "--"]);
        bench.args(numbers.iter().map(ToString::to_string));
        bench.env("STANDFIRST_ENGINE", engine.name()).env("STANDFIRST_DIST", &dist);
        command::run(&mut bench)?;
    }
    Ok(())
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
