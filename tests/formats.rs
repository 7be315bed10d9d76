//! What the native format and schema.org documents are read as.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use serde_json::{Value, json};
use standfirst::article::{
    Access, Article, BlockKind, Dir, Inline, Loss, Media, Status, Style, article_text, links_and_images,
    plain,
};
use standfirst::format::{FormatError, MAX_BYTES, read, read_feed};

const PAGE: &str = "https://news.example/2026/bridge.json";

fn article(value: &Value) -> Article {
    read(value.to_string().as_bytes(), PAGE).unwrap()
}

/// A native article around one value of a key.
fn with(key: &str, value: Value) -> Article {
    let mut document = json!({"@type": "NewsArticle", "headline": "A bridge", "body": ["Text."]});
    document[key] = value;
    article(&document)
}

fn paths(article: &Article) -> Vec<String> {
    article.issues.iter().map(|issue| issue.path.clone()).collect()
}

#[test]
fn the_samples_are_read_without_an_issue() {
    for entry in std::fs::read_dir("public/samples").unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|end| end != "json") || path.ends_with("feed.json") {
            continue;
        }
        let address = format!("https://news.example/{}", path.display());
        let article = read(&std::fs::read(&path).unwrap(), &address).unwrap();
        assert_eq!(article.format, "native", "{}", path.display());
        assert!(article.issues.is_empty(), "{}: {:#?}", path.display(), article.issues);
        assert!(!article.headline.is_empty() && !article.body.is_empty() && article.dir.is_some());
    }
    let feed = read_feed(&std::fs::read("public/samples/feed.json").unwrap(), PAGE).unwrap();
    assert!(feed.len() > 3 && feed.iter().all(|link| link.src.is_some()));
}

#[test]
fn the_example_of_the_schema_is_read_whole() {
    let bytes = std::fs::read("schema/article.example.json").unwrap();
    let article = read(&bytes, "https://news.example/schema/article.example.json").unwrap();
    assert_eq!(article.issues, []);
    assert_eq!(article.id, "urn:example:bridge-reopens");
    assert_eq!(article.url.as_deref(), Some("https://example.org/bridge-reopens"));
    assert_eq!(plain(&article.headline), "Bridge reopens after nine years");
    assert_eq!(article.kicker.as_deref(), Some("Transport"));
    assert_eq!(article.section.as_deref(), Some("Region"));
    assert_eq!(article.dateline.as_deref(), Some("SELLHAVEN"));
    assert_eq!(article.byline.len(), 2);
    assert_eq!(article.byline[1].role.as_deref(), Some("Photographs"));
    assert_eq!(article.published.as_ref().unwrap().iso(), "2026-11-20T07:15:00Z");
    assert_eq!(article.access, Access::Free);
    assert_eq!(article.tags.len(), 2);
    assert_eq!(article.related.len(), 2);
    assert_eq!(article.corrections.len(), 1);
    assert_eq!(article.notes.len(), 1);
    assert_eq!(article.notes[0].id, "n1");
    let Some(Media::Image(lead)) = &article.lead else { panic!("a lead picture") };
    assert_eq!(lead.sources.len(), 1);
    assert_eq!(lead.size, Some((1200, 675)));
    assert!(
        matches!(&article.body[0].kind, BlockKind::Paragraph(text) if matches!(text.last(), Some(Inline::NoteRef { .. })))
    );
    let BlockKind::List { items, .. } = &article.body[3].kind else { panic!("a list") };
    assert_eq!((items.len(), items[1].body.len(), items[2].checked), (3, 2, Some(true)));
    assert_eq!(article.comments.count, Some(2));
    assert_eq!(article.comments.items[1].parent.as_deref(), Some("c1"));
    assert_eq!(article.comments.items[1].status, Status::Held);
    assert_eq!(article.comments.post_to.as_ref().unwrap().url, "https://example.org/comments");
    assert!(!article.body.iter().any(|block| matches!(&block.kind, BlockKind::Note(_))));
}

#[test]
fn any_wrong_type_in_any_field_leaves_an_article_and_an_issue() {
    let keys = [
        "@id",
        "url",
        "kicker",
        "alternativeHeadline",
        "description",
        "articleSection",
        "inLanguage",
        "dir",
        "dateline",
        "datePublished",
        "dateModified",
        "author",
        "publisher",
        "image",
        "body",
        "correction",
        "relatedLink",
        "keywords",
        "isAccessibleForFree",
        "license",
        "copyrightNotice",
        "commentCount",
        "comment",
        "discussionUrl",
    ];
    let wrong = [json!(true), json!(-1.5), json!({"a": []}), json!([[[]], 1, false]), json!([{"@type": {}}])];
    for key in keys {
        for value in &wrong {
            let article = with(key, value.clone());
            assert_eq!(plain(&article.headline), "A bridge", "{key}: {value}");
            if (key, value) == ("isAccessibleForFree", &json!(true)) || key == "@id" && value.is_number() {
                continue;
            }
            assert!(!article.issues.is_empty(), "{key}: {value}");
        }
        assert_eq!(with(key, Value::Null).body.len(), usize::from(key != "body"), "{key}: null");
    }
}

#[test]
fn wrong_types_inside_blocks_leave_what_can_be_read() {
    let types = [
        "paragraph",
        "heading",
        "list",
        "quote",
        "image",
        "gallery",
        "video",
        "audio",
        "embed",
        "table",
        "code",
        "preformatted",
        "math",
        "divider",
        "aside",
        "related",
        "note",
        "update",
        "unsupported",
        "quiz",
    ];
    let keys = [
        "id", "lang", "dir", "text", "level", "items", "body", "cite", "url", "images", "caption", "rows",
        "code", "tex", "links", "title", "of", "width", "sources", "tracks", "duration", "header", "role",
        "headline", "author",
    ];
    for kind in types {
        for wrong in [json!(7), json!([1, {"x": 2}]), json!({"y": [3]}), json!(false), json!("word")] {
            let mut block = json!({ "type": kind });
            for key in keys {
                block[key] = wrong.clone();
            }
            let article = with("body", json!([block, "Last."]));
            assert!(article_text(&article).contains("Last."), "{kind}: {wrong}");
        }
    }
}

#[test]
fn inline_markup_becomes_inlines_and_the_rest_is_told() {
    let article = with(
        "body",
        json!([
            "A <em>b</em> &amp; <a href='/c' title=t>c</a><script>alert(1)</script> <blink>d</blink><br>e \u{a0}f  g "
        ]),
    );
    let BlockKind::Paragraph(text) = &article.body[0].kind else { panic!("a paragraph") };
    assert_eq!(plain(text), "A b & c d e f g");
    assert_eq!(text[1], Inline::Styled(Style::Em, vec![Inline::Text("b".into())]));
    assert!(
        matches!(&text[3], Inline::Link { href, title: Some(_), .. } if href.http() == Some("https://news.example/c"))
    );
    assert_eq!(text.last(), Some(&Inline::Text("e \u{a0}f g".into())));
    let losses: Vec<&Loss> = article.issues.iter().map(|issue| &issue.loss).collect();
    assert_eq!(losses, [&Loss::DroppedMarkup("script".into()), &Loss::UnwrappedMarkup("blink".into())]);
    assert_eq!(paths(&article)[0], "$.body[0]");
}

#[test]
fn no_address_of_another_scheme_gets_through() {
    let article = with(
        "body",
        json!([
            "<a href='java&#9;script:alert(1)'>x</a><a href=' JAVASCRIPT:alert(1)'>y</a><img src='data:image/png;base64,AA' alt=z>",
            {"type": "image", "url": "javascript:1", "caption": "seen"},
            {"type": "embed", "url": "data:text/html,x", "title": "Card"},
        ]),
    );
    assert_eq!(links_and_images(&article), (vec![], vec![]));
    assert_eq!(article_text(&article), "xyz\nseen\nCard");
    assert!(article.issues.len() >= 5, "{:?}", article.issues);
}

#[test]
fn what_is_nested_too_deeply_keeps_its_text() {
    let mut block = json!("deepest");
    for _ in 0..100 {
        block = json!({"type": "quote", "body": [block]});
    }
    let article = with("body", json!([block]));
    assert!(article_text(&article).contains("deepest"));
    assert!(article.issues.iter().any(|issue| issue.loss == Loss::TooDeep));
    let deep = format!("{}deep{}", "<b>".repeat(5000), "</b>".repeat(5000));
    let article = with("body", json!([deep]));
    assert!(article_text(&article).contains("deep"));
    assert!(article.issues.iter().any(|issue| issue.loss == Loss::TooDeep));
}

#[test]
fn a_thread_of_two_hundred_answers_is_flat_and_safe() {
    let mut comment = json!({"@id": "c200", "text": "last"});
    for at in (0..200).rev() {
        comment = json!({"@id": format!("c{at}"), "text": "x", "comment": [comment]});
    }
    let article = with("comment", json!([comment, {"text": "no id"}, {"@id": "c5", "text": "twice"}]));
    assert_eq!(article.comments.items.len(), 203);
    assert_eq!(article.comments.items[200].parent.as_deref(), Some("c199"));
    assert_eq!(article.comments.items[201].id, "2");
    assert_eq!(article.comments.items[202].id, "c5~203");
}

#[test]
fn comments_take_text_and_links_but_no_pictures() {
    let text = "First <img src=/spy.png alt=':)'> <a href=http://a.example>link</a>\n\nSecond\nline";
    let article = with("comment", json!([{"@id": "a", "text": text}]));
    let blocks = &article.comments.items[0].body;
    assert_eq!(blocks.len(), 2);
    assert!(matches!(&blocks[1].kind, BlockKind::Paragraph(text) if text.contains(&Inline::Break)));
    assert!(!format!("{blocks:?}").contains("spy"));
}

#[test]
fn json_ld_is_read_in_the_shapes_that_publishers_print() {
    let document = json!({"@context": "https://schema.org", "@graph": [
        {"@type": "WebPage", "@id": "https://news.example/2026/bridge"},
        {"@type": ["Person"], "@id": "#ada", "name": "Ada Writer", "image": {"@id": "#face"}},
        {"@type": "Organization", "@id": "#us", "name": "The Courier"},
        {"@type": "ImageObject", "@id": "#lead", "url": "https://img.example/a.jpg", "width": "1200px", "height": {"value": 800}},
        {"@type": ["Article", "NewsArticle"], "headline": "AT&amp;T buys a <bridge>", "author": [{"@id": "#ada"}, "Bob", "Bob"],
         "publisher": {"@id": "#us"}, "image": {"@id": "#lead"}, "mainEntityOfPage": {"@id": "https://news.example/2026/bridge"},
         "keywords": "bridges, tolls; Bridges", "articleSection": ["Region", "Traffic"], "inLanguage": "en_GB",
         "datePublished": "19 Nov 2019 07:09 GMT", "isAccessibleForFree": "False", "articleBody": "One.\n\nTwo\nlines &amp; more.",
         "isPartOf": {"@type": "Blog"}, "copyrightYear": "2019", "copyrightHolder": {"@id": "#us"}}
    ]});
    let article = article(&document);
    assert_eq!(article.format, "schema.org");
    assert_eq!(plain(&article.headline), "AT&T buys a <bridge>");
    let names: Vec<_> = article.byline.iter().map(|agent| agent.name.as_str()).collect();
    assert_eq!(names, ["Ada Writer", "Bob"]);
    assert_eq!(article.publisher.unwrap().name, "The Courier");
    let Some(Media::Image(lead)) = article.lead else { panic!("a picture") };
    assert_eq!((lead.url.as_str(), lead.size), ("https://img.example/a.jpg", Some((1200, 800))));
    assert_eq!(article.url.as_deref(), Some("https://news.example/2026/bridge"));
    assert_eq!(article.section.as_deref(), Some("Region"));
    assert_eq!(
        article.tags.iter().map(|tag| tag.name.as_str()).collect::<Vec<_>>(),
        ["Traffic", "bridges", "tolls"]
    );
    assert_eq!(article.lang.as_deref(), Some("en-GB"));
    assert_eq!(article.access, Access::Part);
    assert_eq!(article.body.len(), 2);
    assert_eq!(article.rights.as_deref(), Some("© 2019 The Courier"));
    assert_eq!(article.dir, Some(Dir::Ltr));
}

#[test]
fn of_several_articles_that_of_the_page_is_read_then_the_longest() {
    let node = |headline: &str, url: &str, text: &str| json!({"@type": "http://schema.org/BlogPosting", "headline": headline, "url": url, "articleBody": text});
    let list = json!([node("other", "/other", "A long text."), node("this", "/2026/bridge.json", "")]);
    assert_eq!(plain(&article(&list).headline), "this");
    let list = json!([node("short", "/a", "."), node("long", "/b", "A long text.")]);
    assert_eq!(plain(&article(&list).headline), "long");
}

#[test]
fn what_is_no_article_is_refused_with_what_was_seen() {
    let refused = |text: &str| read(text.as_bytes(), PAGE).unwrap_err();
    let FormatError::NoArticle { keys, likely_title, likely_body } =
        refused(r#"{"title":"T","content":"<p>x","z":1}"#)
    else {
        panic!("no article")
    };
    assert_eq!(
        (keys.len(), likely_title.as_deref(), likely_body.as_deref()),
        (3, Some("T"), Some("content"))
    );
    assert!(matches!(
        refused(r#"{"@type":"NewsArticle","headline":[],"body":7}"#),
        FormatError::NoArticle { .. }
    ));
    assert!(matches!(refused(r#"{"@type":"Event","name":"x"}"#), FormatError::NoArticle { .. }));
    let FormatError::NotJson { line, column, .. } = refused("{\n  \"headline\": \"x\",\n  oops }") else {
        panic!("no JSON")
    };
    assert_eq!((line, column), (3, 3));
    assert!(matches!(refused("{} {}"), FormatError::NotJson { line: 1, column: 4, .. }));
    assert_eq!(refused(" \n"), FormatError::Empty);
    assert!(matches!(read(b"\x89PNG\r\n\x1a\n\0\0", PAGE), Err(FormatError::NotText { at: 0 })));
    assert_eq!(read(&vec![b' '; MAX_BYTES + 1], PAGE), Err(FormatError::TooLarge { bytes: MAX_BYTES + 1 }));
    let deep = format!("{{\"a\":\n{}", "[".repeat(10_000));
    assert_eq!(refused(&deep), FormatError::TooDeep { line: 2, column: 512 });
    assert_eq!(refused(&"{\"a\":".repeat(10_000)), FormatError::TooDeep { line: 1, column: 5 * 512 + 1 });
}

#[test]
fn byte_order_marks_and_utf_16_are_read() {
    let text = json!({"@type": "NewsArticle", "headline": "Brücke 🌉", "body": ["x"]}).to_string();
    let marked = [b"\xEF\xBB\xBF".as_slice(), text.as_bytes()].concat();
    let units = || std::iter::once(0xFEFF).chain(text.encode_utf16());
    let little: Vec<u8> = units().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = units().flat_map(u16::to_be_bytes).collect();
    for bytes in [&marked, &little, &big] {
        assert_eq!(plain(&read(bytes, PAGE).unwrap().headline), "Brücke 🌉");
    }
    assert!(matches!(read(&little[..little.len() - 1], PAGE), Err(FormatError::NotText { .. })));
}

/// Values nested to the limit are parsed, converted and dropped on a stack as small as a page's.
#[test]
fn the_deepest_document_needs_no_more_than_a_small_stack() {
    let blocks = format!("{}1{}", r#"{"type":"aside","body":["#.repeat(250), "]}".repeat(250));
    let comments = format!("{}{}", r#"{"@id":"x","text":"t","comment":["#.repeat(250), "]}".repeat(250));
    let value = format!("{}1{}", "[".repeat(500), "]".repeat(500));
    let document = format!(
        r#"{{"@type":"NewsArticle","headline":"h","body":[{blocks}],"comment":[{comments}],"mainEntity":{value},"author":{value}}}"#
    );
    let small = std::thread::Builder::new().stack_size(1 << 20);
    let read =
        small.spawn(move || read(document.as_bytes(), PAGE).map(|article| article.comments.items.len()));
    assert_eq!(read.unwrap().join().unwrap(), Ok(250));
}

#[test]
fn a_feed_is_a_list_newest_first() {
    let feed = json!({"version": "https://jsonfeed.org/version/1.1", "title": "Courier", "items": [
        {"id": "1", "url": "/old", "title": "Old", "date_published": "2026-01-01T00:00:00Z"},
        {"id": "2", "url": "https://other.example/new", "title": "New &amp; good", "date_published": "2026-02-01T00:00:00Z",
         "_standfirst": {"src": "articles/new.json"}, "summary": "Short."},
        {"id": "3", "url": "javascript:alert(1)", "title": "Bad"},
        {"id": "4", "_standfirst": {"src": "data:x"}},
    ]});
    let links = read_feed(feed.to_string().as_bytes(), "https://news.example/feed.json").unwrap();
    assert_eq!(links.len(), 2);
    assert_eq!(
        (links[0].headline.as_str(), links[0].src.as_deref()),
        ("New & good", Some("https://news.example/articles/new.json"))
    );
    assert_eq!(links[1].url.http(), Some("https://news.example/old"));
    assert!(matches!(read_feed(b"{}", PAGE), Err(FormatError::NoArticle { .. })));
}
