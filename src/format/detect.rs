//! Which format a document is of, from its keys alone. Order matters: exact version strings, then types, then sets of keys.
//! What no rule matches is refused, never guessed.

use serde_json::Value;

use super::value::{get, items};
use super::{
    activity_streams, feed, guardian_comments, json_feed, ninjs, schema_org, talk_page, wordpress,
    wordpress_com, wordpress_comments,
};

/// A format with the part of the document that is of it.
pub enum Found<'v> {
    JsonFeed(&'v Value),
    ActivityStreams(&'v Value),
    ActivityComments(Vec<&'v Value>),
    SchemaOrg(&'v Value, Vec<&'v Value>),
    WordPress(&'v [Value]),
    WordPressComments(&'v [Value]),
    WordPressCom(&'v [Value]),
    Ninjs(&'v Value, &'static str),
    GuardianComments(&'v Value),
    TalkPage(&'v Value),
}

/// Keys under which a service may wrap what it sends.
const WRAPPERS: [&str; 8] = ["data", "posts", "post", "article", "items", "item", "results", "result"];

/// The format of a document, and the path of what was unwrapped.
pub fn detect<'v>(document: &'v Value, page: &str) -> Option<(Found<'v>, String)> {
    let mut value = document;
    let mut path = String::from("$");
    for _ in 0..3 {
        if let Some(found) = of_value(value, page) {
            return Some((found, path));
        }
        let (key, inner) = WRAPPERS.iter().find_map(|key| Some((*key, get(value, key)?)))?;
        (value, path) = (inner, format!("{path}.{key}"));
    }
    None
}

/// Whether a document is of one of the formats that are asked for before schema.org.
pub fn is_feed_or_activity(document: &Value) -> bool {
    let first = items(document).first();
    first.is_some_and(|first| feed::is_feed(first) || activity_streams::object(first).is_some())
}

fn of_value<'v>(value: &'v Value, page: &str) -> Option<Found<'v>> {
    let list = items(value);
    let first = list.first()?;
    if feed::is_feed(first) {
        return Some(Found::JsonFeed(first));
    }
    if let Some(object) = activity_streams::object(first) {
        if !activity_streams::is_reply(object) {
            return Some(Found::ActivityStreams(object));
        }
        return Some(Found::ActivityComments(list.iter().filter_map(activity_streams::object).collect()));
    }
    let nodes = schema_org::nodes(value);
    if let Some(node) = schema_org::choose(&nodes, &schema_org::WHOLE, page) {
        return Some(Found::SchemaOrg(node, nodes));
    }
    if wordpress::is_post(first) {
        return Some(Found::WordPress(list));
    }
    if wordpress_comments::is_comment(first) {
        return Some(Found::WordPressComments(list));
    }
    if wordpress_com::is_post(first) {
        return Some(Found::WordPressCom(list));
    }
    if let Some(edition) = ninjs::edition(first) {
        return Some(Found::Ninjs(first, edition));
    }
    if let Some(discussion) = guardian_comments::discussion(first) {
        return Some(Found::GuardianComments(discussion));
    }
    if talk_page::is_page(first) {
        return Some(Found::TalkPage(first));
    }
    json_feed::is_item(first).then_some(Found::JsonFeed(first))
}
