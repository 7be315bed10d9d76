//! Pictures over everything else.

use anyhow::Result;
use e2e::run;

use super::{holds, read};

#[test]
fn a_picture_opens_by_keyboard_turns_to_the_next_and_gives_the_focus_back() -> Result<()> {
    run(async |t| {
        read(t, "samples/shapes.json").await?;
        holds(t, "pictures to enlarge", "document.querySelectorAll('img[role=button]').length > 8").await?;
        t.page.js("document.querySelector('img[role=button]').focus()", vec![]).await?;
        let keys = async |key: &str| {
            t.page.session().active_element().await?.send_keys(key).await.map_err(anyhow::Error::from)
        };
        keys("\u{E007}").await?;
        t.page.wait_text("Picture 1 of").await?;
        holds(t, "the focus in the picture", "document.activeElement.closest('dialog')").await?;
        keys("\u{E014}").await?;
        t.page.wait_text("Picture 2 of").await?;
        keys("\u{E012}").await?;
        keys("\u{E012}").await?;
        holds(
            t,
            "around the end",
            "!/Picture [12] of/.test(document.querySelector('.lightbox-words').textContent)",
        )
        .await?;
        keys("\u{E00C}").await?;
        holds(t, "the picture gone", "!document.querySelector('.lightbox')").await?;
        holds(t, "the focus back", "document.activeElement === document.querySelector('img[role=button]')")
            .await
    })
}
