//! What a reader sees of it.

use super::{TEXT, open, press_until, select_all, value, wait_saved, wait_status, wait_value};
use anyhow::Result;
use e2e::{Reply, documents, run};
use thirtyfour::Key;

#[test]
fn a_draft_belongs_to_the_article_whatever_its_address_says_besides() -> Result<()> {
    run(async |t| {
        open(t).await?;
        t.page.field("comment").await?.send_keys(TEXT).await?;
        wait_saved(&t.page).await?;
        t.site.put("/doc/moved.json", Reply::redirect("/doc/a.json"));
        for address in [
            "?src=/doc/a.json&utm_source=mail#comment-c1",
            "?utm_source=x&src=/doc/a.json?y=1",
            "?src=/doc/moved.json",
        ] {
            t.page.open(address).await?;
            t.page.wait_ready().await?;
            wait_value(&t.page, TEXT).await?;
        }
        Ok(())
    })
}

#[test]
fn a_reply_to_a_comment_comes_back_in_its_own_place() -> Result<()> {
    run(async |t| {
        open(t).await?;
        press_until(&t.page, "#comment-c1 [data-reply]", "document.querySelector('#comment-c1 form')")
            .await?;
        t.page.find("#comment-c1 form [name=comment]").await?.send_keys("to the comment").await?;
        t.page.field("comment").await?.send_keys("to the article").await?;
        wait_saved(&t.page).await?;
        t.page.reload().await?;
        t.page.wait_ready().await?;
        t.page
            .wait("the reply to the comment", async || {
                let field = t.page.find("#comment-c1 form [name=comment]").await?;
                Ok((field.prop("value").await?.as_deref() == Some("to the comment")).then_some(()))
            })
            .await?;
        wait_value(&t.page, "to the article").await
    })
}

#[test]
fn typing_in_two_tabs_keeps_both_texts_and_shows_both() -> Result<()> {
    run(async |t| {
        open(t).await?;
        let session = t.page.session().clone();
        let first = session.window().await?;
        t.page.field("comment").await?.send_keys("from the first tab").await?;
        let second = session.new_tab().await?;
        session.switch_to_window(second).await?;
        t.page.read("/doc/a.json").await?;
        wait_value(&t.page, "from the first tab").await?;
        let field = t.page.field("comment").await?;
        select_all(&field).await?;
        field.send_keys("from the second tab").await?;
        session.switch_to_window(first).await?;
        t.page.field("comment").await?.send_keys(", on").await?;
        t.page
            .wait("the other version", async || {
                Ok((t.page.texts(".version-text").await? == ["from the second tab"]).then_some(()))
            })
            .await?;
        t.page.reload().await?;
        t.page.wait_ready().await?;
        let both = t
            .page
            .wait("both texts", async || {
                let mut texts = t.page.texts(".versions > ul .version-text").await?;
                texts.push(value(&t.page, "comment").await?);
                texts.sort();
                Ok((texts.len() == 2).then_some(texts))
            })
            .await?;
        assert_eq!(both, ["from the first tab, on", "from the second tab"]);
        Ok(())
    })
}

#[test]
fn two_tabs_with_500_keys_each_have_both_texts_whole_after_a_reload() -> Result<()> {
    run(async |t| {
        open(t).await?;
        let session = t.page.session().clone();
        let first = session.window().await?;
        let second = session.new_tab().await?;
        session.switch_to_window(second.clone()).await?;
        t.page.read("/doc/a.json").await?;
        let tabs = [(first, 'a'), (second, 'A')];
        let mut texts = [String::new(), String::new()];
        for turn in 0..50_u8 {
            for (text, (tab, base)) in texts.iter_mut().zip(&tabs) {
                session.switch_to_window(tab.clone()).await?;
                let keys: String =
                    (0..10).map(|key| char::from(*base as u8 + (turn * 3 + key) % 26)).collect();
                t.page.field("comment").await?.send_keys(&keys).await?;
                text.push_str(&keys);
            }
        }
        wait_saved(&t.page).await?;
        // A tab that nobody had typed into shows what the other has: its text may begin with that.
        for (text, (tab, base)) in texts.iter_mut().zip(&tabs) {
            session.switch_to_window(tab.clone()).await?;
            let whole = value(&t.page, "comment").await?;
            let own = |c: &char| c.is_ascii_lowercase() == base.is_ascii_lowercase();
            assert_eq!(whole.chars().filter(own).collect::<String>(), *text);
            *text = whole;
        }
        t.page.reload().await?;
        t.page.wait_ready().await?;
        let both = t
            .page
            .wait("both texts", async || {
                // A long text is shown cut; the buttons beside it give all of it.
                let shown = t.page.texts(".versions > ul .version-text").await?;
                Ok((shown.len() == 1).then_some(value(&t.page, "comment").await?))
            })
            .await?;
        t.page.find(".versions > ul button").await?.click().await?;
        let other = t
            .page
            .wait("the other text", async || {
                let now = value(&t.page, "comment").await?;
                Ok((now != both).then_some(now))
            })
            .await?;
        let mut found = [both, other];
        found.sort();
        texts.sort();
        assert_eq!(found, texts);
        Ok(())
    })
}

#[test]
fn saving_leaves_caret_selection_and_undo_alone() -> Result<()> {
    run(async |t| {
        open(t).await?;
        let field = t.page.field("comment").await?;
        field.send_keys("one two").await?;
        field.send_keys(Key::Left + Key::Left).await?;
        field.send_keys("X").await?;
        wait_saved(&t.page).await?;
        let caret = "return [arguments[0].selectionStart, arguments[0].selectionEnd]";
        assert_eq!(t.page.js(caret, vec![field.to_json()?]).await?, serde_json::json!([6, 6]));
        assert_eq!(value(&t.page, "comment").await?, "one tXwo");
        t.page.js("arguments[0].focus(); document.execCommand('undo')", vec![field.to_json()?]).await?;
        assert_ne!(value(&t.page, "comment").await?, "one tXwo", "there is something to undo");
        Ok(())
    })
}

#[test]
fn typing_is_kept_after_the_viewer_broke() -> Result<()> {
    run(async |t| {
        open(t).await?;
        // A page whose handlers are all dead, as after a panic: the form stands, and nobody listens but drafts.js.
        t.page
            .js("const main = document.querySelector('main'); main.replaceWith(main.cloneNode(true))", vec![])
            .await?;
        t.page.field("comment").await?.send_keys("typed into the ruins").await?;
        t.page.reload().await?;
        t.page.wait_ready().await?;
        wait_value(&t.page, "typed into the ruins").await
    })
}

#[test]
fn a_posted_text_does_not_come_back_with_the_browsers_own_memory() -> Result<()> {
    run(async |t| {
        open(t).await?;
        t.page.field("comment").await?.send_keys("posted and done").await?;
        t.page.all("form button[type=submit]").await?.pop().expect("a button").click().await?;
        wait_status(&t.page, "kept on this device").await?;
        t.page.session().refresh().await?;
        t.page.wait_ready().await?;
        t.page.wait_text("posted and done").await?;
        wait_value(&t.page, "").await
    })
}

#[test]
fn a_draft_survives_a_walk_through_related_articles() -> Result<()> {
    run(async |t| {
        let mut second = documents::second();
        second["relatedLink"] = serde_json::json!([{"url": "a.json", "headline": "Back to the bridge"}]);
        t.site.put("/doc/second.json", Reply::json(second.to_string()));
        open(t).await?;
        t.page.field("comment").await?.send_keys(TEXT).await?;
        let reply = t.page.find("#comment-c1 [data-reply]").await?;
        reply.scroll_into_view().await?;
        reply.click().await?;
        t.page.find("#comment-c1 form [name=comment]").await?.send_keys("put away").await?;
        let cancel = t.page.find("#comment-c1 [data-press=cancel]").await?;
        cancel.scroll_into_view().await?;
        cancel.click().await?;
        for (link, headline) in [
            ("The second article", "SOLVIK"),
            ("Back to the bridge", "NORDHAVEN"),
            ("The second article", "SOLVIK"),
        ] {
            let link = t.page.session().find(thirtyfour::By::LinkText(link)).await?;
            link.scroll_into_view().await?;
            link.click().await?;
            t.page.wait_text(headline).await?;
            t.page.wait_ready().await?;
        }
        t.page.session().back().await?;
        t.page.wait_text("NORDHAVEN").await?;
        wait_value(&t.page, TEXT).await?;
        t.page
            .wait("the reply that was put away", async || {
                let field = t.page.find("#comment-c1 form [name=comment]").await?;
                Ok((field.prop("value").await?.as_deref() == Some("put away")).then_some(()))
            })
            .await
    })
}

#[test]
fn an_article_left_and_found_again_by_the_back_button_has_its_draft() -> Result<()> {
    run(async |t| {
        t.site.put("/doc/second.json", Reply::json(documents::second().to_string()));
        open(t).await?;
        t.page.field("comment").await?.send_keys(TEXT).await?;
        t.page.open("?src=/doc/second.json").await?;
        t.page.wait_ready().await?;
        wait_value(&t.page, "").await?;
        t.page.session().back().await?;
        t.page.wait_ready().await?;
        wait_value(&t.page, TEXT).await
    })
}
