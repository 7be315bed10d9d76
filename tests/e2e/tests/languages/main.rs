//! Six languages: which one is spoken, how it writes, and which way it runs.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod choosing;
mod script;
mod writing;

/// Whether this engine cannot be told which languages the reader prefers: WebKitGTK takes them from the system.
fn takes_no_languages() -> anyhow::Result<bool> {
    let skipped = e2e::settings::engine()? == xtask::engines::Engine::WebKit;
    if skipped {
        eprintln!("skipped: WebKitGTK takes the reader's languages from the system");
    }
    Ok(skipped)
}
