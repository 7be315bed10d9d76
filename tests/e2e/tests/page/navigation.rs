//! From one article to another, and back to the same place.

use anyhow::Result;
use e2e::{Reply, Test, documents, run};

fn put_articles(t: &Test) {
    t.site.put("/doc/long.json", Reply::json(documents::long().to_string()));
    t.site.put("/doc/second.json", Reply::json(documents::second().to_string()));
}

#[test]
fn a_related_article_opens_inside_the_page() -> Result<()> {
    run(async |t| {
        put_articles(t);
        t.page.read("/doc/long.json").await?;
        t.page.js("window.__same = true", vec![]).await?;
        t.page.link_under("Related Articles", "The second article").await?.click().await?;
        t.page.wait_text("It has one paragraph.").await?;
        t.page.wait_ready().await?;
        assert_eq!(
            t.page.js("return window.__same === true", vec![]).await?,
            true,
            "the page was loaded anew"
        );
        assert!(t.page.session().current_url().await?.query().unwrap().contains("second.json"));
        assert!(t.page.session().title().await?.contains("The second article"));
        let at_top = async || Ok((t.page.scroll_top().await? < 1.0).then_some(()));
        t.page.wait("the top of the article", at_top).await?;
        let focused = "return document.activeElement === document.querySelector('article h1')";
        let on_headline = async || Ok((t.page.js(focused, vec![]).await? == true).then_some(()));
        t.page.wait("the focus on the headline", on_headline).await?;
        Ok(())
    })
}

#[test]
fn going_back_returns_to_the_same_place() -> Result<()> {
    run(async |t| {
        put_articles(t);
        t.page.read("/doc/long.json").await?;
        let link = t.page.link_under("Related Articles", "The second article").await?;
        link.scroll_into_view().await?;
        let before = t.page.scroll_top().await?;
        assert!(before > 500.0, "the article is too short to scroll: {before}");
        link.click().await?;
        t.page.wait_text("It has one paragraph.").await?;
        t.page.session().back().await?;
        t.page.wait_text("Paragraph 60.").await?;
        t.page.wait_ready().await?;
        let back = async || {
            let now = t.page.scroll_top().await?;
            Ok(((now - before).abs() < 40.0).then_some(()))
        };
        t.page.wait(&format!("the old place ({before})"), back).await?;
        assert!(t.page.session().title().await?.contains("Harbour bridge"));
        Ok(())
    })
}

#[test]
fn going_forward_again_shows_the_second_article() -> Result<()> {
    run(async |t| {
        put_articles(t);
        t.page.read("/doc/long.json").await?;
        t.page.link_under("Related Articles", "The second article").await?.click().await?;
        t.page.wait_text("It has one paragraph.").await?;
        t.page.session().back().await?;
        t.page.wait_text("Paragraph 60.").await?;
        t.page.session().forward().await?;
        t.page.wait_text("It has one paragraph.").await
    })
}

#[test]
fn a_link_elsewhere_is_an_ordinary_link() -> Result<()> {
    run(async |t| {
        put_articles(t);
        t.page.read("/doc/long.json").await?;
        let link = t.page.link_under("Related Articles", "A story elsewhere").await?;
        assert_eq!(link.attr("href").await?.as_deref(), Some("https://elsewhere.example/story"));
        Ok(())
    })
}

#[test]
fn the_fragment_of_a_comment_leads_to_it() -> Result<()> {
    run(async |t| {
        put_articles(t);
        t.page.open("?src=/doc/long.json#comment-c2").await?;
        t.page.wait_ready().await?;
        let seen = "const box = document.getElementById('comment-c2')?.getBoundingClientRect(); \
            return !!box && box.top < innerHeight && box.bottom > 0";
        t.page
            .wait("the comment in view", async || Ok((t.page.js(seen, vec![]).await? == true).then_some(())))
            .await
    })
}
