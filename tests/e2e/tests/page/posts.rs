//! Which part reads a document of WordPress, a JSON Feed or schema.org.

use anyhow::{Result, ensure};
use e2e::page::Role;
use e2e::{Reply, Test, run, settings};
use serde_json::{Value, json};
use std::time::Duration;

/// A post whose text is `html`.
fn post(html: &str) -> Value {
    json!({
        "id": 7, "date_gmt": "2026-11-20T12:15:00", "link": "/bridge/", "type": "post", "title": { "rendered": "Bridge &#8217;s back" },
        "content": { "rendered": html, "protected": false }, "excerpt": { "rendered": "<p>Ferries stop.</p>\n", "protected": false },
        "author": 3, "_embedded": {
            "author": [{ "id": 3, "name": "A. Writer", "link": "/author/a/" }],
            "wp:term": [[{ "name": "World", "taxonomy": "category", "link": "/w/" }]],
            "replies": [[{ "id": 4, "parent": 0, "author_name": "Mia", "date": "2026-11-20T13:15:00",
                "content": { "rendered": "<p>Good <strong>news</strong>.</p>\n" } }]]
        }
    })
}

const ORDINARY: &str = "<!-- wp:paragraph -->\n<p class=\"has-text\">It <em>reopened</em> on <a href=\"/day\">Monday</a>.</p>\n\
    <!-- /wp:paragraph -->\n<h2 class=\"wp-block-heading\">Why</h2>\n<ul class=\"wp-block-list\"><li>A first reason</li></ul>";

/// Whether a part has come to the page, the worker that keeps all of them aside.
async fn has_part(t: &Test, part: &str) -> Result<bool> {
    let names = "return performance.getEntriesByType('resource').map((e) => new URL(e.name).pathname)";
    let names = t.page.js(names, vec![]).await?;
    let names = names.as_array().map(Vec::as_slice).unwrap_or_default();
    Ok(names.iter().filter_map(Value::as_str).any(|name| name.contains(&format!("/standfirst-{part}-"))))
}

/// Lets the part that reads all of HTML come late: what is kept of related articles asks for it once the article is there.
fn delay_the_large_part(t: &Test) -> Result<()> {
    let dist = settings::dist()?;
    let mut names = std::fs::read_dir(&dist)?.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let part = names.find(|name| name.starts_with("standfirst-formats-") && name.ends_with(".wasm")).unwrap();
    let reply = Reply::new("application/wasm", std::fs::read(dist.join(&part))?);
    t.site.put(&format!("/{part}"), reply.delayed(Duration::from_secs(20)));
    Ok(())
}

/// The part that reads all of HTML is twice as large as the page: most posts were shown only after it.
#[test]
fn an_ordinary_post_of_wordpress_is_shown_without_the_part_that_reads_all_of_html() -> Result<()> {
    run(async |t| {
        delay_the_large_part(t)?;
        t.site.put("/doc/a.json", Reply::json(post(ORDINARY).to_string()));
        t.page.read("/doc/a.json").await?;
        ensure!(has_part(t, "posts").await? && !has_part(t, "formats").await?);
        ensure!(t.page.texts("h1").await? == ["Bridge ’s back"]);
        ensure!(t.page.texts("article h2").await?.contains(&"Why".to_owned()));
        ensure!(t.page.texts("article li").await?.contains(&"A first reason".to_owned()));
        t.page.wait_text("Good news.").await
    })
}

#[test]
fn an_ordinary_json_feed_is_shown_without_the_part_that_reads_all_of_html() -> Result<()> {
    run(async |t| {
        delay_the_large_part(t)?;
        let feed = json!({ "version": "https://jsonfeed.org/version/1.1", "title": "News", "items": [
            { "id": "1", "url": "/1", "title": "Older", "content_text": "Old.", "date_published": "2026-11-01T08:00:00Z" },
            { "id": "2", "url": "/2", "title": "Newer", "content_html": ORDINARY, "date_published": "2026-11-20T08:00:00Z" },
        ] });
        t.site.put("/doc/feed.json", Reply::json(feed.to_string()));
        t.page.read("/doc/feed.json").await?;
        ensure!(has_part(t, "posts").await? && !has_part(t, "formats").await?);
        ensure!(t.page.texts("h1").await? == ["Newer"]);
        t.page.wait_text("It reopened on Monday.").await?;
        t.page.wait_text("Older").await
    })
}

/// A link blog's items all waited for the part that reads all of HTML, and so did a post with a picture in its text.
#[test]
fn a_link_to_what_an_item_is_about_and_a_picture_in_the_text_need_no_more_than_that() -> Result<()> {
    run(async |t| {
        delay_the_large_part(t)?;
        t.site.put("/sign.svg", Reply::new("image/svg+xml", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"));
        let html = format!(
            "{ORDINARY}<p>Press <img src=\"/sign.svg\" alt=\"the sign\" width=\"16\" height=\"16\"> to go.</p>"
        );
        let item = json!({ "id": "1", "url": "/1", "title": "A link", "content_html": html, "external_url": "https://other.example/x" });
        t.site.put("/doc/item.json", Reply::json(item.to_string()));
        t.page.read("/doc/item.json").await?;
        ensure!(has_part(t, "posts").await? && !has_part(t, "formats").await?);
        t.page.by_role(Role::Link, "https://other.example/x").await?;
        ensure!(t.page.all("article p > img[alt='the sign']").await?.len() == 1);
        Ok(())
    })
}

/// What publishers print for search engines brought more than twice the page: most of it has no text, and names things by references.
#[test]
fn an_article_in_json_ld_is_shown_without_the_large_parts() -> Result<()> {
    run(async |t| {
        delay_the_large_part(t)?;
        let bare = json!({ "@context": "https://schema.org", "@type": "NewsArticle", "headline": "Without its text", "url": "/bare",
            "datePublished": "2026-11-20", "author": [{ "@type": "Person", "name": "A. Writer" }] });
        t.site.put("/doc/bare.json", Reply::json(bare.to_string()));
        t.page.read("/doc/bare.json").await?;
        ensure!(t.page.texts("h1").await? == ["Without its text"]);
        ensure!(t.page.texts(".missing a").await?.len() == 1, "{}", t.page.text().await?);
        for part in ["json-ld", "native", "posts", "formats"] {
            ensure!(!has_part(t, part).await?, "{part}");
        }
        let graph = json!({ "@context": "https://schema.org", "@graph": [
            { "@type": ["Article", "NewsArticle"], "headline": "Ships &amp; harbours", "articleBody": "One.\n\nTwo &#8211; three.",
                "author": { "@id": "#a" }, "image": { "@id": "#i" }, "inLanguage": "en_GB" },
            { "@type": "Person", "@id": "#a", "name": "A. Writer" },
            { "@type": "ImageObject", "@id": "#i", "url": "/sign.svg", "width": "16px", "height": "16" },
        ] });
        t.site.put("/sign.svg", Reply::new("image/svg+xml", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"));
        t.site.put("/doc/graph.json", Reply::json(graph.to_string()));
        t.page.read("/doc/graph.json").await?;
        ensure!(
            has_part(t, "json-ld").await? && !has_part(t, "native").await? && !has_part(t, "formats").await?
        );
        ensure!(t.page.texts("h1").await? == ["Ships & harbours"]);
        ensure!(t.page.all("article img[src$='/sign.svg'][width='16']").await?.len() == 1);
        t.page.wait_text("A. Writer").await?;
        t.page.wait_text("Two – three.").await
    })
}

#[test]
fn a_post_with_more_than_that_waits_for_the_part_that_reads_all_of_html() -> Result<()> {
    run(async |t| {
        let html = format!("{ORDINARY}<pre><code>let x;</code></pre>");
        t.site.put("/doc/a.json", Reply::json(post(&html).to_string()));
        t.page.read("/doc/a.json").await?;
        ensure!(t.page.texts("article pre").await? == ["let x;"]);
        ensure!(has_part(t, "formats").await?);
        Ok(())
    })
}
