//! After one visit the page opens without a network, and says what it is that it shows.
#![allow(missing_docs)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

mod deployed;
mod failing;
mod freshness;
mod list;
mod nginx;
mod stopped;

use anyhow::Result;
use e2e::{Page, Reply, Test, documents};
use serde_json::{Value, json};

const DRAFT: &str = "Half a sentence, that must";

/// A small PNG picture, other bytes for each `number`.
fn picture(number: u8) -> Reply {
    let dist = e2e::settings::dist().expect("a page");
    let mut bytes = std::fs::read(dist.join("icons/icon-192.png")).expect("an icon");
    bytes.push(number); // behind the end of the picture, where nobody reads
    Reply::new("image/png", bytes)
        .header("cache-control", "no-cache")
        .header("etag", &format!("\"p{number}\""))
}

/// The report with a lead picture, one in the text, and a related article that its server lets nobody keep.
fn report() -> Value {
    let mut report = documents::report();
    report["image"] = json!({"@type": "ImageObject", "url": "lead.png", "width": 192, "height": 192});
    report["body"] = json!(["The first paragraph of the report.", {"type": "image", "url": "body.png"}, "The third paragraph."]);
    report["relatedLink"] = json!([
        {"url": "second.json", "headline": "The second article"},
        {"url": "third.json", "headline": "The third article"}
    ]);
    report
}

/// Puts the report, its pictures and two related articles on the site. The third article may not be kept.
fn put_all(t: &Test) {
    t.site.put("/doc/a.json", Reply::kept_json(report().to_string()));
    t.site.put("/doc/lead.png", picture(1));
    t.site.put("/doc/body.png", picture(2));
    t.site.put("/doc/second.json", Reply::kept_json(documents::second().to_string()));
    let mut third = documents::second();
    third["headline"] = json!("The third article");
    t.site.put("/doc/third.json", Reply::json(third.to_string()));
}

/// Waits until the page says that the article can be read without a network.
async fn wait_offline_ready(page: &Page) -> Result<()> {
    page.wait("data-standfirst-offline=ready", async || {
        let ready =
            page.js("return document.documentElement.dataset.standfirstOffline === 'ready'", vec![]).await?;
        Ok((ready == true).then_some(()))
    })
    .await
}

/// The line that says how old the article is.
async fn freshness(page: &Page) -> Result<String> {
    Ok(page.texts(".keeping [role=status]").await?.concat())
}

async fn wait_freshness(page: &Page, wanted: &str) -> Result<()> {
    let waited = page
        .wait(&format!("{wanted:?} in the line"), async || {
            Ok(freshness(page).await?.contains(wanted).then_some(()))
        })
        .await;
    match waited {
        Ok(()) => Ok(()),
        Err(error) => Err(error.context(format!("the line says {:?}", freshness(page).await?))),
    }
}

/// Waits until so many articles are in the list of those that are kept.
async fn wait_kept(page: &Page, count: usize) -> Result<()> {
    page.wait(&format!("{count} kept articles"), async || {
        Ok((page.all(".keeping li").await?.len() == count).then_some(()))
    })
    .await
}

/// How many pictures of the page are shown, and how many there are.
async fn pictures(page: &Page) -> Result<(u64, u64)> {
    let count = "const all = [...document.querySelectorAll('article img')]; \
        return [all.filter((one) => one.complete && one.naturalWidth > 0).length, all.length]";
    let counted = page.js(count, vec![]).await?;
    Ok((counted[0].as_u64().unwrap(), counted[1].as_u64().unwrap()))
}

/// Opens the page's address again in a fresh document; not by WebDriver's Refresh, which bypasses the worker in Firefox.
async fn open_again(page: &Page) -> Result<()> {
    page.reload().await?;
    page.wait_ready().await
}
