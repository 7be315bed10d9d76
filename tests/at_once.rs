//! What the first module of the page reads by itself it reads as the whole reader does, whatever stands in a document.
#![recursion_limit = "256"]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "support/thread.rs"]
mod thread;
#[path = "support/variants.rs"]
mod variants;

use serde_json::{Value, json};
use standfirst::article::Access;
use standfirst::format::{
    Needs, ThreadReading, read, read_at_once, read_feed, read_feed_at_once, read_thread,
};
use thread::with_thread;
use variants::variants;

const PAGE: &str = "https://news.example/a/story.json";

fn native() -> Value {
    json!({
        "@context": "https://schema.org", "@type": "NewsArticle", "@id": "urn:a:1", "url": "/story",
        "mainEntityOfPage": "https://news.example/story", "headline": "A headline", "kicker": "K",
        "alternativeHeadline": "A <em>deck</em>", "description": "D", "inLanguage": "en", "dir": "ltr",
        "dateline": "BERN", "locationCreated": null, "datePublished": "2026-11-21T18:05:00-05:00", "dateCreated": null,
        "dateModified": "2026-11-22T07:40:00Z",
        "author": [{ "@type": "Person", "name": "A B", "url": "/ab", "jobTitle": "J", "image": "ab.webp" }, "C D"],
        "publisher": { "name": "P", "logo": { "@type": "ImageObject", "url": "logo.png" } },
        "image": [{ "url": "i.webp", "alt": "Alt", "caption": "C", "creditText": "Cr", "width": 10, "height": 5,
            "href": "/i", "sources": [{ "url": "i-2.webp", "width": 5, "encodingFormat": "image/webp" }] }],
        "thumbnailUrl": null,
        "body": ["First.", { "type": "paragraph", "id": "p", "lang": "de", "dir": "ltr", "text": "<b>Zwei</b>" },
            { "type": "heading", "level": 2, "id": "h", "text": "H" }, { "type": "divider" },
            { "type": "list", "ordered": true, "start": null, "items": ["i", ["j", { "type": "list", "items": ["k"] }]] },
            { "type": "quote", "body": ["Q"], "cite": "W", "url": "/q", "pull": false, "text": null },
            { "type": "image", "url": "b.webp", "width": 3, "height": 2, "creditText": null, "credit": null }],
        "articleBody": null, "text": null, "video": null, "liveBlogUpdate": null, "license": null,
        "correction": [{ "datePublished": "2026-11-22", "text": "Wrong.\n\nRight." }],
        "relatedLink": [{ "url": "?src=b.json", "headline": "B", "description": "b", "image": "b.webp",
            "datePublished": "2026-01-01", "inLanguage": "de" }],
        "articleSection": "World", "keywords": ["one", "two"], "copyrightNotice": "(c)", "isAccessibleForFree": true,
        "commentCount": 2, "discussionUrl": "/talk", "interactionStatistic": null,
        "comment": [{ "@id": "c1", "author": { "name": "E" }, "datePublished": "2026-11-22", "text": "One <em>x</em>",
            "comment": [{ "@id": "c2", "text": "Two" }] }],
        "potentialAction": { "@type": "CommentAction", "target": { "urlTemplate": "/post" } },
    })
}

fn schema_org() -> Value {
    json!({
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": "A headline",
        "mainEntityOfPage": { "@type": "WebPage", "@id": "https://news.example/story" },
        "image": ["https://news.example/i.jpg", "https://news.example/j.jpg"], "datePublished": "2026-11-21",
        "author": { "@type": "Person", "name": "A B" }, "publisher": { "@type": "Organization", "name": "P" },
        "articleBody": "One &amp; two.\nThree.\n\nFour.", "articleSection": ["A", "B"], "keywords": "x, y",
        "isAccessibleForFree": false,
    })
}

#[test]
fn an_ordinary_article_is_read_at_once_and_with_any_one_odd_value_as_by_the_whole_reader() {
    for whole in [native(), schema_org()] {
        let mut at_once = 0;
        let variants = variants(&whole);
        for document in &variants {
            let bytes = document.to_string().into_bytes();
            let all = read(&bytes, PAGE);
            if let Ok(article) = read_at_once(&bytes, PAGE) {
                assert_eq!(Ok(&with_thread(article)), all.as_ref(), "{document}");
                at_once += 1;
            }
        }
        let first = variants[0].to_string();
        assert!(read_at_once(first.as_bytes(), PAGE).is_ok(), "{first}");
        assert!(at_once > variants.len() / 10, "{at_once} of {}", variants.len());
    }
}

#[test]
fn an_ordinary_feed_is_read_at_once_and_with_any_one_odd_value_as_by_the_whole_reader() {
    let feed = json!({ "version": "https://jsonfeed.org/version/1.1", "items": [
        { "url": "/1", "title": "One", "summary": "S", "date_published": "2026-11-20", "image": "i.webp",
            "_standfirst": { "src": "1.json" } },
        { "external_url": "/2", "content_text": "T", "date_modified": "2026-11-21", "banner_image": "j.webp" },
        { "id": "3", "title": "Three" }] });
    for document in variants(&feed) {
        let bytes = document.to_string().into_bytes();
        if let Some(Some(links)) = read_feed_at_once(&bytes, PAGE) {
            assert_eq!(Ok(links), read_feed(&bytes, PAGE), "{document}");
        }
    }
    let at_once = |feed: &Value| read_feed_at_once(feed.to_string().as_bytes(), PAGE);
    assert!(matches!(at_once(&feed), Some(Some(links)) if links.len() == 2));
    assert_eq!(at_once(&json!([])), None);
}

#[test]
fn a_document_that_is_not_read_at_once_names_what_reads_it() {
    let with = |key: &str, value: Value| {
        let mut document = native();
        document[key] = value;
        read_at_once(document.to_string().as_bytes(), PAGE).unwrap_err()
    };
    assert!(matches!(with("body", json!([{ "type": "table", "rows": [["a"]] }])), Needs::Native(_)));
    assert_eq!(with("body", json!(["<ruby>a<rt>b</rt></ruby>"])), Needs::All);
    assert!(matches!(with("@type", json!("Recipe")), Needs::JsonLd(_)));
    assert_eq!(read_at_once(b"no JSON", PAGE).unwrap_err(), Needs::All);
}

/// Most publishers give search engines all but the text: such a document brought 59 KB more than one with its text.
#[test]
fn an_article_without_its_text_is_read_at_once() {
    let mut document = native();
    document["body"] = Value::Null;
    for (free, access) in
        [(json!(true), Access::Free), (json!(false), Access::None), (Value::Null, Access::Unknown)]
    {
        document["isAccessibleForFree"] = free;
        let bytes = document.to_string().into_bytes();
        let article = read_at_once(&bytes, PAGE).unwrap();
        assert!(article.body.is_empty() && article.access == access, "{:?}", article.access);
        assert_eq!(Ok(with_thread(article)), read(&bytes, PAGE));
    }
}

/// An article on the page, whose comments were read, was taken for another than the same one fetched anew: "The article has
/// changed since".
#[test]
fn an_article_is_the_same_whether_its_comments_are_read_yet_or_not() {
    let mut document = native();
    document["comment"] = json!([{ "@type": "Comment", "text": "A word." }]);
    let read = || read_at_once(document.to_string().as_bytes(), PAGE).unwrap();
    let shown = read();
    assert!(read_thread(&shown) && shown.thread().items.len() == 1);
    assert_eq!(shown, read());
    document["comment"][0]["text"] = json!("Another word.");
    assert_ne!(shown, read_at_once(document.to_string().as_bytes(), PAGE).unwrap());
}

#[test]
fn comments_read_piece_by_piece_are_those_read_in_one_go() {
    let nested = |n: usize| {
        json!({ "@id": format!("n{n}"), "text": format!("Number {n}"), "comment": [
            { "text": "without a name" }, 7, { "@id": "n0", "text": "of a known name", "comment": [] },
        ] })
    };
    let mut document = native();
    document["comment"] = (0..9).map(nested).collect();
    document["commentCount"] = json!(40);
    document["potentialAction"] = json!({ "@type": "CommentAction", "target": { "url": "/post" } });
    let read = || read_at_once(document.to_string().as_bytes(), PAGE).unwrap();
    let whole = read();
    assert!(read_thread(&whole) && whole.thread().items.len() == 27 && !whole.thread_issues().is_empty());
    for step in [1, 2, 3, 7, 100] {
        let pieces = read();
        let mut reading = ThreadReading::simple(&pieces).unwrap();
        assert_eq!(reading.least(), 9);
        let mut before = 0;
        while reading.more(step) {
            let so_far = reading.so_far();
            assert!(so_far.len() >= before && whole.thread().items.starts_with(so_far));
            before = so_far.len();
        }
        assert!(reading.end());
        assert_eq!((pieces.thread(), pieces.thread_issues()), (whole.thread(), whole.thread_issues()));
    }
}

#[test]
fn nothing_is_shown_early_of_comments_with_markup_for_the_whole_parser() {
    let mut document = native();
    document["comment"] =
        json!([{ "text": "plain" }, { "text": "<ruby>a<rt>b</rt></ruby>" }, { "text": "c" }]);
    let article = read_at_once(document.to_string().as_bytes(), PAGE).unwrap();
    let mut reading = ThreadReading::simple(&article).unwrap();
    while reading.more(1) {}
    assert!(reading.so_far().is_empty() && !reading.end() && article.thread().items.is_empty());
    let mut reading = ThreadReading::whole(&article).unwrap();
    while reading.more(1) {}
    assert!(reading.end() && article.thread().items.len() == 3);
}
