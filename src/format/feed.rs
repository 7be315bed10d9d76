//! A JSON Feed as a list of links (JSON Feed 1 and 1.1).

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use serde_json::Value;

use super::ordinary::Ordinary;
use super::reader::Reader;
use super::value::{get, get_any, items};
use crate::article::{Href, Link, Path, When};
use crate::find::has;

/// Whether a document says that it is a JSON Feed.
pub fn is_feed(value: &Value) -> bool {
    get(value, "version").and_then(Value::as_str).is_some_and(|version| has(version, "jsonfeed.org/version"))
}

/// The items as links, newest first; `None` where this is no feed.
pub fn links(value: &Value, reader: &mut Reader) -> Option<Vec<Link>> {
    if !is_feed(value) {
        return None;
    }
    let list = get(value, "items").map(items).unwrap_or_default();
    let path = Path::ROOT.key("items");
    let links =
        list.iter().enumerate().filter_map(|(at, item)| link(item, &path.index(at), reader)).collect();
    Some(newest_first(links))
}

/// The same for a feed as it is meant to be written; `None` for all else.
pub fn ordinary_links(value: &Value, base: &str) -> Option<Vec<Link>> {
    let mut reader = Ordinary::new(base);
    let mut links = Vec::new();
    for item in get(value, "items")?.as_array()? {
        links.extend(ordinary_link(item, base, &mut reader));
    }
    (!reader.beyond && !reader.needs_markup).then(|| newest_first(links))
}

/// An item as a link, as [`link`] has it.
pub fn ordinary_link(item: &Value, base: &str, reader: &mut Ordinary) -> Option<Link> {
    let src = get(item, "_standfirst").and_then(|own| reader.address(own, "src"));
    let url = reader.href(item, "url").or_else(|| reader.href(item, "external_url"));
    let url = url.or_else(|| Href::new(base, src.as_ref()?))?;
    let summary = if get(item, "summary").is_some() { "summary" } else { "content_text" };
    let summary = reader.text(item, summary).map(|text| first_words(&text));
    let headline = reader.text(item, "title").or_else(|| summary.clone());
    let headline = headline.or_else(|| url.http().map(str::to_owned))?;
    let when = if get(item, "date_published").is_some() { "date_published" } else { "date_modified" };
    let image = reader.source(item, "image").or_else(|| reader.source(item, "banner_image"));
    let lang = reader.language(item, "language");
    Some(Link { image, when: reader.when(item, when), summary, lang, src, ..Link::new(url, headline) })
}

/// In the order in which they are offered.
pub fn newest_first(links: Vec<Link>) -> Vec<Link> {
    // By a heap: a feed may be long, and the library's sort is larger. Stable: items without a date keep their place after those with one.
    let mut heap: BinaryHeap<_> = links
        .iter()
        .enumerate()
        .map(|(at, link)| (link.when.as_ref().and_then(|when| when.millis), Reverse(at)))
        .collect();
    let mut taken: Vec<Option<Link>> = links.into_iter().map(Some).collect();
    let mut sorted = Vec::with_capacity(taken.len());
    while let Some((_, Reverse(at))) = heap.pop() {
        sorted.extend(taken.get_mut(at).and_then(Option::take));
    }
    sorted
}

/// An item as a link: to its page, else to its document.
pub fn link(item: &Value, path: &Path, reader: &mut Reader) -> Option<Link> {
    let own = get(item, "_standfirst");
    let src = own.and_then(|own| reader.address(own, "src", &path.key("_standfirst")));
    let url = ["url", "external_url"].iter().find_map(|key| reader.href(item, key, path));
    let url = url.or_else(|| src.as_ref().and_then(|src| Href::new(&reader.base, src)))?;
    let headline = reader.text(item, "title", path);
    let summary = get_any(item, &["summary", "content_text"]);
    let summary =
        summary.and_then(|(key, text)| reader.text_of(text, &path.key(key))).map(|text| first_words(&text));
    let headline = headline.or_else(|| summary.clone()).or_else(|| url.http().map(str::to_owned))?;
    let image = ["image", "banner_image"].iter().find_map(|key| reader.source(item, key, path));
    let when: Option<When> = get_any(item, &["date_published", "date_modified"])
        .and_then(|(key, when)| reader.when_of(when, &path.key(key)));
    let lang = reader.language(item, "language", path);
    Some(Link { image, when, summary, lang, src, ..Link::new(url, headline) })
}

/// The first 200 characters, cut at a word.
fn first_words(text: &str) -> String {
    let mut words = String::new();
    for word in text.split_whitespace() {
        if words.chars().count() + word.chars().count() > 200 {
            words.push('…');
            break;
        }
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    words
}
