//! Footnotes beside their signs.

use anyhow::Result;
use e2e::run;

use super::{holds, read};

#[test]
fn a_note_opens_beside_its_sign_and_gives_the_focus_back() -> Result<()> {
    run(async |t| {
        read(t, "samples/long-read.json").await?;
        let signs = t.page.all("a[role=doc-noteref]").await?;
        t.page.js("document.querySelectorAll('a[role=doc-noteref]')[2].focus()", vec![]).await?;
        signs[2].send_keys("\u{E007}").await?;
        holds(t, "the note", "document.activeElement.matches('.note-panel')").await?;
        let same = "document.querySelector('.note-text').textContent.trim() === \
            document.querySelectorAll('.notes li')[2].textContent.replace('↩\u{FE0E}', '').trim()";
        holds(t, "the words of the third note", same).await?;
        let near = "Math.abs(document.querySelector('.note-panel').getBoundingClientRect().top - \
            document.querySelectorAll('a[role=doc-noteref]')[2].getBoundingClientRect().bottom) < 40";
        holds(t, "the note below its sign", near).await?;
        t.page.session().active_element().await?.send_keys("\u{E00C}").await?;
        holds(
            t,
            "the focus back",
            "document.activeElement === document.querySelectorAll('a[role=doc-noteref]')[2]",
        )
        .await
    })
}
