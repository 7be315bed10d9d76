//! JSON Feed 1 and 1.1, and single items of one.

use serde_json::Value;

use super::feed::{is_feed, link};
use super::graph::Graph;
use super::reader::Reader;
use super::sniff::is_html;
use super::value::{get, get_any, items};
use super::{agent, paragraphs, summary};
use crate::article::{
    Article, Block, BlockKind, Href, Image, Inline, Link, Loss, Media, Path, Player, Source, Tag,
};
use crate::html::Profile;

/// Whether a value is an item by itself.
pub fn is_item(value: &Value) -> bool {
    let has = |key| get(value, key).is_some();
    (has("content_html") || has("content_text")) && (has("id") || has("url"))
}

/// Reads the newest item of a feed, or the one item; the others are related.
pub fn read(value: &Value, reader: &mut Reader) -> Option<Article> {
    if !is_feed(value) {
        return Some(item(value, &Value::Null, &Path::ROOT, reader));
    }
    let list = get(value, "items").map(items).unwrap_or_default();
    let path = Path::ROOT.key("items");
    let mut newest: Option<(usize, Option<i64>)> = None;
    for (at, item) in list.iter().enumerate().filter(|(_, item)| item.is_object()) {
        let when = get(item, "date_published")
            .and_then(|when| reader.when_of(when, &path.index(at).key("date_published")));
        let millis = when.and_then(|when| when.millis);
        if newest.is_none_or(|(_, known)| millis > known) {
            newest = Some((at, millis));
        }
    }
    let (newest, _) = newest?;
    let mut related: Vec<Link> = Vec::new();
    for (at, other) in list.iter().enumerate().filter(|(at, _)| *at != newest) {
        related.extend(link(other, &path.index(at), reader));
    }
    let mut article = item(list.get(newest)?, value, &path.index(newest), reader);
    if list.len() > 1 {
        reader.issues.push(&path, Loss::Guess("the newest item is the article"));
    }
    article.related.extend(related);
    Some(article)
}

fn item(item: &Value, feed: &Value, path: &Path, reader: &mut Reader) -> Article {
    let mut article = Article { format: "json-feed-item", ..Article::default() };
    article.url = reader.address(item, "url", path);
    article.id = get(item, "id").and_then(|id| reader.raw_text(id, &path.key("id"))).unwrap_or_default();
    if let Some(base) = article.url.clone().or_else(|| reader.address(feed, "home_page_url", &Path::ROOT)) {
        reader.base = base;
    }
    article.headline = reader.title(item, &["title"], path);
    article.body = body(item, path, reader);
    if let Some(text) = get(item, "summary").and_then(Value::as_str) {
        summary::fill(&mut article, text, &path.key("summary"), reader);
    }
    article.published = reader.when(item, "date_published", path);
    article.modified = reader.when(item, "date_modified", path);
    article.lang =
        reader.language(item, "language", path).or_else(|| reader.language(feed, "language", &Path::ROOT));
    let people = get_any(item, &["authors", "author"]).map(|found| (found, path));
    let people = people.or_else(|| get_any(feed, &["authors", "author"]).map(|found| (found, &Path::ROOT)));
    if let Some(((key, people), path)) = people {
        article.byline = agent::agents(people, &path.key(key), &Graph::default(), reader);
    }
    let picture = ["image", "banner_image"].iter().find_map(|key| reader.source(item, key, path));
    article.lead = picture.map(|url| Media::Image(Image::at(url)));
    let key = path.key("tags");
    for tag in get(item, "tags").map(items).unwrap_or_default() {
        let text = reader.text_of(tag, &key).unwrap_or_default();
        let names = text.split(',').map(str::trim).filter(|name| !name.is_empty());
        article.tags.extend(names.map(|name| Tag { name: name.to_owned(), url: None }));
    }
    attachments(item, path, &mut article, reader);
    article.body.extend(reader.href(item, "external_url", path).map(about));
    article
}

/// The box with a link to what an item is about, `external_url`.
pub fn about(url: Href) -> Block {
    let name = url.http().unwrap_or_default().to_owned();
    Block::new(BlockKind::Related { title: None, links: vec![Link::new(url, name)] })
}

fn body(item: &Value, path: &Path, reader: &mut Reader) -> Vec<Block> {
    if let Some(html) = get(item, "content_html") {
        let path = path.key("content_html");
        match html.as_str() {
            Some(html) if !html.trim().is_empty() => return reader.html(html, Profile::Article, &path),
            Some(_) => {}
            None => reader.wrong(&path, "text", html),
        }
    }
    let Some(text) = get(item, "content_text") else { return Vec::new() };
    let path = path.key("content_text");
    match text.as_str() {
        Some(text) if is_html(text) => {
            reader.issues.push(&path, Loss::Coerced("HTML"));
            reader.html(text, Profile::Article, &path)
        }
        Some(text) => paragraphs::plain_blocks(&reader.plain(text)),
        None => {
            reader.wrong(&path, "text", text);
            Vec::new()
        }
    }
}

/// Sound and film stand first, as in a podcast; pictures and other files at the end.
fn attachments(item: &Value, path: &Path, article: &mut Article, reader: &mut Reader) {
    let key = path.key("attachments");
    let mut players = Vec::new();
    for (at, file) in get(item, "attachments").map(items).unwrap_or_default().iter().enumerate() {
        let path = key.index(at);
        let Some(url) = reader.source(file, "url", &path) else { continue };
        let kind = reader.text(file, "mime_type", &path).unwrap_or_default();
        let title = reader.text(file, "title", &path);
        let block = match kind.split('/').next() {
            Some("audio" | "video") => {
                let duration =
                    get(file, "duration_in_seconds").and_then(Value::as_f64).filter(|length| *length > 0.0);
                players.push(player(url, kind, title, duration));
                continue;
            }
            Some("image") => {
                let caption = title.map(|title| vec![Inline::Text(title)]).unwrap_or_default();
                BlockKind::Image(Image { caption, ..Image::at(url) })
            }
            _ => {
                let Some(href) = Href::new("", url.as_str()) else { continue };
                let children = vec![Inline::Text(title.unwrap_or_else(|| url.as_str().to_owned()))];
                BlockKind::Paragraph(vec![Inline::Link { href, title: None, children }])
            }
        };
        article.body.push(Block::new(block));
    }
    article.body.splice(0..0, players);
}

/// Sound or film of one file.
pub fn player(url: Source, media_type: String, title: Option<String>, duration: Option<f64>) -> Block {
    Block::new(BlockKind::Player(Box::new(Player {
        video: media_type.starts_with("video/"),
        sources: vec![(url, Some(media_type))],
        title,
        poster: None,
        caption: Vec::new(),
        duration,
        size: None,
        tracks: Vec::new(),
        transcript: Vec::new(),
    })))
}
