//! Posts and pages of WordPress's REST API (`wp/v2`), best with `_embed`. Titles, excerpts and terms are HTML there.

use serde_json::Value;

use super::reader::Reader;
use super::value::{get, items};
use super::{summary, wordpress_comments};
use crate::article::{
    Access, Agent, Article, Candidate, Href, Image, Kind, Link, Loss, Media, Path, Source, Tag, When, plain,
};
use crate::html::{Profile, reference};

/// Whether a value is a post: an attachment has a title only.
pub fn is_post(value: &Value) -> bool {
    rendered(value, "title").is_some() && rendered(value, "content").is_some()
}

/// The HTML of a field.
pub fn rendered<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    get(get(value, key)?, "rendered")?.as_str()
}

/// A text field of WordPress: escaped for HTML, addresses included.
pub fn decoded(object: &Value, key: &str) -> Option<String> {
    let text = reference::decode_all(get(object, key)?.as_str()?.trim());
    (!text.is_empty()).then_some(text)
}

/// When a post was published or changed: in UTC where that is there, else in the site's unnamed zone.
pub fn when(
    post: &Value,
    utc: &'static str,
    local: &'static str,
    path: &Path,
    reader: &mut Reader,
) -> Option<When> {
    let known = get(post, utc).and_then(Value::as_str).filter(|text| !text.starts_with("0000"));
    match known.map(When::parse_utc).filter(|when| when.millis.is_some()) {
        Some(when) => Some(when),
        None => reader.when(post, local, path),
    }
}

/// Reads the newest of some posts; the others are related.
pub fn read(posts: &[Value], reader: &mut Reader) -> Option<Article> {
    let newest = newest(posts);
    let indexed = Path::ROOT.index(newest);
    let path = if posts.len() > 1 { &indexed } else { &Path::ROOT };
    let mut article = post(posts.get(newest)?, path, reader);
    if posts.len() > 1 {
        reader.issues.push(&Path::ROOT, Loss::Guess("the newest of a list is the article"));
    }
    let others = posts.iter().enumerate().filter(|(at, _)| *at != newest);
    article.related = others.filter_map(|(at, other)| link(other, &Path::ROOT.index(at), reader)).collect();
    Some(article)
}

/// The place of the newest of some posts.
pub fn newest(posts: &[Value]) -> usize {
    let text = |post, key| get(post, key).and_then(Value::as_str);
    let (mut newest, mut latest) = (0, None);
    for (at, post) in posts.iter().enumerate() {
        let date = text(post, "date_gmt").or_else(|| text(post, "date"));
        if date > latest {
            (newest, latest) = (at, date);
        }
    }
    newest
}

/// Posts as links.
pub fn links(posts: &[Value], reader: &mut Reader) -> Vec<Link> {
    posts.iter().enumerate().filter_map(|(at, post)| link(post, &Path::ROOT.index(at), reader)).collect()
}

/// A post as a link. Its document is where WordPress says that it is.
fn link(post: &Value, path: &Path, reader: &mut Reader) -> Option<Link> {
    let url = Href::new(&reader.base, &decoded(post, "link")?)?;
    let headline = plain(&reader.title_of(get(get(post, "title")?, "rendered")?, true, &path.key("title")));
    let own = get(post, "_links").and_then(|links| items(get(links, "self")?).first());
    let document = own.and_then(|own| Href::new("", &decoded(own, "href")?));
    let src = document.and_then(|document| document.http().map(str::to_owned));
    Some(Link { when: when(post, "date_gmt", "date", path, reader), src, ..Link::new(url, headline) })
}

fn post(post: &Value, path: &Path, reader: &mut Reader) -> Article {
    let mut article = Article { format: "wordpress-rest", ..Article::default() };
    let link = decoded(post, "link").and_then(|link| Href::new(&reader.base, &link));
    article.url = link.and_then(|link| link.http().map(str::to_owned));
    let document = reader.base.clone();
    if let Some(url) = &article.url {
        reader.base.clone_from(url);
    }
    let title = path.key("title");
    if let Some(html) = get(post, "title").and_then(|title| get(title, "rendered")) {
        article.headline = reader.title_of(html, true, &title.key("rendered"));
    }
    if plain(&article.headline).is_empty() {
        reader.issues.push(&title, Loss::Missing("title"));
    }
    let content = path.key("content");
    article.body = reader.html(
        rendered(post, "content").unwrap_or_default(),
        Profile::Article,
        &content.key("rendered"),
    );
    let protected =
        get(post, "content").and_then(|content| get(content, "protected")) == Some(&Value::Bool(true));
    if protected && article.body.is_empty() {
        article.access = Access::None;
    }
    if let Some(excerpt) = rendered(post, "excerpt") {
        summary::fill(&mut article, excerpt, &path.key("excerpt"), reader);
    }
    article.published = when(post, "date_gmt", "date", path, reader);
    article.modified = when(post, "modified_gmt", "modified", path, reader);
    article.lang = reader.language(post, "lang", path).or_else(|| {
        let head = get(post, "yoast_head_json")?;
        reader.language(head, "og_locale", &path.key("yoast_head_json"))
    });
    if get(post, "format").and_then(Value::as_str) == Some("gallery") {
        article.kind = Kind::Gallery;
    }
    let embedded = get(post, "_embedded").unwrap_or(&Value::Null);
    let embedded_path = path.key("_embedded");
    article.byline = authors(post, embedded, &embedded_path, reader);
    article.lead = featured(post, embedded, &embedded_path, reader).map(Media::Image);
    terms(embedded, &mut article);
    comments(post, embedded, &embedded_path, &document, &mut article, reader);
    article
}

fn authors(post: &Value, embedded: &Value, at: &Path, reader: &mut Reader) -> Vec<Agent> {
    let mut found = Vec::new();
    for author in get(embedded, "author").map(items).unwrap_or_default() {
        // A site may hide its users; then an error stands here.
        let Some(name) = decoded(author, "name") else { continue };
        let url = ["url", "link"].iter().find_map(|key| Href::new(&reader.base, &decoded(author, key)?));
        let image = portrait(author, reader);
        found.push(Agent { name, url, image, role: None });
    }
    if found.is_empty()
        && let Some(name) = get(post, "yoast_head_json").and_then(|head| decoded(head, "author"))
    {
        found.push(Agent::named(name));
    }
    if found.is_empty() && get(post, "author").is_some() {
        reader
            .issues
            .push(&at.key("author"), Loss::Missing("the author's name (ask for the post with _embed)"));
        let named = get(post, "author").filter(|author| author.is_object());
        found.extend(named.and_then(|author| decoded(author, "name")).map(Agent::named));
    }
    found
}

/// The largest portrait of an author of a post or comment.
pub fn portrait(author: &Value, reader: &Reader) -> Option<Source> {
    let urls = get(author, "avatar_urls").or_else(|| get(author, "author_avatar_urls"))?.as_object()?;
    let (_, largest) = urls.iter().max_by_key(|(size, _)| size.parse::<u32>().unwrap_or(0))?;
    // An empty address would be that of the article.
    let address = largest.as_str().filter(|address| !address.trim().is_empty())?;
    Source::new(&reader.base, &reference::decode_all(address))
}

/// The featured picture with its other widths.
fn featured(post: &Value, embedded: &Value, path: &Path, reader: &mut Reader) -> Option<Image> {
    let path = path.key("wp:featuredmedia");
    let media =
        get(embedded, "wp:featuredmedia").and_then(|media| items(media).first()).unwrap_or(&Value::Null);
    let address = decoded(media, "source_url").or_else(|| decoded(post, "jetpack_featured_media_url"))?;
    if get(media, "media_type").is_some_and(|kind| kind != "image") {
        reader.issues.push(&path, Loss::UnsupportedBlock("featured medium that is no picture".to_owned()));
        return None;
    }
    let Some(url) = Source::new(&reader.base, &address) else {
        reader.issues.push(&path, Loss::RefusedAddress(address));
        return None;
    };
    let details = get(media, "media_details").unwrap_or(&Value::Null);
    let mut sources: Vec<Candidate> = Vec::new();
    let sizes = get(details, "sizes").and_then(Value::as_object).into_iter().flatten();
    for (name, size) in sizes {
        // A thumbnail is cut to a square: another picture.
        let width = get(size, "width").and_then(Value::as_u64).and_then(|width| u32::try_from(width).ok());
        let other = decoded(size, "source_url").and_then(|address| Source::new(&reader.base, &address));
        if let (Some(url), Some(width)) = (other, width.filter(|width| *width > 0 && name != "thumbnail")) {
            let media_type = decoded(size, "mime_type");
            sources.push(Candidate { url, width, media_type });
        }
    }
    sources.retain(|candidate| candidate.url != url);
    let caption = rendered(media, "caption").map(|caption| {
        let blocks = reader.html(caption, Profile::Article, &path.key("caption"));
        summary::line(blocks)
    });
    let alt = decoded(media, "alt_text").unwrap_or_default();
    let size = reader.size(details, &path.key("media_details"));
    Some(Image { alt, sources, size, caption: caption.unwrap_or_default(), ..Image::at(url) })
}

/// The first category is the section, all others and the tags are topics.
fn terms(embedded: &Value, article: &mut Article) {
    for term in get(embedded, "wp:term").map(items).unwrap_or_default().iter().flat_map(items) {
        let Some(name) = decoded(term, "name") else { continue };
        let category = get(term, "taxonomy").is_some_and(|taxonomy| taxonomy == "category");
        if category && article.section.is_none() && name != "Uncategorized" {
            article.section = Some(name);
        } else if name != "Uncategorized" {
            let url = decoded(term, "link").and_then(|link| Href::new("", &link));
            article.tags.push(Tag { name, url });
        }
    }
}

/// The comments that are embedded, and where more are: an address is resolved against `document`'s, not the article's page.
fn comments(
    post: &Value,
    embedded: &Value,
    path: &Path,
    document: &str,
    article: &mut Article,
    reader: &mut Reader,
) {
    article.comments.open = match get(post, "comment_status").and_then(Value::as_str) {
        Some("open") => Some(true),
        Some("closed") => Some(false),
        _ => None,
    };
    let replies =
        get(post, "_links").and_then(|links| get(links, "replies")).and_then(|list| items(list).first());
    let address =
        replies.and_then(|replies| decoded(replies, "href")).and_then(|href| Href::new(document, &href));
    article.comments.more = address.and_then(|href| href.http().map(str::to_owned));
    let key = path.key("replies");
    for list in get(embedded, "replies").map(items).unwrap_or_default() {
        article.comments.items.extend(wordpress_comments::list(items(list), &key, reader));
    }
}
