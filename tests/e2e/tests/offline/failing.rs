//! Hosts and browsers that do not do as one would wish.

use super::{open_again, put_all, wait_freshness, wait_kept, wait_offline_ready};
use anyhow::{Context, Result};
use e2e::{Reply, Setup, Stores, Test, build, run, run_with, settings};
use serde_json::{Value, json};
use std::{collections::BTreeSet, time::Duration};
use xtask::engines::Engine;

#[test]
fn a_browser_without_room_shows_the_article_and_says_that_it_is_not_kept() -> Result<()> {
    run(async |t| {
        put_all(t);
        t.page.read("/doc/a.json").await?;
        wait_offline_ready(&t.page).await?;
        let full =
            "Cache.prototype.put = () => Promise.reject(new DOMException('full', 'QuotaExceededError'))";
        t.page.js(full, vec![]).await?;
        t.page.find(".related a").await?;
        t.page.js("document.querySelector('.related a[href*=third]').click()", vec![]).await?;
        t.page.wait_text("It has one paragraph.").await?;
        t.site.put("/doc/fourth.json", Reply::kept_json(e2e::documents::second().to_string()));
        t.page.js("history.pushState(null, '', '?src=/doc/fourth.json'); dispatchEvent(new PopStateEvent('popstate'))", vec![]).await?;
        wait_freshness(&t.page, "no more room").await
    })
}

#[test]
fn a_browser_that_keeps_nothing_shows_the_article_and_says_so() -> Result<()> {
    if settings::engine()? == Engine::WebKit {
        eprintln!("skipped: WebKitGTK cannot be asked to keep nothing");
        return Ok(());
    }
    run_with(Setup { stores: Stores::None, ..Setup::default() }, async |t| {
        put_all(t);
        t.page.read("/doc/a.json").await?;
        t.page.wait_text("The third paragraph.").await?;
        wait_freshness(&t.page, "keeps nothing").await
    })
}

#[test]
fn what_the_browser_has_thrown_away_is_fetched_again() -> Result<()> {
    run(async |t| {
        put_all(t);
        t.page.read("/doc/a.json").await?;
        wait_offline_ready(&t.page).await?;
        wait_kept(&t.page, 2).await?;
        let evict = "const done = arguments[0]; caches.keys().then((names) => Promise.all(names.map((name) => caches.delete(name)))).then(done)";
        t.page.session().execute_async(evict, vec![]).await?;
        open_again(&t.page).await?;
        wait_offline_ready(&t.page).await?;
        t.expect_errors();
        t.site.stop().await;
        open_again(&t.page).await?;
        t.page.wait_text("The third paragraph.").await
    })
}

#[test]
fn other_pages_caches_and_workers_of_the_origin_are_left_alone() -> Result<()> {
    run(async |t| {
        // The host's own pages have no icon.
        t.expect_errors();
        put_all(t);
        t.site.put("/other/sw.js", Reply::new("text/javascript", "self.addEventListener('fetch', () => {})"));
        t.site
            .put("/other.html", Reply::new("text/html", "<!doctype html><title>x</title><p>Another page, 1"));
        t.site.put("/", Reply::new("text/html", "<!doctype html><title>x</title><p>Host"));
        t.page.open("").await?;
        let others = "const done = arguments[0]; (async () => { \
            for (const name of ['other', 'standfirst', 'standfirst other kept', 'standfirst ' + location.origin + '/other/ shell 1']) \
                await (await caches.open(name)).put('/x', new Response('x')); \
            await navigator.serviceWorker.register('/other/sw.js'); done((await caches.keys()).length) })()";
        assert_eq!(t.page.session().execute_async(others, vec![]).await?.json(), &json!(4));
        t.site.take("/");
        t.page.read("/doc/a.json").await?;
        wait_offline_ready(&t.page).await?;
        let clear = t.page.find(".keeping [data-press=clear]").await?;
        t.page.js("arguments[0].click()", vec![clear.to_json()?]).await?;
        wait_kept(&t.page, 0).await?;
        let left = "const done = arguments[0]; (async () => done([(await caches.keys()).filter((name) => !name.startsWith('standfirst ' + location.origin + '/ ')).length, \
            (await navigator.serviceWorker.getRegistrations()).length]))()";
        assert_eq!(t.page.session().execute_async(left, vec![]).await?.json(), &json!([4, 2]));
        t.page.open("other.html").await?;
        t.page.wait_text("Another page, 1").await?;
        t.site
            .put("/other.html", Reply::new("text/html", "<!doctype html><title>x</title><p>Another page, 2"));
        t.page.open("other.html").await?;
        t.page.wait_text("Another page, 2").await
    })
}

#[test]
fn a_host_that_redirects_the_page_is_no_obstacle() -> Result<()> {
    run(async |t| {
        put_all(t);
        t.site.put("/", Reply::redirect("/index.html"));
        t.page.open("index.html?src=/doc/a.json").await?;
        t.page.wait_ready().await?;
        wait_offline_ready(&t.page).await?;
        t.expect_errors();
        t.site.stop().await;
        for address in ["index.html?src=/doc/a.json", "?src=/doc/a.json"] {
            t.page.open(address).await?;
            t.page.wait_ready().await?;
            t.page.wait_text("The third paragraph.").await?;
        }
        Ok(())
    })
}

#[test]
fn the_page_works_below_any_path() -> Result<()> {
    run(async |t| {
        put_all(t);
        let folder = build::variant(1, "deep/er")?;
        t.site.deploy(folder.path())?;
        t.page.open("deep/er/?src=/doc/a.json").await?;
        t.page.wait_ready().await?;
        wait_offline_ready(&t.page).await?;
        t.expect_errors();
        t.site.stop().await;
        open_again(&t.page).await?;
        t.page.wait_text("The third paragraph.").await
    })
}

/// Puts a worker without files on the site, and waits until nothing of the page is kept, nor comes back.
async fn take_off(t: &Test) -> Result<()> {
    let worker = std::fs::read_to_string(settings::dist()?.join("sw.js"))?;
    let (start, rest) = worker.split_once("const FILES = ").context("no list")?;
    let (_, end) = rest.split_once(";\n").context("no end of the list")?;
    t.site.put("/sw.js", Reply::new("text/javascript", format!("{start}const FILES = {{}};\n{end}")));
    t.page.js("navigator.serviceWorker.getRegistration().then((one) => one.update())", vec![]).await?;
    let script = "const done = arguments[0]; (async () => done([...(await caches.keys()), ...(await navigator.serviceWorker.getRegistrations()).map((one) => one.scope)]))()";
    let left = async || anyhow::Ok(t.page.session().execute_async(script, vec![]).await?.json().clone());
    let mut seen = Value::Null;
    let nothing = async || {
        seen = left().await?;
        Ok((seen == json!([])).then_some(()))
    };
    t.page.wait("nothing to be left", nothing).await.with_context(|| format!("there is {seen}"))?;
    tokio::time::sleep(Duration::from_secs(3)).await;
    assert_eq!(left().await?, json!([]));
    Ok(())
}

/// The worker had deleted all it kept, when the page that was still open fetched a related article ahead and so made a cache
/// anew (WebKit, in two of three runs).
#[test]
fn a_site_that_wants_no_worker_any_more_is_rid_of_it() -> Result<()> {
    run(async |t| {
        put_all(t);
        t.page.read("/doc/a.json").await?;
        wait_offline_ready(&t.page).await?;
        take_off(t).await
    })
}

/// Any browser lets a worker finish what it has begun: one that asked a slow server whether the page had changed would have stayed
/// for as long as that took.
#[test]
fn a_worker_that_waits_for_a_slow_server_is_taken_off_too() -> Result<()> {
    run(async |t| {
        put_all(t);
        t.page.read("/doc/a.json").await?;
        wait_offline_ready(&t.page).await?;
        let page = std::fs::read(settings::dist()?.join("index.html"))?;
        t.site.put("/", Reply::new("text/html", page).delayed(Duration::from_secs(120)));
        t.page.session().goto("about:blank").await?;
        t.page.read("/doc/a.json").await?;
        take_off(t).await
    })
}

/// Both ways: whatever the page asks for is in the list, and whatever is in the list is named by the page or one of its files.
#[test]
fn the_list_has_the_files_that_the_page_asks_for_and_no_others() -> Result<()> {
    run(async |t| {
        put_all(t);
        t.page.read("/doc/a.json").await?;
        let dist = settings::dist()?;
        let listed: BTreeSet<String> = build::listed(&dist)?.into_iter().collect();
        let asked: BTreeSet<String> =
            t.site.requests().iter().map(|one| one.path.trim_start_matches('/').to_owned()).collect();
        for path in &asked {
            let known = path.is_empty()
                || path.starts_with('?')
                || path.starts_with("doc/")
                || path == "sw.js"
                || path == "favicon.ico";
            assert!(known || listed.contains(path), "{path} is not in the list");
        }
        let read =
            |name: &String| String::from_utf8_lossy(&std::fs::read(dist.join(name)).unwrap()).into_owned();
        let texts: Vec<(String, String)> = listed.iter().map(|name| (name.clone(), read(name))).collect();
        for name in &listed {
            let file = name.rsplit('/').next().unwrap();
            let named = name == "index.html"
                || texts.iter().any(|(other, text)| other != name && text.contains(file));
            assert!(named, "{name} is in the list, but nothing names it");
        }
        let worker = std::fs::read_to_string(dist.join("sw.js"))?;
        let (start, rest) = worker.split_once("const FILES = ").unwrap();
        let (_, end) = rest.split_once(";\n").unwrap();
        let alone = xtask::finish::brotli(format!("{start}{end}").as_bytes())?.len();
        assert!(alone <= 1_500, "the worker without its list has {alone} bytes");
        Ok(())
    })
}
