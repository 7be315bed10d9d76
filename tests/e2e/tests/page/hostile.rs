//! Bad input: a message or a part of the article, never a blank page, a panic or a frozen tab.

use anyhow::Result;
use e2e::{Reply, Test, documents, run};
use serde_json::{Value, json};

/// Opens a document and waits until the page has made up its mind; returns `ready` or `error`.
async fn settled(t: &Test, document: &str) -> Result<String> {
    t.page.open(&format!("?src={document}")).await?;
    let state = t
        .page
        .wait("an end of loading", async || {
            let state = t.page.state().await?;
            Ok((state == "ready" || state == "error").then_some(state))
        })
        .await?;
    assert!(t.page.text().await?.trim().len() > 20, "a blank page");
    // A tab that answers a script is not frozen, and a viewer that panicked would have thrown.
    assert_eq!(t.page.js("return 1 + 1", vec![]).await?, 2);
    Ok(state)
}

#[test]
fn ten_thousand_levels_of_nesting_end_in_a_message_or_an_article() -> Result<()> {
    run(async |t| {
        let deep = |open: &str, close: &str| format!("{}{}", open.repeat(10_000), close.repeat(10_000));
        t.site.put("/doc/arrays.json", Reply::json(deep("[", "]")));
        assert_eq!(settled(t, "/doc/arrays.json").await?, "error");
        let body =
            format!("{{\"headline\": \"Deep\", \"@type\": \"NewsArticle\", \"body\": {}}}", deep("[", "]"));
        t.site.put("/doc/body.json", Reply::json(body));
        settled(t, "/doc/body.json").await?;
        let lists = deep("{\"type\": \"list\", \"items\": [", "]}");
        let body = format!("{{\"headline\": \"Deep\", \"@type\": \"NewsArticle\", \"body\": [{lists}]}}");
        t.site.put("/doc/lists.json", Reply::json(body));
        settled(t, "/doc/lists.json").await?;
        let quotes = deep("<em>", "</em>");
        let body = json!({"headline": "Deep", "@type": "NewsArticle", "body": [quotes]});
        t.site.put("/doc/inlines.json", Reply::json(body.to_string()));
        settled(t, "/doc/inlines.json").await?;
        Ok(())
    })
}

#[test]
fn a_thread_ten_thousand_deep_is_shown() -> Result<()> {
    run(async |t| {
        let mut document = documents::report();
        let comments = (0..10_000).map(|n| {
            let parent = if n == 0 { Value::Null } else { json!({"@id": format!("c{}", n - 1)}) };
            json!({"@id": format!("c{n}"), "text": "Again.", "author": {"name": "A"}, "parentItem": parent})
        });
        document["comment"] = comments.collect();
        t.site.put("/doc/a.json", Reply::json(document.to_string()));
        assert_eq!(settled(t, "/doc/a.json").await?, "ready");
        Ok(())
    })
}

#[test]
fn fifty_megabytes_end_in_a_message_or_an_article() -> Result<()> {
    run(async |t| {
        let paragraph = "x".repeat(1_000_000);
        let document = json!({"@type": "NewsArticle", "headline": "Large", "body": vec![paragraph; 50]});
        t.site.put("/doc/a.json", Reply::json(document.to_string()));
        settled(t, "/doc/a.json").await?;
        t.site.put("/doc/zeros.json", Reply::json(vec![0; 50_000_000]));
        assert_eq!(settled(t, "/doc/zeros.json").await?, "error");
        Ok(())
    })
}

#[test]
fn a_binary_file_is_refused() -> Result<()> {
    run(async |t| {
        let bytes: Vec<u8> = (0..100_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        t.site.put("/doc/a.json", Reply::new("application/octet-stream", bytes));
        assert_eq!(settled(t, "/doc/a.json").await?, "error");
        t.site.put("/doc/empty.json", Reply::json(""));
        assert_eq!(settled(t, "/doc/empty.json").await?, "error");
        Ok(())
    })
}

#[test]
fn a_wrong_type_in_any_field_leaves_the_rest_readable() -> Result<()> {
    run(async |t| {
        let whole = documents::report();
        let keys: Vec<String> = whole.as_object().unwrap().keys().cloned().collect();
        let wrong = [json!(17), json!(true), Value::Null, json!([[]]), json!({"x": [1, {"y": null}]})];
        // One document for each wrong type, with it in every field but the headline or the body in turn.
        for (index, value) in wrong.iter().enumerate() {
            for kept in ["headline", "body"] {
                let mut document = whole.clone();
                for key in keys.iter().filter(|key| *key != kept) {
                    document[key.as_str()] = value.clone();
                }
                let path = format!("/doc/wrong-{index}-{kept}.json");
                t.site.put(&path, Reply::json(document.to_string()));
                settled(t, &path).await?;
            }
            for key in &keys {
                let mut document = whole.clone();
                document[key.as_str()] = value.clone();
                let path = format!("/doc/wrong-{index}-{}.json", key.trim_start_matches('@'));
                t.site.put(&path, Reply::json(document.to_string()));
                let state = settled(t, &path).await?;
                if key != "headline" && key != "@type" && key != "body" {
                    assert_eq!(state, "ready", "{key}: {value}");
                    assert!(t.page.text().await?.contains("The third paragraph."), "{key}: {value}");
                }
            }
        }
        Ok(())
    })
}

#[test]
fn markup_in_a_document_never_runs() -> Result<()> {
    run(async |t| {
        let attack = "<script>window.__ran=1</script><img src=x onerror='window.__ran=1'><a href='javascript:window.__ran=1'>go</a>\
            <svg onload='window.__ran=1'></svg><iframe srcdoc='<script>parent.__ran=1</script>'></iframe>";
        let mut document = documents::report();
        for key in ["headline", "alternativeHeadline", "dateline", "kicker", "description"] {
            document[key] = Value::from(attack);
        }
        document["body"] = json!([attack, {"type": "quote", "body": [attack], "cite": attack}, {"type": "embed", "url": "javascript:window.__ran=1"}]);
        document["comment"] = json!([{"@id": "x\"><script>window.__ran=1</script>", "text": attack, "author": {"name": attack, "url": "javascript:window.__ran=1"}}]);
        document["relatedLink"] = json!([{"url": "javascript:window.__ran=1", "headline": "R"}, "data:text/html,<script>1</script>"]);
        t.site.put("/doc/a.json", Reply::json(document.to_string()));
        settled(t, "/doc/a.json").await?;
        assert_eq!(t.page.js("return window.__ran ?? null", vec![]).await?, Value::Null);
        let links = t.page.js("return Array.from(document.links, (a) => a.protocol)", vec![]).await?;
        for protocol in links.as_array().unwrap() {
            assert!(["http:", "https:", "mailto:"].contains(&protocol.as_str().unwrap()), "{links}");
        }
        assert!(t.page.all("main iframe, main svg[onload], main script").await?.is_empty());
        Ok(())
    })
}
