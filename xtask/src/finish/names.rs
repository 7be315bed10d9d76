//! Names that follow the bytes, so that a file may be cached for ever.
//!
//! Trunk 0.21 hashes the compiler's output, before wasm-bindgen and wasm-opt
//! change it: two builds with other settings would share a name.

use anyhow::{Context, Result, ensure};
use std::{collections::BTreeMap, fs};

use super::{
    html::Tag,
    page::{Page, hash, local, read_named},
};

/// The attributes of `<script>` that name a file of ours, and the name it gets.
const NAMES: [(&str, &str, &str); 4] = [
    ("src", "", ".js"),
    ("data-drafts", "", ".js"),
    ("data-glue", "standfirst", ".js"),
    ("data-wasm", "standfirst", "_bg.wasm"),
];

/// Renames every script, the glue and the wasm, and their preloads with them.
///
/// Fails if the page has not exactly one start script with `data-glue` and `data-wasm`.
pub fn follow_bytes(page: &mut Page) -> Result<()> {
    let tags = page.tags();
    let starts = tags.iter().filter(|t| {
        t.name == "script" && t.attribute("data-glue").is_some() && t.attribute("data-wasm").is_some()
    });
    ensure!(
        starts.count() == 1,
        "index.html must have exactly one script with data-glue and data-wasm (Trunk.toml writes it)"
    );
    let renamed = rename(page, &tags)?;
    let mut changes = Vec::new();
    for attribute in
        tags.iter().filter(|t| matches!(t.name.as_str(), "script" | "link")).flat_map(|t| &t.attributes)
    {
        if let Some(new) = local(&attribute.value).and_then(|old| renamed.get(old)) {
            changes.push((attribute.range.clone(), format!("./{new}")));
        }
    }
    page.replace(changes);
    refuse_old_names(page, &renamed)
}

fn rename(page: &Page, tags: &[Tag]) -> Result<BTreeMap<String, String>> {
    let mut renamed = BTreeMap::new();
    for tag in tags.iter().filter(|t| t.name == "script") {
        for (attribute, stem, end) in NAMES {
            let Some(old) = tag.value(attribute).and_then(local) else { continue };
            if renamed.contains_key(old) {
                continue;
            }
            let hash = hash(&read_named(page.folder(), old)?);
            let stem = if stem.is_empty() { old.strip_suffix(end).unwrap_or(old) } else { stem };
            let new = format!("{stem}-{hash}{end}");
            fs::rename(page.folder().join(old), page.folder().join(&new))
                .with_context(|| format!("renaming {old}"))?;
            renamed.insert(old.to_owned(), new);
        }
    }
    Ok(renamed)
}

/// A script that imports another by its old name would find nothing there.
fn refuse_old_names(page: &Page, renamed: &BTreeMap<String, String>) -> Result<()> {
    for new in renamed.values().filter(|name| name.ends_with(".js")) {
        let script = fs::read_to_string(page.folder().join(new)).with_context(|| format!("reading {new}"))?;
        for old in renamed.keys() {
            let named = ["\"", "'"].iter().any(|quote| script.contains(&format!("{quote}./{old}{quote}")));
            ensure!(
                !named,
                "{new} imports ./{old}, but that file is renamed by its bytes: hand its address over in index.html"
            );
        }
    }
    Ok(())
}
