//! Colours and type, as the reader wants them.

use anyhow::Result;
use e2e::{Reply, Scheme, Setup, axe::assert_accessible, documents, run, run_with, settings};
use xtask::engines::Engine;

use super::{holds, press, read, ready};

const GROUND: &str = "getComputedStyle(document.body).backgroundColor";

#[test]
fn a_theme_and_a_text_size_hold_for_all_articles_and_after_a_reload() -> Result<()> {
    run(async |t| {
        t.site.put("/doc/a.json", Reply::json(documents::report().to_string()));
        t.site.put("/doc/second.json", Reply::json(documents::second().to_string()));
        read(t, "/doc/a.json").await?;
        let size = "parseFloat(getComputedStyle(document.querySelector('.body p')).fontSize)";
        let before = t.page.js(&format!("return {size}"), vec![]).await?.as_f64().unwrap();
        press(t, "Appearance").await?;
        press(t, "Sepia").await?;
        press(t, "Larger").await?;
        holds(t, "sepia", &format!("{GROUND} === 'rgb(247, 239, 223)'")).await?;
        holds(t, "larger text", &format!("{size} > {before}")).await?;
        t.page.wait_text("4 of 7").await?;
        t.page.read("/doc/second.json").await?;
        holds(t, "sepia in the other article", &format!("{GROUND} === 'rgb(247, 239, 223)'")).await?;
        t.page.reload().await?;
        ready(t).await?;
        holds(t, "larger text after a reload", &format!("{size} > {before}")).await?;
        press(t, "Appearance").await?;
        press(t, "Reset").await?;
        holds(t, "the usual look", "!document.documentElement.hasAttribute('data-standfirst-look')").await
    })
}

/// A page that turned dark only once the module had arrived would flash.
#[test]
fn the_look_is_set_before_the_module_runs() -> Result<()> {
    run(async |t| {
        t.site.put("/doc/a.json", Reply::json(documents::report().to_string()));
        t.page.read("/doc/a.json").await?;
        t.page.js("localStorage.setItem('standfirst.look', 'dark sans')", vec![]).await?;
        t.site.put("/doc/slow.json", Reply::json(documents::report().to_string()).stalled(20));
        t.page.open("?src=/doc/slow.json").await?;
        let look = "return document.documentElement.dataset.standfirstLook";
        assert_eq!(t.page.js(look, vec![]).await?, "dark sans");
        holds(t, "a dark ground", &format!("{GROUND} === 'rgb(20, 22, 25)'")).await
    })
}

#[test]
fn the_panel_gives_the_focus_back() -> Result<()> {
    run(async |t| {
        t.site.put("/doc/a.json", Reply::json(documents::report().to_string()));
        read(t, "/doc/a.json").await?;
        press(t, "Appearance").await?;
        holds(t, "the focus in the panel", "document.activeElement.closest('[role=dialog]')").await?;
        t.page.session().active_element().await?.send_keys("\u{E00C}").await?;
        holds(t, "the focus back", "document.activeElement.matches('[data-aid=settings]')").await?;
        holds(t, "no panel", "!document.querySelector('[role=dialog]')").await
    })
}

async fn axe_in_all_themes(t: &mut e2e::Test) -> Result<()> {
    for look in ["", "sepia", "contrast size-7 loose", "dark plain", "light sans wide"] {
        t.page.open("").await?;
        t.page.js("localStorage.setItem('standfirst.look', arguments[0])", vec![look.into()]).await?;
        read(t, "samples/every-block.json").await?;
        assert_accessible(t, &format!("every block, {look:?}")).await?;
        press(t, "Appearance").await?;
        assert_accessible(t, &format!("appearance, {look:?}")).await?;
        press(t, "Keyboard shortcuts").await?;
        assert_accessible(t, &format!("shortcuts, {look:?}")).await?;
        t.page.js("document.querySelector('a[role=doc-noteref]').click()", vec![]).await?;
        t.page.find(".note-panel").await?;
        assert_accessible(t, &format!("a note, {look:?}")).await?;
        t.page.js("document.querySelector('img[role=button]').click()", vec![]).await?;
        t.page.find(".lightbox[open]").await?;
        assert_accessible(t, &format!("a picture, {look:?}")).await?;
    }
    Ok(())
}

#[test]
fn axe_finds_nothing_in_any_theme() -> Result<()> {
    in_all_themes(Setup::default())
}

#[test]
fn axe_finds_nothing_in_any_theme_where_the_device_is_dark() -> Result<()> {
    in_all_themes(Setup { scheme: Scheme::Dark, ..Setup::default() })
}

/// Themes differ by their colours, which are the same in every engine, and this takes minutes.
fn in_all_themes(setup: Setup) -> Result<()> {
    if settings::engine()? != Engine::Chromium {
        eprintln!("skipped: the themes are looked at in Chromium");
        return Ok(());
    }
    run_with(setup, axe_in_all_themes)
}
