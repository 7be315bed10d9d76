//! Ordinary items of a JSON Feed.

use serde_json::Value;

use super::super::json_feed::about;
use super::super::value::{get, get_any, items};
use super::super::{feed, paragraphs, summary};
use super::Ordinary;
use crate::article::{Article, Block, Image, Loss, Media, Tag};
use crate::html::{Profile, simple};

/// Reads the newest item of a feed; the others are related. Whether that was all.
pub fn feed(feed: &Value, base: &str, article: &mut Article) -> bool {
    let mut reader = Ordinary::new(base);
    let list = reader.list(feed, "items");
    let mut newest = None;
    for item in list {
        let when = reader.when(item, "date_published").and_then(|when| when.millis);
        if newest.is_none_or(|(_, known)| when > known) {
            newest = Some((item, when));
        }
        reader.beyond |= !item.is_object();
    }
    let Some((newest, _)) = newest else { return false };
    for other in list {
        if !std::ptr::eq(other, newest) {
            article.related.extend(feed::ordinary_link(other, base, &mut reader));
        }
    }
    if list.len() > 1 {
        article.issue("$.items", Loss::Guess("the newest item is the article"));
    }
    reader.is_all() && item(newest, feed, base, article)
}

/// Reads one item of a feed, or one by itself. Whether that was all.
pub fn item(item: &Value, feed: &Value, base: &str, article: &mut Article) -> bool {
    let mut reader = Ordinary::new(base);
    article.url = reader.address(item, "url");
    let own = article.url.clone().or_else(|| reader.address(feed, "home_page_url"));
    Ordinary { base: own.as_deref().unwrap_or(base), ..reader }.item(item, feed, article)
}

impl Ordinary<'_> {
    fn item(&mut self, item: &Value, feed: &Value, article: &mut Article) -> bool {
        article.format = "json-feed-item";
        article.id = self.string(item, "id").unwrap_or_default().to_owned();
        article.headline = self.headline(item, "title");
        article.body = self.content(item);
        if let Some(text) = get(item, "summary").and_then(Value::as_str) {
            let blocks = self.html(text, Profile::Article);
            summary::fill_with(article, summary::line(blocks));
        }
        article.published = self.when(item, "date_published");
        article.modified = self.when(item, "date_modified");
        article.lang = self.locale(item, "language").or_else(|| self.locale(feed, "language"));
        let keys = ["authors", "author"];
        let people = get_any(item, &keys).or_else(|| get_any(feed, &keys));
        for value in people.map(|(_, people)| items(people)).unwrap_or_default() {
            let agent = self.agent(value);
            self.beyond |= article.byline.iter().any(|known| known.name == agent.name);
            article.byline.push(agent);
        }
        let picture = self.source(item, "image").or_else(|| self.source(item, "banner_image"));
        article.lead = picture.map(|url| Media::Image(Image::at(url)));
        for tag in get(item, "tags").map(items).unwrap_or_default() {
            for name in self.text_of(tag).unwrap_or_default().split(',').map(str::trim) {
                if !name.is_empty() {
                    article.tags.push(Tag { name: name.to_owned(), url: None });
                }
            }
        }
        // Sound, film and other files are for another reader.
        self.beyond |= get(item, "attachments").is_some_and(|files| !items(files).is_empty());
        article.body.extend(self.href(item, "external_url").map(about));
        self.is_all()
    }

    fn content(&mut self, item: &Value) -> Vec<Block> {
        let html = self.text_as_it_is(item, "content_html");
        if !html.trim().is_empty() {
            return self.html(html, Profile::Article);
        }
        let text =
            simple::decode(self.text_as_it_is(item, "content_text")).filter(|text| !text.contains('<'));
        paragraphs::plain_blocks(&self.known(text).unwrap_or_default())
    }

    fn text_as_it_is<'v>(&mut self, item: &'v Value, key: &str) -> &'v str {
        get(item, key).and_then(|text| self.known(text.as_str())).unwrap_or_default()
    }
}
