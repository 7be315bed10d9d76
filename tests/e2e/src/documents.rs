//! Documents in the native format, made for tests.

use serde_json::{Value, json};

/// A short report with a dateline, two authors, three paragraphs, two related articles and two comments.
pub fn report() -> Value {
    json!({
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": "urn:example:report",
        "headline": "Harbour bridge opens to traffic again",
        "alternativeHeadline": "The ferries stop on Sunday.",
        "dateline": "NORDHAVEN",
        "datePublished": "2026-11-20T08:15:00+01:00",
        "inLanguage": "en",
        "author": [{"@type": "Person", "name": "Ada Berg"}, {"@type": "Person", "name": "Jon Sund"}],
        "body": ["The first paragraph of the report.", "The second paragraph, with <em>stress</em>.", "The third paragraph."],
        "relatedLink": [
            {"url": "second.json", "headline": "The second article"},
            {"url": "https://elsewhere.example/story", "headline": "A story elsewhere"}
        ],
        "comment": [{
            "@type": "Comment", "@id": "c1", "text": "A first comment.", "author": {"name": "Mia"}, "datePublished": "2026-11-20T09:00:00Z",
            "comment": [{"@id": "c2", "text": "An answer to it.", "author": {"name": "Leo"}, "datePublished": "2026-11-20T09:30:00Z"}]
        }]
    })
}

/// Another article, to go to.
pub fn second() -> Value {
    json!({
        "@type": "NewsArticle",
        "headline": "The second article",
        "dateline": "SOLVIK",
        "inLanguage": "en",
        "body": ["It has one paragraph."],
        "@context": "https://schema.org"
    })
}

/// A report so long that the page scrolls far, with its related articles after it.
pub fn long() -> Value {
    let mut document = report();
    let paragraphs =
        (1..=60).map(|n| format!("Paragraph {n}. {}", "It was time to say it at some length. ".repeat(8)));
    if let Some(keys) = document.as_object_mut() {
        keys.insert("body".to_owned(), paragraphs.map(Value::from).collect());
    }
    document
}

/// So many comments with ids from 0 on, of up to 12 levels, each with two sentences.
pub fn thread(count: usize) -> Value {
    let comment = |n: usize| {
        // A run of twelve goes one level down each time; then another begins.
        let parent = if n.is_multiple_of(12) { Value::Null } else { json!({"@id": (n - 1).to_string()}) };
        json!({
            "@type": "Comment", "@id": n.to_string(), "parentItem": parent, "author": {"name": format!("Reader {}", n % 700)},
            "datePublished": format!("2026-11-{:02}T{:02}:{:02}:00Z", 1 + n / 1440 % 20, n / 60 % 24, n % 60),
            "text": format!("Comment number {n}. The ferry takes <em>twice</em> as long in winter, and nobody has asked those who <a href=\"https://a.example/{n}\">row</a>.")
        })
    };
    (0..count).map(comment).collect()
}
