//! Comments on real servers, on such as are written from their interfaces, and on a network that fails.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

mod hostile;
mod isso;
mod lists;
mod others;
mod wordpress;

use anyhow::Result;
use e2e::Page;

/// Fills the form for the article itself, which is the last, and presses its button.
async fn post(page: &Page, text: &str) -> Result<()> {
    fill(page, text, "Nora", "nora@paper.example").await?;
    page.submit().await
}

async fn fill(page: &Page, text: &str, name: &str, email: &str) -> Result<()> {
    for (field, value) in [("comment", text), ("author", name), ("email", email)] {
        let field = page.field(field).await?;
        if field.is_displayed().await? {
            field.clear().await?;
            if !value.is_empty() {
                field.send_keys(value).await?;
            }
        }
    }
    Ok(())
}

/// Waits until the thread shows a text in a comment that the server has.
async fn wait_listed(page: &Page, text: &str) -> Result<()> {
    page.wait(&format!("{text:?} in the thread"), async || {
        let shown = page.texts(".thread .comment:not([data-own]) .comment-body").await?;
        Ok(shown.iter().any(|body| body.contains(text)).then_some(()))
    })
    .await
}

/// Waits until the field for the comment is empty.
async fn wait_cleared(page: &Page) -> Result<()> {
    page.wait("an empty field", async || {
        Ok((page.field("comment").await?.prop("value").await?.unwrap_or_default().is_empty()).then_some(()))
    })
    .await
}

/// What the field for the comment holds.
async fn typed(page: &Page) -> Result<String> {
    Ok(page.field("comment").await?.prop("value").await?.unwrap_or_default())
}
