//! `bench`: the project's measurements.

use anyhow::{Context, Result, bail, ensure};
use clap::ValueEnum;
use std::{path::Path, process::Command};

use crate::{command, engines::Engine, page, say, tools::servers};

/// A measurement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Name {
    /// Reading a document, natively, by its size
    Parse,
    /// The page beside other tools, in Chromium
    Peers,
    /// What a killed browser loses of a reply; takes three quarters of an hour
    Kill,
    /// How long keeping a reply holds up a key
    Save,
    /// What elements that come, go and move leave behind; takes some minutes an engine
    Mounts,
    /// Generated faults between Chromium and real servers, 100 sequences unless a number says otherwise; takes half an hour
    Faults,
    /// An article under 5,000 comments, in Chromium
    Thread,
    /// Twenty times in each engine: one visit, the server away, all of it there; and fifty random deployments
    Offline,
}

/// Runs one measurement, or all quick ones that can be run here. `numbers` are those of a bench in browsers: how often, and for kill
/// the least and most seconds of typing.
pub fn run(root: &Path, name: Option<Name>, numbers: &[u64]) -> Result<()> {
    match name {
        Some(Name::Kill) => kill(root, numbers),
        Some(Name::Save) => save(root),
        Some(Name::Mounts) => mounts(root, numbers),
        Some(Name::Faults) => faults(root, numbers),
        Some(Name::Thread) => thread(root),
        Some(Name::Offline) => offline(root),
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

/// The bench of `tests/e2e/src/bin/kill.rs`, in each engine that keeps a profile and is here; both at the same time, for
/// they wait for keys most of it.
fn kill(root: &Path, numbers: &[u64]) -> Result<()> {
    let engines = here(&[Engine::Chromium, Engine::Firefox])?;
    let dist = page::build(root)?;
    let mut build = command::cargo();
    command::run(build.current_dir(root).args(["build", "--quiet", "--package", "e2e", "--bin", "kill"]))?;
    say::step("Killing browsers while a reply is typed");
    let mut running = Vec::new();
    for engine in engines {
        let mut bench = of_page(root, "kill", engine, &dist);
        let child = bench.args(numbers.iter().map(ToString::to_string)).spawn();
        running.push((engine, child.with_context(|| format!("starting the bench in {engine}"))?));
    }
    let mut failed = Vec::new();
    for (engine, mut child) in running {
        if !child.wait()?.success() {
            failed.push(engine.name());
        }
    }
    ensure!(failed.is_empty(), "too much was lost in {}", failed.join(" and "));
    Ok(())
}

/// The bench of `tests/e2e/src/bin/mounts.rs`, in each engine that is here.
fn mounts(root: &Path, numbers: &[u64]) -> Result<()> {
    let engines = here(&Engine::ALL)?;
    let dist = page::build(root)?;
    say::step("Counting what elements leave behind");
    engines.into_iter().try_for_each(|engine| {
        let mut bench = of_page(root, "mounts", engine, &dist);
        command::run(bench.args(numbers.iter().map(ToString::to_string)))
    })
}

/// The bench of `tests/e2e/src/bin/save.rs`, in each engine that is here.
fn save(root: &Path) -> Result<()> {
    let engines = here(&Engine::ALL)?;
    let dist = page::build(root)?;
    say::step("Timing what a key waits for while its text is kept");
    engines.into_iter().try_for_each(|engine| command::run(&mut of_page(root, "save", engine, &dist)))
}

fn here(engines: &[Engine]) -> Result<Vec<Engine>> {
    let here: Vec<Engine> = engines.iter().copied().filter(|engine| engine.programs().is_ok()).collect();
    ensure!(!here.is_empty(), "no engine for this is here with its driver");
    Ok(here)
}

/// A program of `tests/e2e` on the finished page.
fn of_page(root: &Path, name: &str, engine: Engine, dist: &Path) -> Command {
    let mut bench = command::cargo();
    bench.current_dir(root).args(["run", "--quiet", "--package", "e2e", "--bin", name, "--"]);
    bench.env("STANDFIRST_ENGINE", engine.name()).env("STANDFIRST_DIST", dist);
    bench
}

/// The tests of `tests/e2e/tests/offline` that tests run three times, many times, in each engine that is here.
fn offline(root: &Path) -> Result<()> {
    let engines = here(&Engine::ALL)?;
    let dist = page::build(root)?;
    for engine in engines {
        for (test, variable, count) in [
            ("after_one_visit", "STANDFIRST_ROUNDS", "20"),
            ("builds_deployed_at_any_moment", "STANDFIRST_SEQUENCES", "50"),
        ] {
            say::step(format_args!("{count} times in {engine}: {test}"));
            let mut bench = command::cargo();
            bench.current_dir(root).args(["test", "--quiet", "--package", "e2e", "--test", "offline", test]);
            bench.env("STANDFIRST_ENGINE", engine.name()).env("STANDFIRST_DIST", &dist).env(variable, count);
            command::run(&mut bench)?;
        }
    }
    Ok(())
}

/// The tests of `tests/e2e/tests/comments/faults.rs` many times, one for each server at the same time: they wait most of it.
fn faults(root: &Path, numbers: &[u64]) -> Result<()> {
    let count = numbers.first().copied().unwrap_or(100);
    let (isso, wordpress) = (servers::isso()?, servers::wordpress()?);
    here(&[Engine::Chromium])?;
    let dist = page::build(root)?;
    say::step(format_args!("{count} sequences of faults in Chromium"));
    let mut bench = command::cargo();
    bench.current_dir(root).args([
        "test",
        "--quiet",
        "--package",
        "e2e",
        "--test",
        "comments",
        "whatever_goes_wrong",
    ]);
    bench.args(["--", "--nocapture", "--test-threads=2"]);
    bench.env("STANDFIRST_ENGINE", Engine::Chromium.name()).env("STANDFIRST_DIST", &dist);
    bench.env("STANDFIRST_ISSO", isso).env("STANDFIRST_WORDPRESS", wordpress);
    command::run(bench.env("STANDFIRST_SEQUENCES", count.to_string()))
}

/// The bench of `tests/e2e/src/bin/thread.rs`. Chromium alone tells of long tasks.
fn thread(root: &Path) -> Result<()> {
    let engines = here(&[Engine::Chromium])?;
    let dist = page::build(root)?;
    say::step("Timing a thread of 5,000 comments");
    engines.into_iter().try_for_each(|engine| command::run(&mut of_page(root, "thread", engine, &dist)))
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
