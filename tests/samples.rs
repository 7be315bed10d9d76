//! The articles under `public/samples` are what a first visitor sees: they are whole, and they show what they promise.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "support/thread.rs"]
mod thread;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use serde_json::Value;
use standfirst::article::{Article, BlockKind, Comment, Dir, Inline, Media, Status};
use standfirst::format::{read, read_at_once, read_feed, read_feed_at_once, read_native};
use thread::with_thread;

const SITE: &str = "https://news.example/samples/";

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("public/samples")
}

fn names() -> BTreeSet<String> {
    let files =
        fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    files.filter(|name| name.ends_with(".json") && name != "feed.json").collect()
}

fn json(name: &str) -> Value {
    serde_json::from_slice(&fs::read(folder().join(name)).unwrap()).unwrap()
}

fn sample(name: &str) -> Article {
    read(&fs::read(folder().join(name)).unwrap(), &format!("{SITE}{name}")).unwrap()
}

/// Every object in `value`, itself included, in reading order.
fn objects(value: &Value) -> Vec<&Value> {
    let (mut found, mut left) = (Vec::new(), vec![value]);
    while let Some(value) = left.pop() {
        match value {
            Value::Array(items) => left.extend(items.iter().rev()),
            Value::Object(object) => {
                found.push(value);
                left.extend(object.values().rev());
            }
            _ => {}
        }
    }
    found
}

#[test]
fn every_sample_is_read_whole_and_says_what_a_reader_wants_to_know() {
    for name in names() {
        let article = sample(&name);
        assert_eq!((article.format, &article.issues[..]), ("native", &[][..]), "{name}");
        assert_eq!(article.id, format!("urn:standfirst:sample:{}", name.trim_end_matches(".json")));
        let right_to_left = article.lang.as_deref() == Some("ar");
        assert_eq!(article.dir, Some(if right_to_left { Dir::Rtl } else { Dir::Ltr }), "{name}");
        assert!(
            !article.headline.is_empty() && !article.deck.is_empty() && !article.byline.is_empty(),
            "{name}"
        );
        assert!(
            article.kicker.is_some() && article.dateline.is_some() && article.summary.is_some(),
            "{name}"
        );
        assert!(
            article.published.as_ref().is_some_and(|when| when.millis.is_some() && when.zone_known),
            "{name}"
        );
        assert!(matches!(&article.lead, Some(Media::Image(image)) if image.size.is_some()), "{name}");
        assert!(article.related.len() >= 3 && !article.tags.is_empty(), "{name}");
        assert_eq!(article.comments.count, Some(article.comments.items.len() as u32), "{name}");
    }
}

#[test]
fn the_feed_lists_exactly_the_samples_and_begins_with_the_report() {
    let links =
        read_feed(&fs::read(folder().join("feed.json")).unwrap(), &format!("{SITE}feed.json")).unwrap();
    let listed: Vec<&str> = links.iter().filter_map(|link| link.src.as_deref()?.strip_prefix(SITE)).collect();
    assert_eq!(listed.first(), Some(&"moscow-threat.json"));
    assert_eq!(listed.len(), links.len());
    assert_eq!(listed.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>(), names());
    for (link, name) in links.iter().zip(listed) {
        let article = sample(name);
        assert_eq!(link.headline, article.name());
        assert_eq!(link.when, article.published);
        assert_eq!(link.url.http(), Some(format!("https://news.example/?src=samples/{name}").as_str()));
    }
}

#[test]
fn every_file_that_a_sample_names_is_there_and_small() {
    let mut total = 0;
    let mut named = BTreeSet::new();
    for value in names().into_iter().chain(["feed.json".to_owned()]).map(|name| json(&name)) {
        for object in objects(&value) {
            for key in ["url", "image", "poster"] {
                let Some(address) = object.get(key).and_then(Value::as_str) else { continue };
                if let Some((page, src)) = address.split_once("?src=samples/") {
                    assert!(page == "../" && names().contains(src), "{address}");
                } else if !address.starts_with("https://example.org/")
                    && !address.starts_with("https://video.example/")
                {
                    named.insert(address.to_owned());
                }
            }
        }
    }
    for file in &named {
        let bytes = fs::metadata(folder().join(file)).unwrap_or_else(|_| panic!("{file} is missing")).len();
        assert!(bytes < 60_000, "{file}: {bytes} bytes");
        total += bytes;
    }
    assert!(total < 450_000, "{total} bytes");
    for entry in ["images", "media"].iter().flat_map(|kind| fs::read_dir(folder().join(kind)).unwrap()) {
        let path = entry.unwrap().path();
        let file = path.strip_prefix(folder()).unwrap().to_str().unwrap().to_owned();
        assert!(named.contains(&file), "{file} is not used");
    }
}

#[test]
fn every_picture_has_words_and_all_but_one_a_size() {
    let mut sizeless = Vec::new();
    for name in names() {
        let value = json(&name);
        let is_picture = |object: &&Value| object.get("alt").is_some();
        for picture in objects(&value).into_iter().filter(is_picture) {
            let told = picture["alt"] != "" && picture.get("caption").is_some();
            let decorates = picture["alt"] == "" && picture.get("caption").is_none();
            assert!(told || decorates, "{name}: {picture}");
            if picture.get("width").is_none() || picture.get("height").is_none() {
                sizeless.push(picture["url"].clone());
            }
        }
    }
    assert_eq!(sizeless, ["images/rings.webp"]);
}

#[test]
fn the_report_has_its_dateline_seven_paragraphs_and_a_thread_in_every_state() {
    let report = sample("moscow-threat.json");
    assert_eq!(report.dateline.as_deref(), Some("WASHINGTON D.C. / KYIV"));
    assert_eq!(report.body.len(), 7);
    assert!(report.body.iter().all(|block| matches!(block.kind, BlockKind::Paragraph(_))));
    assert_eq!((report.byline.len(), report.corrections.len(), report.related.len()), (2, 1, 4));
    assert!(report.modified.is_some());
    let comments = &report.comments.items;
    let states: Vec<Status> = comments.iter().map(|comment| comment.status).collect();
    assert!(states.contains(&Status::Held) && states.contains(&Status::Removed));
    assert!(comments.iter().any(|comment| comment.dir == Some(Dir::Rtl)));
    assert_eq!(deepest(comments), 4);
    let ids: BTreeSet<&str> = comments.iter().map(|comment| comment.id.as_str()).collect();
    let orphans = comments.iter().filter(|c| c.parent.as_deref().is_some_and(|parent| !ids.contains(parent)));
    assert_eq!(orphans.count(), 1);
}

#[test]
fn the_thread_has_three_hundred_comments_twelve_deep() {
    let thread = sample("thread.json");
    assert_eq!(thread.comments.items.len(), 300);
    assert_eq!(deepest(&thread.comments.items), 12);
}

#[test]
fn the_long_read_has_forty_sections_and_a_reference_to_every_note() {
    let long = sample("long-read.json");
    let sections = long.body.iter().filter(|block| matches!(block.kind, BlockKind::Heading { .. }));
    assert_eq!(sections.count(), 40);
    assert!(long.notes.len() >= 20);
    let paragraphs = long.body.iter().filter_map(|block| match &block.kind {
        BlockKind::Paragraph(text) => Some(text),
        _ => None,
    });
    let cited = paragraphs.flatten().filter_map(|inline| match inline {
        Inline::NoteRef { note, .. } => Some(note),
        _ => None,
    });
    assert!(cited.eq(long.notes.iter().map(|note| &note.id)));
}

/// How many comments stand above each other at most.
fn deepest(comments: &[Comment]) -> usize {
    let mut depth = BTreeMap::new();
    for comment in comments {
        let above = comment.parent.as_deref().and_then(|parent| depth.get(parent)).copied().unwrap_or(0);
        depth.insert(comment.id.as_str(), above + 1);
    }
    depth.into_values().max().unwrap_or(0)
}

#[test]
fn what_is_read_at_once_is_read_as_by_the_whole_reader() {
    let mut at_once = Vec::new();
    let mut native = Vec::new();
    for name in names() {
        let bytes = fs::read(folder().join(&name)).unwrap();
        let address = format!("{SITE}{name}");
        let all = read(&bytes, &address).unwrap();
        if let Ok(article) = read_at_once(&bytes, &address) {
            assert_eq!(with_thread(article), all, "{name}");
            at_once.push(name.clone());
        }
        if let Ok(article) = read_native(&serde_json::from_slice(&bytes).unwrap(), &address) {
            assert_eq!(article, all, "{name}");
            native.push(name);
        }
    }
    // A newspaper's report needs no other part; notes, tables and boxes need one, formulas, embeds and ruby the whole reader.
    for name in ["moscow-threat.json", "thread.json"] {
        assert!(at_once.iter().any(|other| other == name), "{name} is read at once");
    }
    for name in ["long-read.json", "german.json"] {
        assert!(native.iter().any(|other| other == name), "{name} is read without the whole parser");
    }
    let feed = fs::read(folder().join("feed.json")).unwrap();
    let links = read_feed_at_once(&feed, &format!("{SITE}feed.json")).unwrap();
    assert_eq!(links, Some(read_feed(&feed, &format!("{SITE}feed.json")).unwrap()));
}
