//! What is done to the page after Trunk: the last step of its build, in the staging folder.
//!
//! A failing step fails Trunk, and the last good page stays in place.

mod chunks;
mod compress;
pub mod element;
mod files;
mod gate;
pub mod html;
mod names;
mod optimiser;
pub mod page;
mod schema;
pub mod scripts;
mod sheet;
mod styles;
mod tight;
mod words;
pub mod worker;

use anyhow::{Context, Result};
use std::{env, path::PathBuf};

use crate::project;
use page::Page;

pub use compress::brotli;

/// Called by Trunk's `post_build` hook; Trunk says by its variables what to work on.
pub fn from_trunk() -> Result<()> {
    let folder = env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from);
    let folder = folder
        .context("`finish` is called by Trunk, as the last step of a build: run `cargo xtask build`")?;
    let release = env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release");

    let mut page = Page::read(&folder)?;
    styles::join(&mut page)?;
    if release {
        scripts::strip_all(&page)?;
    }
    chunks::publish(&page)?;
    // The element reads the glue by its lines.
    let glue = element::glue(&page)?;
    chunks::unpin(&page)?;
    if release {
        tight::all(&page)?;
    }
    names::follow_bytes(&mut page)?;
    words::write(&mut page)?;
    gate::markup(&page)?;
    page.write()?;
    element::write(&page, &glue, &project::root(), release)?;
    schema::publish(&project::root(), &folder)?;
    worker::write_list(&page, release)?;
    if release {
        gate::scripts(&folder)?;
        compress::folder(&folder)?;
    }
    Ok(())
}
