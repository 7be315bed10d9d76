//! The page on paper.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use anyhow::Result;
use e2e::{Reply, Scheme, Setup, Test, documents, paper, run, run_with, settings};
use serde_json::{Value, json};

/// A report with its address, links, a note and a folded box.
fn report() -> Value {
    let mut document = documents::report();
    document["url"] = Value::from("https://example.org/bridge");
    document["body"] = json!([
        "It was <a href=\"https://example.org/ferries?a=1\">reported</a><a href=\"#n1\">1</a> and <a href=\"https://example.org/toll\">denied</a>.",
        "Then <a href=\"https://example.org/ferries?a=1\">reported</a> again at <a href=\"https://example.org/plain\">https://example.org/plain</a>.",
        {"type": "aside", "role": "toggle", "title": "Folded", "body": ["What was folded away."]},
        {"type": "note", "id": "n1", "body": ["The words of the note."]},
    ]);
    document
}

/// Opens a document and waits until what only paper needs is there.
async fn open(t: &Test, document: &Value) -> Result<()> {
    t.site.put("/doc/a.json", Reply::json(document.to_string()));
    t.page.read("/doc/a.json").await?;
    t.page.find(".paper button").await?;
    Ok(())
}

#[test]
fn on_paper_stand_the_address_and_the_links_by_number() -> Result<()> {
    run(async |t| {
        open(t, &report()).await?;
        let Some(paper) = paper::print(t, "links").await? else { return Ok(()) };
        for wanted in [
            "Harbour bridge opens to traffic again",
            "NORDHAVEN",
            "The original is at https://example.org/bridge",
            "The words of the note.",
            "What was folded away.",
        ] {
            assert!(paper.text.contains(wanted), "no {wanted:?} in {}", paper.text);
        }
        // Each address once; the one that stands in the text not again.
        for (address, times) in [
            ("https://example.org/ferries?a=1", 1),
            ("https://example.org/toll", 1),
            ("https://example.org/plain", 1),
        ] {
            assert_eq!(paper.text.matches(address).count(), times, "{address} in {}", paper.text);
        }
        assert_eq!(paper.text.matches("[1]").count(), 2, "{}", paper.text);
        assert_eq!(paper.text.matches("[2]").count(), 1, "{}", paper.text);
        for other in ["Post Comments", "Leave a Reply", "Related Articles", "A first comment.", "Print", "↩"]
        {
            assert!(!paper.text.contains(other), "{other:?} is in {}", paper.text);
        }
        // The page is as before.
        assert_eq!(t.page.all("article details:not([open])").await?.len(), 1);
        Ok(())
    })
}

#[test]
fn comments_are_printed_only_if_asked_for() -> Result<()> {
    run(async |t| {
        open(t, &report()).await?;
        t.page.find(".paper input").await?.click().await?;
        let Some(paper) = paper::print(t, "comments").await? else { return Ok(()) };
        for wanted in ["Post Comments", "A first comment.", "An answer to it.", "Mia"] {
            assert!(paper.text.contains(wanted), "no {wanted:?} in {}", paper.text);
        }
        for other in ["Leave a Reply", "Related Articles", "Post comment", "Website", "Your drafts"] {
            assert!(!paper.text.contains(other), "{other:?} is in {}", paper.text);
        }
        Ok(())
    })
}

/// Paragraphs, and far below them three pictures, the last of which does not exist.
fn with_pictures(t: &Test) -> Result<Value> {
    let mut document = documents::long();
    for name in ["door-1", "door-2"] {
        let bytes = std::fs::read(settings::dist()?.join(format!("samples/images/{name}.webp")))?;
        t.site.put(&format!("/doc/{name}.webp"), Reply::new("image/webp", bytes));
        let picture = json!({"type": "image", "url": format!("{name}.webp"), "alt": name, "width": 600, "height": 600, "caption": format!("Caption of {name}.")});
        document["body"].as_array_mut().unwrap().push(picture);
    }
    t.site.put("/doc/away.webp", Reply::status(404));
    let lost = json!({"type": "image", "url": "away.webp", "alt": "", "width": 600, "height": 600, "caption": "Caption of what is away."});
    document["body"].as_array_mut().unwrap().push(lost);
    Ok(document)
}

#[test]
fn pictures_that_nobody_scrolled_to_are_on_paper_and_broken_ones_leave_nothing() -> Result<()> {
    run(async |t| {
        t.expect_errors();
        let document = with_pictures(t)?;
        open(t, &document).await?;
        // The dialog of the browser's own would stay open.
        t.page.js("window.print = () => { window.wouldPrint = true; }", vec![]).await?;
        t.page.find(".paper button").await?.click().await?;
        t.page
            .wait("the pictures", async || {
                Ok((t.page.js("return window.wouldPrint", vec![]).await? == true).then_some(()))
            })
            .await?;
        let Some(paper) = paper::print(t, "pictures").await? else { return Ok(()) };
        assert_eq!(paper.pictures()?, 2, "{}", paper.text);
        assert!(paper.text.contains("Caption of door-1.") && paper.text.contains("Caption of door-2."));
        assert!(!paper.text.contains("Caption of what is away."), "{}", paper.text);
        Ok(())
    })
}

#[test]
fn printing_by_the_browsers_own_menu_begins_to_load_the_pictures() -> Result<()> {
    run(async |t| {
        t.expect_errors();
        let document = with_pictures(t)?;
        open(t, &document).await?;
        t.page
            .js("dispatchEvent(new Event('beforeprint')); dispatchEvent(new Event('afterprint'))", vec![])
            .await?;
        t.page
            .wait("the pictures", async || {
                let all = "return [...document.querySelectorAll('article img')].every((img) => img.complete)";
                Ok((t.page.js(all, vec![]).await? == true).then_some(()))
            })
            .await?;
        let asked = t.site.requests();
        assert!(asked.iter().any(|request| request.path == "/doc/door-2.webp"), "{asked:?}");
        Ok(())
    })
}

#[test]
fn a_dark_page_is_printed_on_white() -> Result<()> {
    run_with(Setup { scheme: Scheme::Dark, ..Setup::default() }, async |t| {
        open(t, &report()).await?;
        t.page.js("document.documentElement.dataset.theme = 'dark'", vec![]).await?;
        let Some(paper) = paper::print(t, "dark").await? else { return Ok(()) };
        let lightness = paper.lightness()?;
        assert!(lightness > 230.0, "{lightness}");
        let ink = "return getComputedStyle(document.querySelector('article p')).color";
        assert_ne!(t.page.js(ink, vec![]).await?, "rgb(0, 0, 0)", "the screen is dark");
        Ok(())
    })
}

#[test]
fn every_sample_can_be_printed() -> Result<()> {
    run(async |t| {
        let feed = settings::dist()?.join("samples/feed.json");
        let feed: Value = serde_json::from_slice(&std::fs::read(feed)?)?;
        for item in feed["items"].as_array().unwrap() {
            let source = item["_standfirst"]["src"].as_str().unwrap();
            let source = if source.contains('/') { source.to_owned() } else { format!("samples/{source}") };
            t.page.read(&source).await?;
            t.page.find(".paper button").await?;
            t.page.js("window.print = () => { window.wouldPrint = true; }", vec![]).await?;
            t.page.find(".paper button").await?.click().await?;
            t.page
                .wait("the pictures", async || {
                    Ok((t.page.js("return window.wouldPrint", vec![]).await? == true).then_some(()))
                })
                .await?;
            let name = format!("sample-{}", source.rsplit('/').next().unwrap().trim_end_matches(".json"));
            let headline = t.page.texts("article h1").await?.concat();
            let Some(paper) = paper::print(t, &name).await? else { return Ok(()) };
            let bare = |text: &str| text.chars().filter(|c| c.is_ascii_alphanumeric()).collect::<String>();
            assert!(bare(&paper.text).contains(&bare(&headline)), "{source}: {}", paper.text);
        }
        Ok(())
    })
}
