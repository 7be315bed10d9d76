//! What the part for ordinary posts of WordPress and items of a JSON Feed reads, it reads as the whole reader does.
#![recursion_limit = "256"]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "support/numbers.rs"]
mod numbers;
#[path = "support/variants.rs"]
mod variants;

use numbers::Numbers;
use serde_json::{Value, json};
use standfirst::format::{Needs, read, read_at_once, read_post};
use variants::variants;

const PAGE: &str = "https://news.example/wp-json/wp/v2/posts/7";

const HTML: &str = "<!-- wp:paragraph -->\n<p>It <em>reopened</em> on Monday &#8211; <a href=\"/toll\">at last</a>.</p>\n<!-- /wp:paragraph -->\n\n\
    <h2 class=\"wp-block-heading\" id=\"why\">Why</h2>\n<ul class=\"wp-block-list\"><li>One</li><li>Two</li></ul>\n\
    <figure class=\"wp-block-image\"><img src=\"/b.jpg\" srcset=\"/b.jpg 900w, /b-300.jpg 300w\" width=\"900\" height=\"600\" alt=\"B\" />\
    <figcaption>The bridge</figcaption></figure>\n<blockquote class=\"wp-block-quote\"><p>Good.</p><cite>A reader</cite></blockquote>";

fn post() -> Value {
    json!({
        "id": 7, "date": "2026-11-20T08:15:00", "date_gmt": "2026-11-20T12:15:00", "modified": "2026-11-21T08:15:00",
        "modified_gmt": "2026-11-21T12:15:00", "slug": "bridge", "status": "publish", "type": "post", "link": "https://news.example/bridge/",
        "title": { "rendered": "Bridge reopens &#8217; <em>today</em>" }, "content": { "rendered": HTML, "protected": false },
        "excerpt": { "rendered": "<p>Ferries stop; the toll stays.</p>\n", "protected": false }, "author": 3, "featured_media": 9,
        "comment_status": "open", "format": "standard", "lang": "en", "yoast_head_json": { "author": "Y", "og_locale": "en_US" },
        "_links": { "self": [{ "href": "https://news.example/wp-json/wp/v2/posts/7" }],
            "replies": [{ "embeddable": true, "href": "https://news.example/wp-json/wp/v2/comments?post=7" }] },
        "_embedded": {
            "author": [{ "id": 3, "name": "A. Writer &amp; B", "url": "", "link": "https://news.example/author/a/",
                "avatar_urls": { "24": "https://news.example/24.jpg", "48": "https://news.example/48.jpg", "96": "https://news.example/96.jpg?a=1&#038;b=2" } }],
            "wp:featuredmedia": [{ "id": 9, "media_type": "image", "source_url": "https://news.example/f.jpg", "alt_text": "F",
                "caption": { "rendered": "<p>A caption</p>\n" }, "media_details": { "width": 900, "height": 600,
                    "sizes": { "medium": { "width": 300, "height": 200, "source_url": "https://news.example/f-300.jpg", "mime_type": "image/jpeg" },
                        "thumbnail": { "width": 150, "height": 150, "source_url": "https://news.example/f-150.jpg" } } } }],
            "wp:term": [[{ "name": "World", "taxonomy": "category", "link": "https://news.example/w/" }],
                [{ "name": "Bridges", "taxonomy": "post_tag", "link": "https://news.example/b/" }]],
            "replies": [[{ "id": 4, "parent": 0, "author_name": "R", "author_url": "https://r.example/", "date_gmt": "2026-11-20T13:15:00",
                "content": { "rendered": "<p>Good <a href=\"https://x.example/\" rel=\"nofollow ugc\">news</a>.</p>\n" } }]]
        }
    })
}

fn posts() -> Value {
    let mut older = post();
    older["date_gmt"] = json!("2026-11-01T00:00:00");
    older["link"] = json!("https://news.example/older/");
    older["_embedded"] = json!({});
    json!([older, post()])
}

fn feed() -> Value {
    json!({ "version": "https://jsonfeed.org/version/1.1", "title": "News", "home_page_url": "https://news.example/", "language": "en",
        "authors": [{ "name": "The desk" }], "items": [
            { "id": "2", "url": "https://news.example/2", "title": "Two", "content_html": HTML, "summary": "S", "image": "/i.jpg",
                "banner_image": "/j.jpg", "date_published": "2026-11-20T08:15:00-04:00", "date_modified": "2026-11-21T08:15:00Z",
                "authors": [{ "name": "A", "url": "/a", "avatar": "/a.png" }], "tags": ["x", "y, z"], "language": "en" },
            { "id": "1", "url": "https://news.example/1", "title": "One", "content_text": "T", "date_published": "2026-11-01",
                "_standfirst": { "src": "1.json" } }] })
}

fn item() -> Value {
    json!({ "id": "https://news.example/3", "url": "https://news.example/3", "title": "Three", "content_html": HTML,
        "date_published": "2026-11-20T08:15:00Z", "author": { "name": "B" }, "content_text": null, "attachments": null,
        "external_url": "https://other.example/" })
}

/// Whether the part takes a document, which it must then read as the whole reader does.
fn is_taken(bytes: &[u8]) -> bool {
    let Ok(document) = serde_json::from_slice(bytes) else { return false };
    let Ok(article) = read_post(&document, PAGE) else { return false };
    assert_eq!(Ok(article), read(bytes, PAGE), "{document}");
    assert!(matches!(read_at_once(bytes, PAGE), Err(Needs::Post(_))), "{document}");
    true
}

#[test]
fn ordinary_posts_and_items_are_read_and_with_any_one_odd_value_as_by_the_whole_reader() {
    for whole in [post(), posts(), feed(), item()] {
        let variants = variants(&whole);
        let taken = variants.iter().filter(|document| is_taken(document.to_string().as_bytes())).count();
        assert!(is_taken(whole.to_string().as_bytes()), "{whole}");
        assert!(taken > variants.len() / 3, "{taken} of {}", variants.len());
    }
}

#[test]
fn other_formats_and_what_is_lost_are_for_the_whole_reader() {
    let with = |key: &str, value: Value| {
        let mut document = item();
        document[key] = value;
        is_taken(document.to_string().as_bytes())
    };
    assert!(!with("content_html", json!("<p>a <script>b</script></p>")));
    assert!(!with("content_html", json!("<table><tr><td>a</td></tr></table>")));
    assert!(!with("attachments", json!([{ "url": "/a.mp3", "mime_type": "audio/mpeg" }])));
    assert!(!with("external_url", json!("javascript:alert(1)")));
    assert!(!with("@type", json!("NewsArticle")));
    assert!(!with("mainEntity", json!({ "@type": "NewsArticle", "headline": "h" })));
    assert!(!with("url", json!("javascript:alert(1)")));
    assert_eq!(read_post(&json!([]), PAGE), Err(Needs::All));
    let note = json!({ "type": "Note", "attributedTo": "a", "content": { "rendered": "x" }, "title": { "rendered": "t" } });
    assert!(!is_taken(note.to_string().as_bytes()));
}

/// A post that stands on another host than its page has its comments beside it: they were looked for at the page's host, which may
/// not be asked.
#[test]
fn a_relative_address_of_comments_is_that_of_the_document() {
    let mut document = post();
    document["_links"]["replies"] = json!([{ "href": "/doc/comments.json" }]);
    let bytes = document.to_string();
    let address = "https://copies.example/doc/7.json";
    let article = read(bytes.as_bytes(), address).unwrap();
    assert_eq!(article.comments.more.as_deref(), Some("https://copies.example/doc/comments.json"));
    assert_eq!(read_post(&document, address), Ok(article));
}

impl Numbers {
    /// Some characters of a seed left out, doubled or put in from elsewhere, so that it mostly stays JSON.
    fn mutate(&mut self, seeds: &[String]) -> String {
        let mut text: Vec<char> = seeds[self.below(seeds.len())].chars().collect();
        let other: Vec<char> = seeds[self.below(seeds.len())].chars().collect();
        for _ in 0..=self.below(3) {
            let (at, from) = (self.below(text.len()), self.below(other.len()));
            let end = (at + self.below(9)).min(text.len());
            match self.below(3) {
                0 => text[at] = other[from],
                1 => text.splice(at..end, []).for_each(drop),
                _ => {
                    let piece: Vec<char> = other.iter().skip(from).take(self.below(30)).copied().collect();
                    text.splice(at..at, piece).for_each(drop);
                }
            }
        }
        text.into_iter().collect()
    }
}

#[test]
fn mutated_documents_are_read_alike_or_left() {
    let seeds: Vec<String> = [post(), posts(), feed(), item()].iter().map(Value::to_string).collect();
    let mut numbers = Numbers(0x5eed_f024);
    let taken = (0..6000).filter(|_| is_taken(numbers.mutate(&seeds).as_bytes())).count();
    assert!(taken > 300, "{taken}");
}

/// Documents as publishers' systems send them, where they lie beside the project.
#[test]
fn documents_of_publishers_are_read_alike_or_left() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/articles");
    let Ok(index) = std::fs::read_to_string(folder.join("index.tsv")) else {
        println!("skipped: {} is not there", folder.display());
        return;
    };
    let (mut taken, mut all, mut seeds) = (0, 0, Vec::new());
    for line in index.lines() {
        let mut fields = line.split('\t');
        let (number, format) = (fields.next().unwrap(), fields.next().unwrap());
        let Ok(bytes) = std::fs::read(folder.join(format!("{number}.json"))) else { continue };
        let is_post = matches!(format, "wordpress-rest" | "json-feed-item");
        let is_taken = is_taken(&bytes);
        assert!(is_post || !is_taken, "{number} {format}");
        if is_post {
            all += 1;
            taken += usize::from(is_taken);
            if !is_taken {
                println!("{number} {format} is left");
            }
            seeds.extend(String::from_utf8(bytes).ok().filter(|text| text.len() < 60_000));
        }
    }
    println!("{taken} of {all} documents of WordPress and JSON Feed are ordinary");
    assert!(taken * 2 > all);
    let mut numbers = Numbers(0x5eed_f025);
    let mutants = (0..1500).filter(|_| self::is_taken(numbers.mutate(&seeds).as_bytes())).count();
    println!("and {mutants} of 1500 mutations of them");
}
