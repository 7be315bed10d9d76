//! Stores that are blocked, absent or emptied.

use super::{TEXT, open, wait_saved, wait_status, wait_value};
use anyhow::{Result, ensure};
use e2e::{Setup, Stores, run, run_with, settings};
use std::{
    fs,
    path::Path,
    time::{Duration, Instant},
};
use xtask::engines::Engine;

#[test]
fn a_reader_whose_browser_keeps_nothing_is_warned_within_a_second_and_can_copy() -> Result<()> {
    if settings::engine()? == Engine::WebKit {
        eprintln!("skipped: WebKitGTK cannot be asked to keep nothing");
        return Ok(());
    }
    run_with(Setup { stores: Stores::None, ..Setup::default() }, async |t| {
        open(t).await?;
        let field = t.page.field("comment").await?;
        field.send_keys("N").await?;
        let start = Instant::now();
        wait_status(&t.page, "Not saved: copy it now").await?;
        assert!(start.elapsed() < Duration::from_millis(1_100), "after {:?}", start.elapsed());
        field.send_keys("ot lost 🦀").await?;
        let copy = t.page.find("form [data-press=copy]").await?;
        copy.click().await?;
        wait_status(&t.page, "Copied").await?;
        // The save of the last keys, which fails a moment later, said "Not saved" over it.
        tokio::time::sleep(Duration::from_millis(1_500)).await;
        wait_status(&t.page, "Copied").await?;
        let into = t.page.field("author").await?;
        into.send_keys(thirtyfour::Key::Control + "v").await?;
        assert_eq!(into.prop("value").await?.unwrap_or_default(), "Not lost 🦀");
        Ok(())
    })
}

#[test]
fn a_draft_survives_where_local_storage_is_null() -> Result<()> {
    if settings::engine()? != Engine::Firefox {
        eprintln!("skipped: only Firefox has such a setting");
        return Ok(());
    }
    run_with(Setup { stores: Stores::NoLocalStorage, ..Setup::default() }, async |t| {
        open(t).await?;
        t.page.field("comment").await?.send_keys(TEXT).await?;
        wait_saved(&t.page).await?;
        t.page.reload().await?;
        t.page.wait_ready().await?;
        wait_value(&t.page, TEXT).await
    })
}

#[test]
fn a_draft_survives_a_host_that_empties_local_storage() -> Result<()> {
    run(async |t| {
        open(t).await?;
        t.page.field("comment").await?.send_keys(TEXT).await?;
        wait_saved(&t.page).await?;
        t.page.js("localStorage.clear()", vec![]).await?;
        t.page.reload().await?;
        t.page.wait_ready().await?;
        wait_value(&t.page, TEXT).await
    })
}

#[test]
fn a_draft_survives_the_loss_of_the_database() -> Result<()> {
    run(async |t| {
        open(t).await?;
        t.page.field("comment").await?.send_keys(TEXT).await?;
        wait_saved(&t.page).await?;
        let delete = "const [done] = arguments; const request = indexedDB.deleteDatabase('standfirst'); \
            request.onsuccess = request.onerror = (event) => done(event.type)";
        let deleted = t.page.session().execute_async(delete, vec![]).await?;
        assert_eq!(deleted.json().as_str(), Some("success"), "an open connection must not hold up others");
        t.page.reload().await?;
        t.page.wait_ready().await?;
        wait_value(&t.page, TEXT).await
    })
}

/// Overwrites every file of the databases of a profile; gives how many.
fn damage(folder: &Path) -> Result<usize> {
    let mut damaged = 0;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.to_string_lossy().into_owned();
        if path.is_dir() {
            damaged += damage(&path)?;
        } else if (name.contains("/IndexedDB/") || name.contains("/idb/")) && !name.ends_with("LOCK") {
            let length = fs::metadata(&path)?.len() as usize;
            fs::write(&path, "not a database ".repeat(length / 15 + 1))?;
            damaged += 1;
        }
    }
    Ok(damaged)
}

#[test]
fn a_draft_survives_a_database_whose_files_are_damaged() -> Result<()> {
    if settings::engine()? == Engine::WebKit {
        eprintln!("skipped: a session of WebKitGTK leaves no profile");
        return Ok(());
    }
    run_with(Setup { keep_profile: true, ..Setup::default() }, async |t| {
        open(t).await?;
        t.page.field("comment").await?.send_keys(TEXT).await?;
        wait_saved(&t.page).await?;
        // In good order, for localStorage is on the disk seconds later or when the browser ends.
        t.page.session().goto("about:blank").await?;
        t.restart_browser_after(|profile| {
            ensure!(damage(profile)? > 0, "no database was found to be damaged");
            Ok(())
        })
        .await?;
        t.page.read("/doc/a.json").await?;
        wait_value(&t.page, TEXT).await?;
        t.page.field("comment").await?.send_keys(", typed on").await?;
        wait_saved(&t.page).await?;
        t.page.reload().await?;
        t.page.wait_ready().await?;
        wait_value(&t.page, &format!("{TEXT}, typed on")).await
    })
}
