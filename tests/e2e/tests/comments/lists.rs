//! Lists, and servers that do not answer.

use anyhow::Result;
use e2e::{Reply, documents, run};
use serde_json::{Value, json};

use crate::wait_listed;

fn comments(count: usize) -> Value {
    let one = |n: usize| {
        let parent = if n.is_multiple_of(3) { Value::Null } else { json!({"@id": format!("n{}", n - 1)}) };
        json!({"@id": format!("n{n}"), "text": format!("Comment number {n}."), "author": {"name": "A"}, "parentItem": parent})
    };
    (0..count).map(one).collect()
}

#[test]
fn a_static_list_is_shown_and_new_comments_are_offered() -> Result<()> {
    run(async |t| {
        t.site.put("/doc/a.json", Reply::json(documents::report().to_string()));
        t.site.put("/list.json", Reply::json(comments(4).to_string()));
        t.page.open("?src=/doc/a.json&comments=list:/list.json").await?;
        t.page.wait_ready().await?;
        wait_listed(&t.page, "Comment number 3.").await?;
        wait_listed(&t.page, "A first comment.").await?;
        t.page.wait_text("6 comments").await
    })
}

#[test]
fn a_server_that_is_down_leaves_the_article_and_the_form_and_can_be_asked_again() -> Result<()> {
    run(async |t| {
        t.expect_errors();
        t.site.put("/doc/a.json", Reply::json(documents::report().to_string()));
        for (reply, says) in [
            (Reply::status(503), "answered with an error (503)"),
            (Reply::dropped(), "does not answer"),
            (Reply::new("text/html", "<!doctype html><h1>Sign in</h1>"), "did not answer with comments"),
        ] {
            t.site.put("/list.json", reply);
            t.page.open("?src=/doc/a.json&comments=list:/list.json").await?;
            t.page.wait_ready().await?;
            t.page.wait_text(says).await?;
            t.page.wait_text("The third paragraph.").await?;
            t.page.wait_text("A first comment.").await?;
            t.page.field("comment").await?.send_keys("x").await?;
        }
        t.site.put("/list.json", Reply::json(comments(2).to_string()));
        t.page.find(".thread-status button").await?.click().await?;
        wait_listed(&t.page, "Comment number 1.").await
    })
}

#[test]
fn text_typed_while_a_reply_is_posted_keeps_its_form_open() -> Result<()> {
    // A form under a comment was closed after posting even if the reader had gone on typing: the new text was in the stores, and
    // nowhere to be seen.
    run(async |t| {
        t.site.put("/doc/a.json", Reply::json(documents::report().to_string()));
        t.page.read("/doc/a.json").await?;
        t.page.find("[id='comment-c1'] .reply").await?.click().await?;
        let field = t.page.find("[id='comment-c1'] textarea").await?;
        field.scroll_into_view().await?;
        field.send_keys("Posted.").await?;
        let script = "const form = document.querySelector('[id=\"comment-c1\"] form'); form.requestSubmit(); \
            const field = form.querySelector('textarea'); field.value = 'Typed meanwhile.'; \
            field.dispatchEvent(new Event('input', {bubbles: true}));";
        t.page.js(script, vec![]).await?;
        t.page.wait_text("Posted.").await?;
        t.page.wait_text("What you typed meanwhile is still in the field.").await?;
        let field = t.page.find("[id='comment-c1'] textarea").await?;
        assert_eq!(field.prop("value").await?.unwrap_or_default(), "Typed meanwhile.");
        Ok(())
    })
}
