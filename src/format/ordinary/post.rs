//! Posts of WordPress and items of a JSON Feed whose HTML is as publishing systems write it. The first module does not read them, but
//! a small part does, with the first module's reader of fields; whatever that does not know is left to the whole reader.

use serde_json::Value;

use super::super::value::{get, get_any, items};
use super::super::{complete, feed, json_feed as whole_json_feed, wordpress as whole_wordpress};
use super::{Ordinary, blocks, json_feed, wordpress};
use crate::article::{Article, passes};

/// Whether a document may be one that is read here.
pub fn may_be(document: &Value) -> bool {
    let Some(first) = items(document).first() else { return false };
    feed::is_feed(first) || get_any(first, &["content_html", "content_text"]).is_some() || is_rendered(first)
}

fn is_rendered(post: &Value) -> bool {
    get(post, "content").is_some_and(|content| get(content, "rendered").is_some())
}

/// Reads the newest of some posts or items. `None` where anything is beyond that.
pub fn read(document: &Value, base: &str) -> Option<Article> {
    let list = items(document);
    let first = list.first()?;
    let mut article = Article::default();
    let is_all = if feed::is_feed(first) {
        json_feed::feed(first, base, &mut article)
    } else if is_of_another_format(list) {
        false
    } else if is_rendered(first) {
        whole_wordpress::is_post(first) && wordpress::read(list, base, &mut article)
    } else {
        whole_json_feed::is_item(first)
            && get_any(first, &["content", "uri", "discussion", "topics"]).is_none()
            && json_feed::item(first, &Value::Null, base, &mut article)
    };
    if !is_all || article.body.is_empty() || complete(&mut article, base).is_none() {
        return None;
    }
    passes::find_direction(&mut article);
    (!blocks::has_double_names(&article.body)).then_some(article)
}

/// Whether a document may be of a format that is asked for before these.
pub fn is_of_another_format(list: &[Value]) -> bool {
    list.iter().any(|item| {
        let kind = get(item, "type");
        let is_activity = kind.is_some_and(|kind| {
            kind.as_str().is_none_or(|kind| kind.starts_with(|c: char| c.is_ascii_uppercase()))
        });
        let keys = ["@type", "@graph", "mainEntity", "mainEntityOfPage"];
        is_activity || !item.is_object() || get_any(item, &keys).is_some()
    })
}

impl Ordinary<'_> {
    /// A text that is escaped for HTML.
    pub(super) fn unescaped(&mut self, text: &str) -> Option<String> {
        let text = crate::html::simple::decode(text.trim());
        self.needs_markup |= text.is_none();
        text.filter(|text| !text.is_empty())
    }

    /// The same under a key.
    pub(super) fn decoded(&mut self, object: &Value, key: &str) -> Option<String> {
        self.unescaped(get(object, key)?.as_str()?)
    }

    /// A language tag; an underscore in it is read as a hyphen.
    pub(super) fn locale(&mut self, object: &Value, key: &str) -> Option<String> {
        let mut tag = String::new();
        for c in self.string(object, key)?.chars() {
            tag.push(if c == '_' { '-' } else { c });
        }
        self.beyond |= !super::is_language_tag(&tag);
        Some(tag)
    }

    /// Whether what was read was all.
    pub(super) fn is_all(&self) -> bool {
        !self.beyond && !self.needs_markup
    }
}
