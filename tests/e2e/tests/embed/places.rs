//! Places inside an article: browsers do not look for them in a shadow root.

use anyhow::Result;
use e2e::{Reply, documents, run};
use serde_json::json;

use crate::{Hosted, Page, STRICT, find, js, press, wait_js, wait_ready};

/// A script that is true once a place is focused and in view.
fn is_at(selector: &str) -> String {
    format!(
        "const place = root.querySelector({}); const box = place?.getBoundingClientRect(); \
         return root.activeElement === place && box.bottom > 0 && box.top < innerHeight",
        json!(selector)
    )
}

/// A long report with a note and a comment.
fn noted() -> serde_json::Value {
    let mut document = documents::long();
    let mut body = vec![json!("It begins<a href=\"#n1\">1</a>.")];
    body.extend(document["body"].as_array().unwrap().iter().cloned());
    body.push(json!({"type": "note", "id": "n1", "text": "The note itself."}));
    document["body"] = json!(body);
    document
}

#[test]
fn a_note_and_its_sign_lead_to_each_other() -> Result<()> {
    run(async |t| {
        let hosted = Hosted::start().await?;
        hosted.api.put("/a.json", Reply::json(noted().to_string()));
        hosted.open(t, &Page { body: crate::ONE, script: "", policy: STRICT }).await?;
        wait_ready(t).await?;
        // With the reading aids a note opens beside its sign; from there it is one step to its place.
        find(t, ".tools button").await?;
        press(t, "a[role=doc-noteref]").await?;
        press(t, ".note-panel .panel-end a").await?;
        wait_js(t, "the note", &is_at("#note-n1")).await?;
        press(t, "a[role=doc-backlink]").await?;
        wait_js(t, "the sign", &is_at("#sign-n1")).await?;
        assert_eq!(
            js(t, "return location.hash + history.length").await?,
            js(t, "return '' + history.length").await?
        );
        Ok(())
    })
}

#[test]
fn a_deep_link_of_the_host_leads_to_the_comment() -> Result<()> {
    run(async |t| {
        let hosted = Hosted::start().await?;
        hosted.api.put("/a.json", Reply::json(noted().to_string()));
        hosted.put(t, &Page { body: crate::ONE, script: "", policy: STRICT })?;
        t.page.open("host.html#comment-c2").await?;
        wait_ready(t).await?;
        wait_js(t, "the comment", &is_at("#comment-c2")).await?;
        assert_eq!(js(t, "return el.goTo('comment-c1')").await?, true);
        wait_js(t, "the other comment", &is_at("#comment-c1")).await?;
        assert_eq!(js(t, "return el.goTo('nowhere')").await?, false);
        Ok(())
    })
}
