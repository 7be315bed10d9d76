//! Where the document comes from.

use anyhow::Result;
use e2e::{Reply, documents, run};
use serde_json::json;

use crate::{FALLBACK, Hosted, Page, STRICT, assert_no_violation, js, wait_ready, wait_text};

#[test]
fn the_hosts_own_json_ld_is_shown_without_a_request() -> Result<()> {
    run(async |t| {
        let hosted = Hosted::start().await?;
        let body = format!(
            "<script type='application/ld+json'>{}</script><script type='application/ld+json' id=report>{}</script>\
             <standfirst-article from=report>{FALLBACK}</standfirst-article>",
            json!({"@context": "https://schema.org", "@type": "Organization", "name": "The paper"}),
            documents::report(),
        );
        for from in ["from=report", "from=page"] {
            let body = body.replace("from=report", from);
            hosted.open(t, &Page { body: &body, script: "", policy: STRICT }).await?;
            wait_ready(t).await?;
            wait_text(t, "The third paragraph.").await?;
        }
        assert!(hosted.asked().is_empty());
        assert_no_violation(t).await
    })
}

#[test]
fn a_json_script_inside_the_element_is_the_document() -> Result<()> {
    run(async |t| {
        let hosted = Hosted::start().await?;
        let body = format!(
            "<standfirst-article><script type='application/json'>{}</script>{FALLBACK}</standfirst-article>",
            documents::report()
        );
        hosted.open(t, &Page { body: &body, script: "", policy: STRICT }).await?;
        wait_ready(t).await?;
        wait_text(t, "The third paragraph.").await
    })
}

#[test]
fn a_property_is_the_document_even_if_it_was_set_before_the_element_was_defined() -> Result<()> {
    run(async |t| {
        let hosted = Hosted::start().await?;
        let script = format!(
            "addEventListener('DOMContentLoaded', () => document.querySelector('standfirst-article').article = {});",
            documents::report()
        );
        let body = format!("<standfirst-article>{FALLBACK}</standfirst-article>");
        hosted.open(t, &Page { body: &body, script: &script, policy: STRICT }).await?;
        wait_ready(t).await?;
        wait_text(t, "The third paragraph.").await?;
        js(t, &format!("el.article = JSON.stringify({})", documents::second())).await?;
        wait_text(t, "It has one paragraph.").await
    })
}

#[test]
fn another_src_replaces_the_article_without_a_gap() -> Result<()> {
    run(async |t| {
        let hosted = Hosted::start().await?;
        hosted.open(t, &Page { body: crate::ONE, script: "", policy: STRICT }).await?;
        wait_ready(t).await?;
        let script = "window.gaps = 0; new MutationObserver(() => { if (!root.querySelector('h1')) gaps += 1; })\
            .observe(root, { childList: true, subtree: true }); el.src = el.src.replace('a.json', 'second.json')";
        js(t, script).await?;
        wait_text(t, "It has one paragraph.").await?;
        assert_eq!(js(t, "return gaps").await?, 0);
        Ok(())
    })
}

#[test]
fn a_document_of_another_format_fetches_the_part_that_reads_it_from_the_cdn() -> Result<()> {
    run(async |t| {
        let hosted = Hosted::start().await?;
        let feed = json!({
            "version": "https://jsonfeed.org/version/1.1", "title": "The feed",
            "items": [{"id": "1", "title": "From the feed", "content_html": "<p>The text of the <i>item</i>.</p>"}],
        });
        hosted.api.put("/a.json", Reply::json(feed.to_string()));
        hosted.open(t, &Page { body: crate::ONE, script: "", policy: STRICT }).await?;
        wait_ready(t).await?;
        wait_text(t, "The text of the item.").await?;
        assert_no_violation(t).await
    })
}
