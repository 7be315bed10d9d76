//! "What was not shown", and things of other sites.

use anyhow::{Result, ensure};
use e2e::page::Role;
use e2e::{Reply, documents, run, settings};
use serde_json::{Value, json};
use xtask::server::policy::POLICY;

#[test]
fn what_was_not_shown_is_listed_when_somebody_asks() -> Result<()> {
    run(async |t| {
        let mut document = documents::report();
        document["body"] = json!(["A <script>x</script>paragraph.", "Another <script>y</script> one.", {"type": "hologram", "text": "Seen"}]);
        t.site.put("/doc/a.json", Reply::json(document.to_string()));
        t.page.read("/doc/a.json").await?;
        ensure!(!t.page.text().await?.contains("left out"), "the list is closed at first");
        let control = t.page.find("details.not-shown > summary").await?;
        ensure!(control.text().await? == "What was not shown");
        control.click().await?;
        t.page.wait_text("was left out with everything in it. (2 times)").await?;
        t.page.wait_text("A part of the kind").await
    })
}

#[test]
fn an_article_that_lost_nothing_has_no_such_control() -> Result<()> {
    run(async |t| {
        t.site.put("/doc/a.json", Reply::json(documents::report().to_string()));
        t.page.read("/doc/a.json").await?;
        ensure!(t.page.all(".not-shown").await?.is_empty());
        Ok(())
    })
}

fn film() -> Value {
    let mut document = documents::report();
    document["body"] = json!([
        "Before.",
        {"type": "embed", "url": "https://www.youtube.com/watch?v=abc", "provider": "YouTube", "title": "A film"},
        {"type": "embed", "url": "https://vimeo.com/12345", "provider": "Vimeo", "title": "Another film"}
    ]);
    document
}

#[test]
fn a_film_of_another_site_is_a_card_with_a_plain_link() -> Result<()> {
    run(async |t| {
        t.site.put("/doc/a.json", Reply::json(film().to_string()));
        t.page.read("/doc/a.json").await?;
        t.page.by_role(Role::Link, "Open at www.youtube.com").await?;
        ensure!(t.page.all(".card button, iframe").await?.is_empty());
        Ok(())
    })
}

/// The page with a configuration of its own.
fn configured(config: &Value) -> Result<String> {
    let page = std::fs::read_to_string(settings::dist()?.join("index.html"))?;
    let start = page.find("id=\"standfirst-config\"").or_else(|| page.find("id=standfirst-config"));
    let start = start.and_then(|at| Some(at + page[at..].find('>')? + 1)).unwrap();
    let end = start + page[start..].find("</script>").unwrap();
    Ok(format!("{}{config}{}", &page[..start], &page[end..]))
}

#[test]
fn a_film_that_the_site_allows_is_shown_after_a_press_and_not_before() -> Result<()> {
    run(async |t| {
        // The film's host is not to be had here.
        t.expect_errors();
        let page = configured(&json!({"frames": ["https://www.youtube-nocookie.com", t.site.url("")]}))?;
        let policy = format!("{POLICY}; frame-src https://www.youtube-nocookie.com");
        let page = Reply::new("text/html; charset=utf-8", page).header("content-security-policy", &policy);
        t.site.put("/", page);
        t.site.put("/doc/a.json", Reply::json(film().to_string()));
        t.page.read("/doc/a.json").await?;
        ensure!(t.page.all("iframe").await?.is_empty(), "nothing is asked of the other site before a press");
        let buttons = t.page.all(".card button").await?;
        ensure!(buttons.len() == 1, "the other origin is not among the allowed ones");
        t.page.by_role(Role::Button, "Show it here, from www.youtube-nocookie.com").await?.click().await?;
        let frame = t.page.find("iframe").await?;
        let attribute =
            async |name: &str| Ok::<_, anyhow::Error>(frame.attr(name).await?.unwrap_or_default());
        ensure!(attribute("src").await? == "https://www.youtube-nocookie.com/embed/abc");
        let sandbox = attribute("sandbox").await?;
        ensure!(sandbox.contains("allow-scripts") && !sandbox.contains("allow-top-navigation"), "{sandbox}");
        ensure!(t.page.all(".card button").await?.is_empty());
        Ok(())
    })
}
