//! Where things stand: what a look at the samples found, so that it stays found.

use anyhow::Result;
use e2e::run;
use serde_json::json;

/// Pictures of a gallery stood on the ends of their captions: one with a longer caption stood higher than its neighbours.
#[test]
fn pictures_of_a_row_stand_on_one_line_whatever_their_captions_say() -> Result<()> {
    run(async |t| {
        t.page.read("samples/shapes.json").await?;
        let script = "const side = (e, name) => Math.round(e.getBoundingClientRect()[name]); \
             const pictures = [...document.querySelectorAll('.gallery-pictures img')]; \
             const captions = [...document.querySelectorAll('.gallery-pictures figcaption')]; \
             return [new Set(pictures.map((e) => side(e, 'bottom'))).size, new Set(captions.map((e) => side(e, 'top'))).size, \
             new Set(captions.map((e) => side(e, 'bottom'))).size > 1]";
        // One row where the window is wide: one line of pictures, one of captions, which end where they end.
        assert_eq!(t.page.js(script, vec![]).await?, json!([1, 1, true]));
        Ok(())
    })
}

/// Each press on an order of the comments made its buttons anew: the focus was gone, and the next Tab began at the top.
#[test]
fn an_order_of_the_comments_that_is_chosen_by_a_key_keeps_the_focus() -> Result<()> {
    run(async |t| {
        t.page.read("samples/thread.json").await?;
        t.page.find(".orders button").await?;
        t.page.js("document.querySelector('.orders button:nth-of-type(2)').focus()", vec![]).await?;
        t.page.session().active_element().await?.send_keys(" ").await?;
        let first = "return document.querySelector('.orders button:nth-of-type(2)[aria-pressed=true]') && document.activeElement.textContent";
        let focused = t
            .page
            .wait("the other order", async || {
                Ok(Some(t.page.js(first, vec![]).await?).filter(|it| !it.is_null()))
            })
            .await?;
        assert_eq!(focused, "Newest");
        Ok(())
    })
}

/// The list of contents cut off both sides of the ring around its links, a comment the left side of the one around "Reply":
/// a reader at the keyboard saw two lines, or a bracket.
#[test]
fn nothing_cuts_off_the_ring_of_the_focus() -> Result<()> {
    run(async |t| {
        t.page.read("samples/every-block.json").await?;
        t.page.wait_text("Piet Verhoeven").await?;
        t.page.find(".contents a").await?;
        // How far each ring stands out of the nearest boxes that cut. Where a window is not the active one no ring is
        // drawn, so its measures are taken from the rule.
        let script = "const parts = document.querySelectorAll('.contents :is(a, summary), .thread :is(a, button), .cards a, .topics a'); \
             return [...parts].map((e) => { \
               e.focus(); \
               const style = getComputedStyle(e); \
               const inside = e.closest('.contents ol'); \
               const ring = e.matches(':focus-visible') ? parseFloat(style.outlineOffset) + parseFloat(style.outlineWidth) : inside ? 0 : 6; \
               const box = e.getBoundingClientRect(); \
               for (let p = e.parentElement; p !== document.body; p = p.parentElement) { \
                 const { overflowX, contentVisibility } = getComputedStyle(p); \
                 const edge = p.getBoundingClientRect(); \
                 if ((overflowX !== 'visible' || contentVisibility === 'auto') && (box.left - ring < edge.left - 0.5 || box.right + ring > edge.right + 0.5)) \
                   return (e.ariaLabel ?? e.textContent) + ' in ' + p.className; \
               } \
               return '' }).filter(Boolean)";
        assert_eq!(t.page.js(script, vec![]).await?, json!([]));
        Ok(())
    })
}
