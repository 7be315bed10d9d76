//! What a first visit asks for.

use anyhow::Result;
use e2e::{Reply, documents, run};
use std::collections::BTreeMap;

#[test]
fn every_file_of_a_first_visit_is_asked_for_once() -> Result<()> {
    run(async |t| {
        t.site.put("/doc/a.json", Reply::json(documents::report().to_string()));
        t.page.open("?src=/doc/a.json").await?;
        // Not longer: the worker then asks whether what it keeps has changed.
        t.page.wait_state("ready").await?;
        let mut counts = BTreeMap::new();
        for request in t.site.requests() {
            *counts.entry(request.path).or_insert(0) += 1;
        }
        let twice: Vec<_> = counts.iter().filter(|(_, count)| **count > 1).collect();
        assert!(twice.is_empty(), "{twice:?}");
        assert!(counts.keys().any(|path| path.ends_with("_bg.wasm")), "{counts:?}");
        Ok(())
    })
}

#[test]
fn nothing_is_asked_of_another_host() -> Result<()> {
    run(async |t| {
        t.site.put("/doc/a.json", Reply::json(documents::report().to_string()));
        t.page.read("/doc/a.json").await?;
        let names = "return performance.getEntriesByType('resource').map((e) => new URL(e.name).origin).filter((o) => o !== location.origin)";
        assert_eq!(t.page.js(names, vec![]).await?, serde_json::json!([]));
        Ok(())
    })
}

/// The module is by far the largest file: on a slow network a reader would look at an empty page long after the document is
/// there.
#[test]
fn the_headline_is_shown_before_the_module_arrives() -> Result<()> {
    run(async |t| {
        t.site.put("/doc/a.json", Reply::json(documents::report().to_string()));
        let dist = e2e::settings::dist()?;
        let mut names =
            std::fs::read_dir(&dist)?.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let module = names.find(|name| name.ends_with("_bg.wasm")).unwrap();
        let bytes = std::fs::read(dist.join(&module))?;
        let reply = Reply::new("application/wasm", bytes).delayed(std::time::Duration::from_secs(4));
        t.site.put(&format!("/{module}"), reply);
        t.page.read("/doc/a.json").await?;
        let headline = documents::report()["headline"].as_str().unwrap().to_owned();
        // Nothing else is painted before the module runs, so the first paint is the headline's.
        let before = "const paint = performance.getEntriesByName('first-contentful-paint')[0]; \
            const module = performance.getEntriesByType('resource').find((e) => e.name.endsWith('_bg.wasm')); \
            return module.responseEnd - paint.startTime";
        let before = t.page.js(before, vec![]).await?.as_f64().unwrap();
        assert!(before > 1_000.0, "painted {before} ms before the module had arrived");
        assert_eq!(t.page.texts("h1").await?, [headline]);
        Ok(())
    })
}

/// A document with a long discussion takes a second on a slow network, and its headline stands in its first bytes: it was shown only with
/// the last.
#[test]
fn the_headline_is_shown_while_the_rest_of_the_document_is_on_its_way() -> Result<()> {
    run(async |t| {
        let start = "{\"@context\": [\"https://schema.org\", {}], \"@type\": \"NewsArticle\", \"headline\": \"A \\\"bridge\\\" opens\", \
            \"kicker\": \"City\", \"alternativeHeadline\": \"The ferries stop.\", \"inLanguage\": \"en\", \"body\": [";
        let paragraphs = vec!["\"It was time to say it at some length.\""; 4000].join(",");
        let document = format!("{start}{paragraphs}]}}");
        t.site.put("/doc/a.json", Reply::json(document).stalled(40_000));
        t.page.open("?src=/doc/a.json").await?;
        t.page.wait_text("A \"bridge\" opens").await?;
        // Beside the line that the article is loading.
        assert_eq!(t.page.texts("article h1").await?, ["A \"bridge\" opens"]);
        t.page.wait_text("The ferries stop.").await?;
        assert_eq!(t.page.texts(".kicker").await?, ["City"]);
        Ok(())
    })
}
