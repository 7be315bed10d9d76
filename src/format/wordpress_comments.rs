//! Comments of WordPress's REST API.

use serde_json::Value;

use super::MAX_COMMENTS;
use super::reader::Reader;
use super::value::get;
use super::wordpress::{decoded, portrait, rendered, when};
use crate::article::{Agent, Article, Comment, Comments, Href, Loss, Path, Status};
use crate::html::Profile;

/// Whether a value is a comment.
pub fn is_comment(value: &Value) -> bool {
    is_embedded(value) && get(value, "post").is_some()
}

/// Whether what stands in a post's `_embedded.replies` is a comment: it does not say there to which post it belongs.
pub fn is_embedded(value: &Value) -> bool {
    rendered(value, "content").is_some() && value.get("author_name").is_some()
}

/// An article that is only its thread.
pub fn read(values: &[Value], reader: &mut Reader) -> Article {
    let items = list(values, &Path::ROOT, reader);
    Article {
        format: "comments-wordpress",
        comments: Comments { items, ..Comments::default() },
        ..Article::default()
    }
}

/// A list of comments; what is none of them is left out.
pub fn list(values: &[Value], path: &Path, reader: &mut Reader) -> Vec<Comment> {
    let mut found = Vec::new();
    for (at, value) in values.iter().enumerate().take(MAX_COMMENTS) {
        let path = path.index(at);
        if is_embedded(value) {
            found.push(comment(value, &path, reader));
        } else {
            reader.wrong(&path, "a comment", value);
        }
    }
    if values.len() > MAX_COMMENTS {
        reader.issues.push(path, Loss::TooMany(values.len() - MAX_COMMENTS));
    }
    found
}

fn comment(value: &Value, path: &Path, reader: &mut Reader) -> Comment {
    let number = |key| get(value, key).and_then(super::number::id);
    let name = decoded(value, "author_name");
    let url = decoded(value, "author_url").and_then(|url| Href::new("", &url));
    let image = portrait(value, reader);
    let content = path.key("content");
    let status = match get(value, "status").and_then(Value::as_str) {
        Some("hold" | "unapproved" | "0") => Status::Held,
        Some("trash" | "spam") => Status::Removed,
        _ => Status::Published,
    };
    Comment {
        id: number("id").unwrap_or_else(|| path.to_string()),
        parent: number("parent").filter(|id| id != "0"),
        author: name.map(|name| Agent { name, url, image, role: None }),
        body: reader.html(rendered(value, "content").unwrap_or_default(), Profile::Comment, &content),
        published: when(value, "date_gmt", "date", path, reader),
        status,
        ..Comment::default()
    }
}
