//! Where related articles come from, and who waits for them.

use anyhow::{Result, ensure};
use e2e::page::Role;
use e2e::{Reply, run, settings};
use serde_json::{Value, json};
use std::time::Duration;

fn article() -> Value {
    json!({ "@type": "NewsArticle", "@id": "urn:a", "url": "/story", "headline": "The story", "body": ["All of the text."] })
}

fn feed() -> Value {
    json!({ "version": "https://jsonfeed.org/version/1.1", "title": "News", "items": [
        { "id": "1", "url": "/story", "title": "The story itself" },
        { "id": "2", "url": "/other", "title": "Another story", "date_published": "2026-11-01T08:00:00Z" },
    ] })
}

/// The article stood behind the list of related ones: a slow server for the list made the page a slow one.
#[test]
fn an_article_does_not_wait_for_the_list_of_related_ones() -> Result<()> {
    run(async |t| {
        t.site.put("/doc/a.json", Reply::json(article().to_string()));
        t.site.put("/doc/feed.json", Reply::json(feed().to_string()).delayed(Duration::from_secs(30)));
        t.page.open("?src=/doc/a.json&feed=/doc/feed.json").await?;
        t.page.wait_state("ready").await?;
        ensure!(t.page.texts("h1").await? == ["The story"]);
        ensure!(t.page.texts("article p").await?.contains(&"All of the text.".to_owned()));
        // The form waits a moment for it, and then no more.
        t.page.wait_ready().await?;
        t.page.field("comment").await?;
        t.page.wait_text("No related articles.").await
    })
}

#[test]
fn the_list_names_other_articles_than_the_one_that_is_shown() -> Result<()> {
    run(async |t| {
        t.site.put("/doc/a.json", Reply::json(article().to_string()));
        t.site.put("/doc/feed.json", Reply::json(feed().to_string()));
        t.page.open("?src=/doc/a.json&feed=/doc/feed.json").await?;
        t.page.wait_ready().await?;
        ensure!(t.page.texts("nav.related li a").await? == ["Another story"]);
        Ok(())
    })
}

/// Of a list of WordPress's posts nothing was shown, though it is what most sites have.
#[test]
fn a_list_of_posts_of_wordpress_is_such_a_list() -> Result<()> {
    run(async |t| {
        let post = |id: u32, title: &str, date: &str| {
            let own = format!("/doc/{id}.json");
            json!({ "id": id, "date_gmt": date, "link": format!("/p/{id}"), "title": { "rendered": title },
                "content": { "rendered": "<p>Text.</p>" }, "_links": { "self": [{ "href": t.site.url(&own) }] } })
        };
        let first = post(1, "First &amp; oldest", "2026-11-01T08:00:00");
        let posts = json!([
            first,
            post(2, "The newest", "2026-11-03T08:00:00"),
            post(3, "In between", "2026-11-02T08:00:00")
        ]);
        t.site.put("/doc/1.json", Reply::json(first.to_string()));
        t.site.put("/doc/posts.json", Reply::json(posts.to_string()));
        t.page.open("?src=/doc/1.json&feed=/doc/posts.json").await?;
        t.page.wait_ready().await?;
        ensure!(t.page.texts("h1").await? == ["First & oldest"]);
        ensure!(t.page.texts("nav.related li a").await? == ["The newest", "In between"]);
        // Without a document the newest of the list opens, and the others open from there.
        t.page.open("?feed=/doc/posts.json").await?;
        t.page.wait_ready().await?;
        ensure!(t.page.texts("h1").await? == ["The newest"]);
        t.page.find("nav.related li:first-child a").await?.click().await?;
        t.page.wait_text("First & oldest").await?;
        t.page.wait_ready().await?;
        ensure!(t.page.texts("h1").await? == ["First & oldest"]);
        Ok(())
    })
}

/// Comments that had not come were asked for again, and the list of related articles stood there twice.
#[test]
fn comments_that_are_asked_for_again_do_not_bring_the_list_twice() -> Result<()> {
    run(async |t| {
        t.expect_errors();
        let part = std::fs::read_dir(settings::dist()?)?
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .find(|name| name.starts_with("standfirst-formats-") && name.ends_with(".wasm"))
            .unwrap();
        t.site.put(&format!("/{part}"), Reply::status(503));
        let mut article = article();
        article["comment"] = json!([{ "@type": "Comment", "text": "With <ruby>a<rt>b</rt></ruby> reading" }]);
        t.site.put("/doc/a.json", Reply::json(article.to_string()));
        t.site.put("/doc/feed.json", Reply::json(feed().to_string()));
        t.page.open("?src=/doc/a.json&feed=/doc/feed.json").await?;
        t.page.wait_ready().await?;
        t.site.take(&format!("/{part}"));
        t.page.by_role(Role::Button, "Try again").await?.click().await?;
        t.page.field("comment").await?;
        ensure!(t.page.texts("nav.related li a").await? == ["Another story"]);
        Ok(())
    })
}
