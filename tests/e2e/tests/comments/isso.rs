//! Isso.

use anyhow::Result;
use e2e::{Reply, Test, Trouble, documents, run, servers::Isso};

use crate::{post, press, submit, typed, wait_cleared, wait_listed, write};

const PAGE: &str = "?src=/doc/a.json&comments=isso:/isso/";

/// Starts Isso behind the site and opens the article; `None` where there is no Isso.
async fn open(t: &Test, settings: &str) -> Result<Option<Isso>> {
    let Some(isso) = Isso::start(&t.site, settings).await? else { return Ok(None) };
    t.site.forward("/isso", isso.port);
    t.site.put("/doc/a.json", Reply::json(documents::report().to_string()));
    t.page.open(PAGE).await?;
    t.page.wait_ready().await?;
    Ok(Some(isso))
}

#[test]
fn a_comment_and_an_answer_are_posted_and_listed() -> Result<()> {
    run(async |t| {
        let Some(isso) = open(t, "").await? else { return Ok(()) };
        post(&t.page, "A first *comment* of mine.").await?;
        t.page.wait_text("Your reply is posted.").await?;
        wait_listed(&t.page, "A first comment of mine.").await?;
        wait_cleared(&t.page).await?;
        // The newest comment is the last: its button opens a form in it.
        press(&t.page, "[id='comment-1'] .reply").await?;
        write(&t.page, "[id='comment-1'] textarea", "An answer to myself.").await?;
        press(&t.page, "[id='comment-1'] button[type=submit]").await?;
        wait_listed(&t.page, "An answer to myself.").await?;
        t.page
            .wait("the nested form to close", async || {
                Ok(t.page.all("[id='comment-1'] textarea").await?.is_empty().then_some(()))
            })
            .await?;
        t.page.reload().await?;
        t.page.wait_ready().await?;
        wait_listed(&t.page, "An answer to myself.").await?;
        assert_eq!(typed(&t.page).await?, "");
        assert_eq!(isso.stored()?, ["A first *comment* of mine.", "An answer to myself."]);
        Ok(())
    })
}

#[test]
fn the_preview_is_what_the_thread_will_show() -> Result<()> {
    run(async |t| {
        t.expect_errors();
        let Some(isso) = open(t, "").await? else { return Ok(()) };
        let text =
            "Some *stress*, `code`, <b>bold</b> and <script>alert(1)</script>.\n\n> quoted\n\n- one\n- two";
        let set = "const [field, text] = arguments; field.value = text; field.dispatchEvent(new Event('input', {bubbles: true}))";
        let field = t.page.field("comment").await?;
        t.page.js(set, vec![field.to_json()?, text.into()]).await?;
        let summary = t.page.find(".preview summary").await?;
        assert_eq!(summary.text().await?, "Preview");
        press(&t.page, ".preview summary").await?;
        let html = async |selector: &str| -> Result<String> {
            let script = "return document.querySelector(arguments[0])?.innerHTML ?? ''";
            Ok(t.page.js(script, vec![selector.into()]).await?.as_str().unwrap_or_default().to_owned())
        };
        let preview = t
            .page
            .wait("the preview", async || {
                let html = html(".preview .comment-body").await?;
                Ok(html.contains("quoted").then_some(html))
            })
            .await?;
        assert!(isso.stored()?.is_empty(), "nothing is stored by looking");
        // It follows the text, and says so where the server does not answer.
        t.site.trouble("POST", [Trouble::Answers(502, "<title>Bad gateway</title>")]);
        let field = t.page.field("comment").await?;
        t.page.js(set, vec![field.to_json()?, "Something else.".into()]).await?;
        t.page.wait_text("There is no preview now").await?;
        let field = t.page.field("comment").await?;
        t.page.js(set, vec![field.to_json()?, text.into()]).await?;
        t.page.wait_text("quoted").await?;
        submit(&t.page).await?;
        wait_listed(&t.page, "quoted").await?;
        assert_eq!(html("[id='comment-1'] .comment-body").await?, preview);
        Ok(())
    })
}

#[test]
fn a_lost_answer_and_a_lost_request_give_one_comment_each() -> Result<()> {
    run(async |t| {
        t.expect_errors();
        let Some(isso) = open(t, "").await? else { return Ok(()) };
        t.site.trouble("POST", [Trouble::LosesAnswer]);
        post(&t.page, "The answer to this is lost.").await?;
        wait_listed(&t.page, "The answer to this is lost.").await?;
        t.site.trouble("POST", [Trouble::LosesRequest]);
        post(&t.page, "This request is lost.").await?;
        wait_listed(&t.page, "This request is lost.").await?;
        t.site.trouble("POST", [Trouble::AnswersAfter(200, "<title>Sign in</title>")]);
        post(&t.page, "A portal answers this.").await?;
        wait_listed(&t.page, "A portal answers this.").await?;
        let stored = isso.stored()?;
        assert_eq!(
            stored,
            ["The answer to this is lost.", "This request is lost.", "A portal answers this."]
        );
        Ok(())
    })
}

#[test]
fn a_comment_that_a_moderator_must_see_stays_visible_to_its_author() -> Result<()> {
    run(async |t| {
        t.expect_errors();
        let Some(isso) = open(t, "[moderation]\nenabled = true\n").await? else { return Ok(()) };
        post(&t.page, "To be approved first.").await?;
        t.page.wait_text("It will be shown once a moderator has approved it.").await?;
        t.page.reload().await?;
        t.page.wait_ready().await?;
        t.page.wait_text("To be approved first.").await?;
        t.page.wait_text("It will be shown once a moderator has approved it.").await?;
        assert_eq!(typed(&t.page).await?, "");
        // What the list cannot show is not sent again by itself. Not over a connection that closes without an answer: there a
        // browser sends again by itself.
        t.site.trouble("POST", [Trouble::AnswersAfter(502, "<title>Bad gateway</title>")]);
        post(&t.page, "Its fate is unknown.").await?;
        t.page.wait_text("It is not known whether this reply arrived").await?;
        assert_eq!(isso.stored()?, ["To be approved first.", "Its fate is unknown."]);
        Ok(())
    })
}

#[test]
fn every_refusal_is_told_and_the_text_stays() -> Result<()> {
    run(async |t| {
        t.expect_errors();
        let settings = "[guard]\nenabled = true\nratelimit = 2\ndirect-reply = 3\nreply-to-self = false\n";
        let Some(isso) = open(t, settings).await? else { return Ok(()) };
        post(&t.page, "ab").await?;
        t.page.wait_text("at least 3 characters").await?;
        post(&t.page, "The first of two.").await?;
        wait_listed(&t.page, "The first of two.").await?;
        // Isso takes no answer to one's own comment as long as it can be changed.
        press(&t.page, "[id='comment-1'] .reply").await?;
        write(&t.page, "[id='comment-1'] textarea", "To myself.").await?;
        press(&t.page, "[id='comment-1'] button[type=submit]").await?;
        t.page.wait_text("does not take an answer to your own comment").await?;
        let nested = t.page.find("[id='comment-1'] textarea").await?;
        assert_eq!(nested.prop("value").await?.unwrap_or_default(), "To myself.");
        post(&t.page, "The second of two.").await?;
        wait_listed(&t.page, "The second of two.").await?;
        post(&t.page, "One too many in a minute.").await?;
        t.page.wait_text("wants a pause between two comments").await?;
        assert_eq!(isso.stored()?, ["The first of two.", "The second of two."]);
        Ok(())
    })
}
