//! The whole run from another origin, under a policy that refuses all that a page can do without.

use anyhow::Result;
use e2e::run;

use crate::{
    Hosted, ONE, Page, STRICT, assert_no_violation, find, js, press, wait_js, wait_ready, wait_text,
};

#[test]
fn an_article_with_comments_draft_and_reply_runs_under_the_strictest_policy() -> Result<()> {
    run(async |t| {
        let hosted = Hosted::start().await?;
        let page = Page { body: ONE, script: "", policy: STRICT };
        hosted.open(t, &page).await?;
        wait_ready(t).await?;
        for text in ["Harbour bridge opens", "The third paragraph.", "A first comment.", "Leave a Reply"] {
            wait_text(t, text).await?;
        }
        find(t, "[name=comment]").await?.send_keys("Half a sentence that must").await?;
        wait_text(t, "Saved on this device").await?;
        t.page.reload().await?;
        wait_ready(t).await?;
        wait_js(
            t,
            "the draft",
            "return root.querySelector('[name=comment]')?.value === 'Half a sentence that must'",
        )
        .await?;
        press(t, "form button[type=submit]").await?;
        wait_js(t, "the reply", "return [...root.querySelectorAll('.thread li')].some((li) => li.textContent.includes('Half a sentence'))").await?;
        wait_js(
            t,
            "the event",
            "return told.some(({ name, where }) => name === 'comment' && where === 'device')",
        )
        .await?;
        assert_no_violation(t).await
    })
}

#[test]
fn a_reply_to_a_comment_works_in_a_shadow_root() -> Result<()> {
    run(async |t| {
        let hosted = Hosted::start().await?;
        hosted.open(t, &Page { body: ONE, script: "", policy: STRICT }).await?;
        wait_ready(t).await?;
        press(t, "#comment-c1 button.reply").await?;
        find(t, "#comment-c1 [name=comment]").await?.send_keys("An answer").await?;
        wait_text(t, "Saved on this device").await?;
        t.page.reload().await?;
        wait_ready(t).await?;
        wait_js(
            t,
            "the form under the comment",
            "return root.querySelector('#comment-c1 [name=comment]')?.value === 'An answer'",
        )
        .await?;
        assert_no_violation(t).await
    })
}

#[test]
fn the_page_around_the_element_stays_as_it_was() -> Result<()> {
    run(async |t| {
        let hosted = Hosted::start().await?;
        let script = "window.before = [Object.getOwnPropertyNames(window).sort().join(), document.title, history.length];";
        let body = format!("<h1 id=own>The host</h1>{ONE}");
        hosted.open(t, &Page { body: &body, script, policy: STRICT }).await?;
        wait_ready(t).await?;
        find(t, "[name=comment]").await?.send_keys("x").await?;
        // What the drivers themselves leave on the window is named so.
        let added = js(
            t,
            "const was = new Set(before[0].split(',')); \
             return Object.getOwnPropertyNames(window).filter((name) => !was.has(name) && !/^(before|\\$|cdc_|ret_nodes|se_)/.test(name))",
        )
        .await?;
        assert_eq!(added, serde_json::json!([]));
        let same = js(
            t,
            // Firefox takes the empty page that a tab begins with out of the history meanwhile.
            "return [document.title === before[1], history.length > before[2], document.documentElement.dataset.standfirst ?? null, \
             document.head.querySelectorAll('link[rel=canonical],style,meta[name=description]').length]",
        )
        .await?;
        assert_eq!(same, serde_json::json!([true, false, null, 0]));
        assert_no_violation(t).await
    })
}

#[test]
fn nothing_is_fetched_before_the_element_nears_the_viewport() -> Result<()> {
    run(async |t| {
        let hosted = Hosted::start().await?;
        let body = format!("<div style='height:9000px'></div>{ONE}");
        hosted.open(t, &Page { body: &body, script: "", policy: "" }).await?;
        wait_js(t, "the element's definition", "return !!customElements.get('standfirst-article')").await?;
        t.page
            .js("return new Promise((done) => requestAnimationFrame(() => setTimeout(done, 200)))", vec![])
            .await?;
        let asked =
            |site: &e2e::Site| site.requests().into_iter().map(|request| request.path).collect::<Vec<_>>();
        assert_eq!(asked(&hosted.cdn), ["/standfirst.js"]);
        assert!(hosted.asked().is_empty());
        t.page.js("scrollTo(0, document.body.scrollHeight)", vec![]).await?;
        wait_ready(t).await?;
        // What loads later is there, too, before the servers go.
        find(t, ".tools button").await.map(drop)
    })
}
