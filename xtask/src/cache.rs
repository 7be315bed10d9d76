//! Where tools that we install ourselves are kept, apart from the user's own.

use anyhow::{Context, Result};
use std::{env, path::PathBuf};

/// `standfirst` in the user's cache folder: `$XDG_CACHE_HOME` or `~/.cache`, on Windows `%LOCALAPPDATA%`.
pub fn folder() -> Result<PathBuf> {
    let set = |name: &str| env::var_os(name).filter(|v| !v.is_empty()).map(PathBuf::from);
    let base = set("XDG_CACHE_HOME")
        .filter(|dir| dir.is_absolute())
        .or_else(|| set("LOCALAPPDATA"))
        .or_else(|| set("HOME").map(|home| home.join(".cache")))
        .context("no place for tools: set HOME or XDG_CACHE_HOME")?;
    Ok(base.join("standfirst"))
}

/// The folder of one tool at one version. It need not exist yet.
pub fn tool(name: &str, version: &str) -> Result<PathBuf> {
    Ok(folder()?.join(format!("{name}-{version}")))
}
