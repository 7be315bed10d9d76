//! Comments on real servers, on such as are written from their interfaces, and on a network that fails.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

mod faults;
mod guard;
mod hostile;
mod isso;
mod lists;
mod offline;
mod others;
mod wordpress;

use anyhow::Result;
use e2e::Page;
use thirtyfour::{
    WebElement,
    error::{WebDriverErrorInner, WebDriverResult},
};

/// Fills the form for the article itself, which is the last, and presses its button.
async fn post(page: &Page, text: &str) -> Result<()> {
    fill(page, text, "Nora", "nora@paper.example").await?;
    submit(page).await
}

async fn fill(page: &Page, text: &str, name: &str, email: &str) -> Result<()> {
    for (field, value) in [("comment", text), ("author", name), ("email", email)] {
        if page.field(field).await?.is_displayed().await? {
            let selector = format!("form [name={field}]");
            when_ready(page, &selector, async |element| element.clear().await).await?;
            if !value.is_empty() {
                write(page, &selector, value).await?;
            }
        }
    }
    Ok(())
}

/// Does something with the last element of a selector as soon as it can be done: an engine gets the time of a frame to lay out what it has spared itself
/// as long as nobody saw it (`content-visibility`), before which WebKit takes no key or press there, and a thread that is being
/// drawn may move the element or make it anew.
async fn when_ready(
    page: &Page,
    selector: &str,
    act: impl AsyncFn(WebElement) -> WebDriverResult<()>,
) -> Result<()> {
    let frame = "return new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(true))))";
    page.wait(&format!("{selector} to take it"), async || {
        let Some(element) = page.all(selector).await?.pop() else { return Ok(None) };
        if element.scroll_into_view().await.is_err() {
            return Ok(None);
        }
        page.js(frame, vec![]).await?;
        match act(element).await {
            Ok(()) => Ok(Some(())),
            Err(error) => match error.as_inner() {
                WebDriverErrorInner::ElementNotInteractable(_)
                | WebDriverErrorInner::ElementClickIntercepted(_)
                | WebDriverErrorInner::StaleElementReference(_) => Ok(None),
                _ => Err(error.into()),
            },
        }
    })
    .await
}

async fn press(page: &Page, selector: &str) -> Result<()> {
    when_ready(page, selector, async |element| element.click().await).await
}

/// Presses the button of the form for the article itself, which is the last.
async fn submit(page: &Page) -> Result<()> {
    press(page, "form button[type=submit]").await
}

async fn write(page: &Page, selector: &str, text: &str) -> Result<()> {
    when_ready(page, selector, async |element| element.send_keys(text).await).await
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
