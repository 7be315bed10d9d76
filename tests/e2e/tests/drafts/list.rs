//! "Your drafts", and what a reader decides about what is kept.

use super::{TEXT, open, press_until, value, wait_saved, wait_status, wait_value};
use anyhow::{Context, Result};
use e2e::{Page, Reply, documents, run};
use serde_json::json;
use std::time::Duration;

const LIST: &str = ".your-drafts > div > ul > li";
/// The form is the only one of its page here.
const REMEMBER: &str = "form .remember [data-press=remember]";

/// Unfolds the list.
async fn unfold(page: &Page) -> Result<()> {
    press_until(page, ".your-drafts > summary", "document.querySelector('.your-drafts').open").await?;
    page.find(LIST).await?;
    Ok(())
}

async fn press(page: &Page, what: &str) -> Result<()> {
    let button = page.find(&format!(".your-drafts [data-press=\"{what}\"]")).await?;
    button.scroll_into_view().await?;
    Ok(button.click().await?)
}

async fn wait_told(page: &Page, wanted: &str) -> Result<()> {
    page.wait(&format!("{wanted:?} in the list"), async || {
        Ok(page.texts(".your-drafts [role=status]").await?.concat().contains(wanted).then_some(()))
    })
    .await
}

/// Everything of ours in both stores, as one text.
async fn stored(page: &Page) -> Result<String> {
    let script = "const [done] = arguments; const request = indexedDB.open('standfirst'); \
        request.onsuccess = () => { \
            const all = request.result.transaction('kept').objectStore('kept').getAll(); \
            all.onsuccess = () => { request.result.close(); done(JSON.stringify([all.result, localStorage])); }; \
        }";
    let stored = page.session().execute_async(script, vec![]).await?;
    Ok(stored.json().as_str().context("no text")?.to_owned())
}

#[test]
fn a_draft_of_another_article_is_listed_with_its_headline_and_opens_it() -> Result<()> {
    run(async |t| {
        t.site.put("/doc/second.json", Reply::json(documents::second().to_string()));
        open(t).await?;
        t.page.field("comment").await?.send_keys(TEXT).await?;
        wait_saved(&t.page).await?;
        t.page.read("/doc/second.json").await?;
        t.page.wait_text("Your drafts, 1 in other articles").await?;
        unfold(&t.page).await?;
        let rows = t.page.texts(LIST).await?;
        assert!(rows[0].contains("Harbour bridge opens") && rows[0].contains(TEXT), "{rows:?}");
        let link = t.page.find(".your-drafts li a").await?;
        link.scroll_into_view().await?;
        link.click().await?;
        t.page.wait_text("NORDHAVEN").await?;
        wait_value(&t.page, TEXT).await
    })
}

#[test]
fn a_reply_whose_comment_is_gone_is_still_there_to_be_posted_or_copied() -> Result<()> {
    run(async |t| {
        open(t).await?;
        press_until(&t.page, "#comment-c2 [data-reply]", "document.querySelector('#comment-c2 form')")
            .await?;
        t.page.find("#comment-c2 form [name=comment]").await?.send_keys("to a comment").await?;
        t.page
            .wait("the word of the form", async || {
                Ok(t.page
                    .texts("#comment-c2 [role=status]")
                    .await?
                    .concat()
                    .contains("Saved on")
                    .then_some(()))
            })
            .await?;
        let mut document = documents::report();
        document["comment"][0]["comment"] = json!([]);
        t.site.put("/doc/a.json", Reply::json(document.to_string()));
        t.page.reload().await?;
        t.page.wait_ready().await?;
        t.page
            .wait("the text without its comment", async || {
                let field = t.page.find(".thread form [name=comment]").await?;
                Ok((field.prop("value").await?.as_deref() == Some("to a comment")).then_some(()))
            })
            .await?;
        t.page.wait_text("Reply to a comment that is not here any more").await
    })
}

#[test]
fn a_draft_of_an_article_that_takes_no_replies_any_more_is_shown() -> Result<()> {
    run(async |t| {
        let post = |status: &str| {
            let post = json!({"id": 7, "type": "post", "link": "https://paper.example/seven/", "comment_status": status,
                "title": {"rendered": "Seven"}, "content": {"rendered": "<p>One paragraph.</p>", "protected": false}});
            Reply::json(post.to_string())
        };
        t.site.put("/doc/post.json", post("open"));
        t.page.read("/doc/post.json").await?;
        t.page.field("comment").await?.send_keys(TEXT).await?;
        wait_saved(&t.page).await?;
        t.site.put("/doc/post.json", post("closed"));
        t.page.reload().await?;
        t.page.wait_ready().await?;
        t.page.wait_text("Comments are closed").await?;
        t.page.wait_text(TEXT).await
    })
}

#[test]
fn a_text_thrown_away_is_there_after_a_restart_and_can_be_brought_back() -> Result<()> {
    run(async |t| {
        open(t).await?;
        t.page.field("comment").await?.send_keys(TEXT).await?;
        wait_saved(&t.page).await?;
        let discard = t.page.all("form [data-press=discard]").await?.pop().context("no button")?;
        discard.click().await?;
        wait_status(&t.page, "Discarded").await?;
        t.page.reload().await?;
        t.page.wait_ready().await?;
        wait_value(&t.page, "").await?;
        unfold(&t.page).await?;
        t.page.find(".your-drafts > div > details > summary").await?.click().await?;
        press(&t.page, "back 0").await?;
        wait_told(&t.page, "It is a draft again").await?;
        wait_value(&t.page, TEXT).await?;
        t.page.reload().await?;
        t.page.wait_ready().await?;
        wait_value(&t.page, TEXT).await
    })
}

#[test]
fn all_drafts_are_saved_to_a_file_to_the_last_letter() -> Result<()> {
    run(async |t| {
        open(t).await?;
        let long = "ein Wort und 🦀 noch eines ".repeat(40);
        let field = t.page.field("comment").await?;
        t.page.js("arguments[0].value = arguments[1]", vec![field.to_json()?, json!(long)]).await?;
        field.send_keys(".").await?;
        wait_saved(&t.page).await?;
        unfold(&t.page).await?;
        // Where a browser puts a download is its own affair: the file is caught on its way there.
        let catch = "const make = URL.createObjectURL; \
            URL.createObjectURL = (blob) => { window.file = blob; return make.call(URL, blob); }; \
            addEventListener('click', (event) => { \
                if (!event.target.download) return; \
                event.preventDefault(); \
                window.fileName = event.target.download; \
            }, true)";
        t.page.js(catch, vec![]).await?;
        press(&t.page, "save").await?;
        let read =
            "const [done] = arguments; window.file.text().then((text) => done([window.fileName, text]))";
        let file = t.page.session().execute_async(read, vec![]).await?.json().clone();
        assert_eq!(file[0], "drafts.txt");
        let text = file[1].as_str().context("no text")?;
        assert!(text.contains("Harbour bridge opens") && text.contains(&format!("{long}.")), "{text}");
        Ok(())
    })
}

#[test]
fn everything_is_forgotten_on_a_readers_word_and_not_before() -> Result<()> {
    run(async |t| {
        open(t).await?;
        t.page.field("comment").await?.send_keys("of nobody's business").await?;
        let name = t.page.field("author").await?;
        name.send_keys("Nora Quill").await?;
        press_until(&t.page, REMEMBER, &format!("document.querySelector('{REMEMBER}').checked")).await?;
        // The box was taken for a field: a second after it was ticked the form said that the text was not saved.
        tokio::time::sleep(Duration::from_millis(1_500)).await;
        wait_saved(&t.page).await?;
        unfold(&t.page).await?;
        press(&t.page, "warn").await?;
        press(&t.page, "keep").await?;
        assert!(stored(&t.page).await?.contains("nobody's business"));
        press(&t.page, "warn").await?;
        press(&t.page, "forget").await?;
        wait_told(&t.page, "Everything was deleted").await?;
        assert_eq!((value(&t.page, "comment").await?, value(&t.page, "author").await?), Default::default());
        t.page.reload().await?;
        t.page.wait_ready().await?;
        wait_value(&t.page, "").await?;
        let stored = stored(&t.page).await?;
        assert!(!stored.contains("nobody") && !stored.contains("Quill"), "{stored}");
        Ok(())
    })
}

#[test]
fn on_a_shared_computer_nothing_that_is_typed_is_on_the_device() -> Result<()> {
    run(async |t| {
        open(t).await?;
        t.page.field("comment").await?.send_keys("for this ").await?;
        wait_saved(&t.page).await?;
        unfold(&t.page).await?;
        let boxed = ".your-drafts [data-press=tab]";
        press_until(&t.page, boxed, &format!("document.querySelector('{boxed}').checked")).await?;
        wait_status(&t.page, "Saved in this tab only").await?;
        t.page.field("comment").await?.send_keys("tab alone").await?;
        t.page.reload().await?;
        t.page.wait_ready().await?;
        wait_value(&t.page, "for this tab alone").await?;
        let stored = stored(&t.page).await?;
        assert!(!stored.contains("for this"), "{stored}");
        Ok(())
    })
}

#[test]
fn a_name_is_filled_in_only_where_the_reader_asked_for_it() -> Result<()> {
    run(async |t| {
        t.site.put("/doc/second.json", Reply::json(documents::second().to_string()));
        open(t).await?;
        t.page.field("author").await?.send_keys("Nora Quill").await?;
        t.page.field("comment").await?.send_keys("first").await?;
        wait_saved(&t.page).await?;
        t.page.read("/doc/second.json").await?;
        assert_eq!(value(&t.page, "author").await?, "");
        open(t).await?;
        wait_value(&t.page, "first").await?;
        press_until(&t.page, REMEMBER, &format!("document.querySelector('{REMEMBER}').checked")).await?;
        t.page.all("form button[type=submit]").await?.pop().context("no button")?.click().await?;
        wait_status(&t.page, "kept on this device").await?;
        t.page.read("/doc/second.json").await?;
        t.page
            .wait("the name", async || Ok((value(&t.page, "author").await? == "Nora Quill").then_some(())))
            .await?;
        wait_value(&t.page, "").await?;
        let ticked = format!("document.querySelector('{REMEMBER}').checked");
        assert_eq!(t.page.js(&format!("return {ticked}"), vec![]).await?, json!(true));
        press_until(&t.page, REMEMBER, &format!("!{ticked}")).await?;
        // The stores let go of it in their own time, localStorage last.
        let known = "return Object.keys(localStorage).some((key) => key.startsWith('standfirst.p1/'))";
        t.page
            .wait("the name to be forgotten", async || {
                Ok((t.page.js(known, vec![]).await? == json!(false)).then_some(()))
            })
            .await?;
        t.page.reload().await?;
        t.page.wait_ready().await?;
        assert_eq!(value(&t.page, "author").await?, "");
        Ok(())
    })
}
