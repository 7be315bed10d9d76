//! `size`: what a first visit sends.

use anyhow::{Context, Result, bail};
use serde_json::json;
use std::{collections::BTreeSet, fs, path::Path};

use crate::finish::page::{Page, local};

/// What a first visit is to send: the aim for the page that reads articles.
const AIM: u64 = 90_000;

/// What a first visit may send, in bytes as sent, without the article's own data and images.
///
/// Above the aim: the page has not come down to it yet. Lower this whenever the measured size allows, and never raise it.
pub const BUDGET: u64 = 107_500;

/// One file of a first visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name in the folder of the page.
    pub name: String,
    /// Its bytes uncompressed.
    pub raw: u64,
    /// Its bytes as sent: those of its `.br`, where there is one.
    pub sent: u64,
}

/// Prints what a first visit of the page in `dist` sends; fails above the budget.
pub fn report(dist: &Path, as_json: bool) -> Result<()> {
    let entries = first_visit(dist)?;
    let sent: u64 = entries.iter().map(|e| e.sent).sum();
    let raw: u64 = entries.iter().map(|e| e.raw).sum();
    if as_json {
        let files: Vec<_> =
            entries.iter().map(|e| json!({"name": e.name, "raw": e.raw, "sent": e.sent})).collect();
        println!("{}", json!({"files": files, "raw": raw, "sent": sent, "budget": BUDGET}));
    } else {
        println!("{:<40} {:>9} {:>9}", "first visit, bytes", "raw", "sent");
        for entry in &entries {
            println!("{:<40} {:>9} {:>9}", entry.name, entry.raw, entry.sent);
        }
        println!("{:<40} {raw:>9} {sent:>9}  of {BUDGET}; the aim is {AIM}", "total");
        println!("\nand later, once the article is there or when it is asked for");
        for entry in later(dist, &entries)? {
            println!("{:<40} {:>9} {:>9}", entry.name, entry.raw, entry.sent);
        }
    }
    if sent > BUDGET {
        bail!("a first visit sends {sent} bytes, {} more than the budget of {BUDGET}", sent - BUDGET);
    }
    Ok(())
}

/// The files of a first visit, as `index.html` names them: itself, its style sheets and scripts, the glue and the wasm.
pub fn first_visit(dist: &Path) -> Result<Vec<Entry>> {
    let page = Page::read(dist).context("no finished page: run `cargo xtask build` first")?;
    let mut names = vec!["index.html".to_owned()];
    for tag in page.tags() {
        let wanted: &[&str] = match tag.name.as_str() {
            "script" => &["src", "data-glue", "data-wasm"],
            "link" if tag.is_link("stylesheet") || tag.is_link("modulepreload") || tag.is_link("preload") => {
                &["href"]
            }
            _ => &[],
        };
        names.extend(wanted.iter().filter_map(|a| tag.value(a)).filter_map(local).map(str::to_owned));
    }
    let mut seen = BTreeSet::new();
    names.retain(|name| seen.insert(name.clone()));
    names.into_iter().map(|name| entry(dist, name)).collect()
}

/// The parts of the module that come later, see `src/later.rs`.
fn later(dist: &Path, first: &[Entry]) -> Result<Vec<Entry>> {
    let mut names = Vec::new();
    for file in fs::read_dir(dist).with_context(|| format!("reading {}", dist.display()))? {
        let name = file?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".wasm") && first.iter().all(|entry| entry.name != name) {
            names.push(name);
        }
    }
    names.sort();
    names.into_iter().map(|name| entry(dist, name)).collect()
}

fn entry(dist: &Path, name: String) -> Result<Entry> {
    let length = |name: &str| fs::metadata(dist.join(name)).map(|meta| meta.len());
    let raw = length(&name).with_context(|| format!("index.html names {name}, which is not there"))?;
    let sent = length(&format!("{name}.br")).unwrap_or(raw);
    Ok(Entry { name, raw, sent })
}
