//! `convert`: what the viewer understands of documents, without a browser. For a publisher it is a linter.

use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use standfirst::article::{
    Article, Block, BlockKind, Loss, article_text, block_text, links_and_images, plain,
};
use standfirst::format;

use crate::say;

/// Prints what is understood of each file: a report, or with `json` one object a line. `base` stands for the address that
/// the files would be fetched from. Fails if a document was refused.
pub fn run(files: &[String], json: bool, base: &str) -> Result<()> {
    let (mut refused, mut lacks_base) = (0, false);
    for file in files {
        let bytes = std::fs::read(Path::new(file)).with_context(|| format!("cannot read {file}"))?;
        match format::read(&bytes, base) {
            Ok(article) if json => println!("{}", object(file, &article)),
            Ok(article) => {
                print!("{}", report(file, &article));
                lacks_base |= base.is_empty() && article.issues.iter().any(|issue| is_relative(&issue.loss));
            }
            Err(error) => {
                refused += 1;
                match json {
                    true => println!("{}", json!({ "file": file, "error": error.to_string() })),
                    false => println!("{file}: refused\n  {error}\n"),
                }
            }
        }
    }
    if lacks_base {
        say::note("Relative addresses were refused: give --base ADDRESS, where the documents will be.");
    }
    if refused > 0 {
        bail!("{refused} of {} refused", files.len());
    }
    Ok(())
}

/// Whether an address was refused that would be read beside an address of the document.
fn is_relative(loss: &Loss) -> bool {
    matches!(loss, Loss::RefusedAddress(address) if !address.contains(':'))
}

/// The byline as it is shown.
fn byline(article: &Article) -> Option<String> {
    let names: Vec<&str> = article.byline.iter().map(|agent| agent.name.as_str()).collect();
    if names.is_empty() { article.byline_text.clone() } else { Some(names.join(", ")) }
}

/// The object that the README documents.
fn object(file: &str, article: &Article) -> Value {
    let (links, images) = links_and_images(article);
    let issues =
        article.issues.iter().map(|issue| json!({ "path": issue.path, "what": issue.loss.sentence() }));
    json!({
        "file": file,
        "format": article.format,
        "headline": plain(&article.headline),
        "dateline": article.dateline,
        "byline": byline(article),
        "language": article.lang,
        "direction": article.dir.map(|dir| dir.name()),
        "published": article.published.as_ref().map(|when| when.iso()),
        "blocks": article.body.len() + article.notes.len(),
        "text": article_text(article),
        "links": links,
        "images": images,
        "related": article.related.len(),
        "comments": article.comments.items.len(),
        "issues": issues.collect::<Vec<_>>(),
    })
}

/// What a person wants to know: what will be shown, block by block, and what will not.
fn report(file: &str, article: &Article) -> String {
    let mut out = format!("{file}: {}\n", article.format);
    let mut line = |name: &str, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            out.push_str(&format!("  {name:<12} {value}\n"));
        }
    };
    line("headline", Some(plain(&article.headline)));
    line("standfirst", Some(plain(&article.deck)));
    line("byline", byline(article));
    line("dateline", article.dateline.clone());
    line("published", article.published.as_ref().map(|when| when.iso()));
    line("modified", article.modified.as_ref().map(|when| when.iso()));
    let direction = article.dir.map(|dir| dir.name()).unwrap_or_default();
    line(
        "language",
        Some([article.lang.as_deref().unwrap_or_default(), direction].join(" ").trim().to_owned()),
    );
    line("original", article.url.clone());
    line("lead", article.lead.as_ref().map(|_| "yes".to_owned()));
    line("related", Some(article.related.len()).filter(|count| *count > 0).map(|count| count.to_string()));
    line(
        "comments",
        Some(article.comments.items.len()).filter(|count| *count > 0).map(|count| count.to_string()),
    );
    if !article.body.is_empty() {
        out.push_str("  shown:\n");
    }
    for block in &article.body {
        out.push_str(&format!("    {:<12} {}\n", kind(block), start(&block_text(block))));
    }
    for note in &article.notes {
        let text: Vec<String> = note.body.iter().map(block_text).collect();
        out.push_str(&format!("    {:<12} {}\n", "note", start(&text.join(" "))));
    }
    if article.body.is_empty() && article.comments.items.is_empty() {
        out.push_str("  no text: headline, standfirst and a link to the original are shown\n");
    }
    if !article.issues.is_empty() {
        out.push_str("  not as it should be:\n");
    }
    for issue in &article.issues {
        out.push_str(&format!("    {}: {}\n", issue.path, issue.loss.sentence()));
    }
    out.push('\n');
    out
}

/// The first words of a text, on one line.
fn start(text: &str) -> String {
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut start: String = line.chars().take(72).collect();
    if start.len() < line.len() {
        start.push('…');
    }
    start
}

fn kind(block: &Block) -> &'static str {
    match &block.kind {
        BlockKind::Paragraph(_) => "paragraph",
        BlockKind::Heading { .. } => "heading",
        BlockKind::Divider => "divider",
        BlockKind::List { .. } => "list",
        BlockKind::Quote(_) => "quote",
        BlockKind::Image(_) => "image",
        BlockKind::Gallery { .. } => "gallery",
        BlockKind::Player(player) if player.video => "video",
        BlockKind::Player(_) => "audio",
        BlockKind::Embed(_) => "embed",
        BlockKind::Table(_) => "table",
        BlockKind::Code { .. } => "code",
        BlockKind::Preformatted(_) => "preformatted",
        BlockKind::Math(_) => "math",
        BlockKind::Aside(_) => "aside",
        BlockKind::Related { .. } => "related",
        BlockKind::Note(_) => "note",
        BlockKind::Update(_) => "update",
        BlockKind::Unsupported { .. } => "unsupported",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOCUMENT: &[u8] = br#"{"@type":"NewsArticle","headline":"Bridge","dateline":"SELLHAVEN","author":[{"name":"Ada"}],
        "datePublished":"2026-11-20T08:15:00+01:00","inLanguage":"en","body":["One <a href='/x'>two</a><script>no</script>.",
        {"type":"note","id":"n","body":["More."]}]}"#;

    #[test]
    fn the_object_has_every_key_that_is_promised() {
        let article = format::read(DOCUMENT, "https://news.example/a.json").unwrap();
        let object = object("a.json", &article);
        let wanted = json!({
            "file": "a.json", "format": "native", "headline": "Bridge", "dateline": "SELLHAVEN", "byline": "Ada",
            "language": "en", "direction": "ltr", "published": "2026-11-20T07:15:00Z", "blocks": 2, "text": "One two.\nMore.",
            "links": ["https://news.example/x"], "images": [], "related": 0, "comments": 0,
            "issues": [{ "path": "$.body[0]", "what": "<script> left out with its contents" }],
        });
        assert_eq!(object, wanted);
    }

    #[test]
    fn the_report_says_what_is_shown_and_what_is_not() {
        let article = format::read(DOCUMENT, "https://news.example/a.json").unwrap();
        let report = report("a.json", &article);
        for part in [
            "a.json: native",
            "dateline     SELLHAVEN",
            "    paragraph    One two.",
            "    note         More.",
            "$.body[0]: <script>",
        ] {
            assert!(report.contains(part), "{part}\n{report}");
        }
    }
}
