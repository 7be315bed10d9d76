//! A talk page of MediaWiki, as its service for mobile apps gives it: topics with what was said in each, by depth.

use serde_json::Value;

use super::MAX_COMMENTS;
use super::reader::Reader;
use super::value::get;
use crate::article::{Article, Comment, Comments, Loss, Path};
use crate::html::Profile;

/// Whether a document is a talk page.
pub fn is_page(value: &Value) -> bool {
    let topic = get(value, "topics").and_then(Value::as_array).and_then(|topics| topics.first());
    topic
        .is_some_and(|topic| topic.get("replies").is_some_and(Value::is_array) && topic.get("html").is_some())
}

/// An article that is only its thread. Who spoke is in the text alone.
pub fn read(page: &Value, reader: &mut Reader) -> Article {
    let mut items = Vec::new();
    let topics = reader.list(page, "topics", &Path::ROOT);
    let path = Path::ROOT.key("topics");
    for (at, topic) in topics.iter().enumerate() {
        let path = path.index(at);
        let html = |object: &Value, path: &Path, reader: &mut Reader| {
            let text = get(object, "html").and_then(Value::as_str).unwrap_or_default();
            reader.html(text, Profile::Comment, &path.key("html"))
        };
        // Who answers whom is told by depth: the nearest before it that is less deep.
        let mut above: Vec<(i64, String)> = Vec::new();
        let title = html(topic, &path, reader);
        if !title.is_empty() {
            let id = format!("topic-{at}");
            above.push((i64::MIN, id.clone()));
            items.push(Comment { id, body: title, ..Comment::default() });
        }
        let replies = reader.list(topic, "replies", &path);
        let path = path.key("replies");
        for (number, reply) in replies.iter().enumerate() {
            if items.len() >= MAX_COMMENTS {
                reader.issues.push(&path, Loss::TooMany(replies.len() - number));
                break;
            }
            let path = path.index(number);
            let depth = reader.number(reply, "depth", &path).unwrap_or(0);
            while above.last().is_some_and(|(other, _)| *other >= depth) {
                above.pop();
            }
            let (id, parent) = (format!("topic-{at}-{number}"), above.last().map(|(_, id)| id.clone()));
            above.push((depth, id.clone()));
            items.push(Comment { id, parent, body: html(reply, &path, reader), ..Comment::default() });
        }
    }
    Article {
        format: "comments-mediawiki-talk",
        comments: Comments { items, ..Comments::default() },
        ..Article::default()
    }
}
