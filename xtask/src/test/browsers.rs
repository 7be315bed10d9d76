//! Which engines are tested: found, or installed where that is possible without asking.

use anyhow::{Result, bail};
use std::str::FromStr;

use super::summary::Summary;
use crate::{
    engines::{Engine, Programs, install},
    say,
};

/// The engines that the command line asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Those that can be had; at least one.
    Available,
    /// These, and none may be missing.
    These(Vec<Engine>),
}

impl FromStr for Wanted {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> Result<Self> {
        match text {
            "all" => Ok(Wanted::These(Engine::ALL.to_vec())),
            names => names.split(',').map(Engine::from_str).collect::<Result<_>>().map(Wanted::These),
        }
    }
}

/// The engines with their programs. Fails if one that was named is missing, or if there is none at all.
pub(super) fn ready(wanted: &Wanted, summary: &mut Summary) -> Result<Vec<(Engine, Programs)>> {
    let (engines, required) = match wanted {
        Wanted::Available => (Engine::ALL.as_slice(), false),
        Wanted::These(engines) => (engines.as_slice(), true),
    };
    let mut ready = Vec::new();
    let mut missing = Vec::new();
    for &engine in engines {
        match find_or_install(engine) {
            Ok(programs) => ready.push((engine, programs)),
            Err(error) => missing.push((engine, format!("{error:#}"))),
        }
    }
    for (engine, reason) in &missing {
        summary.skip(&format!("{engine}"), reason);
    }
    if let (true, Some((engine, reason))) = (required, missing.first()) {
        bail!("{engine} cannot be tested: {reason}");
    }
    if ready.is_empty() {
        bail!(
            "no browser engine can be tested; one is enough: {}",
            missing.iter().map(|(_, why)| why.as_str()).collect::<Vec<_>>().join("; ")
        );
    }
    Ok(ready)
}

fn find_or_install(engine: Engine) -> Result<Programs> {
    engine.programs().or_else(|error| {
        say::note(format_args!("{error:#}"));
        install(engine)?;
        engine.programs()
    })
}
