//! Browsers that end without a word.

use super::{TEXT, keeps_profile, open, value, wait_saved, wait_value};
use anyhow::Result;
use e2e::{Setup, Test, run_with, settings};
use std::time::Duration;
use xtask::engines::Engine;

/// How long a browser lives after what a test did to its page.
const LEFT: Duration = Duration::from_millis(300);

/// Types, does something to the page, kills the browser a little later and looks for the whole text.
fn survives(act: impl AsyncFnOnce(&mut Test) -> Result<()>) -> Result<()> {
    if !keeps_profile()? {
        return Ok(());
    }
    run_with(Setup { keep_profile: true, ..Setup::default() }, async |t| {
        open(t).await?;
        t.page.field("comment").await?.send_keys(TEXT).await?;
        act(t).await?;
        tokio::time::sleep(LEFT).await;
        t.kill_browser().await?;
        t.page.read("/doc/a.json").await?;
        wait_value(&t.page, TEXT).await?;
        wait_saved(&t.page).await
    })
}

#[test]
fn a_browser_killed_soon_after_the_last_key_has_all_of_the_text() -> Result<()> {
    survives(async |_| Ok(()))
}

#[test]
fn a_page_left_for_another_of_the_same_site_right_after_a_key_loses_nothing() -> Result<()> {
    survives(async |t| {
        let away = t.site.url("/samples/feed.json");
        t.page.js("setTimeout((to) => { location.href = to }, 0, arguments[0])", vec![away.into()]).await?;
        Ok(())
    })
}

#[test]
fn a_tab_closed_right_after_a_key_loses_nothing() -> Result<()> {
    survives(async |t| {
        let session = t.page.session();
        let first = session.window().await?;
        let other = session.new_tab().await?;
        session.switch_to_window(first).await?;
        session.close_window().await?;
        session.switch_to_window(other).await?;
        Ok(())
    })
}

#[test]
fn a_tab_that_crashes_loses_nothing() -> Result<()> {
    survives(async |t| {
        let processes = match settings::engine()? {
            Engine::Firefox => "-isForBrowser",
            Engine::Chromium | Engine::WebKit => "--type=renderer",
        };
        t.expect_errors();
        t.kill_some(processes)
    })
}

#[test]
fn a_tab_that_the_browser_froze_loses_nothing() -> Result<()> {
    if settings::engine()? != Engine::Chromium {
        eprintln!("skipped: only Chromium can be asked to freeze a tab");
        return Ok(());
    }
    survives(async |t| {
        let tools = t.page.session().cdp();
        let state = serde_json::json!({"state": "frozen"});
        tools.send_raw("Page.setWebLifecycleState", state).await?;
        Ok(())
    })
}

#[test]
fn a_composition_that_never_ended_is_kept() -> Result<()> {
    if settings::engine()? != Engine::Chromium {
        eprintln!("skipped: only Chromium can be asked to compose");
        return Ok(());
    }
    run_with(Setup { keep_profile: true, ..Setup::default() }, async |t| {
        open(t).await?;
        t.page.field("comment").await?.send_keys("漢字 ").await?;
        let tools = t.page.session().cdp();
        for text in ["に", "にほ", "にほんご"] {
            let end = text.chars().count();
            let state = serde_json::json!({"text": text, "selectionStart": end, "selectionEnd": end});
            tools.send_raw("Input.imeSetComposition", state).await?;
        }
        assert_eq!(value(&t.page, "comment").await?, "漢字 にほんご", "the composition was interrupted");
        tokio::time::sleep(LEFT).await;
        t.kill_browser().await?;
        t.page.read("/doc/a.json").await?;
        wait_value(&t.page, "漢字 にほんご").await
    })
}

#[test]
fn what_was_typed_on_after_a_crash_and_another_crash_is_one_text() -> Result<()> {
    if !keeps_profile()? {
        return Ok(());
    }
    run_with(Setup { keep_profile: true, ..Setup::default() }, async |t| {
        open(t).await?;
        let mut text = String::new();
        for part in ["first", " second", " third"] {
            t.page.field("comment").await?.send_keys(part).await?;
            text.push_str(part);
            tokio::time::sleep(LEFT).await;
            t.kill_browser().await?;
            t.page.read("/doc/a.json").await?;
            wait_value(&t.page, &text).await?;
        }
        assert_eq!(t.page.texts(".versions > ul li").await?.len(), 0, "another version where there is none");
        Ok(())
    })
}
