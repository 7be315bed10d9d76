//! What a reader sees when the article cannot be shown: a sentence and an action, never a blank page.

use anyhow::Result;
use e2e::{Reply, Setup, Site, Test, documents, run, run_with};
use serde_json::{Value, json};

/// Opens a document that cannot be shown; returns what the page says.
async fn refused(t: &Test, document: &str) -> Result<String> {
    t.page.open(&format!("?src={document}")).await?;
    t.page.wait_state("error").await?;
    let text = t.page.text().await?;
    assert!(text.trim().len() > 40, "hardly a message: {text:?}");
    let ways_on = t.page.all("main a[href], main button, body > * a[href], body > * button").await?;
    assert!(!ways_on.is_empty(), "no way on from: {text}");
    Ok(text)
}

/// The words that must be in a message, in lower case.
fn assert_says(text: &str, words: &[&str]) {
    let lower = text.to_lowercase();
    for word in words {
        assert!(lower.contains(word), "no {word:?} in: {text}");
    }
}

#[test]
fn a_missing_document_says_that_it_was_not_found() -> Result<()> {
    run(async |t| {
        t.site.put("/doc/a.json", Reply::status(404));
        let missing = refused(t, "/doc/a.json").await?;
        t.site.put("/doc/a.json", Reply::status(410));
        let gone = refused(t, "/doc/a.json").await?;
        t.site.put("/doc/a.json", Reply::status(403));
        let forbidden = refused(t, "/doc/a.json").await?;
        t.site.put("/doc/a.json", Reply::status(500));
        let broken = refused(t, "/doc/a.json").await?;
        let mut texts = vec![missing, gone, forbidden, broken];
        texts.dedup();
        assert_eq!(texts.len(), 4, "two states share a sentence: {texts:#?}");
        Ok(())
    })
}

#[test]
fn a_document_that_is_not_json_says_where_it_broke() -> Result<()> {
    run(async |t| {
        t.site.put("/doc/a.json", Reply::json("{\n  \"headline\": \"A\",\n  oops\n}"));
        assert_says(&refused(t, "/doc/a.json").await?, &["json", "line 3"]);
        let whole = documents::report().to_string();
        t.site.put("/doc/half.json", Reply::json(whole[..whole.len() / 2].to_owned()));
        assert_says(&refused(t, "/doc/half.json").await?, &["json"]);
        t.site.put("/doc/page.json", Reply::new("text/html", "<!doctype html><h1>Sign in</h1>"));
        assert_says(&refused(t, "/doc/page.json").await?, &["json"]);
        Ok(())
    })
}

#[test]
fn json_without_an_article_names_the_keys_it_has() -> Result<()> {
    run(async |t| {
        t.site.put("/doc/a.json", Reply::json(json!({"flavour": "plum", "weight": 3}).to_string()));
        assert_says(&refused(t, "/doc/a.json").await?, &["flavour", "weight"]);
        Ok(())
    })
}

#[test]
fn an_address_on_another_origin_is_refused_with_the_name_of_the_setting() -> Result<()> {
    run(async |t| {
        let other = Site::foreign(true).await?;
        other.put("/a.json", Reply::json(documents::report().to_string()));
        assert_says(&refused(t, &other.url("/a.json")).await?, &["origins"]);
        assert!(other.requests().is_empty(), "the other origin was asked all the same");
        for address in ["data:application/json,{}", "blob:x", "javascript:alert(1)", "file:///etc/passwd"] {
            refused(t, address).await?;
        }
        Ok(())
    })
}

#[test]
fn a_redirect_to_another_origin_is_refused() -> Result<()> {
    run(async |t| {
        // The policy of the page stops it first in some engines, and says so.
        t.expect_errors();
        let other = Site::foreign(true).await?;
        other.put("/a.json", Reply::json(documents::report().to_string()));
        t.site.put("/doc/away.json", Reply::redirect(&other.url("/a.json")));
        refused(t, "/doc/away.json").await?;
        assert!(!t.page.text().await?.contains("Harbour bridge"));
        Ok(())
    })
}

#[test]
fn a_server_that_is_away_is_told_apart_from_a_missing_document() -> Result<()> {
    run(async |t| {
        t.site.put("/doc/a.json", Reply::status(404));
        let missing = refused(t, "/doc/a.json").await?;
        t.site.put("/doc/b.json", Reply::dropped());
        let away = refused(t, "/doc/b.json").await?;
        assert_ne!(missing, away);
        t.site.put("/doc/c.json", Reply::json(documents::report().to_string()).truncated(60));
        refused(t, "/doc/c.json").await?;
        Ok(())
    })
}

#[test]
fn trying_again_shows_the_article_once_it_is_there() -> Result<()> {
    run(async |t| {
        t.site.put("/doc/a.json", Reply::status(503));
        refused(t, "/doc/a.json").await?;
        t.site.put("/doc/a.json", Reply::json(documents::report().to_string()));
        t.page.find("main button").await?.click().await?;
        t.page.wait_ready().await?;
        t.page.wait_text("The third paragraph.").await
    })
}

#[test]
fn a_protected_article_says_so_and_links_to_the_original() -> Result<()> {
    run(async |t| {
        let mut document = documents::report();
        document["isAccessibleForFree"] = Value::from(false);
        document["url"] = Value::from("https://example.org/bridge");
        document["body"] = json!([]);
        t.site.put("/doc/a.json", Reply::json(document.to_string()));
        t.page.open("?src=/doc/a.json").await?;
        t.page.wait_text("Harbour bridge opens to traffic again").await?;
        t.page.find("a[href='https://example.org/bridge']").await?;
        Ok(())
    })
}

#[test]
fn an_article_with_an_empty_body_links_to_the_original() -> Result<()> {
    run(async |t| {
        let mut document = documents::report();
        document["url"] = Value::from("https://example.org/bridge");
        document["body"] = json!([]);
        t.site.put("/doc/a.json", Reply::json(document.to_string()));
        t.page.read("/doc/a.json").await?;
        t.page.wait_text("Harbour bridge opens to traffic again").await?;
        t.page.wait_text("The ferries stop on Sunday.").await?;
        t.page.find("article a[href='https://example.org/bridge']").await?;
        Ok(())
    })
}

#[test]
fn a_slow_server_is_named_after_ten_seconds_and_may_be_waited_for() -> Result<()> {
    run(async |t| {
        t.site.put("/doc/a.json", Reply::json(documents::report().to_string()).stalled(40));
        t.page.open("?src=/doc/a.json").await?;
        t.page.wait_state("loading").await?;
        t.page
            .wait("two ways on", async || Ok((t.page.all("main button").await?.len() >= 2).then_some(())))
            .await?;
        assert_eq!(t.page.state().await?, "loading");
        Ok(())
    })
}

#[test]
fn without_scripts_the_page_says_so_and_leads_to_the_articles() -> Result<()> {
    run_with(Setup { scripts: false, ..Setup::default() }, async |t| {
        t.page.open("").await?;
        // No script can run here to read the text: the driver's own commands must do.
        let message = t.page.find("main h1").await?;
        t.page.wait("the message in view", async || Ok(message.is_displayed().await?.then_some(()))).await?;
        assert!(message.text().await?.contains("WebAssembly"));
        assert!(!t.page.all("a[href]").await?.is_empty());
        Ok(())
    })
}

#[test]
fn a_viewer_that_cannot_start_says_so() -> Result<()> {
    run(async |t| {
        t.expect_errors();
        let wasm = std::fs::read_dir(e2e::settings::dist()?)?
            .flatten()
            .map(|e| e.file_name().to_string_lossy().into_owned());
        let wasm = wasm.filter(|name| name.ends_with("_bg.wasm")).collect::<Vec<_>>();
        assert_eq!(wasm.len(), 1, "{wasm:?}");
        t.site.put(&format!("/{}", wasm[0]), Reply::new("application/wasm", "not wasm"));
        t.page.open("").await?;
        t.page.wait("a message", async || Ok((t.page.text().await?.trim().len() > 40).then_some(()))).await?;
        assert!(!t.page.all("a[href]").await?.is_empty());
        Ok(())
    })
}

/// The words of most states come with a part of their own. Where it does not arrive, the page says what it can say by itself.
#[test]
fn a_state_whose_words_do_not_arrive_is_told_all_the_same() -> Result<()> {
    run(async |t| {
        t.expect_errors();
        let dist = e2e::settings::dist()?;
        let names = std::fs::read_dir(&dist)?.flatten().map(|e| e.file_name().to_string_lossy().into_owned());
        let words = names.filter(|name| name.starts_with("standfirst-problem-") && name.ends_with(".wasm"));
        let words = words.collect::<Vec<_>>();
        assert_eq!(words.len(), 1, "{words:?}");
        let path = format!("/{}", words[0]);
        t.site.put(&path, Reply::status(503));
        t.site.put("/doc/a.json", Reply::status(404));
        assert_says(&refused(t, "/doc/a.json").await?, &["could not be reached", "try again"]);
        // They are asked for again with the next state.
        t.site.put(&path, Reply::new("application/wasm", std::fs::read(dist.join(&words[0]))?));
        t.page.find("main button").await?.click().await?;
        t.page
            .wait("the words", async || Ok(t.page.text().await?.contains("not found").then_some(())))
            .await?;
        Ok(())
    })
}

/// gloo-net panics where a request is refused with something that is no error: a way to break the module that ships.
#[test]
fn a_panic_is_told_to_the_reader_and_the_host() -> Result<()> {
    run(async |t| {
        t.site.put("/doc/a.json", Reply::json(documents::report().to_string()));
        t.page.read("/doc/a.json").await?;
        t.expect_errors();
        let listen = "document.addEventListener('standfirst-error', (e) => { window.told = e.detail; }); \
            window.fetch = () => Promise.reject('no error'); \
            history.pushState(null, '', '?src=/doc/b.json'); dispatchEvent(new PopStateEvent('popstate'))";
        t.page.js(listen, vec![]).await?;
        t.page.wait_state("error").await?;
        let told = "return window.told && [window.told.code, !!window.told.sentence, document.getElementById('standfirst-broken').hidden]";
        assert_eq!(t.page.js(told, vec![]).await?, serde_json::json!(["panic", true, false]));
        Ok(())
    })
}
