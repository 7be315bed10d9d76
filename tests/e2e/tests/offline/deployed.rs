//! New builds while tabs are open.

use super::{DRAFT, put_all, wait_offline_ready};
use anyhow::{Context, Result, ensure};
use e2e::{Page, Reply, Test, build, run, settings};
use serde_json::json;
use std::{collections::BTreeSet, path::Path, time::Duration};

/// Looks for a new version as a browser does by itself now and then; waits until it is complete or has failed.
async fn look_for_update(page: &Page) -> Result<bool> {
    let look = "const done = arguments[0]; navigator.serviceWorker.getRegistration().then(async (registration) => { \
        try { await registration.update() } catch {} \
        const settle = () => { if (registration.installing) setTimeout(settle, 50); else done(Boolean(registration.waiting)) }; settle() })";
    Ok(page.session().execute_async(look, vec![]).await?.json() == &json!(true))
}

/// The builds of script and style of the page: the same one.
async fn build_of(page: &Page) -> Result<u64> {
    let both = "return [globalThis.build ?? 0, Number(getComputedStyle(document.documentElement).getPropertyValue('--build'))]";
    let both = page.js(both, vec![]).await?;
    ensure!(both[0] == both[1], "script and style of different builds: {both}");
    Ok(both[0].as_u64().unwrap_or(0))
}

async fn press_update(page: &Page) -> Result<()> {
    let button = page.find(".keeping [data-press=update]").await?;
    page.js("window.old = true; arguments[0].click()", vec![button.to_json()?]).await?;
    wait_new_document(page).await
}

/// Waits until another document than the one that was marked as old is there, and ready.
async fn wait_new_document(page: &Page) -> Result<()> {
    page.wait("the page to open anew", async || {
        Ok((page.js("return window.old === undefined", vec![]).await? == true).then_some(()))
    })
    .await?;
    page.wait_ready().await
}

/// A page with a draft, ready for no network, and a new version on the site that waits.
async fn type_and_deploy(t: &Test) -> Result<tempfile::TempDir> {
    put_all(t);
    let second = build::variant(2, "")?;
    t.page.read("/doc/a.json").await?;
    wait_offline_ready(&t.page).await?;
    t.page.field("comment").await?.send_keys(DRAFT).await?;
    t.site.deploy(second.path())?;
    ensure!(look_for_update(&t.page).await?, "the new version was not installed");
    Ok(second)
}

async fn wait_draft(page: &Page, wanted: &str) -> Result<()> {
    page.wait(&format!("the draft {wanted:?}"), async || {
        let value = page.field("comment").await?.prop("value").await?;
        Ok((value.as_deref() == Some(wanted)).then_some(()))
    })
    .await
}

#[test]
fn a_new_version_waits_until_the_reader_asks_for_it_and_keeps_the_draft() -> Result<()> {
    run(async |t| {
        let _second = type_and_deploy(t).await?;
        t.page.wait_text("A new version is ready").await?;
        // Not by way of another page: the tab would be closed for the worker.
        t.page.js("window.old = true; location.reload()", vec![]).await?;
        wait_new_document(&t.page).await?;
        assert_eq!(build_of(&t.page).await?, 0, "it took over by itself");
        press_update(&t.page).await?;
        assert_eq!(build_of(&t.page).await?, 2);
        wait_draft(&t.page, DRAFT).await
    })
}

/// Any browser lets a worker finish all it has begun, for minutes: the old one was still asking a slow server whether the page had
/// changed, and nothing seemed to happen.
#[test]
fn a_new_version_takes_over_while_the_old_one_waits_for_a_slow_server() -> Result<()> {
    run(async |t| {
        // The picture that never came.
        t.expect_errors();
        let second = type_and_deploy(t).await?;
        let page = std::fs::read(second.path().join("index.html"))?;
        t.site.put("/", Reply::new("text/html", page).delayed(Duration::from_secs(120)));
        t.page.js("window.old = true; location.reload()", vec![]).await?;
        wait_new_document(&t.page).await?;
        t.page.wait_text("A new version is ready").await?;
        t.site.put("/slow.png", Reply::new("image/png", "").delayed(Duration::from_secs(120)));
        t.page.js("document.body.append(Object.assign(new Image(), { src: 'slow.png' }))", vec![]).await?;
        t.page
            .wait("the picture to be asked for", async || {
                Ok(t.site.requests().iter().any(|one| one.path == "/slow.png").then_some(()))
            })
            .await?;
        press_update(&t.page).await?;
        assert_eq!(build_of(&t.page).await?, 2);
        wait_draft(&t.page, DRAFT).await
    })
}

#[test]
fn every_file_that_is_missing_or_corrupt_leaves_the_old_version_as_it_was() -> Result<()> {
    run(async |t| {
        t.expect_errors();
        put_all(t);
        t.page.read("/doc/a.json").await?;
        wait_offline_ready(&t.page).await?;
        let second = build::variant(2, "")?;
        let names = build::listed(second.path())?;
        let old: BTreeSet<String> = build::listed(&settings::dist()?)?.into_iter().collect();
        let read = |folder: &Path, name: &str| std::fs::read(folder.join(name)).ok();
        // What is the same in both is copied from the old version: the server is not asked.
        let mut new = Vec::new();
        for name in &names {
            let bytes = read(second.path(), name).context("a file of the list")?;
            if name == "index.html" {
                new.insert(0, ("/".to_owned(), Reply::new("text/html", bytes)));
            } else if !old.contains(name) || Some(&bytes) != read(&settings::dist()?, name).as_ref() {
                new.push((format!("/{name}"), Reply::new("application/octet-stream", bytes)));
            }
        }
        ensure!(new.len() > 5, "the builds differ in {} files", new.len());
        // At no moment the version is whole: a browser looks for it by itself too. And none of it is left to the browser's own
        // cache, which would have a good file where the server has a bad one.
        new.iter().for_each(|(path, good)| t.site.put(path, good.clone()));
        let mut last = new[0].clone();
        t.site.put(&last.0, Reply::status(404));
        t.site.deploy(second.path())?;
        for (path, good) in &new {
            for bad in [Reply::status(404), Reply::new("text/html", "<h1>Welcome</h1>")] {
                t.site.put(path, bad);
                if last.0 != *path {
                    t.site.put(&last.0, last.1.clone());
                    last = (path.clone(), good.clone());
                }
                ensure!(!look_for_update(&t.page).await?, "{path} was bad, and the version was taken");
            }
        }
        t.site.stop().await;
        t.page.read("/doc/a.json").await?;
        assert_eq!(build_of(&t.page).await?, 0);
        t.site.restart().await?;
        new.iter().for_each(|(path, _)| t.site.take(path));
        t.page.read("/doc/a.json").await?;
        ensure!(look_for_update(&t.page).await?, "the whole version was not taken");
        Ok(())
    })
}

/// How many random sequences are tried.
fn sequences() -> u32 {
    std::env::var("STANDFIRST_SEQUENCES").ok().and_then(|count| count.parse().ok()).unwrap_or(10)
}

/// Marsaglia's xorshift: the same sequences each time.
struct Dice(u32);

impl Dice {
    fn roll(&mut self, sides: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        self.0 % sides
    }
}

#[test]
fn builds_deployed_at_any_moment_mix_nothing_miss_nothing_and_lose_no_draft() -> Result<()> {
    run(async |t| {
        put_all(t);
        let builds = [build::variant(1, "")?, build::variant(2, "")?, build::variant(3, "")?];
        t.page.read("/doc/a.json").await?;
        wait_offline_ready(&t.page).await?;
        let mut dice = Dice(0x5EED);
        let mut draft = String::new();
        let mut done = Vec::new();
        for sequence in 0..sequences() {
            done.clear();
            for _ in 0..5 {
                let step = dice.roll(5);
                done.push(step);
                let result = one_step(t, step, &mut dice, &builds, &mut draft).await;
                result.map_err(|error| error.context(format!("sequence {sequence}, steps {done:?}")))?;
            }
        }
        Ok(())
    })
}

async fn one_step(
    t: &Test,
    step: u32,
    dice: &mut Dice,
    builds: &[tempfile::TempDir; 3],
    draft: &mut String,
) -> Result<()> {
    match step {
        0 => {
            t.page.open("?src=/doc/second.json").await?;
            t.page.wait_ready().await?;
            t.page.read("/doc/a.json").await?;
        }
        1 => {
            let more = format!("{} ", dice.roll(100));
            t.page.field("comment").await?.send_keys(&more).await?;
            draft.push_str(&more);
        }
        2 => {
            t.site.deploy(builds[dice.roll(3) as usize].path())?;
            if dice.roll(2) == 0 {
                look_for_update(&t.page).await?;
            }
        }
        3 => {
            look_for_update(&t.page).await?;
            if !t.page.all(".keeping [data-press=update]").await?.is_empty() {
                press_update(&t.page).await?;
            }
        }
        _ => {
            let session = t.page.session();
            let old = session.window().await?;
            let new = session.new_tab().await?;
            session.switch_to_window(old).await?;
            session.close_window().await?;
            session.switch_to_window(new).await?;
            t.page.read("/doc/a.json").await?;
        }
    }
    t.page.wait_ready().await?;
    build_of(&t.page).await?;
    wait_draft(&t.page, draft).await?;
    tokio::time::sleep(Duration::from_millis(u64::from(dice.roll(200)))).await;
    Ok(())
}
