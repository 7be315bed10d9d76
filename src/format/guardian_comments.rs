//! A discussion of the Guardian's discussion API.

use serde_json::Value;

use super::reader::Reader;
use super::value::get;
use super::{MAX_COMMENTS, number};
use crate::article::{Agent, Article, Comment, Comments, Loss, Path, Source, Status};
use crate::html::Profile;

/// How deep answers nest; the API itself gives one level.
const MAX_DEPTH: usize = 32;

/// The discussion that a document is.
pub fn discussion(value: &Value) -> Option<&Value> {
    let discussion = get(value, "discussion")?;
    let first = get(discussion, "comments")?.as_array()?.first()?;
    (get(first, "body").is_some() && get(first, "userProfile").is_some()).then_some(discussion)
}

/// An article that is only its thread.
pub fn read(discussion: &Value, reader: &mut Reader) -> Article {
    let path = Path::ROOT.key("discussion");
    let mut items = Vec::new();
    add(discussion, "comments", None, 0, &path, reader, &mut items);
    let closed = reader.truth(discussion, "isClosedForComments", &path);
    Article {
        format: "comments-guardian",
        comments: Comments {
            count: reader.count(discussion, "commentCount", &path),
            open: closed.map(|closed| !closed),
            items,
            ..Comments::default()
        },
        ..Article::default()
    }
}

fn add(
    object: &Value,
    key: &str,
    parent: Option<&str>,
    depth: usize,
    path: &Path,
    reader: &mut Reader,
    out: &mut Vec<Comment>,
) {
    let list = reader.list(object, key, path);
    let path = path.key(key);
    if depth > MAX_DEPTH && !list.is_empty() {
        reader.issues.push(&path, Loss::TooMany(list.len()));
        return;
    }
    for (at, value) in list.iter().enumerate() {
        if out.len() >= MAX_COMMENTS {
            reader.issues.push(&path, Loss::TooMany(list.len() - at));
            return;
        }
        let path = path.index(at);
        if !value.is_object() {
            reader.wrong(&path, "a comment", value);
            continue;
        }
        let comment = comment(value, parent, &path, reader);
        let id = comment.id.clone();
        out.push(comment);
        add(value, "responses", Some(&id), depth + 1, &path, reader, out);
    }
}

fn comment(value: &Value, parent: Option<&str>, path: &Path, reader: &mut Reader) -> Comment {
    let profile = get(value, "userProfile");
    let author = profile.and_then(|profile| {
        let path = path.key("userProfile");
        let name = reader.text(profile, "displayName", &path)?;
        let url = reader.href(profile, "webUrl", &path);
        let image = ["secureAvatarUrl", "avatar"].iter().find_map(|key| get(profile, key)?.as_str());
        let image = image.and_then(|image| Source::new(&reader.base, image));
        Some(Agent { name, url, image, role: None })
    });
    let body = get(value, "body").and_then(Value::as_str).unwrap_or_default();
    let when = if get(value, "isoDateTime").is_some() { "isoDateTime" } else { "date" };
    Comment {
        id: get(value, "id").and_then(number::id).unwrap_or_else(|| path.to_string()),
        parent: parent.map(str::to_owned),
        author,
        body: reader.html(body, Profile::Comment, &path.key("body")),
        published: reader.when(value, when, path),
        status: match get(value, "status").and_then(Value::as_str) {
            Some("blocked" | "deleted") => Status::Removed,
            _ => Status::Published,
        },
        votes: reader.number(value, "numRecommends", path).and_then(|votes| i32::try_from(votes).ok()),
        ..Comment::default()
    }
}
