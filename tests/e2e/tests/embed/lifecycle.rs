//! What pages do with their nodes: put in, taken out, moved, twenty at once.

use anyhow::Result;
use e2e::run;
use serde_json::json;

use crate::{FALLBACK, Hosted, ONE, Page, STRICT, find, js, press, wait_js, wait_ready};

/// Twenty elements, each with a document of its own.
fn twenty() -> String {
    (0..20)
        .map(|n| {
            format!(
                "<standfirst-article loading=eager src='{{api}}/a.json?n={n}'>{FALLBACK}</standfirst-article>"
            )
        })
        .collect()
}

#[test]
fn twenty_elements_share_one_module_and_one_sheet() -> Result<()> {
    run(async |t| {
        let hosted = Hosted::start().await?;
        hosted.open(t, &Page { body: &twenty(), script: "", policy: STRICT }).await?;
        wait_js(
            t,
            "all of them",
            "return document.querySelectorAll('standfirst-article[data-standfirst=ready]').length === 20",
        )
        .await?;
        let asked = hosted.cdn.requests();
        for ends in ["_bg.wasm", ".sheet.txt", ".js"] {
            assert_eq!(asked.iter().filter(|request| request.path.ends_with(ends)).count(), 1, "{ends}");
        }
        assert_eq!(hosted.asked().len(), 20);
        let sheets = "const sheets = [...document.querySelectorAll('standfirst-article')].map((el) => [...el.shadowRoot.adoptedStyleSheets]); \
            return sheets.every((own) => own.length === 2) && new Set(sheets.flat()).size === 2";
        // One that all begin with, and one that comes with the reading aids.
        wait_js(t, "two sheets for all of them", sheets).await?;
        Ok(())
    })
}

/// In WebKit the page went to its top, for the element had no height in the first of two layouts.
#[test]
fn a_moved_element_keeps_scroll_open_form_text_and_focus() -> Result<()> {
    run(async |t| {
        let hosted = Hosted::start().await?;
        let body = format!("<div id=one>{ONE}</div><div id=two></div>");
        hosted.open(t, &Page { body: &body, script: "", policy: STRICT }).await?;
        wait_ready(t).await?;
        press(t, "#comment-c1 button.reply").await?;
        find(t, "#comment-c1 [name=comment]").await?.send_keys("An answer").await?;
        js(t, "window.field = root.querySelector('#comment-c1 [name=comment]'); window.y = scrollY; two.append(el)").await?;
        wait_js(t, "a task", "return new Promise((done) => setTimeout(() => done(true), 50))").await?;
        let kept = "return field.isConnected && field.value === 'An answer' && root.activeElement === field && el.parentNode === two";
        assert_eq!(js(t, kept).await?, true);
        assert_eq!(js(t, "return [y > 0, scrollY]").await?, js(t, "return [true, y]").await?);
        // The draft goes on being kept in its new place.
        find(t, "#comment-c1 [name=comment]").await?.send_keys(" and more").await?;
        crate::wait_text(t, "Saved on this device").await?;
        assert_eq!(hosted.asked().len(), 1);
        Ok(())
    })
}

#[test]
fn five_hundred_mounts_and_moves_leave_nothing_behind() -> Result<()> {
    run(async |t| {
        let hosted = Hosted::start().await?;
        // Counts what is listened to on the window and the document.
        let script = "window.listening = 0; for (const target of [window, document]) { \
            const { addEventListener: add, removeEventListener: remove } = target; \
            target.addEventListener = function (...all) { listening += 1; return add.apply(target, all); }; \
            target.removeEventListener = function (...all) { listening -= 1; return remove.apply(target, all); }; }";
        let body = format!(
            "<div id=one></div><div id=two></div><script type=application/json id=document>{}</script>",
            e2e::documents::report()
        );
        hosted.open(t, &Page { body: &body, script, policy: STRICT }).await?;
        let cycle = "window.cycle = async (mounts, moves) => { \
            const task = () => new Promise((done) => setTimeout(done)); \
            for (let n = 0; n < mounts; n += 1) { \
                const el = document.createElement('standfirst-article'); \
                el.setAttribute('loading', 'eager'); el.setAttribute('from', 'document'); \
                const ready = new Promise((done) => el.addEventListener('standfirst-ready', done)); \
                one.append(el); await ready; \
                while (!el.shadowRoot.querySelector('[name=comment]')) await task(); \
                for (let m = 0; m < moves; m += 1) { (m % 2 ? one : two).append(el); await null; } \
                if (!el.shadowRoot.querySelector('[name=comment]')) throw new Error('no form after moves'); \
                el.remove(); await task(); await task(); } \
            await new Promise((done) => setTimeout(done, 2000)); \
            return [document.querySelectorAll('*').length, listening]; }; return true";
        assert_eq!(t.page.js(cycle, vec![]).await?, true);
        let session = t.page.session();
        session.set_script_timeout(std::time::Duration::from_secs(170)).await?;
        let run = "const done = arguments[2]; cycle(arguments[0], arguments[1]).then(done, (error) => done(String(error)))";
        let warm = session.execute_async(run, vec![json!(20), json!(10)]).await?.json().clone();
        let requests =
            "return performance.getEntriesByType('resource').map((one) => one.name.split('/').pop())";
        let before = t.page.js(requests, vec![]).await?;
        let after = session.execute_async(run, vec![json!(500), json!(1)]).await?.json().clone();
        assert_eq!(warm, after, "elements of the page, listeners of window and document");
        assert_eq!(before, t.page.js(requests, vec![]).await?, "requests");
        Ok(())
    })
}
