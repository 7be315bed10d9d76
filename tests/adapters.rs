//! What documents of publishing systems are read as. Written for the project in the shapes that the systems send.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

#[path = "support/dump.rs"]
mod dump;

use serde_json::{Value, json};
use standfirst::article::{Access, Article, Kind, Loss, Media, Status, article_text, plain};
use standfirst::format::{FormatError, read};

const PAGE: &str = "https://news.example/wp-json/wp/v2/posts/7";

fn article(value: &Value) -> Article {
    read(value.to_string().as_bytes(), PAGE).unwrap()
}

fn refused(value: &Value) -> FormatError {
    read(value.to_string().as_bytes(), PAGE).unwrap_err()
}

fn post(id: u32, date: &str, title: &str, content: &str) -> Value {
    json!({
        "id": id, "date": date, "date_gmt": date, "modified_gmt": "2026-11-21T10:00:00", "link": format!("https://news.example/{id}/?a=1&#038;b=2"),
        "title": {"rendered": title}, "content": {"rendered": content, "protected": false},
        "excerpt": {"rendered": "<p>The bridge is open [&hellip;]</p>"}, "author": 3, "comment_status": "open",
        "_links": {"self": [{"href": format!("https://news.example/wp-json/wp/v2/posts/{id}")}],
                   "replies": [{"embeddable": true, "href": "https://news.example/wp-json/wp/v2/comments?post=7"}]},
    })
}

#[test]
fn a_wordpress_post_is_html_in_every_field() {
    let mut post = post(
        7,
        "2026-11-20T08:15:00",
        "AT&amp;T &#8217;s <em>bridge</em>",
        "<p>The bridge is open <a href='tolls'>again</a> &amp; paid.</p>",
    );
    post["excerpt"]["rendered"] = json!("<p>Ferries stop. The toll stays.</p>");
    post["_embedded"] = json!({
        "author": [{"name": "Ada &amp; Bob", "link": "https://news.example/author/ada", "avatar_urls": {"24": "https://g.example/24", "96": "https://g.example/96"}}],
        "wp:featuredmedia": [{"source_url": "https://news.example/u/bridge.jpg", "alt_text": "The bridge", "media_type": "image",
            "caption": {"rendered": "<p>Open <b>again</b></p>"},
            "media_details": {"width": 1200, "height": 800, "sizes": {
                "thumbnail": {"source_url": "https://news.example/u/bridge-150x150.jpg", "width": 150},
                "medium": {"source_url": "https://news.example/u/bridge-600x400.jpg", "width": 600, "mime_type": "image/jpeg"}}}}],
        "wp:term": [[{"taxonomy": "category", "name": "Roads &amp; rails"}, {"taxonomy": "category", "name": "Region"}], [{"taxonomy": "post_tag", "name": "bridges", "link": "https://news.example/tag/bridges"}]],
        "replies": [[{"id": 5, "parent": 0, "author_name": "Reader", "date_gmt": "2026-11-20T09:00:00", "content": {"rendered": "<p>Good.</p>"}}]],
    });
    let article = article(&post);
    assert_eq!(article.format, "wordpress-rest");
    assert_eq!(dump::inlines(&article.headline), "AT&T ’s Em[bridge]");
    assert_eq!(plain(&article.deck), "Ferries stop. The toll stays.");
    assert_eq!(article.url.as_deref(), Some("https://news.example/7/?a=1&b=2"));
    assert_eq!(article.published.as_ref().unwrap().iso(), "2026-11-20T08:15:00Z");
    assert_eq!(
        dump::blocks(&article.body),
        "p: The bridge is open Link(https://news.example/7/tolls)[again] & paid."
    );
    assert_eq!(
        (article.byline[0].name.as_str(), article.byline[0].image.as_ref().unwrap().as_str()),
        ("Ada & Bob", "https://g.example/96")
    );
    let Some(Media::Image(lead)) = &article.lead else { panic!("a picture") };
    assert_eq!(
        (lead.alt.as_str(), lead.size, lead.sources.len(), plain(&lead.caption)),
        ("The bridge", Some((1200, 800)), 1, "Open again".into())
    );
    assert_eq!((article.section.as_deref(), article.tags.len()), (Some("Roads & rails"), 2));
    assert_eq!(
        (article.comments.open, article.comments.items.len(), article.comments.items[0].parent.as_deref()),
        (Some(true), 1, None)
    );
    assert_eq!(article.comments.more.as_deref(), Some("https://news.example/wp-json/wp/v2/comments?post=7"));
}

#[test]
fn of_a_list_of_posts_the_newest_opens_and_the_others_are_related() {
    let list = json!([
        post(1, "2026-11-18T00:00:00", "Old", "<p>Old.</p>"),
        post(2, "2026-11-20T00:00:00", "New", "<p>New.</p>"),
        post(3, "2026-11-19T00:00:00", "Middle &amp; more", "<p>Middle.</p>"),
    ]);
    let article = article(&list);
    assert_eq!(plain(&article.headline), "New");
    assert!(article.deck.is_empty(), "an excerpt that was cut off is no standfirst");
    let related: Vec<_> =
        article.related.iter().map(|link| (link.headline.as_str(), link.src.as_deref().unwrap())).collect();
    assert_eq!(
        related,
        [
            ("Old", "https://news.example/wp-json/wp/v2/posts/1"),
            ("Middle & more", "https://news.example/wp-json/wp/v2/posts/3")
        ]
    );
    assert!(
        article.issues.iter().any(|issue| matches!(issue.loss, Loss::Missing(_))),
        "no author without _embed"
    );
}

#[test]
fn a_protected_post_says_so_and_an_attachment_is_refused() {
    let mut post = post(7, "2026-11-20T08:15:00", "Protected: bridge", "");
    post["content"]["protected"] = json!(true);
    assert_eq!(article(&post).access, Access::None);
    post.as_object_mut().unwrap().remove("content");
    assert!(matches!(refused(&post), FormatError::NoArticle { .. }));
}

#[test]
fn a_lead_picture_that_the_text_begins_with_is_shown_once() {
    let mut post = post(
        7,
        "2026-11-20T08:15:00",
        "Bridge",
        "<figure><img src='https://news.example/u/bridge-1024x683.jpg'></figure><p>Text.</p>",
    );
    post["_embedded"] = json!({"wp:featuredmedia": [{"source_url": "https://news.example/u/bridge.jpg"}]});
    assert_eq!(article(&post).lead, None);
}

#[test]
fn comments_of_wordpress_alone_are_a_thread() {
    let comment = |id: u32, parent: u32, status: &str| {
        json!({"id": id, "post": 7, "parent": parent, "author_name": "A &amp; B", "author_url": "javascript:alert(1)",
        "date": "2026-11-20T09:00:00", "content": {"rendered": "<p>Hi <img src=x> <a href='https://a.example' onclick=x>there</a></p>"}, "status": status})
    };
    let article = article(&json!([comment(2, 1, "hold"), comment(1, 0, "approved")]));
    assert_eq!((article.format, article.body.len()), ("comments-wordpress", 0));
    let first = &article.comments.items[0];
    assert_eq!((first.id.as_str(), first.parent.as_deref(), first.status), ("2", Some("1"), Status::Held));
    let author = first.author.as_ref().unwrap();
    assert_eq!((author.name.as_str(), author.url.as_ref()), ("A & B", None));
    assert!(!first.published.as_ref().unwrap().zone_known);
    assert_eq!(dump::blocks(&first.body), "p: Hi Link(https://a.example/)[there]");
}

#[test]
fn wordpress_com_has_names_of_its_own() {
    let post = json!({"ID": 7, "site_ID": 9, "URL": "https://a.example/7", "title": "Cats&nbsp;&amp; dogs", "date": "2026-11-20T08:15:00+01:00",
        "content": "<p>Text.</p>", "excerpt": "<p>Text.</p>", "author": {"name": "Ada", "URL": "https://a.example/ada"},
        "featured_image": "https://a.example/f.jpg", "tags": {"Dogs": {"name": "Dogs"}}, "categories": {"Pets": {"name": "Pets"}},
        "discussion": {"comments_open": true, "comment_count": 4}});
    for document in [post.clone(), json!({"found": 1, "posts": [post]})] {
        let article = article(&document);
        assert_eq!(article.format, "wordpress.com-v1.1");
        assert_eq!(plain(&article.headline), "Cats & dogs");
        assert_eq!(
            (article.comments.count, article.comments.open, article.section.as_deref()),
            (Some(4), Some(true), Some("Pets"))
        );
        assert!(article.deck.is_empty() && article.lead.is_some());
    }
}

#[test]
fn the_newest_item_of_a_feed_opens() {
    let feed = json!({"version": "https://jsonfeed.org/version/1", "title": "Courier", "home_page_url": "https://courier.example/", "author": {"name": "Ada"},
    "items": [
        {"id": "1", "url": "https://courier.example/1", "title": "Old", "content_text": "Old.", "date_published": "2026-11-01T00:00:00Z"},
        {"id": "2", "url": "https://courier.example/2", "title": "Tom &amp; Jerry <i>return</i>", "content_html": "<p><a href='/x'>x</a></p>", "date_published": "2026-11-02T00:00",
         "summary": "They are back.", "image": "pic.jpg", "tags": "a, b", "external_url": "https://other.example/", "language": "de",
         "attachments": [{"url": "talk.mp3", "mime_type": "audio/mpeg", "duration_in_seconds": 60}, {"url": "paper.pdf", "mime_type": "application/pdf", "title": "Paper"}]},
    ]});
    let article = article(&feed);
    assert_eq!(
        (article.format, article.id.as_str(), article.lang.as_deref()),
        ("json-feed-item", "2", Some("de"))
    );
    assert_eq!(dump::inlines(&article.headline), "Tom & Jerry Italic[return]");
    assert_eq!(
        (plain(&article.deck), article.byline[0].name.as_str(), article.tags.len()),
        ("They are back.".into(), "Ada", 2)
    );
    let when = article.published.as_ref().unwrap();
    assert_eq!((when.zone_known, when.iso().as_str()), (false, "2026-11-02T00:00"));
    let body = dump::blocks(&article.body);
    assert_eq!(
        body.lines().collect::<Vec<_>>(),
        [
            "audio https://courier.example/talk.mp3 | ",
            "p: Link(https://courier.example/x)[x]",
            "p: Link(https://courier.example/paper.pdf)[Paper]",
            "related https://other.example/",
        ]
    );
    assert_eq!(article.related.len(), 1);
    let item = json!({"id": "x", "content_text": "One.\n\nTwo &amp; three"});
    assert_eq!(dump::blocks(&self::article(&item).body), "p: One.\np: Two & three");
    assert!(matches!(
        refused(&json!({"version": "https://jsonfeed.org/version/1.1", "items": []})),
        FormatError::NoArticle { .. }
    ));
}

#[test]
fn ninjs_of_all_editions() {
    let first = json!({"uri": "urn:x:1", "type": "text", "versioncreated": "2026-11-20T08:15:00Z", "byline": "Ada", "located": "Sellhaven", "language": "en",
        "headline": "Bridge &amp; toll", "body_text": "Plain.", "body_xhtml": "<p>Rich <b>text</b>.</p>", "subject": [{"name": "roads"}], "copyrightnotice": "© Agency",
        "associations": {"main": {"uri": "urn:x:2", "type": "picture", "headline": "The bridge", "description_text": "Open again.", "byline": "Bob",
            "renditions": {"small": {"href": "https://i.example/s.jpg", "mimetype": "image/jpeg", "width": 300, "height": 200},
                           "large": {"href": "https://i.example/l.jpg", "mimetype": "image/jpeg", "width": 1200, "height": 800}}},
                         "text": {"uri": "https://news.example/ferry", "type": "text", "headline": "The ferry"}}});
    let one = article(&first);
    assert_eq!(
        (one.format, plain(&one.headline), one.dateline.as_deref(), one.byline_text.as_deref()),
        ("ninjs-1.x", "Bridge & toll".into(), Some("Sellhaven"), Some("Ada"))
    );
    assert_eq!(dump::blocks(&one.body), "p: Rich Bold[text].");
    let Some(Media::Image(lead)) = &one.lead else { panic!("a picture") };
    assert_eq!(
        (lead.url.as_str(), lead.sources.len(), plain(&lead.caption), lead.credit.as_deref()),
        ("https://i.example/l.jpg", 1, "Open again.".into(), Some("Bob"))
    );
    assert_eq!(one.related.len(), 1);

    let third = json!({"uri": "urn:x:1", "type": "text", "standard": {"name": "ninjs", "version": "3.0"}, "versionCreated": "2026-11-20T09:00:00Z", "firstCreated": "2026-11-20T08:15:00Z",
        "by": "Ada", "headlines": [{"role": "short", "value": "Bridge"}, {"role": "main", "value": "Bridge reopens"}],
        "bodies": [{"role": "nitf", "value": "<?xml version=\"1.0\"?><nitf><body.content><p>no</p></body.content></nitf>"}, {"role": "main", "contentType": "text/plain", "value": "Plain."}, {"role": "html", "contentType": "text/html", "value": "<p>Rich.</p>"}],
        "associations": [{"name": "film", "type": "video", "renditions": [{"href": "https://i.example/v.mp4", "contentType": "video/mp4"}]}]});
    let three = article(&third);
    assert_eq!((three.format, plain(&three.headline)), ("ninjs-2.x/3.x", "Bridge reopens".into()));
    assert_eq!(dump::blocks(&three.body), "p: Rich.\nvideo https://i.example/v.mp4 |");
    assert_eq!(
        (three.published.as_ref().unwrap().iso(), three.modified.as_ref().unwrap().iso()),
        ("2026-11-20T08:15:00Z".into(), "2026-11-20T09:00:00Z".into())
    );
    for event in [
        json!({"uri": "u", "type": "event", "headlines": []}),
        json!({"uri": "u", "bodies": [{"value": "x"}], "eventDetails": {}}),
    ] {
        assert!(matches!(refused(&event), FormatError::NoArticle { .. }));
    }
}

#[test]
fn activitystreams_articles_notes_and_answers() {
    let object = json!({"@context": "https://www.w3.org/ns/activitystreams", "type": "Article", "id": "https://a.example/1", "name": "Bridge",
        "url": [{"type": "Link", "mediaType": "text/markdown", "href": "https://a.example/1.md"}, {"type": "Link", "mediaType": "text/html", "href": "https://a.example/bridge"}],
        "content": "<!-- wp:paragraph --><p>Text <a href=\"/x\">x</a></p>", "contentMap": {"fr": "<p>Texte</p>", "en": "<!-- wp:paragraph --><p>Text <a href=\"/x\">x</a></p>"},
        "attributedTo": ["https://a.example/users/ada", {"type": "Person", "name": "Bob", "url": "https://a.example/bob"}],
        "attachment": [{"type": "Image", "mediaType": "image/png", "url": "https://i.example/a.png?x=1&#038;y=2", "name": "Alt"}, {"type": "Link", "href": "https://b.example/"}],
        "tag": [{"type": "Hashtag", "name": "#bridges", "href": "https://a.example/t"}, {"type": "Mention", "name": "@x"}],
        "replies": {"id": "https://a.example/1/replies", "totalItems": 2, "first": {"items": [{"type": "Note", "id": "https://c.example/2", "inReplyTo": "https://a.example/1", "attributedTo": "https://c.example/@carl", "content": "<p>Hm.</p>"}]}}});
    for document in
        [object.clone(), json!({"type": "Create", "actor": "https://a.example/users/ada", "object": object})]
    {
        let article = article(&document);
        assert_eq!(
            (article.format, article.url.as_deref(), article.lang.as_deref()),
            ("activitystreams", Some("https://a.example/bridge"), Some("en"))
        );
        let names: Vec<_> = article.byline.iter().map(|agent| agent.name.as_str()).collect();
        assert_eq!(names, ["@ada@a.example", "Bob"]);
        assert_eq!(
            dump::blocks(&article.body),
            "p: Text Link(https://a.example/x)[x]\nimage https://i.example/a.png?x=1&y=2 alt=\"Alt\"\nrelated https://b.example/"
        );
        assert_eq!(
            (article.tags.len(), article.comments.count, article.comments.items.len()),
            (1, Some(2), 1)
        );
    }
    let note = json!({"type": "Note", "id": "https://c.example/2", "attributedTo": "https://c.example/@carl", "content": "<p>Hm.</p>", "@context": ["https://www.w3.org/ns/activitystreams", {}]});
    assert_eq!(
        (article(&note).format, article(&note).kind, article(&note).name()),
        ("activitystreams", Kind::Note, "Hm.".into())
    );
    let mut answer = note.clone();
    answer["inReplyTo"] = json!("https://a.example/1");
    let thread = article(&answer);
    assert_eq!(
        (thread.format, thread.comments.items[0].parent.as_deref()),
        ("comments-activitystreams", Some("https://a.example/1"))
    );
    for other in ["Event", "Video", "Tombstone"] {
        let mut other_kind = note.clone();
        other_kind["type"] = json!(other);
        assert!(matches!(refused(&other_kind), FormatError::NoArticle { .. }), "{other}");
    }
}

#[test]
fn a_page_is_read_by_its_json_ld() {
    let page = "<!doctype html><title>x</title><script>var a = '<script type=\"application/ld+json\">';</script>
        <script type='application/ld+json'>{broken</script>
        <SCRIPT TYPE='application/ld+json; charset=utf-8'>//<![CDATA[\n{\"@context\":\"https://schema.org\",\"@type\":\"NewsArticle\",\"headline\":\"Bridge\nreopens\",\"articleBody\":\"<p>Rich &amp; <b>bold</b></p>\"}\n//]]></SCRIPT><p>Body</p>";
    let article = read(page.as_bytes(), "https://news.example/bridge").unwrap();
    assert_eq!((article.format, plain(&article.headline)), ("schema.org", "Bridge reopens".into()));
    assert_eq!(dump::blocks(&article.body), "p: Rich & Bold[bold]");
    assert!(article.issues.iter().any(|issue| matches!(issue.loss, Loss::Unreadable(_))));
    let error = read(b"<!doctype html><p>Nothing here</p>", PAGE).unwrap_err();
    assert!(error.to_string().contains("HTML page"), "{error}");
}

#[test]
fn live_pages_and_films_of_schema_org() {
    let page = json!({"@type": "LiveBlogPosting", "headline": "Live", "video": {"@type": "VideoObject", "name": "Film", "embedUrl": "https://www.youtube.com/embed/abc"},
        "interactionStatistic": [{"interactionType": "https://schema.org/CommentAction", "userInteractionCount": 12}],
        "liveBlogUpdate": [{"@type": "BlogPosting", "headline": "Open", "datePublished": "2026-11-20T08:00:00Z", "articleBody": "<p>It is <b>open</b>.</p>"}, {"articleBody": "Second."}, {}]});
    let article = article(&page);
    assert_eq!((article.kind, article.comments.count), (Kind::LiveBlog, Some(12)));
    assert_eq!(
        dump::blocks(&article.body),
        "embed https://www.youtube.com/watch?v=abc frame https://www.youtube-nocookie.com/embed/abc (YouTube) \"Film\"\nupdate Open\n  p: It is Bold[open].\nupdate \n  p: Second."
    );
}

#[test]
fn texts_that_json_forbids_are_read_where_one_thing_can_be_meant() {
    let text = "{\"@type\":\"Article\",\"headline\":\"One\ntwo\",\"articleBody\":\"A\tb \\ud83d.\"}";
    let article = read(text.as_bytes(), PAGE).unwrap();
    assert_eq!(
        (plain(&article.headline), article_text(&article)),
        ("One two".into(), "A b \u{FFFD}.".into())
    );
    assert!(article.issues.iter().any(|issue| issue.path == "$"));
}

#[test]
fn shapes_that_no_rule_knows_are_refused_with_what_was_seen() {
    for value in [
        json!({"version": "0.10.7", "type": "story", "headlines": {"basic": "x"}, "content_elements": []}),
        json!({"title": {"rendered": "x"}, "media_type": "image"}),
        json!({"json-ld": [{"@type": "NewsArticle", "headline": "x"}]}),
        json!({"$schema": "x", "type": "object", "title": "Schema", "properties": {}}),
        json!([{"_type": "block", "children": []}]),
        json!({"uri": "u", "title": "t", "descriptions": []}),
        json!({"ID": 1, "content": "<p>x</p>"}),
        json!([]),
        json!(7),
        json!("text"),
        json!(null),
    ] {
        assert!(matches!(refused(&value), FormatError::NoArticle { .. }), "{value}");
    }
}
