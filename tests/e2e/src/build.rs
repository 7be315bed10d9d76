//! Other builds of the page, made from the finished one: as if something had been changed and built again.

use anyhow::{Context, Result};
use std::{collections::BTreeMap, fs, path::Path};
use tempfile::TempDir;
use xtask::finish::page::hash;

use crate::settings;

/// The name of the worker's file.
const WORKER: &str = "sw.js";

/// The list in the worker of a finished page: the paths of its files.
pub fn listed(dist: &Path) -> Result<Vec<String>> {
    let worker = fs::read_to_string(dist.join(WORKER)).context("reading the worker")?;
    let list =
        worker.split("const FILES = ").nth(1).and_then(|rest| rest.split(";\n").next()).context("no list")?;
    let list: BTreeMap<String, serde_json::Value> =
        serde_json::from_str(list).context("the worker's list")?;
    Ok(list.into_keys().collect())
}

/// A copy of the finished page in a folder `below` a new one, with other bytes in every file that no other script names, the
/// names following; `globalThis.build` and the custom property `--build` hold `number` in it.
pub fn variant(number: u32, below: &str) -> Result<TempDir> {
    let folder = tempfile::Builder::new().prefix("standfirst-build-").tempdir()?;
    let target = folder.path().join(below);
    let dist = settings::dist()?;
    copy(&dist, &target, false)?;
    let names = listed(&target)?;
    let mut index = fs::read_to_string(target.join("index.html"))?;
    let mut worker = fs::read_to_string(target.join(WORKER))?;
    let read = |name: &String| Ok((name.clone(), fs::read(target.join(name))?));
    let files = names.iter().map(read).collect::<Result<Vec<(String, Vec<u8>)>>>()?;
    for name in names.iter().filter(|name| *name != "index.html" && !is_named_elsewhere(&files, name)) {
        let path = target.join(name);
        let old = fs::read(&path)?;
        let new = changed(name, &old, number);
        let (before, after) = (hash(&old), hash(&new));
        fs::write(target.join(name.replace(&before, &after)), new)?;
        if name.contains(&before) {
            fs::remove_file(&path)?;
        }
        index = index.replace(&before, &after);
        worker = worker.replace(&before, &after);
    }
    worker = worker.replace("const VERSION = '", &format!("const VERSION = '{number}-"));
    fs::write(target.join("index.html"), index)?;
    fs::write(target.join(WORKER), worker)?;
    Ok(folder)
}

/// Whether another file than the page names it: then its name cannot change alone.
fn is_named_elsewhere(files: &[(String, Vec<u8>)], name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or(name).as_bytes();
    let names = |bytes: &[u8]| bytes.windows(file.len()).any(|part| part == file);
    let others = files.iter().filter(|(other, _)| other != name && other != "index.html");
    name.contains('-') && others.into_iter().any(|(_, bytes)| names(bytes))
}

/// Other bytes with the same meaning, but for the number of the build.
fn changed(name: &str, old: &[u8], number: u32) -> Vec<u8> {
    let mut new = old.to_vec();
    let more = match name.rsplit('.').next() {
        Some("css") => format!("\n:root {{ --build: {number} }}\n"),
        Some("js") if name.starts_with("drafts") => format!("\nglobalThis.build = {number};\n"),
        Some("js") => format!("\n// build {number}\n"),
        Some("svg") => format!("<!-- {number} -->"),
        // Sentences are counted: one that is never shown is longer.
        Some("txt") => format!("{number}"),
        Some("json" | "webmanifest") => format!("{:1$}\n", "", number as usize + 1),
        Some("wasm") => {
            // A custom section: its length, and its name.
            let text = number.to_string();
            let length = u8::try_from(text.len()).unwrap_or(0);
            new.extend([0, length + 1, length]);
            text
        }
        _ => number.to_string(),
    };
    new.extend(more.into_bytes());
    new
}

/// Copies a folder; `packed` tells whether with the compressed copies, which do not fit a file that is changed.
pub fn copy(from: &Path, to: &Path, packed: bool) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &to.join(name), packed)?;
        } else if packed || (!name.ends_with(".br") && !name.ends_with(".gz")) {
            fs::copy(entry.path(), to.join(name))?;
        }
    }
    Ok(())
}
