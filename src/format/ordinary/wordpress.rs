//! Ordinary posts of WordPress's REST API.

use serde_json::Value;

use super::super::value::{get, items, items_of};
use super::super::wordpress::{is_post, newest, rendered};
use super::super::{summary, wordpress_comments};
use super::Ordinary;
use super::post::is_of_another_format;
use crate::article::{
    Agent, Article, Candidate, Comment, Href, Image, Inline, Link, Loss, Media, Source, Status, Tag, When,
    plain,
};
use crate::decimal;
use crate::html::{Profile, White};

/// Reads the newest of some posts; the others are related. Whether that was all.
pub fn read(posts: &[Value], base: &str, article: &mut Article) -> bool {
    let at = newest(posts);
    let newest = posts.get(at).unwrap_or(&Value::Null);
    let url = Ordinary::new(base).address_from(base, newest, "link");
    let Some(own) = url.clone().filter(|_| is_post(newest)) else { return false };
    article.url = url;
    let mut reader = Ordinary::new(&own);
    let mut place = "$".to_owned();
    if posts.len() > 1 {
        place.push('[');
        place.push_str(&decimal::of(at));
        place.push(']');
    }
    reader.post(newest, place, base, article);
    if posts.len() > 1 {
        article.issue("$", Loss::Guess("the newest of a list is the article"));
    }
    for other in posts {
        if !std::ptr::eq(other, newest) {
            article.related.extend(reader.post_link(other));
        }
    }
    reader.is_all()
}

/// Posts as links; `None` where anything is beyond that.
pub fn links(posts: &Value, base: &str) -> Option<Vec<Link>> {
    let posts = posts.as_array()?;
    let mut reader = Ordinary::new(base);
    reader.beyond = is_of_another_format(posts);
    let mut links = Vec::new();
    for post in posts {
        reader.beyond |= !is_post(post);
        links.extend(reader.post_link(post));
    }
    reader.is_all().then_some(links)
}

impl Ordinary<'_> {
    fn post(&mut self, post: &Value, mut place: String, document: &str, article: &mut Article) {
        article.format = "wordpress-rest";
        article.headline = self.title(post);
        self.beyond |= plain(&article.headline).is_empty();
        article.body = self.html(rendered(post, "content").unwrap_or_default(), Profile::Article);
        if let Some(excerpt) = rendered(post, "excerpt") {
            let blocks = self.html(excerpt, Profile::Article);
            summary::fill_with(article, summary::line(blocks));
        }
        article.published = self.either_when(post, "date_gmt", "date");
        article.modified = self.either_when(post, "modified_gmt", "modified");
        let head = get(post, "yoast_head_json").unwrap_or(&Value::Null);
        article.lang = self.locale(post, "lang").or_else(|| self.locale(head, "og_locale"));
        // A gallery is an article of another kind.
        self.beyond |= get(post, "format").is_some_and(|format| format == "gallery");
        let embedded = get(post, "_embedded").unwrap_or(&Value::Null);
        for author in items_of(embedded, "author") {
            let Some(name) = self.decoded(author, "name") else { continue };
            let url = self
                .link_from(self.base, author, "url")
                .or_else(|| self.link_from(self.base, author, "link"));
            let image = self.portrait(author);
            article.byline.push(Agent { name, url, image, role: None });
        }
        if article.byline.is_empty() {
            article.byline.extend(self.decoded(head, "author").map(Agent::named));
        }
        if article.byline.is_empty()
            && let Some(author) = get(post, "author")
        {
            self.beyond |= author.is_object();
            let missing = "the author's name (ask for the post with _embed)";
            place.push_str("._embedded.author");
            article.issue(&place, Loss::Missing(missing));
        }
        article.lead = self.featured(post, embedded).map(Media::Image);
        self.terms(embedded, article);
        article.comments.open = match get(post, "comment_status").and_then(Value::as_str) {
            Some("open") => Some(true),
            Some("closed") => Some(false),
            _ => None,
        };
        let links = get(post, "_links").unwrap_or(&Value::Null);
        article.comments.more =
            self.address_from(document, items_of(links, "replies").first().unwrap_or(&Value::Null), "href");
        for list in items_of(embedded, "replies") {
            for comment in items(list) {
                article.comments.items.extend(self.comment(comment));
            }
        }
    }

    fn title(&mut self, post: &Value) -> Vec<Inline> {
        let text = get(post, "title").and_then(|title| get(title, "rendered")?.as_str());
        let text = self.known(text).unwrap_or_default();
        self.line(text.trim(), White::Collapse)
    }

    /// The link under a key, resolved against `base`.
    fn link_from(&mut self, base: &str, object: &Value, key: &str) -> Option<Href> {
        Href::new(base, &self.decoded(object, key)?)
    }

    /// The same, if it is one of http(s).
    fn address_from(&mut self, base: &str, object: &Value, key: &str) -> Option<String> {
        self.link_from(base, object, key)?.http().map(str::to_owned)
    }

    /// When it was published or changed: in UTC where that is there, else in the site's unnamed zone.
    fn either_when(&mut self, post: &Value, utc: &str, local: &str) -> Option<When> {
        let known = get(post, utc).and_then(Value::as_str).filter(|text| !text.starts_with("0000"));
        let known = known.map(When::parse_utc).filter(|when| when.millis.is_some());
        known.or_else(|| self.when(post, local))
    }

    fn portrait(&mut self, author: &Value) -> Option<Source> {
        let urls = get(author, "avatar_urls").or_else(|| get(author, "author_avatar_urls"))?;
        let sizes = urls.as_object()?.len();
        // The sizes that WordPress has; of others another reader finds the largest.
        self.beyond |= sizes != 3 || ["24", "48", "96"].iter().any(|size| get(urls, size).is_none());
        let address = self.decoded(urls, "96")?;
        Source::new(self.base, &address)
    }

    /// A post as a link.
    fn post_link(&mut self, post: &Value) -> Option<Link> {
        let url = self.link_from(self.base, post, "link")?;
        get(get(post, "title")?, "rendered")?;
        let headline = plain(&self.title(post));
        let links = get(post, "_links").unwrap_or(&Value::Null);
        let src = self.address_from("", items_of(links, "self").first().unwrap_or(&Value::Null), "href");
        Some(Link { when: self.either_when(post, "date_gmt", "date"), src, ..Link::new(url, headline) })
    }

    /// The featured picture with its other widths.
    fn featured(&mut self, post: &Value, embedded: &Value) -> Option<Image> {
        let media = items_of(embedded, "wp:featuredmedia").first().unwrap_or(&Value::Null);
        let address = self.decoded(media, "source_url");
        let address = address.or_else(|| self.decoded(post, "jetpack_featured_media_url"))?;
        self.beyond |= get(media, "media_type").is_some_and(|kind| kind != "image");
        let mut image = Image::at(self.known(Source::new(self.base, &address))?);
        let details = get(media, "media_details").unwrap_or(&Value::Null);
        let sizes = get(details, "sizes").and_then(Value::as_object);
        for (name, size) in sizes.unwrap_or(&serde_json::Map::new()) {
            // A thumbnail is cut to a square: another picture.
            let Some(width) = self.count(size, "width").filter(|width| *width > 0 && name != "thumbnail")
            else {
                continue;
            };
            let Some(address) = self.decoded(size, "source_url") else { continue };
            let media_type = self.decoded(size, "mime_type");
            if let Some(url) = Source::new(self.base, &address).filter(|url| *url != image.url) {
                image.sources.push(Candidate { url, width, media_type });
            }
        }
        image.alt = self.decoded(media, "alt_text").unwrap_or_default();
        image.caption =
            summary::line(self.html(rendered(media, "caption").unwrap_or_default(), Profile::Article));
        let (width, height) = (self.count(details, "width"), self.count(details, "height"));
        image.size = width.zip(height).filter(|(width, height)| *width > 0 && *height > 0);
        Some(image)
    }

    /// The first category is the section, all others and the tags are topics.
    fn terms(&mut self, embedded: &Value, article: &mut Article) {
        for list in items_of(embedded, "wp:term") {
            for term in items(list) {
                let Some(name) = self.decoded(term, "name").filter(|name| name != "Uncategorized") else {
                    continue;
                };
                if article.section.is_none()
                    && get(term, "taxonomy").is_some_and(|taxonomy| taxonomy == "category")
                {
                    article.section = Some(name);
                } else {
                    let url = self.link_from("", term, "link");
                    article.tags.push(Tag { name, url });
                }
            }
        }
    }

    fn comment(&mut self, value: &Value) -> Option<Comment> {
        let number =
            |key| get(value, key).and_then(Value::as_u64).and_then(|number| usize::try_from(number).ok());
        self.beyond |= !wordpress_comments::is_embedded(value);
        let id = self.known(number("id"))?;
        let parent = self.known(number("parent"))?;
        let name = self.decoded(value, "author_name");
        let url = self.link_from("", value, "author_url");
        let image = self.portrait(value);
        Some(Comment {
            id: decimal::of(id),
            parent: (parent > 0).then(|| decimal::of(parent)),
            author: name.map(|name| Agent { name, url, image, role: None }),
            body: self.html(rendered(value, "content").unwrap_or_default(), Profile::Comment),
            published: self.either_when(value, "date_gmt", "date"),
            status: match get(value, "status").and_then(Value::as_str) {
                Some("hold" | "unapproved" | "0") => Status::Held,
                Some("trash" | "spam") => Status::Removed,
                _ => Status::Published,
            },
            ..Comment::default()
        })
    }
}
