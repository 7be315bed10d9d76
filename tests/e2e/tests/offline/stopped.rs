//! The server is stopped and its sockets are closed.

use super::{DRAFT, freshness, open_again, pictures, put_all, wait_freshness, wait_kept, wait_offline_ready};
use anyhow::Result;
use e2e::{run, settings};
use xtask::engines::Engine;

/// How often the whole is done.
fn rounds() -> u32 {
    std::env::var("STANDFIRST_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(3)
}

#[test]
fn after_one_visit_everything_of_the_article_opens_without_a_server() -> Result<()> {
    for _ in 0..rounds() {
        one_visit()?;
    }
    Ok(())
}

fn one_visit() -> Result<()> {
    run(async |t| {
        put_all(t);
        t.page.read("/doc/a.json").await?;
        wait_offline_ready(&t.page).await?;
        t.page.field("comment").await?.send_keys(DRAFT).await?;
        wait_kept(&t.page, 2).await?;
        // What fails to load while the server is away is an error in the console.
        t.expect_errors();
        t.site.stop().await;
        open_again(&t.page).await?;
        assert_eq!(t.page.texts("h1").await?, ["Harbour bridge opens to traffic again"]);
        t.page.wait("both pictures", async || Ok((pictures(&t.page).await? == (2, 2)).then_some(()))).await?;
        for text in ["The third paragraph.", "A first comment.", "The third article"] {
            t.page.wait_text(text).await?;
        }
        t.page
            .wait("the draft", async || {
                let value = t.page.field("comment").await?.prop("value").await?;
                Ok((value.as_deref() == Some(DRAFT)).then_some(()))
            })
            .await?;
        wait_freshness(&t.page, "offline copy").await?;
        // The related article that was kept opens; the other one says what it needs.
        let opens = t.page.texts(".related .kept-mark").await?;
        assert_eq!(opens.len(), 1, "{opens:?}");
        t.page.open("?src=/doc/third.json").await?;
        t.page.wait_state("error").await?;
        t.page.wait_text("Saved for offline").await?;
        t.page.read("/doc/second.json").await?;
        t.page.wait_text("It has one paragraph.").await?;
        t.page.read("/doc/a.json").await?;
        wait_freshness(&t.page, "offline copy").await?;
        t.site.restart().await?;
        wait_freshness(&t.page, "Up to date").await
    })
}

/// Each byte of a first visit is sent once: what the worker keeps comes from the browser's own cache or is answered by 304.
#[test]
fn a_first_visit_sends_each_file_once() -> Result<()> {
    if settings::engine()? == Engine::WebKit {
        // Its sessions under automation have no disk cache: see `the_worker_asks_only_for_what_is_in_its_list`.
        eprintln!("skipped: sessions of WebKitGTK keep no cache of their own");
        return Ok(());
    }
    run(async |t| {
        put_all(t);
        t.page.read("/doc/a.json").await?;
        wait_offline_ready(&t.page).await?;
        wait_kept(&t.page, 2).await?;
        let mut sent = std::collections::BTreeMap::new();
        for request in t.site.requests() {
            let conditional =
                ["if-none-match", "if-modified-since"].iter().any(|name| request.headers.contains_key(*name));
            let page = request.path == "/" || request.path.starts_with("/?");
            if !conditional && !page {
                *sent.entry(request.path).or_insert(0) += 1;
            }
        }
        sent.retain(|_, count| *count > 1);
        assert!(sent.is_empty(), "sent more than once: {sent:?}");
        Ok(())
    })
}

#[test]
fn a_reader_of_the_live_page_sees_when_it_was_fetched() -> Result<()> {
    run(async |t| {
        put_all(t);
        t.page.read("/doc/a.json").await?;
        wait_freshness(&t.page, "Up to date").await?;
        wait_freshness(&t.page, "Opens offline").await?;
        assert!(!freshness(&t.page).await?.contains("copy"));
        Ok(())
    })
}
