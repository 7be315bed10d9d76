//! Before the viewer runs, and after it broke.

use super::{TEXT, open, value, wait_value};
use anyhow::{Context, Result};
use e2e::{Reply, Setup, documents, run_with, settings};
use serde_json::json;
use std::{fs, time::Duration};

/// How long the module takes to arrive.
const SLOW: Duration = Duration::from_secs(4);

/// The page with a reply form of the publisher's own in it, which needs no module.
fn page_with_form(address: &str) -> Result<(String, String)> {
    let html = fs::read_to_string(settings::dist()?.join("index.html"))?;
    let form = format!(
        "<form data-draft='{address}' action=\"/comments\" method=\"post\"><textarea name=\"comment\"></textarea> \
         <input name=\"author\"> <input name=\"email\"> <input name=\"url\"> <button type=\"submit\">Post</button></form>"
    );
    let at = html.find("</main>").context("no main in the page")?;
    let (_, rest) = html.split_once("data-wasm=").context("no module in the page")?;
    let ends = |c: char| c == '"' || c == '>' || c.is_whitespace();
    let name = rest.trim_start_matches('"').split(ends).next().context("no name of the module")?;
    let wasm = name.trim_start_matches("./").to_owned();
    let (before, after) = html.split_at(at);
    Ok((format!("{before}{form}{after}"), wasm))
}

#[test]
fn what_is_typed_into_a_form_of_the_html_goes_on_in_the_viewers_form_caret_and_all() -> Result<()> {
    run_with(Setup { policy: false, ..Setup::default() }, async |t| {
        t.site.put("/doc/a.json", Reply::json(documents::report().to_string()));
        let origin = t.site.url("");
        let address = json!([origin, "urn:example:report", null, "new"]).to_string();
        let (html, wasm) = page_with_form(&address)?;
        let module = fs::read(settings::dist()?.join(&wasm))?;
        t.site.put("/", Reply::new("text/html", html));
        t.site.put(&format!("/{wasm}"), Reply::new("application/wasm", module).delayed(SLOW));
        t.page.open("?src=/doc/a.json").await?;
        let early = t.page.find("form [name=comment]").await?;
        early.send_keys(TEXT).await?;
        early.send_keys(thirtyfour::Key::Left + thirtyfour::Key::Left).await?;
        early.send_keys("X").await?;
        assert_ne!(t.page.state().await?, "ready", "the module was quicker than the test");
        t.page.wait_ready().await?;
        let whole = "Half a sentence, that muXst";
        wait_value(&t.page, whole).await?;
        let script = "return document.forms.length === 1 && document.forms[0].noValidate";
        let one = async || Ok((t.page.js(script, vec![]).await? == true).then_some(()));
        t.page.wait("the one form that is left, the viewer's", one).await?;
        let caret =
            "const field = document.activeElement; return [field.name, field.value, field.selectionStart]";
        assert_eq!(t.page.js(caret, vec![]).await?, json!(["comment", whole, whole.len() - 2]));
        Ok(())
    })
}

#[test]
fn after_the_module_broke_the_page_says_so_and_typing_goes_on_being_kept() -> Result<()> {
    run_with(Setup { policy: false, ..Setup::default() }, async |t| {
        // The module's own memory, overwritten: whatever it does next, it traps, as it does after a panic.
        let script = "const { glue } = document.querySelector('script[data-wasm]').dataset; \
            const module = await import(new URL(glue, document.baseURI).href); \
            const wasm = await module.default(); \
            new Uint8Array(wasm.memory.buffer).fill(255); \
            document.documentElement.dataset.broken = 'yes'; \
            document.querySelector('form [name=comment]').focus();";
        t.site.put("/break.js", Reply::new("text/javascript", script));
        open(t).await?;
        t.expect_errors();
        t.page.field("comment").await?.send_keys("before, ").await?;
        let add = "const script = document.createElement('script'); script.type = 'module'; script.src = '/break.js'; document.head.append(script)";
        t.page.js(add, vec![]).await?;
        t.page.find("[data-broken]").await?;
        t.page.field("comment").await?.send_keys("after").await?;
        t.page.wait_text("What you typed is still being saved on this device").await?;
        assert_eq!(t.page.state().await?, "error");
        t.page.reload().await?;
        t.page.wait_ready().await?;
        wait_value(&t.page, "before, after").await?;
        assert_eq!(value(&t.page, "author").await?, "");
        Ok(())
    })
}
