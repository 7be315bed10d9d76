//! Writing a reply that is not lost.

use anyhow::Result;
use e2e::page::Role;
use e2e::{Page, Reply, documents, run};
use thirtyfour::WebElement;

const TEXT: &str = "Half a sentence, with an umlaut ü and a second line\nthat must";

async fn value(field: &WebElement) -> Result<String> {
    Ok(field.prop("value").await?.unwrap_or_default())
}

async fn wait_value(page: &Page, name: &str, wanted: &str) -> Result<()> {
    page.wait(&format!("{wanted:?} in {name}"), async || {
        let field = page.field(name).await?;
        Ok((value(&field).await? == wanted).then_some(()))
    })
    .await
}

#[test]
fn a_reply_survives_a_reload() -> Result<()> {
    run(async |t| {
        t.site.put("/doc/a.json", Reply::json(documents::report().to_string()));
        t.page.read("/doc/a.json").await?;
        let field = t.page.field("comment").await?;
        field.send_keys(TEXT).await?;
        // WebKitGTK's driver leaves out what it has no key for; what counts is what stood in the field.
        let typed = value(&field).await?;
        assert!(typed.starts_with("Half a sentence") && typed.ends_with("that must"), "{typed}");
        t.page.field("author").await?.send_keys("Nora").await?;
        t.page.reload().await?;
        t.page.wait_ready().await?;
        wait_value(&t.page, "comment", &typed).await?;
        wait_value(&t.page, "author", "Nora").await
    })
}

/// Comments and form are a file of their own, which a bad network may lose: then neither the text nor the way to reply may be gone.
#[test]
fn comments_that_did_not_arrive_can_be_asked_for_again() -> Result<()> {
    run(async |t| {
        t.expect_errors();
        t.site.put("/doc/a.json", Reply::json(documents::report().to_string()));
        let listed = e2e::build::listed(&e2e::settings::dist()?)?;
        let file = listed.iter().find(|name| name.starts_with("standfirst-comments-"));
        let file = format!("/{}", file.expect("a part with the comments"));
        t.site.put(&file, Reply::status(503));
        t.page.read("/doc/a.json").await?;
        t.page.wait_text("The server does not answer").await?;
        assert!(t.page.text().await?.contains("The third paragraph."));
        t.site.take(&file);
        t.page.by_role(Role::Button, "Try again").await?.click().await?;
        t.page.field("comment").await?.send_keys(TEXT).await?;
        assert!(!t.page.text().await?.contains("The server does not answer"));
        Ok(())
    })
}

#[test]
fn each_article_keeps_a_reply_of_its_own() -> Result<()> {
    run(async |t| {
        t.site.put("/doc/a.json", Reply::json(documents::report().to_string()));
        t.site.put("/doc/second.json", Reply::json(documents::second().to_string()));
        t.page.read("/doc/a.json").await?;
        t.page.field("comment").await?.send_keys("for the first").await?;
        t.page.link_under("Related Articles", "The second article").await?.click().await?;
        t.page.wait_text("It has one paragraph.").await?;
        t.page.wait_ready().await?;
        wait_value(&t.page, "comment", "").await?;
        t.page.field("comment").await?.send_keys("for the second").await?;
        t.page.session().back().await?;
        t.page.wait_text("The third paragraph.").await?;
        t.page.wait_ready().await?;
        wait_value(&t.page, "comment", "for the first").await?;
        t.page.session().forward().await?;
        t.page.wait_text("It has one paragraph.").await?;
        t.page.wait_ready().await?;
        wait_value(&t.page, "comment", "for the second").await
    })
}

#[test]
fn a_posted_reply_is_shown_and_its_draft_is_gone() -> Result<()> {
    run(async |t| {
        t.site.put("/doc/a.json", Reply::json(documents::report().to_string()));
        t.page.read("/doc/a.json").await?;
        t.page.field("comment").await?.send_keys("My considered reply.").await?;
        t.page.field("author").await?.send_keys("Nora").await?;
        t.page.submit().await?;
        t.page.wait_text("My considered reply.").await?;
        wait_value(&t.page, "comment", "").await?;
        t.page.reload().await?;
        t.page.wait_ready().await?;
        t.page.wait_text("My considered reply.").await?;
        wait_value(&t.page, "comment", "").await
    })
}

#[test]
fn an_empty_reply_is_refused_with_a_described_error() -> Result<()> {
    run(async |t| {
        t.site.put("/doc/a.json", Reply::json(documents::report().to_string()));
        t.page.read("/doc/a.json").await?;
        t.page.submit().await?;
        let script = "const field = Array.from(document.querySelectorAll('form [name=comment]')).at(-1); \
            const ids = (field.getAttribute('aria-describedby') ?? '').split(/\\s+/).concat(field.getAttribute('aria-errormessage') ?? []); \
            return field.getAttribute('aria-invalid') === 'true' && document.activeElement === field \
                && ids.some((id) => document.getElementById(id)?.innerText.trim())";
        t.page
            .wait("an error at the field", async || {
                Ok((t.page.js(script, vec![]).await? == true).then_some(()))
            })
            .await
    })
}

#[test]
fn every_field_of_the_form_has_a_visible_label() -> Result<()> {
    run(async |t| {
        t.site.put("/doc/a.json", Reply::json(documents::report().to_string()));
        t.page.read("/doc/a.json").await?;
        for (name, autocomplete) in
            [("comment", "off"), ("author", "name"), ("email", "email"), ("url", "url")]
        {
            let field = t.page.field(name).await?;
            let script = "return Array.from(arguments[0].labels, (l) => l.innerText.trim()).join('')";
            let label = t.page.js(script, vec![field.to_json()?]).await?;
            assert!(!label.as_str().unwrap().is_empty(), "{name} has no label");
            assert_eq!(field.attr("autocomplete").await?.unwrap_or_default(), autocomplete, "{name}");
        }
        Ok(())
    })
}
