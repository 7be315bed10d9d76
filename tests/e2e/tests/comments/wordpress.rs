//! WordPress: its REST API and its form endpoint.

use anyhow::Result;
use e2e::{Test, Trouble, run, servers::WordPress};

use crate::{fill, post, press, submit, typed, wait_cleared, wait_listed, write};

/// Starts WordPress behind the site; `None` where there is none.
async fn start(t: &Test) -> Result<Option<WordPress>> {
    let wordpress = WordPress::start().await?;
    if let Some(wordpress) = &wordpress {
        t.site.forward("/wordpress", wordpress.port);
    }
    Ok(wordpress)
}

async fn open(t: &Test, post: &str) -> Result<()> {
    t.page.open(&format!("?src={}", WordPress::document(post))).await?;
    t.page.wait_ready().await
}

#[test]
fn the_document_names_its_comments_and_a_reply_is_posted() -> Result<()> {
    run(async |t| {
        let Some(wordpress) = start(t).await? else { return Ok(()) };
        open(t, "1").await?;
        post(&t.page, "It's \"fine\" -- really...").await?;
        t.page.wait_text("Your reply is posted.").await?;
        wait_listed(&t.page, "fine").await?;
        wait_cleared(&t.page).await?;
        press(&t.page, ".thread .reply").await?;
        write(&t.page, ".thread textarea", "An answer to it.").await?;
        write(&t.page, ".thread [name=author]", "Leo").await?;
        write(&t.page, ".thread [name=email]", "leo@paper.example").await?;
        press(&t.page, ".thread button[type=submit]").await?;
        wait_listed(&t.page, "An answer to it.").await?;
        assert_eq!(wordpress.stored()?, ["It's \"fine\" -- really...", "An answer to it."]);
        Ok(())
    })
}

#[test]
fn a_lost_answer_and_a_lost_request_give_one_comment_each() -> Result<()> {
    run(async |t| {
        t.expect_errors();
        let Some(wordpress) = start(t).await? else { return Ok(()) };
        open(t, "1").await?;
        t.site.trouble("POST", [Trouble::LosesAnswer]);
        post(&t.page, "The answer to \"this\" is lost.").await?;
        wait_listed(&t.page, "is lost.").await?;
        t.site.trouble("POST", [Trouble::LosesRequest]);
        post(&t.page, "This request never came.").await?;
        wait_listed(&t.page, "This request never came.").await?;
        t.site.trouble("POST", [Trouble::CutsAnswer]);
        post(&t.page, "Half an answer.").await?;
        wait_listed(&t.page, "Half an answer.").await?;
        let stored = wordpress.stored()?;
        assert_eq!(
            stored,
            ["The answer to \"this\" is lost.", "This request never came.", "Half an answer."]
        );
        Ok(())
    })
}

#[test]
fn a_held_comment_is_told_and_stays_visible() -> Result<()> {
    run(async |t| {
        t.expect_errors();
        let Some(wordpress) = start(t).await? else { return Ok(()) };
        wordpress.set("comment_moderation", "1")?;
        open(t, "1").await?;
        post(&t.page, "To be approved.").await?;
        t.page.wait_text("It will be shown once a moderator has approved it.").await?;
        t.page.reload().await?;
        t.page.wait_ready().await?;
        t.page.wait_text("To be approved.").await?;
        // The list cannot show it, but WordPress refuses to store it twice: so it is known to be there.
        t.site.trouble("POST", [Trouble::LosesAnswer]);
        post(&t.page, "Held, and its answer lost.").await?;
        t.page
            .wait("two comments that are held", async || {
                let states = t.page.texts(".thread [data-own] .state").await?;
                let held = states.iter().filter(|state| state.contains("It will be shown once a moderator"));
                Ok((held.count() == 2).then_some(()))
            })
            .await?;
        assert_eq!(wordpress.stored()?, ["To be approved.", "Held, and its answer lost."]);
        Ok(())
    })
}

#[test]
fn every_refusal_is_told_at_its_field_and_the_text_stays() -> Result<()> {
    run(async |t| {
        t.expect_errors();
        let Some(wordpress) = start(t).await? else { return Ok(()) };
        open(t, "1").await?;
        fill(&t.page, "No name.", "", "").await?;
        submit(&t.page).await?;
        t.page.wait_text("Enter your name.").await?;
        t.page.wait_text("Enter your email address.").await?;
        // Complete by our rule, and not by WordPress's: the server's refusal is shown at the field.
        fill(&t.page, "An address that WordPress does not take.", "Nora", "nöra@paper.example").await?;
        submit(&t.page).await?;
        t.page.wait_text("does not accept what is in the field that is marked").await?;
        let invalid = "return document.activeElement.name === 'email' && document.activeElement.getAttribute('aria-invalid') === 'true'";
        t.page
            .wait("the focus at the field", async || {
                Ok((t.page.js(invalid, vec![]).await? == true).then_some(()))
            })
            .await?;
        assert_eq!(typed(&t.page).await?, "An address that WordPress does not take.");
        post(&t.page, "Said once.").await?;
        wait_listed(&t.page, "Said once.").await?;
        wait_cleared(&t.page).await?;
        post(&t.page, "Said once.").await?;
        t.page.wait_text("has exactly this comment from you already").await?;
        let long = "return (() => { const f = [...document.querySelectorAll('form [name=comment]')].at(-1); \
            f.value = 'x'.repeat(70000); f.dispatchEvent(new Event('input', {bubbles: true})); return f.value.length })()";
        assert_eq!(t.page.js(long, vec![]).await?, 70_000);
        submit(&t.page).await?;
        t.page.wait_text("at most 65,525 characters").await?;
        assert_eq!(typed(&t.page).await?.len(), 70_000, "nothing is cut off");
        assert_eq!(wordpress.stored()?, ["Said once."]);
        Ok(())
    })
}

#[test]
fn closed_signed_in_and_missing_are_told() -> Result<()> {
    run(async |t| {
        t.expect_errors();
        let Some(wordpress) = start(t).await? else { return Ok(()) };
        open(t, "1").await?;
        wordpress.switch_on("login")?;
        post(&t.page, "Who am I?").await?;
        t.page.wait_text("only from readers who are signed in").await?;
        assert_eq!(typed(&t.page).await?, "Who am I?");
        // The document says that it is closed: there is no form at all.
        open(t, &wordpress.closed).await?;
        t.page.wait_text("Comments are closed.").await?;
        assert!(t.page.all("form").await?.is_empty());
        assert!(wordpress.stored()?.is_empty());
        Ok(())
    })
}

#[test]
fn a_server_that_wants_a_pause_gets_it_and_then_the_reply() -> Result<()> {
    run(async |t| {
        t.expect_errors();
        let Some(wordpress) = start(t).await? else { return Ok(()) };
        wordpress.switch_on("flood")?;
        open(t, "1").await?;
        post(&t.page, "The first.").await?;
        wait_listed(&t.page, "The first.").await?;
        post(&t.page, "The second, at once.").await?;
        t.page.wait_text("wants a pause between two comments").await?;
        wait_listed(&t.page, "The second, at once.").await?;
        assert_eq!(wordpress.stored()?, ["The first.", "The second, at once."]);
        Ok(())
    })
}

#[test]
fn the_form_endpoint_takes_a_reply_on_the_own_origin() -> Result<()> {
    run(async |t| {
        t.expect_errors();
        let Some(wordpress) = start(t).await? else { return Ok(()) };
        let form = "wordpress-form:/wordpress/wp-comments-post.php%3Fcomment_post_ID=1";
        t.page.open(&format!("?src={}&comments={form}", WordPress::document("1"))).await?;
        t.page.wait_ready().await?;
        post(&t.page, "Through the form.").await?;
        wait_listed(&t.page, "Through the form.").await?;
        wait_cleared(&t.page).await?;
        t.site.trouble("POST", [Trouble::LosesAnswer]);
        post(&t.page, "Its answer is lost.").await?;
        wait_listed(&t.page, "Its answer is lost.").await?;
        assert_eq!(wordpress.stored()?, ["Through the form.", "Its answer is lost."]);
        Ok(())
    })
}
