//! What is fuzzed, as plain functions: the fuzzer calls them, and so does `tests/fuzz.rs` with a fixed set of inputs.

use standfirst::article::{Issues, Path, article_text, links_and_images};
use standfirst::format::{self, Needs};
use standfirst::html::{Origin, Profile, blocks, inlines};

const PAGE: &str = "https://news.example/story.json";

/// Any bytes as a document.
pub fn format(bytes: &[u8]) {
    if let Ok(article) = format::read(bytes, PAGE) {
        let _ = article_text(&article);
        let (links, images) = links_and_images(&article);
        let is_web = |address: &String| {
            ["https://", "http://", "mailto:", "tel:"].iter().any(|start| address.starts_with(start))
        };
        assert!(links.iter().chain(&images).all(is_web));
    }
    let _ = format::read_feed(bytes, PAGE);
    agree(bytes);
}

/// Whatever part reads a document, it reads the same.
fn agree(bytes: &[u8]) {
    let mut read = format::read_at_once(bytes, PAGE);
    while let Err(needs) = read {
        read = match needs {
            Needs::Native(document) => format::read_native(&document, PAGE),
            Needs::JsonLd(document) => format::read_json_ld(document, PAGE),
            Needs::Post(document) => format::read_post(&document, PAGE),
            Needs::All => return,
        };
    }
    // Comments that are read later are compared elsewhere.
    if let Ok(article) = read
        && article.unread.is_none()
    {
        assert_eq!(Ok(article), format::read(bytes, PAGE));
    }
}

/// Any text as HTML, for an article and for a comment.
pub fn html(bytes: &[u8]) {
    let html = String::from_utf8_lossy(bytes);
    for profile in [Profile::Article, Profile::Comment] {
        let mut issues = Issues::default();
        let mut origin = Origin { base: PAGE, profile, path: Path::ROOT, issues: &mut issues };
        let first = blocks(&html, &mut origin);
        assert_eq!(first, blocks(&html, &mut origin));
        let _ = inlines(&html, &mut origin);
    }
}
