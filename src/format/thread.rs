//! Comments of the native format and of schema.org, and where a reply is posted.

use serde_json::Value;

use super::agent;
use super::graph::Graph;
use super::paragraphs;
use super::reader::Reader;
use super::value::{get, get_any, items};
use super::walk::Walk;
use crate::article::{Comment, Comments, Loss, Path, PostTarget, Status};
use crate::html::Profile;

/// All that an article says of its comments.
pub fn comments(article: &Value, path: &Path, graph: &Graph, reader: &mut Reader) -> Comments {
    let mut comments = about(article, path, reader);
    let mut walk = Walk::of(article);
    walk.more(usize::MAX, path, graph, reader);
    comments.items = walk.end(path, reader);
    ways_to_reply(&mut comments, article, path, reader);
    comments
}

/// How many there are and where more are.
pub fn about(article: &Value, path: &Path, reader: &mut Reader) -> Comments {
    Comments {
        count: reader.count(article, "commentCount", path).or_else(|| statistic(article, path, reader)),
        more: reader.address(article, "discussionUrl", path),
        ..Comments::default()
    }
}

/// Whether and where replies are taken.
pub fn ways_to_reply(comments: &mut Comments, article: &Value, path: &Path, reader: &mut Reader) {
    let actions = path.key("potentialAction");
    for (at, action) in get(article, "potentialAction").map(items).unwrap_or_default().iter().enumerate() {
        let is_comment =
            get(action, "@type").map(items).unwrap_or_default().iter().any(|name| name == "CommentAction");
        if !is_comment {
            continue;
        }
        comments.open = Some(true);
        let path = actions.index(at);
        if comments.post_to.is_none() {
            comments.post_to = post_target(action, &path, reader);
        }
    }
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

/// One comment, without its answers.
pub fn comment(value: &Value, path: &Path, graph: &Graph, reader: &mut Reader) -> Option<Comment> {
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
