//! IPTC ninjs: 1.x with `headline` and `body_*`, 2.x and 3.x with lists of `headlines` and `bodies`.

use serde_json::Value;

use super::reader::Reader;
use super::sniff::is_html;
use super::value::{get, get_any, items};
use super::{json_feed, paragraphs, summary};
use crate::article::{
    Agent, Article, Block, BlockKind, Candidate, Href, Image, Inline, Kind, Link, Loss, Media, Path, Tag,
    plain,
};
use crate::find::has;
use crate::html::Profile;

/// The edition that a document is of, by its label; `None` for what is no news item, an event among them.
pub fn edition(value: &Value) -> Option<&'static str> {
    let object = value.as_object()?;
    let has = |key: &str| object.get(key).is_some_and(|value| !value.is_null());
    if !has("uri") || has("eventDetails") || has("eventdetails") {
        return None;
    }
    let kind = object.get("type").and_then(Value::as_str);
    let known = ["text", "audio", "video", "picture", "graphic", "composite", "component"];
    if kind.is_some_and(|kind| !known.contains(&kind)) {
        return None;
    }
    let list = |key: &str| object.get(key).is_some_and(Value::is_array);
    let starts = |start: &str| object.iter().any(|(key, value)| key.starts_with(start) && value.is_string());
    let dated = has("versioncreated") || has("versionCreated");
    if list("bodies") || list("headlines") {
        return Some("ninjs-2.x/3.x");
    }
    (starts("body_") || (dated && (starts("headline") || starts("description_")))).then_some("ninjs-1.x")
}

/// A value under one of two spellings: 2.x has lower case, 3.x camel case.
fn either<'v>(value: &'v Value, keys: &[&'static str]) -> Option<&'v Value> {
    get_any(value, keys).map(|(_, value)| value)
}

/// Reads a news item.
pub fn read(value: &Value, format: &'static str, reader: &mut Reader) -> Article {
    let path = &Path::ROOT;
    let mut article = Article { format, ..Article::default() };
    article.id = reader.text(value, "uri", path).unwrap_or_default();
    article.headline = headline(value, path, reader);
    article.body = body(value, path, reader);
    article.byline_text = ["byline", "by"].iter().find_map(|key| reader.text(value, key, path));
    article.dateline = reader.text(value, "located", path);
    article.lang = reader.language(value, "language", path);
    let first = [
        "firstpublished",
        "firstPublished",
        "firstcreated",
        "firstCreated",
        "contentcreated",
        "contentCreated",
    ];
    let version = get_any(value, &["versioncreated", "versionCreated"]);
    let version = version.and_then(|(key, when)| reader.when_of(when, &path.key(key)));
    article.published = get_any(value, &first).and_then(|(key, when)| reader.when_of(when, &path.key(key)));
    if article.published.is_some() {
        article.modified = version.filter(|version| article.published.as_ref() != Some(version));
    } else {
        article.published = version;
    }
    article.rights = either(value, &["copyrightnotice", "copyrightNotice", "usageterms", "usageTerms"])
        .and_then(|rights| reader.text_of(rights, &path.key("copyrightnotice")));
    let holder = either(value, &["copyrightholder", "copyrightHolder"]);
    article.publisher =
        holder.and_then(|name| reader.text_of(name, &path.key("copyrightholder"))).map(Agent::named);
    for key in ["subject", "subjects"] {
        for subject in get(value, key).map(items).unwrap_or_default() {
            if let Some(name) = reader.text(subject, "name", &path.key(key)) {
                let known = article.tags.iter().any(|tag| tag.name == name);
                if !known {
                    article.tags.push(Tag { name, url: None });
                }
            }
        }
    }
    if let Some(description) = description(value) {
        let written = if is_html(&description) { description } else { escape(&description) };
        summary::fill(&mut article, &written, &path.key("descriptions"), reader);
    }
    let (media, rest) = media(value, path, reader);
    article.lead = media;
    article.body.extend(rest);
    associations(value, path, &mut article, reader);
    article.kind = match get(value, "type").and_then(Value::as_str) {
        Some("video") => Kind::Video,
        Some("picture" | "graphic") => Kind::Gallery,
        _ => Kind::Article,
    };
    article
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// The item of a list of texts whose role is the wanted one, else the first.
fn by_role<'v>(list: &'v Value, role: &str) -> Option<&'v Value> {
    let list = items(list);
    list.iter().find(|item| get(item, "role").is_some_and(|found| found == role)).or_else(|| list.first())
}

fn headline(value: &Value, path: &Path, reader: &mut Reader) -> Vec<Inline> {
    if let Some(list) = get(value, "headlines")
        && let Some(main) = by_role(list, "main")
        && let Some(text) = get(main, "value")
    {
        return reader.title_of(text, false, &path.key("headlines"));
    }
    let named = reader.title(value, &["headline", "headline_main", "title"], path);
    if !named.is_empty() {
        return named;
    }
    let other =
        value.as_object().and_then(|object| object.iter().find(|(key, _)| key.starts_with("headline_")));
    match other {
        Some((key, text)) => reader.title_of(text, false, &path.key(key)),
        None => {
            reader.issues.push(path, Loss::Missing("headline"));
            Vec::new()
        }
    }
}

/// How good a body is: HTML before text before XML of an unknown kind.
fn rank(media_type: &str, role: &str, text: &str) -> u8 {
    let html = is_html(text);
    match media_type {
        _ if text.trim().is_empty() => 0,
        "text/html" | "application/xhtml+xml" | "xhtml" | "html" => 5,
        _ if html && !text.trim_start().starts_with("<?xml") && !has(text, "<nitf") => 4,
        "text/plain" | "" if !text.trim_start().starts_with('<') => 3,
        _ if role == "main" && !html => 2,
        _ => 1,
    }
}

/// The best body of an item: of one text in several forms only one is shown.
fn body(value: &Value, path: &Path, reader: &mut Reader) -> Vec<Block> {
    let key = path.key("bodies");
    let mut best: Option<(u8, &str, String)> = None;
    for (at, body) in get(value, "bodies").map(items).unwrap_or_default().iter().enumerate() {
        let path = key.index(at);
        let Some(text) = get(body, "value").and_then(Value::as_str) else {
            reader.issues.push(&path, Loss::Missing("value"));
            continue;
        };
        let text_of = |keys: &[&'static str]| either(body, keys).and_then(Value::as_str).unwrap_or_default();
        let media_type = text_of(&["contenttype", "contentType"]);
        let rank = rank(media_type.split(';').next().unwrap_or_default().trim(), text_of(&["role"]), text);
        if best.as_ref().is_none_or(|(known, ..)| rank > *known) {
            best = Some((rank, text, path.to_string()));
        }
    }
    for (name, text) in value.as_object().into_iter().flatten() {
        let (Some(kind), Some(text)) = (name.strip_prefix("body_"), text.as_str()) else { continue };
        let media_type = match kind {
            "xhtml" | "html" | "richtext" => "text/html",
            "text" | "main" => "text/plain",
            _ => "",
        };
        let rank = rank(media_type, kind, text);
        if best.as_ref().is_none_or(|(known, ..)| rank > *known) {
            best = Some((rank, text, path.key(name).to_string()));
        }
    }
    let Some((rank, text, place)) = best else { return Vec::new() };
    let place = Path::at(&place);
    match rank {
        4 | 5 => reader.html(text, Profile::Article, &place),
        1 => {
            reader
                .issues
                .push(&place, Loss::Guess("XML of an unknown kind, read by the tags that are also HTML's"));
            reader.html(text, Profile::Article, &place)
        }
        _ => paragraphs::plain_blocks(&reader.plain(text)),
    }
}

fn description(value: &Value) -> Option<String> {
    let text = match get(value, "descriptions") {
        Some(list) => get(by_role(list, "text")?, "value")?.as_str()?,
        None => either(
            value,
            &["description_text", "description_main", "description_xhtml", "description_richtext"],
        )?
        .as_str()?,
    };
    Some(text.to_owned())
}

/// The pictures, sound and film of an item: what leads it, and the rest.
fn media(value: &Value, path: &Path, reader: &mut Reader) -> (Option<Media>, Vec<Block>) {
    let path = path.key("renditions");
    let Some(renditions) = get(value, "renditions") else { return (None, Vec::new()) };
    let all: Vec<&Value> = match renditions {
        Value::Object(named) => named.values().collect(),
        _ => items(renditions).iter().collect(),
    };
    let mut pictures: Vec<Candidate> = Vec::new();
    let mut sizes = Vec::new();
    let mut players = Vec::new();
    for rendition in all {
        let Some(url) = reader.source(rendition, "href", &path) else { continue };
        let media_type =
            either(rendition, &["mimetype", "contenttype", "contentType"]).and_then(Value::as_str);
        let media_type = media_type.unwrap_or_default().to_owned();
        if media_type.starts_with("video/") || media_type.starts_with("audio/") {
            players.push(json_feed::player(url, media_type, None, None));
            continue;
        }
        let width = reader.count(rendition, "width", &path).unwrap_or(0);
        let height = reader.count(rendition, "height", &path).unwrap_or(0);
        sizes.push((width, height));
        pictures.push(Candidate { url, width, media_type: None });
    }
    let lead = picture(pictures, &sizes).map(Media::Image);
    (lead, players)
}

/// One picture of its renditions: the widest, the others as its other widths.
fn picture(mut renditions: Vec<Candidate>, sizes: &[(u32, u32)]) -> Option<Image> {
    let widest =
        (0..renditions.len()).max_by_key(|at| renditions.get(*at).map(|rendition| rendition.width))?;
    let main = renditions.swap_remove(widest);
    let size =
        sizes.iter().copied().find(|(width, height)| *width == main.width && *width > 0 && *height > 0);
    renditions.retain(|rendition| rendition.width > 0 && rendition.url != main.url);
    Some(Image { size, sources: renditions, ..Image::at(main.url) })
}

/// Items that belong to this one: pictures lead or follow the text, texts are related.
fn associations(value: &Value, path: &Path, article: &mut Article, reader: &mut Reader) {
    let path = path.key("associations");
    let Some(associations) = get(value, "associations") else { return };
    let all: Vec<(String, &Value)> = match associations {
        Value::Object(named) => named.iter().map(|(name, item)| (name.clone(), item)).collect(),
        _ => items(associations).iter().enumerate().map(|(at, item)| (at.to_string(), item)).collect(),
    };
    for (name, item) in all {
        let path = path.key(&name);
        if get(item, "type").is_some_and(|kind| kind == "text") {
            related(item, &path, article, reader);
            continue;
        }
        let (lead, players) = media(item, &path, reader);
        let caption = description(item).or_else(|| Some(plain(&headline(item, &path, reader))));
        let credit = ["byline", "by"].iter().find_map(|key| reader.text(item, key, &path));
        if let Some(Media::Image(mut image)) = lead {
            image.caption =
                caption.filter(|caption| !caption.is_empty()).map(Inline::Text).into_iter().collect();
            image.credit = credit;
            match &article.lead {
                None => article.lead = Some(Media::Image(image)),
                Some(_) => article.body.push(Block::new(BlockKind::Image(image))),
            }
        } else if players.is_empty() {
            reader.issues.push(&path, Loss::UnsupportedBlock("association without an address".to_owned()));
        }
        article.body.extend(players);
    }
}

fn related(item: &Value, path: &Path, article: &mut Article, reader: &mut Reader) {
    let headline = plain(&headline(item, path, reader));
    let address = get_any(item, &["href", "uri"]).and_then(|(_, uri)| Href::new(&reader.base, uri.as_str()?));
    match address.filter(|href| href.http().is_some() && !headline.is_empty()) {
        Some(href) => article.related.push(Link::new(href, headline)),
        None => reader.issues.push(path, Loss::Missing("an address of the related text")),
    }
}
