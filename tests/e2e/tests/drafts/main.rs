//! A draft is never lost: what only the page that ships, in a browser that is killed, robbed or restarted, can show.

#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod form;
mod killed;
mod list;
mod start;
mod stores;

use anyhow::{Context, Result};
use e2e::{Page, Reply, Test, documents, settings};
use thirtyfour::{Key, WebElement};
use xtask::engines::Engine;

const TEXT: &str = "Half a sentence, that must";

/// Opens the report.
async fn open(t: &Test) -> Result<()> {
    t.site.put("/doc/a.json", Reply::json(documents::report().to_string()));
    t.page.read("/doc/a.json").await
}

/// What a field of the form for the article holds.
async fn value(page: &Page, name: &str) -> Result<String> {
    Ok(page.field(name).await?.prop("value").await?.unwrap_or_default())
}

async fn wait_value(page: &Page, wanted: &str) -> Result<()> {
    let what = format!("{wanted:?} in the comment");
    let waited = page.wait(&what, async || Ok((value(page, "comment").await? == wanted).then_some(()))).await;
    match waited {
        Ok(()) => Ok(()),
        Err(error) => Err(error.context(format!("the comment holds {:?}", value(page, "comment").await?))),
    }
}

async fn wait_status(page: &Page, wanted: &str) -> Result<()> {
    page.wait(&format!("{wanted:?} as the status"), async || {
        let status = page.texts("form [role=status]").await?.pop().unwrap_or_default();
        Ok(status.contains(wanted).then_some(()))
    })
    .await
}

async fn wait_saved(page: &Page) -> Result<()> {
    wait_status(page, "Saved on this device").await
}

/// Presses an element until `done` says that it was: WebKitGTK's driver now and then clicks where it stood before the page
/// moved.
async fn press_until(page: &Page, selector: &str, done: &str) -> Result<()> {
    page.wait(&format!("{selector} to be pressed"), async || {
        if page.js(&format!("return !!({done})"), vec![]).await? == serde_json::Value::Bool(true) {
            return Ok(Some(()));
        }
        let element = page.all(selector).await?.pop().context("nothing to press")?;
        element.scroll_into_view().await?;
        element.click().await?;
        Ok(None)
    })
    .await
}

/// Selects all that is in a field.
async fn select_all(field: &WebElement) -> Result<()> {
    Ok(field.send_keys(Key::Control + "a").await?)
}

/// Whether the engine's browser keeps a profile for another start, as the tests with a kill need.
fn keeps_profile() -> Result<bool> {
    let engine = settings::engine()?;
    if engine == Engine::WebKit {
        eprintln!("skipped: a session of {engine} leaves no profile");
    }
    Ok(engine != Engine::WebKit)
}
