//! The pages of `public/variants`, each as it is served.

use anyhow::Result;
use e2e::{Test, run};

/// Opens a page and waits until `script` gives true.
async fn opens(t: &Test, name: &str, script: &str) -> Result<()> {
    t.page.open(&format!("variants/{name}.html")).await?;
    t.page.wait(name, async || Ok((t.page.js(script, vec![]).await? == true).then_some(()))).await
}

const READY: &str =
    "return document.querySelectorAll('standfirst-article[data-standfirst=ready]').length > 0";

#[test]
fn every_page_of_the_index_exists_and_shows_its_articles() -> Result<()> {
    run(async |t| {
        t.page.open("variants/index.html").await?;
        let names = "return [...document.querySelectorAll('li a')].map((a) => a.getAttribute('href').replace('.html', ''))";
        let names = t.page.js(names, vec![]).await?;
        let names: Vec<&str> = names.as_array().unwrap().iter().filter_map(|name| name.as_str()).collect();
        assert!(names.len() >= 12, "{names:?}");
        for name in names {
            match name {
                "no-wasm" => {
                    let told = "return document.getElementById('told').textContent === 'standfirst-error: start-failed, wasm-refused'";
                    opens(t, name, told).await?;
                    t.site.forget_violations();
                    t.expect_errors();
                }
                "no-script" => opens(t, name, "return !customElements.get('standfirst-article')").await?,
                "shadow" => {
                    let inner = "return document.querySelector('host-card')?.shadowRoot?.querySelector('[data-standfirst=ready]') != null";
                    opens(t, name, inner).await?;
                }
                // There 'self' matches nothing in a frame of no origin, so the frame's link stays.
                "frame" if e2e::settings::engine()? == xtask::engines::Engine::WebKit => {
                    eprintln!("skipped: the frame's policy names no origin");
                }
                "frame" => opens(t, name, "return document.querySelector('iframe').height > 1000").await?,
                "versions" => {
                    let both = "return document.querySelectorAll('[data-standfirst=ready]').length === 2";
                    opens(t, name, both).await?;
                }
                _ => opens(t, name, READY).await?,
            }
        }
        Ok(())
    })
}
