//! ActivityStreams 2: Article, Page and Note, bare or in the activity that made them.

use serde_json::Value;

use super::reader::Reader;
use super::value::{get, items};
use super::{json_feed, paragraphs, summary};
use crate::article::{
    Agent, Article, Block, BlockKind, Comment, Comments, Href, Image, Inline, Kind, Link, Loss, Media, Path,
    Source, Tag, plain,
};
use crate::find::{has, split_once};
use crate::html::{Profile, reference};

/// Whether a value is an object of the kinds that are read.
fn is_object(value: &Value) -> bool {
    let kind = get(value, "type").map(items).unwrap_or_default();
    let known = kind.iter().any(|kind| matches!(kind.as_str(), Some("Article" | "Page" | "Note")));
    let context = get(value, "@context").map(items).unwrap_or_default();
    let context =
        context.iter().any(|context| context.as_str().is_some_and(|text| has(text, "activitystreams")));
    known && (context || get(value, "attributedTo").is_some() || get(value, "actor").is_some())
}

/// The object of a document: itself, or what an activity such as `Create` carries.
pub fn object(value: &Value) -> Option<&Value> {
    if is_object(value) {
        return Some(value);
    }
    let activity =
        matches!(get(value, "type").and_then(Value::as_str), Some("Create" | "Update" | "Announce"));
    get(value, "object").filter(|object| activity && is_object(object))
}

/// Whether an object answers another one and is no text of its own.
pub fn is_reply(object: &Value) -> bool {
    get(object, "inReplyTo").is_some() && get(object, "name").is_none()
}

/// The first value that is an address: text, an object with `href`, `url` or `id`, or a list of them.
fn address(value: &Value) -> Option<String> {
    items(value).iter().find_map(|item| {
        let text = item
            .as_str()
            .or_else(|| ["href", "url", "id"].iter().find_map(|key| get(item, key)?.as_str()))?;
        // WordPress escapes addresses as for HTML.
        Some(reference::decode_all(text.trim())).filter(|text| !text.is_empty())
    })
}

/// The http(s) address of an object's page, HTML before other types.
fn page(object: &Value, reader: &Reader) -> Option<String> {
    let urls = get(object, "url").map(items).unwrap_or_default();
    let html = urls.iter().find(|url| get(url, "mediaType").is_some_and(|kind| kind == "text/html"));
    let found = html
        .and_then(address)
        .or_else(|| urls.iter().find_map(address))
        .or_else(|| address(get(object, "id")?));
    let href = found.and_then(|found| Href::new(&reader.base, &found));
    href.and_then(|href| href.http().map(str::to_owned))
}

/// A comment alone, as an article that is only its thread.
pub fn read_comments(objects: &[&Value], reader: &mut Reader) -> Article {
    let mut comments = Comments::default();
    for (at, object) in objects.iter().enumerate() {
        let indexed = Path::ROOT.index(at);
        let path = if objects.len() > 1 { &indexed } else { &Path::ROOT };
        comments.items.push(comment(object, path, reader));
    }
    Article { format: "comments-activitystreams", comments, ..Article::default() }
}

/// Reads an object.
pub fn read(object: &Value, reader: &mut Reader) -> Article {
    let path = &Path::ROOT;
    let mut article = Article { format: "activitystreams", ..Article::default() };
    article.id = get(object, "id").and_then(|id| reader.raw_text(id, &path.key("id"))).unwrap_or_default();
    article.url = page(object, reader);
    if let Some(url) = &article.url {
        reader.base.clone_from(url);
    }
    article.headline = reader.title(object, &["name"], path);
    if article.headline.is_empty()
        && let Some(names) = get(object, "nameMap").and_then(Value::as_object)
        && let Some(name) = names.values().next()
    {
        article.headline = reader.title_of(name, false, &path.key("nameMap"));
    }
    if article.headline.is_empty() {
        article.kind = Kind::Note;
    }
    article.body = body(object, Profile::Article, path, reader);
    if let Some(text) = get(object, "summary").and_then(Value::as_str) {
        summary::fill(&mut article, text, &path.key("summary"), reader);
    }
    article.published = reader.when(object, "published", path);
    article.modified = reader.when(object, "updated", path);
    article.lang = language(object);
    article.byline =
        get(object, "attributedTo").map(items).unwrap_or_default().iter().filter_map(actor).collect();
    if let Some(place) = get(object, "location").and_then(|place| items(place).first()) {
        article.dateline = reader.text(place, "name", &path.key("location"));
    }
    for tag in get(object, "tag").map(items).unwrap_or_default() {
        let hashtag = get(tag, "type").is_none_or(|kind| kind == "Hashtag");
        if let Some(name) = get(tag, "name").and_then(Value::as_str).filter(|_| hashtag) {
            let url = get(tag, "href").and_then(|href| Href::new(&reader.base, href.as_str()?));
            article.tags.push(Tag { name: name.trim_start_matches('#').to_owned(), url });
        }
    }
    article.lead =
        get(object, "image").and_then(|image| picture(items(image).first()?, reader)).map(Media::Image);
    attachments(object, path, &mut article, reader);
    replies(object, path, &mut article, reader);
    article
}

/// The text of an object in its own language.
fn body(object: &Value, profile: Profile, path: &Path, reader: &mut Reader) -> Vec<Block> {
    let (key, content) = match get(object, "content") {
        Some(content) => ("content", content),
        None => {
            match get(object, "contentMap").and_then(Value::as_object).and_then(|map| map.values().next()) {
                Some(content) => ("contentMap", content),
                None => return Vec::new(),
            }
        }
    };
    let path = path.key(key);
    let Some(text) = content.as_str() else {
        reader.wrong(&path, "text", content);
        return Vec::new();
    };
    match get(object, "mediaType").and_then(Value::as_str) {
        None | Some("text/html") => reader.html(text, profile, &path),
        Some(other) => {
            if other != "text/plain" {
                reader.issues.push(&path, Loss::Guess("plain text"));
            }
            paragraphs::plain_blocks(text)
        }
    }
}

/// The language: the only one of the texts, or what Lemmy says.
fn language(object: &Value) -> Option<String> {
    let content = get(object, "content").and_then(Value::as_str);
    let map = get(object, "contentMap").and_then(Value::as_object);
    let of_map = map.and_then(|map| {
        let own = map.iter().find(|(_, text)| text.as_str() == content);
        own.or_else(|| map.iter().next().filter(|_| map.len() == 1))
    });
    let tag = of_map.map(|(tag, _)| tag.as_str());
    tag.or_else(|| get(get(object, "language")?, "identifier")?.as_str())
        .filter(|tag| *tag != "und")
        .map(str::to_owned)
}

/// Who made it: an address of them, or a description.
fn actor(value: &Value) -> Option<Agent> {
    let url = address(value).and_then(|address| Href::new("", &address));
    let named = ["name", "preferredUsername"].iter().find_map(|key| get(value, key)?.as_str());
    if let Some(name) = named.filter(|name| !name.trim().is_empty()) {
        let image = get(value, "icon").and_then(|icon| Source::new("", &address(items(icon).first()?)?));
        return Some(Agent { name: name.trim().to_owned(), url, image, role: None });
    }
    // The last part of the address, at its host: what the fediverse calls a handle.
    let text = url.as_ref()?.http()?.to_owned();
    let (host, path) = split_once(&text, "://")?.1.split_once('/')?;
    let user = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default().trim_start_matches('@');
    let name = if user.is_empty() { host.to_owned() } else { format!("@{user}@{host}") };
    Some(Agent { url, ..Agent::named(name) })
}

fn picture(value: &Value, reader: &mut Reader) -> Option<Image> {
    let url = Source::new(&reader.base, &address(value)?)?;
    let alt =
        get(value, "name").or_else(|| get(value, "summary")).and_then(Value::as_str).unwrap_or_default();
    let size = reader.size(value, &Path::ROOT.key("image"));
    Some(Image { alt: alt.trim().to_owned(), size, ..Image::at(url) })
}

/// Files that belong to it: pictures that are not in the text already, sound, film, links.
fn attachments(object: &Value, path: &Path, article: &mut Article, reader: &mut Reader) {
    let key = path.key("attachment");
    let (_, mut known) = crate::article::links_and_images(article);
    if let Some(Media::Image(lead)) = &article.lead {
        known.push(lead.url.as_str().to_owned());
    }
    for (at, file) in get(object, "attachment").map(items).unwrap_or_default().iter().enumerate() {
        let path = key.index(at);
        let kind = get(file, "type").and_then(Value::as_str).unwrap_or_default();
        let media_type = get(file, "mediaType").and_then(Value::as_str).unwrap_or_default();
        let Some(found) = address(file) else {
            reader.issues.push(&path, Loss::Missing("url"));
            continue;
        };
        let sort = media_type.split('/').next().unwrap_or_default();
        let block = match (kind, sort) {
            (_, "audio" | "video") => {
                let name = reader.text(file, "name", &path);
                Source::new(&reader.base, &found)
                    .map(|url| json_feed::player(url, media_type.to_owned(), name, None))
            }
            ("Image", _) | (_, "image") => match picture(file, reader) {
                Some(image) if known.iter().any(|url| url == image.url.as_str()) => continue,
                image => image.map(|image| Block::new(BlockKind::Image(image))),
            },
            _ => Href::new(&reader.base, &found).map(|href| {
                let name = reader.text(file, "name", &path).unwrap_or_else(|| found.clone());
                Block::new(BlockKind::Related { title: None, links: vec![Link::new(href, name)] })
            }),
        };
        match block {
            Some(block) => article.body.push(block),
            None => reader.issues.push(&path, Loss::RefusedAddress(found)),
        }
    }
}

fn replies(object: &Value, path: &Path, article: &mut Article, reader: &mut Reader) {
    let Some(replies) = get(object, "replies") else { return };
    let path = path.key("replies");
    article.comments.more =
        address(replies).and_then(|address| Href::new(&reader.base, &address)?.http().map(str::to_owned));
    article.comments.count = reader.count(replies, "totalItems", &path);
    let page = get(replies, "first").filter(|page| page.is_object()).unwrap_or(replies);
    let list = get(page, "items").or_else(|| get(page, "orderedItems"));
    for (at, item) in
        list.map(items).unwrap_or_default().iter().enumerate().filter(|(_, item)| item.is_object())
    {
        let comment = comment(item, &path.index(at), reader);
        article.comments.items.push(comment);
    }
}

fn comment(object: &Value, path: &Path, reader: &mut Reader) -> Comment {
    let warning = get(object, "summary").and_then(Value::as_str).filter(|text| !text.trim().is_empty());
    let mut blocks = body(object, Profile::Comment, path, reader);
    if let Some(warning) = warning {
        let line = summary::line(reader.html(warning, Profile::Comment, &path.key("summary")));
        if !plain(&line).is_empty() {
            blocks.insert(
                0,
                Block::new(BlockKind::Paragraph(vec![Inline::Styled(crate::article::Style::Strong, line)])),
            );
        }
    }
    Comment {
        id: get(object, "id").and_then(Value::as_str).map_or_else(|| path.to_string(), str::to_owned),
        parent: get(object, "inReplyTo").and_then(address),
        author: get(object, "attributedTo")
            .or_else(|| get(object, "actor"))
            .and_then(|who| actor(items(who).first()?)),
        body: blocks,
        published: reader.when(object, "published", path),
        lang: language(object),
        ..Comment::default()
    }
}
