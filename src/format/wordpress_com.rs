//! Posts of WordPress.com's own API (v1.1): `ID`, `site_ID`, `URL` in capitals.

use serde_json::Value;

use super::reader::Reader;
use super::summary;
use super::value::get;
use super::wordpress::decoded;
use crate::article::{Access, Agent, Article, Href, Image, Link, Loss, Media, Path, Source, Tag, plain};
use crate::html::Profile;

/// Whether a value is a post.
pub fn is_post(value: &Value) -> bool {
    let text = |key| get(value, key).is_some_and(Value::is_string);
    get(value, "ID").is_some() && text("content") && (get(value, "site_ID").is_some() || text("URL"))
}

/// Reads the first of some posts, which the API has newest first; the others are related.
pub fn read(posts: &[Value], path: &Path, reader: &mut Reader) -> Option<Article> {
    let base = reader.base.clone();
    let mut article = post(posts.first()?, path, reader);
    for other in posts.iter().skip(1) {
        let url = decoded(other, "URL").and_then(|url| Href::new(&base, &url));
        let title = get(other, "title").map(|title| plain(&reader.title_of(title, true, path)));
        if let (Some(url), Some(title)) = (url, title) {
            article.related.push(Link { when: reader.when(other, "date", path), ..Link::new(url, title) });
        }
    }
    Some(article)
}

fn post(post: &Value, path: &Path, reader: &mut Reader) -> Article {
    let mut article = Article { format: "wordpress.com-v1.1", ..Article::default() };
    let url = decoded(post, "URL").and_then(|url| Href::new(&reader.base, &url));
    article.url = url.and_then(|url| url.http().map(str::to_owned));
    if let Some(url) = &article.url {
        reader.base.clone_from(url);
    }
    if let Some(title) = get(post, "title") {
        article.headline = reader.title_of(title, true, &path.key("title"));
    }
    let content = get(post, "content").and_then(Value::as_str).unwrap_or_default();
    article.body = reader.html(content, Profile::Article, &path.key("content"));
    let locked = get(post, "password").and_then(Value::as_str).is_some_and(|password| !password.is_empty());
    if locked && article.body.is_empty() {
        article.access = Access::None;
    }
    if let Some(excerpt) = get(post, "excerpt").and_then(Value::as_str) {
        summary::fill(&mut article, excerpt, &path.key("excerpt"), reader);
    }
    article.published = reader.when(post, "date", path);
    article.modified = reader.when(post, "modified", path);
    if let Some(author) = get(post, "author")
        && let Some(name) = decoded(author, "name")
    {
        let url = ["URL", "profile_URL"].iter().find_map(|key| Href::new("", &decoded(author, key)?));
        let image = decoded(author, "avatar_URL").and_then(|address| Source::new("", &address));
        article.byline.push(Agent { name, url, image, role: None });
    }
    article.lead = lead(post, path, reader);
    for (key, is_section) in [("categories", true), ("tags", false)] {
        let terms = get(post, key).and_then(Value::as_object).into_iter().flatten();
        for (name, term) in terms {
            let name = decoded(term, "name").unwrap_or_else(|| name.clone());
            if name == "Uncategorized" {
                continue;
            }
            if is_section && article.section.is_none() {
                article.section = Some(name);
            } else {
                article.tags.push(Tag { name, url: None });
            }
        }
    }
    comments(post, path, &mut article, reader);
    article
}

fn lead(post: &Value, path: &Path, reader: &mut Reader) -> Option<Media> {
    let thumbnail = get(post, "post_thumbnail").filter(|thumbnail| thumbnail.is_object());
    let address = thumbnail
        .and_then(|thumbnail| decoded(thumbnail, "URL"))
        .or_else(|| decoded(post, "featured_image"))?;
    let Some(url) = Source::new(&reader.base, &address) else {
        reader.issues.push(&path.key("featured_image"), Loss::RefusedAddress(address));
        return None;
    };
    let size = thumbnail.and_then(|thumbnail| reader.size(thumbnail, &path.key("post_thumbnail")));
    Some(Media::Image(Image { size, ..Image::at(url) }))
}

fn comments(post: &Value, path: &Path, article: &mut Article, reader: &mut Reader) {
    let Some(discussion) = get(post, "discussion") else { return };
    let at = path.key("discussion");
    article.comments.open = reader.truth(discussion, "comments_open", &at);
    article.comments.count = reader.count(discussion, "comment_count", &at);
    let links = get(post, "meta").and_then(|meta| get(meta, "links"));
    let replies =
        links.and_then(|links| decoded(links, "replies")).and_then(|address| Href::new("", &address));
    article.comments.more = replies.and_then(|href| href.http().map(str::to_owned));
}
