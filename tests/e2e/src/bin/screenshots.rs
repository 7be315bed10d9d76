//! Pictures of every sample, to be looked at: at four widths, light and dark, at the top, in the text and at its end.
//!
//! `cargo xtask screenshots` runs it in each engine, with the variables of [`e2e::settings`]. Arguments are parts of the
//! pictures' names, such as `german`, `320` or `dark`; without any all are made. They lie in
//! `screenshots/ENGINE/SAMPLE-WIDTH-SCHEME-PLACE.png`.

use anyhow::{Context, Result, ensure};
use e2e::{Reply, Scheme, Setup, Test, run_with, settings};
use serde_json::Value;
use std::{env, fs, path::Path, time::Duration};
use thirtyfour::By;

/// Width and height of the windows, in CSS pixels: a small telephone, a tablet, a laptop, a large screen.
const WINDOWS: [(u32, u32); 4] = [(320, 640), (768, 1024), (1280, 900), (2560, 1440)];
/// Where a page that is wider or narrower than the browser's window can be stands.
const FRAME: &str = "/doc/frame.html";

/// What is shown of a sample: how its place is reached.
const PLACES: [(&str, &str); 3] = [
    ("top", "scrollTo(0, 0)"),
    (
        "text",
        "scrollTo({top: document.querySelector('.body').getBoundingClientRect().top + scrollY + 900, behavior: 'instant'})",
    ),
    (
        "end",
        "const end = document.querySelector('.related').getBoundingClientRect().top + scrollY; \
         scrollTo({top: end - 120, behavior: 'instant'})",
    ),
];

fn main() -> Result<()> {
    let wanted: Vec<String> = env::args().skip(1).collect();
    let engine = settings::engine()?;
    let folder = settings::screenshots().join(engine.name());
    fs::create_dir_all(&folder).with_context(|| format!("creating {}", folder.display()))?;
    let mut names = Vec::new();
    for sample in samples()? {
        for window in WINDOWS {
            names.extend([("light", Scheme::Light), ("dark", Scheme::Dark)].map(|(scheme, value)| {
                (format!("{sample}-{}-{scheme}", window.0), sample.clone(), window, value)
            }));
        }
    }
    let words = |name: &str| {
        wanted.iter().all(|word| name.split('-').any(|part| part == word) || name.starts_with(word.as_str()))
    };
    names.retain(|(name, ..)| words(name));
    ensure!(!names.is_empty(), "no picture has {wanted:?} in its name");
    for scheme in [Scheme::Light, Scheme::Dark] {
        for window in WINDOWS {
            let these: Vec<_> =
                names.iter().filter(|(_, _, own, value)| *own == window && *value == scheme).collect();
            if these.is_empty() {
                continue;
            }
            run_with(Setup { scheme, window, ..Setup::default() }, async |test| {
                for (name, sample, ..) in these {
                    pictures(test, name, sample, window, &folder).await.with_context(|| name.clone())?;
                }
                Ok(())
            })?;
        }
    }
    println!("{engine}: {} pages in {}", names.len(), folder.display());
    Ok(())
}

/// The samples that the page's own feed lists, by the names of their files without the ending.
fn samples() -> Result<Vec<String>> {
    let feed: Value = serde_json::from_slice(&fs::read(settings::dist()?.join("samples/feed.json"))?)?;
    let items = feed
        .get("items")
        .and_then(|items| items.as_array())
        .context("the feed of the samples has no items")?;
    let sources = items.iter().filter_map(|item| item.get("_standfirst")?.get("src")?.as_str());
    Ok(sources
        .map(|source| source.trim_start_matches("samples/").trim_end_matches(".json").to_owned())
        .collect())
}

async fn pictures(
    test: &mut Test,
    name: &str,
    sample: &str,
    window: (u32, u32),
    folder: &Path,
) -> Result<()> {
    let source = format!("?src=samples/{sample}.json");
    test.page.open(&source).await?;
    test.page.wait_ready().await?;
    let width = test.page.js("return innerWidth", vec![]).await?.as_u64();
    let framed = width != Some(u64::from(window.0));
    if framed {
        // No higher than the window is inside: a picture of a frame that reaches out of it begins below its top.
        let (width, height) = window;
        let height = test.page.js("return Math.min(arguments[0], innerHeight)", vec![height.into()]).await?;
        let html = format!(
            "<!doctype html><title>frame</title><body style=\"margin:0\">\
             <iframe src=\"/{source}\" width={width} height={height} style=\"border:0;display:block\"></iframe>"
        );
        test.site
            .put(FRAME, Reply::new("text/html", html).header("content-security-policy", "frame-src 'self'"));
        test.page.open(FRAME.trim_start_matches('/')).await?;
        test.page.session().enter_frame(0).await?;
        test.page.wait_ready().await?;
    }
    // The comments come a moment after the text, pictures after both.
    test.page.find(".reply-form").await?;
    for (place, script) in PLACES {
        test.page.js(script, vec![]).await?;
        tokio::time::sleep(Duration::from_millis(350)).await;
        let file = folder.join(format!("{name}-{place}.png"));
        if framed {
            test.page.session().enter_default_frame().await?;
            let frame = test.page.session().find(By::Tag("iframe")).await?;
            frame.screenshot(&file).await.context("taking a picture of the frame")?;
            test.page.session().enter_frame(0).await?;
        } else {
            test.page.session().screenshot(&file).await.context("taking a picture")?;
        }
    }
    if framed {
        test.page.session().enter_default_frame().await?;
    }
    Ok(())
}
