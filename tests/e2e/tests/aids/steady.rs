//! Nothing moves by itself, and nothing is lost on a narrow page.

use anyhow::Result;
use e2e::{Setup, Test, run_with, settings};
use xtask::engines::Engine;

use super::read;

const SAMPLES: [&str; 8] =
    ["every-block", "moscow-threat", "long-read", "shapes", "thread", "german", "arabic", "japanese"];

/// Layout Instability API: only Chromium has it.
#[test]
fn nothing_shifts_in_any_sample() -> Result<()> {
    if settings::engine()? != Engine::Chromium {
        eprintln!("skipped: only Chromium measures layout shifts");
        return Ok(());
    }
    for window in [(500, 800), (1280, 900)] {
        run_with(Setup { window, ..Setup::default() }, async |t| {
            for sample in SAMPLES {
                shifts(t, sample).await?;
            }
            Ok(())
        })?;
    }
    Ok(())
}

async fn shifts(t: &Test, sample: &str) -> Result<()> {
    read(t, &format!("samples/{sample}.json")).await?;
    let script = "const done = arguments[arguments.length - 1]; const seen = []; \
        new PerformanceObserver((list) => { for (const one of list.getEntries()) if (!one.hadRecentInput) \
            seen.push(one.value + ' ' + one.sources.map((s) => [s.node?.nodeName + '.' + s.node?.className, s.previousRect, s.currentRect].map((part) => JSON.stringify(part)).join(' '))); }) \
            .observe({ type: 'layout-shift', buffered: true }); \
        (async () => { for (let y = 0; y < Math.min(document.body.scrollHeight, 9000); y += 600) { scrollTo(0, y); \
            await new Promise((next) => setTimeout(next, 60)); } \
            await new Promise((next) => setTimeout(next, 300)); done(seen); })()";
    let seen = t.page.session().execute_async(script, vec![]).await?.json().clone();
    assert_eq!(seen, serde_json::json!([]), "{sample}");
    Ok(())
}

/// 400 % zoom of a window of 1280 pixels is 320 pixels; the reader's text spacing is that of WCAG 2.2, 1.4.12.
#[test]
fn no_sample_scrolls_sideways_on_a_narrow_page_with_large_and_spaced_text() -> Result<()> {
    run_with(Setup { window: (500, 700), ..Setup::default() }, async |t| {
        for look in ["", "size-7 plain"] {
            t.page.open("").await?;
            t.page.js("localStorage.setItem('standfirst.look', arguments[0])", vec![look.into()]).await?;
            for sample in SAMPLES {
                read(t, &format!("samples/{sample}.json")).await?;
                let script = "const sheet = new CSSStyleSheet(); \
                    sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }'); \
                    document.adoptedStyleSheets.push(sheet); document.querySelector('main').style.width = '320px'; \
                    const main = document.querySelector('main').getBoundingClientRect(); \
                    const wide = [...document.querySelectorAll('.page *')].filter((e) => { const r = e.getBoundingClientRect(); \
                        return r.width > 0 && (r.right > main.right + 1 || r.left < main.left - 1) && !e.closest('.table, pre, .math, .unseen, .told'); }); \
                    return wide.slice(0, 5).map((e) => e.nodeName + '.' + e.className + ' ' + e.textContent.slice(0, 40))";
                assert_eq!(t.page.js(script, vec![]).await?, serde_json::json!([]), "{sample} {look:?}");
            }
        }
        Ok(())
    })
}
