//! All style sheets of the page in one file: one request, and one name that follows its bytes.

use anyhow::{Context, Result, bail};
use std::fs;

use super::page::{Page, hash, local, read_named};

/// Joins the local style sheets in order. A sheet with `media` keeps it as an `@media` rule.
pub fn join(page: &mut Page) -> Result<()> {
    let tags = page.tags();
    let mut joined = String::new();
    let mut changes = Vec::new();
    for tag in tags.iter().filter(|t| t.is_link("stylesheet")) {
        let Some(name) = tag.value("href").and_then(local) else { continue };
        let css = String::from_utf8(read_named(page.folder(), name)?)
            .with_context(|| format!("{name} is not UTF-8"))?;
        if css.contains("@import") {
            bail!(
                "{name} has an @import, which only works first in a file: link the sheet in index.html instead"
            );
        }
        match tag.value("media") {
            Some(media) if !media.is_empty() => joined.push_str(&format!("@media {media}{{{css}}}")),
            _ => joined.push_str(&css),
        }
        if !joined.ends_with(['\n', '}']) {
            joined.push('\n');
        }
        fs::remove_file(page.folder().join(name)).with_context(|| format!("removing {name}"))?;
        changes.push((tag.range.clone(), String::new()));
    }
    if let Some(first) = changes.first_mut() {
        let name = format!("style-{}.css", hash(joined.as_bytes()));
        fs::write(page.folder().join(&name), &joined).with_context(|| format!("writing {name}"))?;
        first.1 = format!("<link rel=\"stylesheet\" href=\"./{name}\">");
    }
    page.replace(changes);
    Ok(())
}
