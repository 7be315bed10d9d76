//! Lists, and servers that do not answer.

use std::time::Duration;

use anyhow::Result;
use e2e::{Reply, documents, run};
use serde_json::{Value, json};

use crate::{press, wait_listed, write};

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
            write(&t.page, "form [name=comment]", "x").await?;
        }
        t.site.put("/list.json", Reply::json(comments(2).to_string()));
        press(&t.page, ".thread-status button").await?;
        wait_listed(&t.page, "Comment number 1.").await
    })
}

#[test]
fn a_thread_of_5000_comments_is_all_there_and_its_last_one_can_be_linked_to() -> Result<()> {
    run(async |t| {
        let count = "return document.querySelectorAll('.thread > .comment').length";
        let there = "const item = document.activeElement, box = item.getBoundingClientRect(); \
            return item.id === 'comment-4999' && box.top < innerHeight && box.bottom > 0";
        let mut document = documents::report();
        document["comment"] = documents::thread(5_000);
        t.site.put("/doc/whole.json", Reply::json(document.to_string()));
        document["comment"] = Value::Null;
        document["@id"] = "urn:example:bare".into();
        t.site.put("/doc/bare.json", Reply::json(document.to_string()));
        t.site.put("/list.json", Reply::json(documents::thread(5_000).to_string()));
        for address in
            ["?src=/doc/whole.json#comment-4999", "?src=/doc/bare.json&comments=list:/list.json#comment-4999"]
        {
            t.page.session().goto("about:blank").await?;
            t.page.open(address).await?;
            t.page
                .wait_up_to(Duration::from_secs(120), "5,000 comments", async || {
                    Ok((t.page.js(count, vec![]).await? == 5_000).then_some(()))
                })
                .await?;
            t.page
                .wait("the last one in view with the focus", async || {
                    Ok((t.page.js(there, vec![]).await? == true).then_some(()))
                })
                .await?;
            // In their order, although the last one came before most others.
            let order = "return Array.from(document.querySelectorAll('.thread > .comment'), (item) => Number(item.dataset.comment)).every((id, at) => id === at)";
            assert_eq!(t.page.js(order, vec![]).await?, true);
        }
        Ok(())
    })
}

#[test]
fn answers_that_come_late_in_a_long_thread_stand_below_their_comment() -> Result<()> {
    // The first comments of a long thread are shown while the others are read: what stood there by then could have been in the
    // wrong place, or said to answer nobody.
    run(async |t| {
        let one = |n: usize, parent: Value| json!({"@type": "Comment", "@id": n.to_string(), "text": format!("Comment number {n}."), "author": {"name": format!("Reader {n}")}, "parentItem": parent});
        let before: Vec<Value> = (0..400)
            .map(|n| match n {
                2 => one(n, json!({"@id": "399"})),
                398 | 399 => one(n, json!({"@id": "0"})),
                _ => one(n, Value::Null),
            })
            .collect();
        let after: Vec<Value> = before
            .iter()
            .map(|one| {
                if one["@id"] == "2" {
                    let mut one = one.clone();
                    one["parentItem"] = Value::Null;
                    one
                } else {
                    one.clone()
                }
            })
            .collect();
        let mut document = documents::report();
        document["comment"] = before.clone().into();
        t.site.put("/doc/early.json", Reply::json(document.to_string()));
        document["comment"] = after.clone().into();
        t.site.put("/doc/late.json", Reply::json(document.to_string()));
        document["comment"] = Value::Null;
        t.site.put("/doc/bare.json", Reply::json(document.to_string()));
        t.site.put("/early.json", Reply::json(Value::from(before).to_string()));
        t.site.put("/late.json", Reply::json(Value::from(after).to_string()));
        let shown = "return Array.from(document.querySelectorAll('.thread > .comment')).slice(0, 5).map((item) => `${item.dataset.comment} ${item.dataset.level} ${item.querySelector('.comment-to')?.textContent ?? ''}`.trim())";
        let count = "return document.querySelectorAll('.thread > .comment').length";
        let (to_first, to_late) = ("in reply to Reader 0", "in reply to Reader 399");
        let early = [
            String::from("0 0"),
            format!("398 1 {to_first}"),
            format!("399 1 {to_first}"),
            format!("2 2 {to_late}"),
            "1 0".into(),
        ];
        let late = [
            String::from("0 0"),
            format!("398 1 {to_first}"),
            format!("399 1 {to_first}"),
            "1 0".into(),
            "2 0".into(),
        ];
        for (address, wanted) in [
            ("?src=/doc/early.json", &early),
            ("?src=/doc/late.json", &late),
            ("?src=/doc/bare.json&comments=list:/early.json", &early),
            ("?src=/doc/bare.json&comments=list:/late.json", &late),
        ] {
            t.page.session().goto("about:blank").await?;
            t.page.open(address).await?;
            t.page
                .wait("400 comments", async || Ok((t.page.js(count, vec![]).await? == 400).then_some(())))
                .await?;
            assert_eq!(t.page.js(shown, vec![]).await?, json!(wanted), "{address}");
            t.page.wait_text("400 comments").await?;
        }
        Ok(())
    })
}

#[test]
fn text_typed_while_a_reply_is_posted_keeps_its_form_open() -> Result<()> {
    // A form under a comment was closed after posting even if the reader had gone on typing: the new text was in the stores, and
    // nowhere to be seen.
    run(async |t| {
        t.site.put("/doc/a.json", Reply::json(documents::report().to_string()));
        t.page.read("/doc/a.json").await?;
        press(&t.page, "[id='comment-c1'] .reply").await?;
        write(&t.page, "[id='comment-c1'] textarea", "Posted.").await?;
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
