//! What is kept, and how a reader decides about it.

use super::{open_again, put_all, wait_freshness, wait_kept, wait_offline_ready};
use anyhow::Result;
use e2e::{Page, Reply, Test, axe, documents, run};
use serde_json::json;
use std::time::Duration;

async fn press(page: &Page, name: &str) -> Result<()> {
    let button = page.find(&format!(".keeping [data-press^='{name}']")).await?;
    page.js(
        "arguments[0].closest('details')?.setAttribute('open', ''); arguments[0].click()",
        vec![button.to_json()?],
    )
    .await?;
    Ok(())
}

#[test]
fn a_pinned_article_keeps_its_sound_and_stays_when_another_is_removed() -> Result<()> {
    run(async |t| {
        put_all(t);
        let mut document = super::report();
        document["body"][1] = json!({"type": "audio", "url": "/samples/media/bell.mp3", "title": "A bell"});
        t.site.put("/doc/a.json", Reply::kept_json(document.to_string()));
        t.page.read("/doc/a.json").await?;
        wait_offline_ready(&t.page).await?;
        wait_kept(&t.page, 2).await?;
        press(&t.page, "pin").await?;
        t.page.find(".keeping [data-press=pin][aria-pressed=true]").await?;
        t.page.js("document.querySelector('.keeping details').open = true", vec![]).await?;
        t.page
            .wait("the note on it", async || {
                Ok(t.page.text().await?.contains("kept until you remove it").then_some(()))
            })
            .await?;
        t.expect_errors();
        t.site.stop().await;
        // A part of the sound, as a player asks for it.
        let part = "const done = arguments[0]; const audio = document.createElement('audio'); audio.src = 'samples/media/bell.mp3'; \
            audio.onloadedmetadata = () => done(audio.duration > 0); audio.onerror = () => done(String(audio.error?.message)); audio.preload = 'auto'; audio.load()";
        open_again(&t.page).await?;
        let played = t.page.session().execute_async(part, vec![]).await?.json().clone();
        assert_eq!(played, json!(true));
        press(&t.page, "remove").await?;
        wait_kept(&t.page, 1).await
    })
}

/// Reads the article until it is kept; a related one takes two seconds more.
async fn read_while_the_second_is_on_its_way(t: &Test) -> Result<()> {
    put_all(t);
    let slow = Reply::kept_json(documents::second().to_string()).delayed(Duration::from_secs(2));
    t.site.put("/doc/second.json", slow);
    t.page.read("/doc/a.json").await?;
    t.page.find(".keeping li").await?;
    Ok(())
}

/// The strip was drawn anew from nothing whenever one more article was kept: a button that a reader had just pressed the mouse
/// on was gone before the mouse was up, and the press with it.
#[test]
fn a_button_and_an_open_list_stay_the_same_while_more_is_kept() -> Result<()> {
    run(async |t| {
        read_while_the_second_is_on_its_way(t).await?;
        let hold = "window.held = [...document.querySelectorAll('.keeping button, .keeping li')]; \
            document.querySelector('.keeping details').open = true; document.querySelector('.keeping li button').focus()";
        t.page.js(hold, vec![]).await?;
        wait_kept(&t.page, 2).await?;
        let same = "return [window.held.length, window.held.every((one) => one.isConnected), \
            window.held.includes(document.activeElement), document.querySelector('.keeping details').open]";
        assert_eq!(t.page.js(same, vec![]).await?, json!([4, true, true, true]));
        Ok(())
    })
}

#[test]
fn all_can_be_removed_at_once_and_drafts_stay() -> Result<()> {
    run(async |t| {
        put_all(t);
        t.page.read("/doc/a.json").await?;
        wait_offline_ready(&t.page).await?;
        wait_kept(&t.page, 2).await?;
        t.page.field("comment").await?.send_keys(super::DRAFT).await?;
        press(&t.page, "clear").await?;
        wait_kept(&t.page, 0).await?;
        let left = "const done = arguments[0]; caches.keys().then(async (names) => done((await Promise.all(names\
            .filter((name) => name.endsWith(' kept')).map(async (name) => (await (await caches.open(name)).keys()).length))).join()))";
        assert_eq!(
            t.page.session().execute_async(left, vec![]).await?.json(),
            "0",
            "files that no list names"
        );
        let value = t.page.field("comment").await?.prop("value").await?;
        assert_eq!(value.as_deref(), Some(super::DRAFT));
        Ok(())
    })
}

/// A related article was on its way when the reader removed everything: it came, was kept, and stood in the list again.
#[test]
fn what_is_still_being_fetched_when_all_is_removed_does_not_come_back() -> Result<()> {
    run(async |t| {
        read_while_the_second_is_on_its_way(t).await?;
        let watch = "window.gone = []; const old = Cache.prototype.delete; \
            Cache.prototype.delete = function (key) { window.gone.push(key); return old.call(this, key); }";
        t.page.js(watch, vec![]).await?;
        t.page
            .wait("the related article to be asked for", async || {
                Ok(t.site.requests().iter().any(|one| one.path == "/doc/second.json").then_some(()))
            })
            .await?;
        press(&t.page, "clear").await?;
        t.page
            .wait("what came to go", async || {
                let gone = "return window.gone.some((key) => String(key).endsWith('/doc/second.json'))";
                Ok((t.page.js(gone, vec![]).await? == true).then_some(()))
            })
            .await?;
        wait_kept(&t.page, 0).await
    })
}

#[test]
fn the_strip_and_its_list_are_accessible() -> Result<()> {
    run(async |t| {
        put_all(t);
        t.page.read("/doc/a.json").await?;
        wait_offline_ready(&t.page).await?;
        wait_kept(&t.page, 2).await?;
        t.page.js("document.querySelector('.keeping details').open = true", vec![]).await?;
        axe::assert_accessible(t, "the list of kept articles").await
    })
}

#[test]
fn what_may_not_be_stored_is_not_and_the_reader_is_told() -> Result<()> {
    run(async |t| {
        for (name, control) in [("a", "no-store"), ("b", "private, max-age=60"), ("c", "max-age=1, No-Store")]
        {
            let path = format!("/doc/{name}.json");
            t.site.put(&path, Reply::json(documents::second().to_string()).header("cache-control", control));
            t.page.read(&path).await?;
            wait_freshness(&t.page, "does not allow").await?;
        }
        let kept = "const done = arguments[0]; caches.keys().then(async (names) => done((await Promise.all(names.filter((name) => name.endsWith(' kept'))\
            .map(async (name) => (await (await caches.open(name)).keys()).map((one) => one.url)))).flat().join(' ')))";
        let kept = t.page.session().execute_async(kept, vec![]).await?.json().clone();
        assert!(!kept.as_str().unwrap().contains("/doc/"), "{kept}");
        Ok(())
    })
}
