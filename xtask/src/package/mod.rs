//! `package`: the element for other people's pages, as a folder for a CDN and as an npm package.

mod manifest;
mod npm;
mod types;

use anyhow::{Context, Result};
use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{
    finish::element::{DEFINES, QUIET, integrity},
    say,
};

/// Writes `package/cdn` and `package/npm` from a finished page, and prints how the first is used.
pub fn write(root: &Path, dist: &Path) -> Result<PathBuf> {
    let folder = root.join("package");
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("removing {}", folder.display()))?;
    }
    let files = files(dist)?;
    let cdn = folder.join("cdn").join(standfirst::VERSION);
    for name in [DEFINES, QUIET].into_iter().chain(files.iter().map(String::as_str)) {
        for end in ["", ".br", ".gz"] {
            copy_if_there(&dist.join(format!("{name}{end}")), &cdn.join(format!("{name}{end}")))?;
        }
    }
    npm::write(&folder.join("npm"), root, dist, &files)?;
    for name in [DEFINES, QUIET] {
        let bytes = fs::read(dist.join(name)).with_context(|| format!("reading {name}"))?;
        say::note(format_args!("{name}  {}", integrity(&bytes)));
    }
    let module = fs::read(dist.join(DEFINES)).with_context(|| format!("reading {DEFINES}"))?;
    println!(
        "<script type=\"module\" crossorigin integrity=\"{}\" src=\"https://cdn.example/standfirst/{}/{DEFINES}\"></script>",
        integrity(&module),
        standfirst::VERSION
    );
    Ok(folder)
}

/// The files that the element fetches: those whose names it holds.
fn files(dist: &Path) -> Result<Vec<String>> {
    let module =
        fs::read_to_string(dist.join(DEFINES)).context("no element: run `cargo xtask build` first")?;
    let names = module.split("new URL(\"./").skip(1).filter_map(|rest| rest.split('"').next());
    Ok(names.map(str::to_owned).collect())
}

fn copy_if_there(from: &Path, to: &Path) -> Result<()> {
    if from.is_file() {
        let parent = to.parent().context("a file without a folder")?;
        fs::create_dir_all(parent).with_context(|| format!("creating {}", parent.display()))?;
        fs::copy(from, to).with_context(|| format!("copying {} to {}", from.display(), to.display()))?;
    }
    Ok(())
}
