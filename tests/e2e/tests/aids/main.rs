//! The reading aids, in every engine.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

mod contents;
mod keys;
mod look;
mod notes;
mod passage;
mod pictures;
mod resume;
mod steady;

use anyhow::Result;
use e2e::Test;

/// Opens a document and waits for the aids, which come after it.
async fn read(t: &Test, document: &str) -> Result<()> {
    t.page.read(document).await?;
    ready(t).await
}

/// Waits for the aids.
async fn ready(t: &Test) -> Result<()> {
    t.page.find(".tools [data-aid=settings]").await.map(|_| ())
}

/// Waits until a script gives `true`.
async fn holds(t: &Test, what: &str, script: &str) -> Result<()> {
    let script = format!("return Boolean({script})");
    t.page.wait(what, async || Ok((t.page.js(&script, vec![]).await? == true).then_some(()))).await
}

/// Presses the button of that name.
async fn press(t: &Test, name: &str) -> Result<()> {
    let script = "const named = (e) => e.getAttribute('aria-label') === arguments[0] || e.textContent === arguments[0]; \
        const found = [...document.querySelectorAll('button')].filter(named); found.at(-1)?.click(); return found.length";
    t.page
        .wait(&format!("a button {name}"), async || {
            Ok((t.page.js(script, vec![name.into()]).await? != 0).then_some(()))
        })
        .await
}
