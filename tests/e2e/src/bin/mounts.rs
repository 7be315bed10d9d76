//! The bench of mounts: what elements that come, go and move leave behind, and what a second one costs.
//!
//! `cargo xtask bench mounts [TIMES]` runs it, with the variables of [`e2e::settings`]. Fails if, after a warm-up, the wasm's
//! memory grew, or nodes or listeners of the page are more than at its begin.

use anyhow::{Context, Result, ensure};
use e2e::{Reply, documents, run, settings};
use serde_json::{Value, json};
use std::{env, time::Duration};

const HOST: &str = "<!doctype html><meta charset=utf-8><title>Mounts</title><link rel=icon href=data:,>\
    <script>const begin = WebAssembly.instantiateStreaming; \
    WebAssembly.instantiateStreaming = async (...all) => { const made = await begin.apply(WebAssembly, all); \
        window.wasm = made.instance.exports.memory; return made; }; \
    window.listening = 0; for (const target of [window, document]) { \
        const { addEventListener: add, removeEventListener: remove } = target; \
        target.addEventListener = function (...all) { listening += 1; return add.apply(target, all); }; \
        target.removeEventListener = function (...all) { listening -= 1; return remove.apply(target, all); }; } \
    const task = () => new Promise((done) => setTimeout(done)); \
    const state = () => ({ memory: wasm.buffer.byteLength, nodes: document.querySelectorAll('*').length, listening }); \
    const make = () => { const el = document.createElement('standfirst-article'); el.setAttribute('loading', 'eager'); \
        el.setAttribute('from', 'document'); return el; }; \
    const ready = (el) => new Promise((done) => el.addEventListener('standfirst-ready', done, { once: true })); \
    /* Parts of the article come after it: nothing has come for a while. */ \
    const still = async () => { for (let last; last !== JSON.stringify(state());) { last = JSON.stringify(state()); \
        await new Promise((done) => setTimeout(done, 1500)); } }; \
    window.mounts = async (times) => { for (let n = 0; n < times; n += 1) { const el = make(); const shown = ready(el); \
        one.append(el); await shown; el.remove(); await task(); } await task(); return state(); }; \
    window.moves = async (times) => { const el = make(); const shown = ready(el); one.append(el); await shown; await still(); \
        const field = el.shadowRoot.querySelector('[name=comment]'); const before = state(); \
        for (let n = 0; n < times; n += 1) { (n % 2 ? one : two).append(el); if (n % 10 === 0) await task(); } \
        await task(); const after = state(); if (!field.isConnected) throw new Error('the form is another'); \
        el.remove(); await task(); return [before, after]; }; \
    window.second = async () => { const first = make(); const shown = ready(first); one.append(first); await shown; await task(); \
        const all = []; for (let n = 0; n < 15; n += 1) { const el = make(); const there = ready(el); const begun = performance.now(); \
        one.append(el); await there; all.push(performance.now() - begun); el.remove(); await task(); } \
        first.remove(); await task(); return all.sort((a, b) => a - b)[7]; };</script>\
    <script type=module src=standfirst.js></script><body><div id=one></div><div id=two></div>";

fn main() -> Result<()> {
    let times: u64 = match env::args().nth(1) {
        Some(text) => text.parse().with_context(|| format!("{text} is no number"))?,
        None => 10_000,
    };
    let engine = settings::engine()?;
    run(async |t| {
        // The page's own policy would refuse the inline script of this bench.
        let document = documents::report();
        let html = format!("{HOST}<script type=application/json id=document>{document}</script>");
        t.site.put("/mounts.html", Reply::new("text/html; charset=utf-8", html));
        t.page.open("mounts.html").await?;
        let session = t.page.session().clone();
        session.set_script_timeout(Duration::from_secs(170)).await?;
        let call = async |name: &str, argument: u64| -> Result<Value> {
            let script = format!(
                "const done = arguments[1]; {name}(arguments[0]).then(done, (error) => done(String(error)))"
            );
            Ok(session.execute_async(script, vec![json!(argument)]).await?.json().clone())
        };
        let second = call("second", 0).await?;
        println!(
            "{engine}: a second element is ready after {second} ms (median of 15, its document on the page)"
        );
        let warm = call("mounts", 200).await?;
        let mut left = times;
        let mut state = warm.clone();
        while left > 0 {
            // In parts, each within the time that a script may take.
            state = call("mounts", left.min(500)).await?;
            left = left.saturating_sub(500);
        }
        println!("{engine}: after 200 mounts {warm}, after {times} more {state}");
        ensure!(state == warm, "something was left behind");
        let moves = call("moves", times).await?;
        println!("{engine}: before and after {times} moves {moves}");
        ensure!(moves.get(0) == moves.get(1) && moves.get(0).is_some(), "moves left something behind");
        Ok(())
    })
}
