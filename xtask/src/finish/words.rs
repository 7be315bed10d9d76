//! The interface's sentences of the languages that are not built in: one file each, named by its bytes.

use anyhow::{Context, Result};
use standfirst::text;
use std::fs;

use super::page::{Page, hash};

/// Writes the files and names each in the attribute `data-words-TAG` of the start script, where `public/start.js` finds it.
pub fn write(page: &mut Page) -> Result<()> {
    let tags = page.tags();
    let start = tags.iter().find(|tag| tag.attribute("data-wasm").is_some());
    let start = start.context("index.html has no script with data-wasm (Trunk.toml writes it)")?;
    // Before the `>` that ends the tag.
    let end = start.range.end.saturating_sub(1);
    let mut attributes = String::new();
    for language in &text::FILES {
        let file = text::file(language);
        let name = format!("words-{}-{}.txt", language.article.tag, hash(file.as_bytes()));
        fs::write(page.folder().join(&name), file).with_context(|| format!("writing {name}"))?;
        attributes.push_str(&format!(" data-words-{}=\"./{name}\"", language.article.tag));
    }
    page.replace(vec![(end..end, attributes)]);
    Ok(())
}
