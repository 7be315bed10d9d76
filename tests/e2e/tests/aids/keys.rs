//! Keyboard shortcuts.

use anyhow::Result;
use e2e::{Reply, Test, documents, run};

use super::{holds, press, read};

async fn key(t: &Test, key: &str) -> Result<()> {
    Ok(t.page.session().active_element().await?.send_keys(key).await?)
}

#[test]
fn keys_go_from_section_to_section_and_list_themselves() -> Result<()> {
    run(async |t| {
        read(t, "samples/long-read.json").await?;
        key(t, "j").await?;
        holds(
            t,
            "the first section",
            "document.activeElement === document.querySelectorAll('.body > h2')[0]",
        )
        .await?;
        key(t, "j").await?;
        holds(
            t,
            "the second section",
            "document.activeElement === document.querySelectorAll('.body > h2')[1]",
        )
        .await?;
        key(t, "k").await?;
        holds(t, "the first again", "document.activeElement === document.querySelectorAll('.body > h2')[0]")
            .await?;
        key(t, "?").await?;
        t.page.wait_text("Next section").await?;
        press(t, "Use shortcuts").await?;
        key(t, "\u{E00C}").await?;
        holds(t, "no list", "!document.querySelector('[role=dialog]')").await?;
        key(t, "a").await?;
        key(t, "?").await?;
        t.page.wait_text("Next section").await?;
        holds(t, "nothing but the list", "document.querySelectorAll('[role=dialog]').length === 1").await
    })
}

/// The list opened under the bar, thousands of pixels above who had pressed its key in the text, and when it was closed the
/// focus stayed up there.
#[test]
fn what_a_key_opens_is_in_sight_and_gives_the_focus_back_to_the_place_in_the_text() -> Result<()> {
    run(async |t| {
        read(t, "samples/long-read.json").await?;
        let sign = "document.querySelectorAll('a[role=doc-noteref]')[6]";
        t.page
            .js(
                &format!("{sign}.scrollIntoView({{ block: 'center', behavior: 'instant' }}); {sign}.focus()"),
                vec![],
            )
            .await?;
        for (one, words) in [("?", "Next section"), ("a", "High contrast")] {
            key(t, one).await?;
            t.page.wait_text(words).await?;
            let seen = "(([p]) => p.top >= 0 && p.bottom <= innerHeight)(document.querySelector('.panel').getClientRects())";
            holds(t, "the panel in sight", seen).await?;
            key(t, "\u{E00C}").await?;
            holds(t, "no panel", "!document.querySelector('.panel')").await?;
            holds(t, "the focus back", &format!("document.activeElement === {sign}")).await?;
        }
        Ok(())
    })
}

#[test]
fn a_letter_in_a_field_or_with_a_modifier_is_no_shortcut() -> Result<()> {
    run(async |t| {
        t.site.put("/doc/a.json", Reply::json(documents::report().to_string()));
        read(t, "/doc/a.json").await?;
        let field = t.page.field("comment").await?;
        field.send_keys("a? c").await?;
        assert_eq!(field.prop("value").await?.as_deref(), Some("a? c"));
        assert!(t.page.all("[role=dialog]").await?.is_empty());
        let with = "document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', bubbles: true, cancelable: true, ctrlKey: true }))";
        assert_eq!(t.page.js(&format!("return {with}"), vec![]).await?, true);
        assert!(t.page.all("[role=dialog]").await?.is_empty());
        Ok(())
    })
}
