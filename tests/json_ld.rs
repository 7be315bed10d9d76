//! The part that reads articles of schema.org in the shapes that publishers give them reads them as the whole reader does, or leaves
//! them to another part.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

#[path = "support/variants.rs"]
mod variants;

use serde_json::{Value, json};
use standfirst::format::{Needs, read, read_at_once, read_json_ld, read_native};
use variants::variants;

const PAGE: &str = "https://news.example/a/story.html";

/// A graph as the most used plug-ins for search engines write it, and one article as a newspaper does.
fn documents() -> [Value; 2] {
    let graph = json!({ "@context": "https://schema.org", "@graph": [
        { "@type": ["Article", "NewsArticle"], "@id": "https://news.example/a/story.html#article",
            "isPartOf": { "@id": "https://news.example/a/story.html" }, "headline": "Ships &amp; &#8220;harbours&#8221;",
            "author": { "name": "A B", "@id": "https://news.example/#/person/1" }, "datePublished": "2026-11-20T08:00:00+00:00",
            "dateModified": "2026-11-21T08:00:00+00:00", "mainEntityOfPage": { "@id": "https://news.example/a/story.html" },
            "wordCount": 700, "commentCount": 0, "publisher": { "@id": "https://news.example/#org" },
            "image": { "@id": "https://news.example/a/story.html#image" }, "thumbnailUrl": "https://news.example/i.jpg",
            "keywords": ["Sea", "Trade"], "articleSection": ["World", "Sea"], "inLanguage": "en_GB",
            "potentialAction": [{ "@type": "CommentAction", "name": "Comment", "target": ["https://news.example/a/story.html#respond"] }],
            "copyrightYear": "2026", "copyrightHolder": { "@id": "https://news.example/#org" } },
        { "@type": "WebPage", "@id": "https://news.example/a/story.html", "url": "https://news.example/a/story.html", "name": "x" },
        { "@type": "ImageObject", "@id": "https://news.example/a/story.html#image", "inLanguage": "en-GB",
            "url": "https://news.example/i.jpg", "contentUrl": "https://news.example/i.jpg", "width": "1200px", "height": 800,
            "caption": "A harbour" },
        { "@type": "Organization", "@id": "https://news.example/#org", "name": "The Example", "url": "https://news.example/",
            "logo": { "@type": "ImageObject", "@id": "https://news.example/#logo", "url": "https://news.example/l.png" } },
    ] });
    let newspaper = json!([{ "@context": "http://schema.org", "@type": "http://schema.org/ReportageNewsArticle",
        "url": "https://news.example/a/story.html", "mainEntityOfPage": "True", "headline": "Line",
        "alternativeHeadline": "Under <em>it</em>", "description": "D &hellip;", "articleBody": "One.\n\nTwo &amp; three.",
        "dateCreated": "2026-11-20", "creator": ["A B", "A B", "https://news.example/staff/c"],
        "author": [{ "@type": "Person", "name": ["A", "B"], "jobTitle": ["J"], "url": ["/ab"] }, { "givenName": "G", "familyName": "F" }],
        "publisher": [{ "name": "P", "logo": [{ "url": "/l.png", "width": "600" }] }],
        "image": [{ "url": ["/i.jpg"], "width": { "value": 3 }, "creditText": null, "creator": [{ "name": "C" }] }, "/j.jpg"],
        "isAccessibleForFree": "False", "Keywords": "x; y, x", "articleSection": "World", "inLanguage": { "name": "en" },
        "locationCreated": { "name": "BERN" }, "license": { "url": "https://l.example/by" }, "correction": ["Wrong.\n\nRight."],
        "interactionStatistic": [{ "interactionType": { "@type": "CommentAction" }, "userInteractionCount": "7" }] }]);
    [graph, newspaper]
}

/// Whether the part takes a document, which it must then read as the whole reader does.
fn is_taken(bytes: &[u8]) -> bool {
    let Err(Needs::JsonLd(document)) = read_at_once(bytes, PAGE) else { return false };
    let all = read(bytes, PAGE);
    match read_json_ld(document, PAGE) {
        Ok(article) => assert_eq!(Ok(article), all, "{}", String::from_utf8_lossy(bytes)),
        Err(Needs::Native(document)) => {
            if let Ok(article) = read_native(&document, PAGE) {
                assert_eq!(Ok(article), all, "{document}");
            }
            return false;
        }
        Err(Needs::All) => return false,
        Err(other) => panic!("{other:?}"),
    }
    true
}

#[test]
fn articles_are_read_and_with_any_one_odd_value_as_by_the_whole_reader() {
    for whole in documents() {
        let variants = variants(&whole);
        let taken = variants.iter().filter(|document| is_taken(document.to_string().as_bytes())).count();
        assert!(is_taken(whole.to_string().as_bytes()), "{whole}");
        assert!(taken > variants.len() / 2, "{taken} of {}", variants.len());
    }
}

#[test]
fn what_few_documents_have_is_for_another_part() {
    let with = |key: &str, value: Value| {
        let mut document = json!({ "@type": ["NewsArticle"], "headline": "h", "articleBody": "One." });
        document[key] = value;
        let Err(Needs::JsonLd(document)) = read_at_once(document.to_string().as_bytes(), PAGE) else {
            panic!("{key} is for the part of schema.org");
        };
        read_json_ld(document, PAGE)
    };
    assert!(with("description", json!("d")).is_ok());
    for (key, value) in [
        ("comment", json!([{ "text": "c" }])),
        ("video", json!({ "contentUrl": "/v.mp4" })),
        ("liveBlogUpdate", json!([{ "headline": "u" }])),
        ("relatedLink", json!(["/r"])),
        ("body", json!(["One."])),
        ("hasPart", json!({ "@type": "WebPageElement" })),
        ("url", json!("javascript:alert(1)")),
    ] {
        let is_rare = matches!(with(key, value), Err(Needs::Native(_)));
        assert_eq!(is_rare, key != "hasPart", "{key}");
    }
    assert_eq!(with("articleBody", json!("<p>One.</p>")), Err(Needs::All));
    assert_eq!(with("headline", json!("One <em>two</em> &half; three")), Err(Needs::All));
}

/// The corpus is beside the project, where it is: its text belongs to publishers.
#[test]
fn documents_of_publishers_are_read_alike_or_left() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/articles");
    let Ok(index) = std::fs::read_to_string(folder.join("index.tsv")) else {
        println!("skipped: {} is not there", folder.display());
        return;
    };
    let (mut at_once, mut taken, mut all) = (0, 0, 0);
    for line in index.lines() {
        let mut fields = line.split('\t');
        let (number, format) = (fields.next().unwrap(), fields.next().unwrap());
        let Ok(bytes) = std::fs::read(folder.join(format!("{number}.json"))) else { continue };
        let is_taken = is_taken(&bytes);
        if format != "schema.org" {
            assert!(!is_taken, "{number} {format}");
            continue;
        }
        all += 1;
        match read_at_once(&bytes, PAGE) {
            Ok(article) => {
                at_once += 1;
                let all = read(&bytes, PAGE).unwrap();
                assert!(article.unread.is_some() || article == all, "{number}");
            }
            Err(_) if is_taken => taken += 1,
            Err(_) => println!("{number} is left"),
        }
    }
    println!("{at_once} of {all} documents of schema.org are read at once, {taken} by the part for them");
    assert!((at_once + taken) * 10 >= all * 9, "{at_once} and {taken} of {all}");
}
