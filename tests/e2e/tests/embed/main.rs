//! The element in somebody else's page: another origin, the strictest policy, hostile styles, and whatever a page does with its nodes.

#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod errors;
mod fallback;
mod hostile;
mod lifecycle;
mod places;
mod sources;
mod strict;
mod variants;

use anyhow::{Context, Result};
use e2e::{Reply, Site, Test, documents, settings};
use serde_json::Value;
use thirtyfour::WebElement;
use xtask::finish::element::{DEFINES, integrity};

/// The element's own content, as a publisher would write it.
const FALLBACK: &str = "<a href='https://example.org/bridge'>Harbour bridge opens to traffic again</a>";

/// A host page on the test's site, with the element's files on one other origin and the documents on a second.
struct Hosted {
    cdn: Site,
    api: Site,
}

/// What a host page is made of.
struct Page<'a> {
    /// What stands in the body, with `{api}` for the origin of the documents.
    body: &'a str,
    /// A script of the host's own, run before the element's.
    script: &'a str,
    /// `Content-Security-Policy`, with `{cdn}` and `{api}`; empty: none.
    policy: &'a str,
}

/// The policy that the element promises to run under.
const STRICT: &str = "default-src 'none'; script-src 'nonce-R' 'strict-dynamic' 'wasm-unsafe-eval'; connect-src {cdn} {api}; \
    img-src {api}; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

/// A page that shows one report, with a link as the element's own content.
const ONE: &str = "<standfirst-article src='{api}/a.json'>FALLBACK</standfirst-article>";

impl Hosted {
    async fn start() -> Result<Self> {
        let hosted = Self { cdn: Site::cdn().await?, api: Site::foreign(true).await? };
        hosted.api.put("/a.json", Reply::json(documents::report().to_string()));
        hosted.api.put("/second.json", Reply::json(documents::second().to_string()));
        hosted.api.put("/icon.svg", Reply::new("image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg'/>"));
        Ok(hosted)
    }

    /// The paths of the documents that were asked for.
    fn asked(&self) -> Vec<String> {
        let paths = self.api.requests().into_iter().map(|request| request.path);
        paths.filter(|path| path != "/icon.svg").collect()
    }

    /// Writes the host page and opens it.
    async fn open(&self, t: &Test, page: &Page<'_>) -> Result<()> {
        self.put(t, page)?;
        t.page.open("host.html").await
    }

    fn put(&self, t: &Test, page: &Page<'_>) -> Result<()> {
        let module = std::fs::read(settings::dist()?.join(DEFINES))?;
        let (cdn, api) = (origin(&self.cdn), origin(&self.api));
        let html = format!(
            "<!doctype html><html lang=en><meta charset=utf-8><title>Host</title><link rel=icon href='{api}/icon.svg'>\
             <script nonce=R>window.told = []; window.violations = [];\
             addEventListener('securitypolicyviolation', (e) => violations.push(e.effectiveDirective + ' ' + e.blockedURI));\
             for (const name of ['ready', 'error', 'navigate', 'issues', 'comment'])\
             addEventListener('standfirst-' + name, (e) => told.push({{ name, at: performance.now(), ...e.detail }}));{}</script>\
             <script nonce=R type=module crossorigin integrity='{}' src='{cdn}/{DEFINES}'></script><body>{}",
            page.script,
            integrity(&module),
            page.body.replace("{api}", &api).replace("FALLBACK", FALLBACK),
        );
        let mut reply = Reply::new("text/html; charset=utf-8", html);
        if !page.policy.is_empty() {
            let policy = page.policy.replace("{cdn}", &cdn).replace("{api}", &api);
            reply = reply
                .header("content-security-policy", &policy)
                .header("integrity-policy", "blocked-destinations=(script)");
        }
        t.site.put("/host.html", reply);
        Ok(())
    }
}

fn origin(site: &Site) -> String {
    site.url("").trim_end_matches('/').to_owned()
}

/// Runs a script with the first element as `el` and its shadow root as `root`.
async fn js(t: &Test, script: &str) -> Result<Value> {
    let script = format!(
        "const el = document.querySelector('standfirst-article'), root = el && el.shadowRoot; {script}"
    );
    t.page.js(&script, vec![]).await
}

/// Waits until a script, as [`js`] runs it, gives something true.
async fn wait_js(t: &Test, what: &str, script: &str) -> Result<Value> {
    t.page
        .wait(what, async || {
            let value = js(t, script).await?;
            let is_something =
                !matches!(&value, Value::Null | Value::Bool(false)) && value != 0 && value != "";
            Ok(is_something.then_some(value))
        })
        .await
}

/// Waits for the first element to be ready, with the comments and the form, which come after it or are said not to come.
async fn wait_ready(t: &Test) -> Result<()> {
    let script = "return el.dataset.standfirst === 'ready' && !!root?.querySelector('.comments > .thread, .comments > .actions')";
    let ready = wait_js(t, "the element to be ready", script).await;
    let told = t.page.js("return JSON.stringify([told, violations])", vec![]).await?;
    ready.map(drop).with_context(|| format!("the host was told {told}"))
}

/// Waits for an element in the shadow root of the first one.
async fn find(t: &Test, selector: &str) -> Result<WebElement> {
    let script = "const roots = Array.from(document.querySelectorAll('standfirst-article'), (el) => el.shadowRoot); \
        return roots.flatMap((root) => root ? Array.from(root.querySelectorAll(arguments[0])) : []).at(-1) ?? null";
    t.page
        .wait(selector, async || {
            let found = t.page.session().execute(script, vec![selector.into()]).await?;
            Ok(if found.json().is_null() { None } else { Some(found.element()?) })
        })
        .await
}

/// Presses a button in the shadow root. WebKitGTK's driver brings nothing in a shadow root into view by itself.
async fn press(t: &Test, selector: &str) -> Result<()> {
    let button = find(t, selector).await?;
    t.page.js("arguments[0].click()", vec![button.to_json()?]).await.map(drop)
}

/// Waits for a text in the shadow root.
async fn wait_text(t: &Test, text: &str) -> Result<()> {
    let script =
        format!("return !!root && root.querySelector('.root').textContent.includes({})", Value::from(text));
    wait_js(t, &format!("the text {text:?}"), &script).await.map(drop)
}

/// No policy was violated, by what the page saw itself.
async fn assert_no_violation(t: &Test) -> Result<()> {
    assert_eq!(t.page.js("return violations", vec![]).await?, serde_json::json!([]));
    Ok(())
}
