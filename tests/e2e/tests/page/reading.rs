//! Opening an article and reading it.

use anyhow::Result;
use e2e::{Reply, Setup, documents, run, run_with, settings};
use serde_json::{Value, json};
use std::time::Duration;

#[test]
fn without_an_address_the_newest_article_opens() -> Result<()> {
    run(async |t| {
        t.page.open("").await?;
        t.page.wait_ready().await?;
        assert_eq!(t.page.all("article h1").await?.len(), 1);
        assert!(!t.page.texts("article h1").await?.concat().is_empty());
        assert!(t.page.all("article p").await?.len() >= 3, "{}", t.page.text().await?);
        let headings = t.page.texts("h2").await?;
        for heading in ["Related Articles", "Post Comments", "Leave a Reply"] {
            assert!(headings.iter().any(|h| h == heading), "no {heading} in {headings:?}");
        }
        Ok(())
    })
}

#[test]
fn an_article_shows_its_headline_dateline_authors_and_paragraphs() -> Result<()> {
    run(async |t| {
        t.site.put("/doc/a.json", Reply::json(documents::report().to_string()));
        t.page.read("/doc/a.json").await?;
        assert_eq!(t.page.texts("article h1").await?, ["Harbour bridge opens to traffic again"]);
        let article = t.page.texts("article").await?.concat();
        let wanted = [
            "NORDHAVEN",
            "Ada Berg",
            "Jon Sund",
            "The ferries stop on Sunday.",
            "The first paragraph of the report.",
            "The second paragraph, with stress.",
            "The third paragraph.",
        ];
        for text in wanted {
            assert!(article.contains(text), "no {text:?} in {article}");
        }
        assert_eq!(t.page.texts("article em").await?, ["stress"]);
        let language =
            t.page.js("return document.querySelector('article').closest('[lang]').lang", vec![]).await?;
        assert_eq!(language, "en");
        t.page.wait_text("A first comment.").await?;
        t.page.wait_text("An answer to it.").await
    })
}

#[test]
fn the_page_takes_title_and_canonical_address_from_the_article() -> Result<()> {
    run(async |t| {
        let mut document = documents::report();
        document["url"] = Value::from("https://example.org/bridge");
        document["description"] = Value::from("What it costs to cross.");
        t.site.put("/doc/a.json", Reply::json(document.to_string()));
        t.page.read("/doc/a.json").await?;
        assert!(t.page.session().title().await?.contains("Harbour bridge opens"));
        let head = "return document.querySelector('link[rel=canonical]')?.href === 'https://example.org/bridge' \
            && document.querySelector('meta[name=description]')?.content === 'What it costs to cross.' \
            && document.querySelector('head script[type=\"application/ld+json\"]')?.text.includes('Harbour bridge opens')";
        t.page
            .wait("what the head says", async || Ok((t.page.js(head, vec![]).await? == true).then_some(())))
            .await
    })
}

#[test]
fn the_report_that_the_project_was_started_from_has_seven_paragraphs() -> Result<()> {
    let Some(bytes) = settings::optional_input("mission/article.json")? else { return Ok(()) };
    let source: Value = serde_json::from_slice(&bytes)?;
    run(async |t| {
        t.site.put("/doc/mission.json", Reply::json(bytes));
        t.page.read("/doc/mission.json").await?;
        assert_eq!(t.page.texts("article h1").await?, [source["headline"].as_str().unwrap()]);
        let article = t.page.texts("article").await?.concat();
        assert!(article.contains(source["dateline"].as_str().unwrap()), "{article}");
        let paragraphs = source["body"].as_array().unwrap();
        assert_eq!(paragraphs.len(), 7);
        let shown = t.page.texts("article p").await?;
        for paragraph in paragraphs.iter().filter_map(Value::as_str) {
            let end = paragraph
                .split_whitespace()
                .rev()
                .take(6)
                .collect::<Vec<_>>()
                .into_iter()
                .rev()
                .collect::<Vec<_>>()
                .join(" ");
            assert_eq!(shown.iter().filter(|p| p.ends_with(&end)).count(), 1, "{end}");
        }
        Ok(())
    })
}

#[test]
fn every_sample_opens() -> Result<()> {
    run(async |t| {
        let feed = settings::dist()?.join("samples/feed.json");
        let feed: Value = serde_json::from_slice(&std::fs::read(feed)?)?;
        let items = feed["items"].as_array().unwrap();
        assert!(items.len() >= 4, "{items:?}");
        for item in items {
            let source = item["_standfirst"]["src"].as_str().unwrap();
            let source = if source.contains('/') { source.to_owned() } else { format!("samples/{source}") };
            t.page.read(&source).await?;
            assert!(!t.page.texts("article h1").await?.concat().is_empty(), "{source}");
            t.check_clean().await?;
        }
        Ok(())
    })
}

#[test]
fn an_arabic_article_runs_from_right_to_left() -> Result<()> {
    run(async |t| {
        let mut document = documents::second();
        document["inLanguage"] = Value::from("ar");
        document["headline"] = Value::from("الجسر يفتح من جديد");
        t.site.put("/doc/ar.json", Reply::json(document.to_string()));
        t.page.read("/doc/ar.json").await?;
        let direction = t
            .page
            .js("return getComputedStyle(document.querySelector('article h1')).direction", vec![])
            .await?;
        assert_eq!(direction, "rtl");
        Ok(())
    })
}

#[test]
fn a_slow_document_says_that_it_is_loading() -> Result<()> {
    run(async |t| {
        let reply = Reply::json(documents::report().to_string()).delayed(Duration::from_secs(3));
        t.site.put("/doc/slow.json", reply);
        t.page.open("?src=/doc/slow.json").await?;
        t.page.wait_state("loading").await?;
        t.page
            .wait(
                "a text while loading",
                async || Ok((!t.page.text().await?.trim().is_empty()).then_some(())),
            )
            .await?;
        assert_eq!(t.page.state().await?, "loading");
        t.page.wait_ready().await
    })
}

#[test]
fn the_page_does_not_scroll_sideways_at_320_pixels() -> Result<()> {
    let setup = Setup { window: (320, 640), ..Setup::default() };
    run_with(setup, async |t| {
        t.page.open("").await?;
        t.page.wait_ready().await?;
        // Headless browsers may refuse so narrow a window: measure the content, not the window.
        let over = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
        assert_eq!(t.page.js(over, vec![]).await?, 0);
        Ok(())
    })
}

#[test]
fn recent_comments_say_how_long_ago_they_were_written_in_the_readers_language() -> Result<()> {
    run(async |t| {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH)?.as_secs();
        for (language, recent) in [("en", "3 hours ago"), ("de", "vor 3 Stunden"), ("ar", "ساعات")] {
            let mut report = documents::report();
            report["inLanguage"] = json!(language);
            report["comment"] = json!([
                {"@id": "c1", "text": "Written today.", "author": {"name": "Mia"}, "datePublished": now - 3 * 3600 - 60},
                {"@id": "c2", "text": "Written long ago.", "author": {"name": "Leo"}, "datePublished": "2019-03-04T09:30:00Z"},
            ]);
            let path = format!("/doc/{language}.json");
            t.site.put(&path, Reply::json(report.to_string()));
            t.page.read(&path).await?;
            t.page.wait_text("Written long ago.").await?;
            let times = t.page.texts(".comments time").await?;
            assert!(times[0].contains(recent), "{times:?}");
            assert!(times[1].contains("2019") || times[1].contains("٢٠١٩"), "{times:?}");
            let title = t.page.find(".comments time").await?.attr("title").await?.unwrap_or_default();
            assert!(title.contains("202"), "the date is in {title:?}");
        }
        Ok(())
    })
}
