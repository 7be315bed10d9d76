//! Links to a passage.

use anyhow::Result;
use e2e::{Reply, documents, run, settings};
use xtask::engines::Engine;

use super::{holds, press, read, ready};

#[test]
fn a_link_to_a_passage_leads_to_it() -> Result<()> {
    run(async |t| {
        t.site.put("/doc/a.json", Reply::json(documents::long().to_string()));
        t.page.read("/doc/a.json#:~:text=Paragraph%2040.").await?;
        ready(t).await?;
        let at = "document.querySelectorAll('.body > p')[39].getBoundingClientRect().top";
        holds(t, "the passage in sight", &format!("{at} > 0 && {at} < innerHeight")).await?;
        if settings::engine()? == Engine::WebKit {
            // It goes there itself, and tells no script of it.
            return Ok(());
        }
        holds(t, "the focus there", "document.activeElement === document.querySelectorAll('.body > p')[39]")
            .await
    })
}

#[test]
fn a_passage_that_is_gone_is_said_to_be() -> Result<()> {
    if settings::engine()? == Engine::WebKit {
        eprintln!("skipped: WebKit tells no script that a passage was asked for");
        return Ok(());
    }
    run(async |t| {
        t.site.put("/doc/a.json", Reply::json(documents::long().to_string()));
        t.page.read("/doc/a.json#:~:text=never%20written").await?;
        t.page.wait_text("The passage that the link names is no longer in the text.").await
    })
}

#[test]
fn what_is_selected_can_be_linked_to() -> Result<()> {
    run(async |t| {
        t.site.put("/doc/a.json", Reply::json(documents::long().to_string()));
        read(t, "/doc/a.json").await?;
        // What is copied is looked at in the field that it is copied by.
        t.page
            .js(
                "Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => { window.__copied = text; } } }); \
                 const node = document.querySelectorAll('.body > p')[7].firstChild; \
                 getSelection().setBaseAndExtent(node, 0, node, 12)",
                vec![],
            )
            .await?;
        press(t, "Copy a link to this passage").await?;
        t.page.wait_text("Link copied.").await?;
        let copied = t.page.js("return window.__copied", vec![]).await?;
        let copied = copied.as_str().unwrap();
        assert!(copied.ends_with("#:~:text=Paragraph%208%2E"), "{copied}");
        holds(t, "the selection untouched", "getSelection().toString() === 'Paragraph 8.'").await
    })
}
