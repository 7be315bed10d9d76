//! Comments of the native format and of schema.org, and where a reply is posted.

use serde_json::Value;

use super::graph::Graph;
use super::paragraphs;
use super::reader::Reader;
use super::value::{get, get_any, items};
use super::{MAX_COMMENTS, agent};
use crate::article::{Comment, Comments, Loss, Path, PostTarget, Status};
use crate::decimal;
use crate::html::Profile;
use crate::names::Names;

/// All that an article says of its comments.
pub fn comments(article: &Value, path: &Path, graph: &Graph, reader: &mut Reader) -> Comments {
    let mut comments = Comments {
        count: reader.count(article, "commentCount", path).or_else(|| statistic(article, path, reader)),
        more: reader.address(article, "discussionUrl", path),
        items: flat(article, path, graph, reader),
        ..Comments::default()
    };
    let actions = path.key("potentialAction");
    for (at, action) in get(article, "potentialAction").map(items).unwrap_or_default().iter().enumerate() {
        let is_comment =
            get(action, "@type").map(items).unwrap_or_default().iter().any(|name| name == "CommentAction");
        if !is_comment {
            continue;
        }
        comments.open = Some(true);
        let path = actions.index(at);
        comments.post_to = comments.post_to.or_else(|| post_target(action, &path, reader));
    }
    comments
}

/// The count of comments among the interactions that a page counts.
fn statistic(article: &Value, path: &Path, reader: &mut Reader) -> Option<u32> {
    let key = path.key("interactionStatistic");
    let all = items(get(article, "interactionStatistic")?);
    let is_comment = |counter: &&Value| {
        let kind = get(counter, "interactionType").map(|kind| get(kind, "@type").unwrap_or(kind));
        kind.and_then(Value::as_str).is_some_and(|kind| kind.ends_with("CommentAction"))
    };
    reader.count(all.iter().find(is_comment)?, "userInteractionCount", &key)
}

fn post_target(action: &Value, path: &Path, reader: &mut Reader) -> Option<PostTarget> {
    let path = path.key("target");
    // Search engines' examples have a list of strings; such a target is the page's own place for comments.
    let target = items(get(action, "target")?).iter().find(|target| target.is_object())?;
    let (key, _) = get_any(target, &["urlTemplate", "url"])?;
    let url = reader.address(target, key, &path)?;
    let form_encoded = match get(target, "contentType").and_then(Value::as_str) {
        None | Some("application/json") => false,
        Some("application/x-www-form-urlencoded") => true,
        Some(_) => {
            reader.issues.push(&path.key("contentType"), Loss::Guess("application/json"));
            false
        }
    };
    let post = get(target, "httpMethod").map(items).unwrap_or_default();
    if !post.is_empty()
        && !post.iter().any(|method| method.as_str().is_some_and(|m| m.eq_ignore_ascii_case("post")))
    {
        reader.issues.push(&path.key("httpMethod"), Loss::Guess("POST"));
    }
    Some(PostTarget { url, form_encoded })
}

/// A list of comments that is being read.
struct Level<'v> {
    items: &'v [Value],
    next: usize,
    parent: Option<String>,
}

/// The tree of comments as a flat list in reading order. Iterative: threads may be hundreds of answers deep.
fn flat(article: &Value, path: &Path, graph: &Graph, reader: &mut Reader) -> Vec<Comment> {
    let mut found = Vec::new();
    let mut ids = Names::default();
    let mut lost = 0;
    let top = get(article, "comment").map(items).unwrap_or_default();
    let mut levels = vec![Level { items: top, next: 0, parent: None }];
    while let Some(level) = levels.last_mut() {
        let Some(value) = level.items.get(level.next) else {
            levels.pop();
            continue;
        };
        level.next += 1;
        let parent = level.parent.clone();
        if found.len() >= MAX_COMMENTS {
            lost += 1;
            continue;
        }
        let indices: Vec<usize> = levels.iter().map(|level| level.next - 1).collect();
        let path = path.chain("comment", &indices);
        let Some(mut comment) = comment(value, &path, graph, reader) else { continue };
        comment.parent = comment.parent.or(parent);
        if comment.id.is_empty() {
            reader.issues.push(&path, Loss::Missing("@id"));
            let numbers: Vec<String> = indices.iter().map(|index| decimal::of(index + 1)).collect();
            comment.id = numbers.join(".");
        }
        if !ids.add(&comment.id, 0) {
            reader.issues.push(&path, Loss::DuplicateId(comment.id.clone()));
            comment.id = format!("{}~{}", comment.id, found.len() + 1);
            ids.add(&comment.id, 0);
        }
        let parent = Some(comment.id.clone());
        found.push(comment);
        if let Some(replies) = get(value, "comment") {
            levels.push(Level { items: items(replies), next: 0, parent });
        }
    }
    if lost > 0 {
        reader.issues.push(&path.key("comment"), Loss::TooMany(lost));
    }
    found
}

fn comment(value: &Value, path: &Path, graph: &Graph, reader: &mut Reader) -> Option<Comment> {
    if !value.is_object() {
        reader.wrong(path, "a comment", value);
        return None;
    }
    let author = get_any(value, &["author", "creator"]);
    let author =
        author.and_then(|(key, author)| agent::agent(items(author).first()?, &path.key(key), graph, reader));
    let status = match get(value, "creativeWorkStatus").map(|status| (status, status.as_str())) {
        None | Some((_, Some("published"))) => Status::Published,
        Some((_, Some("pending"))) => Status::Held,
        Some((_, Some("deleted"))) => Status::Removed,
        Some((status, _)) => {
            reader.wrong(&path.key("creativeWorkStatus"), "published, pending or deleted", status);
            Status::Published
        }
    };
    let body = get_any(value, &["text", "commentText"]).and_then(|(key, text)| {
        let path = path.key(key);
        let text = reader.raw_text(text, &path)?;
        Some(paragraphs::blocks(&text, &path, Profile::Comment, reader))
    });
    let id = get(value, "@id").and_then(|id| reader.raw_text(id, &path.key("@id")));
    let parent = get(value, "parentItem").map(|parent| get(parent, "@id").unwrap_or(parent));
    Some(Comment {
        id: id.unwrap_or_default(),
        parent: parent.and_then(|parent| reader.raw_text(parent, &path.key("parentItem"))),
        author,
        body: body.unwrap_or_default(),
        published: get_any(value, &["datePublished", "dateCreated"])
            .and_then(|(key, when)| reader.when_of(when, &path.key(key))),
        lang: reader.language(value, "lang", path).or_else(|| reader.language(value, "inLanguage", path)),
        dir: reader.dir(value, path),
        status,
        votes: reader.number(value, "upvoteCount", path).and_then(|votes| i32::try_from(votes).ok()),
    })
}
