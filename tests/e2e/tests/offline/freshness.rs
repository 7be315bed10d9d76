//! A copy first, then the network; nothing that is worse than the copy replaces it.

use super::{open_again, put_all, report, wait_freshness, wait_offline_ready};
use anyhow::Result;
use e2e::{Reply, run};
use serde_json::json;

#[test]
fn an_article_that_changed_is_offered_and_shown_without_moving_the_reader() -> Result<()> {
    run(async |t| {
        put_all(t);
        t.page.read("/doc/a.json").await?;
        wait_offline_ready(&t.page).await?;
        let mut changed = report();
        changed["body"][2] = json!("The third paragraph, corrected.");
        let reply = Reply::kept_json(changed.to_string()).delayed(std::time::Duration::from_secs(2));
        t.site.put("/doc/a.json", reply);
        open_again(&t.page).await?;
        assert!(t.page.text().await?.contains("The third paragraph."), "the copy comes first");
        let show = t.page.find(".keeping [data-press=show]").await?;
        t.page.js("window.scrollTo(0, 120)", vec![]).await?;
        let before = t.page.scroll_top().await?;
        t.page.js("arguments[0].click()", vec![show.to_json()?]).await?;
        t.page.wait_text("The third paragraph, corrected.").await?;
        wait_freshness(&t.page, "Up to date").await?;
        let after = t.page.scroll_top().await?;
        assert!((before - after).abs() < 2.0, "from {before} to {after}");
        Ok(())
    })
}

#[test]
fn an_article_that_is_the_same_is_asked_for_conditionally_and_said_to_be_up_to_date() -> Result<()> {
    run(async |t| {
        put_all(t);
        t.page.read("/doc/a.json").await?;
        wait_offline_ready(&t.page).await?;
        t.site.forget_requests();
        open_again(&t.page).await?;
        wait_freshness(&t.page, "Up to date").await?;
        assert!(t.page.all(".keeping [data-press=show]").await?.is_empty());
        let asked: Vec<_> = t.site.requests().into_iter().filter(|one| one.path == "/doc/a.json").collect();
        assert_eq!(asked.len(), 1, "{asked:?}");
        Ok(())
    })
}

#[test]
fn what_is_no_article_never_replaces_a_good_copy() -> Result<()> {
    run(async |t| {
        t.expect_errors();
        put_all(t);
        t.page.read("/doc/a.json").await?;
        wait_offline_ready(&t.page).await?;
        let whole = report().to_string();
        for bad in [
            Reply::new("text/html", "<!doctype html><h1>Sign in to this network</h1>")
                .header("cache-control", "no-cache"),
            Reply::status(500),
            Reply::status(404),
            Reply::kept_json(whole[..whole.len() / 2].to_owned()),
            Reply::kept_json(whole.clone()).truncated(100),
            Reply::kept_json("{\"flavour\": \"plum\"}"),
            Reply::dropped(),
        ] {
            t.site.put("/doc/a.json", bad);
            open_again(&t.page).await?;
            t.page.wait_text("The third paragraph.").await?;
            wait_freshness(&t.page, "offline copy").await?;
        }
        t.site.stop().await;
        open_again(&t.page).await?;
        t.page.wait_text("The third paragraph.").await
    })
}

#[test]
fn the_installed_page_opens_the_article_that_was_read_last() -> Result<()> {
    run(async |t| {
        put_all(t);
        t.page.read("/doc/a.json").await?;
        wait_offline_ready(&t.page).await?;
        t.page.open("?launch").await?;
        t.page.wait_ready().await?;
        assert_eq!(t.page.texts("h1").await?, ["Harbour bridge opens to traffic again"]);
        let link = "return document.querySelector('link[rel=manifest]').href";
        let manifest = t.page.js(link, vec![]).await?;
        let read = "const done = arguments[1]; fetch(arguments[0]).then((r) => r.json()).then(done)";
        let manifest = t.page.session().execute_async(read, vec![manifest]).await?.json().clone();
        assert_eq!(manifest["start_url"], "./?launch");
        for icon in manifest["icons"].as_array().unwrap() {
            let file = e2e::settings::dist()?.join(icon["src"].as_str().unwrap());
            assert!(file.is_file(), "no icon {}", file.display());
        }
        assert!(manifest["icons"].as_array().unwrap().iter().any(|icon| icon["purpose"] == "maskable"));
        Ok(())
    })
}
