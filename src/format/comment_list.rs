//! Lists of comments as servers give them.

use serde_json::Value;

use super::graph::Graph;
use super::number::id;
use super::reader::Reader;
use super::value::{get, items};
use super::walk::Walk;
use super::{MAX_COMMENTS, activity_streams, bytes, wordpress_comments};
use crate::article::{Agent, Block, Comment, Href, Path, Status, block_text};
use crate::html::{Profile, WHOLE};

/// What a list of comments was found to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CommentsFormat {
    /// WordPress's REST API.
    WordPress,
    /// Isso.
    Isso,
    /// remark42, as a tree or flat.
    Remark42,
    /// A collection of ActivityStreams objects, or a page of one.
    ActivityStreams,
    /// The native format: comments as in an article, alone or under `comment`.
    #[default]
    Native,
}

/// A list of comments.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CommentList {
    /// What it is.
    pub format: CommentsFormat,
    /// Flat, in its order.
    pub items: Vec<Comment>,
    /// What names the next page, as the list has it.
    pub next: Option<String>,
    /// How many there are in all, where the list says.
    pub total: Option<u32>,
    /// Whether new ones are taken, where the list says.
    pub open: Option<bool>,
    /// What it says of the form; null where nothing.
    pub form: Value,
}

/// A list of comments that is being read. One of the native format is read piece by piece, for it may have thousands; servers give others
/// in pages.
pub struct ListReading<'v> {
    list: CommentList,
    walk: Walk<'v>,
    reader: Reader,
}

impl<'v> ListReading<'v> {
    /// Begins to read a list; `None` where the value is none.
    #[must_use]
    pub fn of(value: &'v Value, source_url: &str) -> Option<Self> {
        let mut reader = Reader::new(source_url, &WHOLE);
        let whole = whole(value, &mut reader);
        let (list, walk) = match whole {
            Some(list) => (list, Walk::of_list(&[])),
            None => native(value, &mut reader)?,
        };
        Some(Self { list, walk, reader })
    }

    /// Reads so many more; false where nothing is left.
    pub fn more(&mut self, count: usize) -> bool {
        self.walk.more(count, &Path::ROOT, &Graph::of(&[]), &mut self.reader)
    }

    /// What was read of it piece by piece so far.
    #[must_use]
    pub fn so_far(&self) -> &[Comment] {
        self.walk.found()
    }

    /// The list, once nothing is left.
    #[must_use]
    pub fn end(mut self) -> CommentList {
        let pieces = self.walk.end(&Path::ROOT, &mut self.reader);
        self.list.items.extend(pieces);
        self.list
    }
}

/// The value of a list in JSON; `None` where it is no JSON.
#[must_use]
pub fn list_value(bytes: &[u8]) -> Option<Value> {
    Some(bytes::parse(&bytes::text(bytes).ok()?).ok()?.0)
}

/// Reads a list of comments in one go; `None` where it is none.
#[must_use]
pub fn read_comments(bytes: &[u8], source_url: &str) -> Option<CommentList> {
    let value = list_value(bytes)?;
    let mut reading = ListReading::of(&value, source_url)?;
    reading.more(usize::MAX);
    Some(reading.end())
}

/// A list of the formats that are read in one go.
fn whole(value: &Value, reader: &mut Reader) -> Option<CommentList> {
    if value.get("replies").is_some_and(Value::is_array) && value.get("total_replies").is_some() {
        return Some(isso(value, reader));
    }
    if value.get("comments").is_some_and(Value::is_array) && value.get("info").is_some() {
        return Some(remark42(value, reader));
    }
    if let Some(list) = collection(value, reader) {
        return Some(list);
    }
    let list = value.as_array().filter(|list| list.first().is_none_or(wordpress_comments::is_comment))?;
    let items = wordpress_comments::list(list, &Path::ROOT, reader);
    Some(CommentList { format: CommentsFormat::WordPress, items, ..CommentList::default() })
}

/// The blocks of a comment's HTML, with what is allowed in comments and nothing else.
#[must_use]
pub fn comment_blocks(html: &str) -> Vec<Block> {
    Reader::new("", &WHOLE).html(html, Profile::Comment, &Path::ROOT)
}

/// Plain text of a piece of HTML.
#[must_use]
pub fn plain_words(html: &str) -> String {
    let texts: Vec<String> = comment_blocks(html).iter().map(block_text).collect();
    texts.join("\n")
}

fn isso(value: &Value, reader: &mut Reader) -> CommentList {
    let mut items = Vec::new();
    let mut waiting: Vec<&Value> =
        get(value, "replies").map(super::value::items).unwrap_or_default().iter().rev().collect();
    while let Some(node) = waiting.pop() {
        if items.len() >= MAX_COMMENTS {
            break;
        }
        waiting.extend(get(node, "replies").map(super::value::items).unwrap_or_default().iter().rev());
        let list = Path::ROOT.key("replies");
        let path = list.index(items.len());
        let Some(id) = get(node, "id").and_then(id) else { continue };
        let name = reader.text(node, "author", &path);
        let url = get(node, "website").and_then(Value::as_str).and_then(|url| Href::new("", url));
        let number = |key, reader: &mut Reader| reader.number(node, key, &path).unwrap_or(0);
        let votes = number("likes", reader) - number("dislikes", reader);
        items.push(Comment {
            id,
            parent: get(node, "parent").and_then(self::id),
            author: name.map(|name| Agent { url, ..Agent::named(name) }),
            body: body(node, "text", &path, reader),
            published: reader.when(node, "created", &path),
            status: match number("mode", reader) {
                2 => Status::Held,
                4 => Status::Removed,
                _ => Status::Published,
            },
            votes: i32::try_from(votes).ok(),
            ..Comment::default()
        });
    }
    let total = reader.count(value, "total_replies", &Path::ROOT);
    let form = get(value, "config").cloned().unwrap_or(Value::Null);
    // The server counts the first row only.
    let all = u32::try_from(items.len()).unwrap_or(u32::MAX);
    CommentList {
        format: CommentsFormat::Isso,
        total: total.map(|total| total.max(all)),
        items,
        form,
        ..CommentList::default()
    }
}

fn remark42(value: &Value, reader: &mut Reader) -> CommentList {
    let mut items = Vec::new();
    let mut waiting: Vec<&Value> =
        get(value, "comments").map(super::value::items).unwrap_or_default().iter().rev().collect();
    while let Some(node) = waiting.pop() {
        if items.len() >= MAX_COMMENTS {
            break;
        }
        waiting.extend(get(node, "replies").map(super::value::items).unwrap_or_default().iter().rev());
        let list = Path::ROOT.key("comments");
        let path = list.index(items.len());
        // In a tree a node holds its comment; the plain list has the comments themselves.
        let one = get(node, "comment").unwrap_or(node);
        let Some(id) = get(one, "id").and_then(id) else { continue };
        let user = get(one, "user").unwrap_or(&Value::Null);
        let name = reader.text(user, "name", &path);
        let image = reader.source(user, "picture", &path);
        let removed = get(one, "delete").and_then(Value::as_bool).unwrap_or(false);
        items.push(Comment {
            id,
            parent: get(one, "pid").and_then(self::id).filter(|id| !id.is_empty()),
            author: name.map(|name| Agent { image, ..Agent::named(name) }),
            body: body(one, "text", &path, reader),
            published: reader.when(one, "time", &path),
            status: if removed { Status::Removed } else { Status::Published },
            votes: reader.number(one, "score", &path).and_then(|votes| i32::try_from(votes).ok()),
            ..Comment::default()
        });
    }
    let info = get(value, "info").unwrap_or(&Value::Null);
    let closed = get(info, "read_only").and_then(Value::as_bool);
    CommentList {
        format: CommentsFormat::Remark42,
        total: reader.count(info, "count", &Path::ROOT),
        open: closed.map(|closed| !closed),
        items,
        ..CommentList::default()
    }
}

fn body(node: &Value, key: &'static str, path: &Path, reader: &mut Reader) -> Vec<Block> {
    let html = get(node, key).and_then(Value::as_str).unwrap_or_default();
    reader.html(html, Profile::Comment, &path.key(key))
}

/// A collection of replies (ActivityStreams 2, sections 5.5 and 5.6), its first page, or the object that has it. Items that are
/// only addresses are left out: each would be a request to a server of its own.
fn collection(value: &Value, reader: &mut Reader) -> Option<CommentList> {
    let replies = get(value, "replies").filter(|replies| replies.is_object()).unwrap_or(value);
    let is_collection = |value: &Value| {
        matches!(
            get(value, "type").and_then(Value::as_str),
            Some("Collection" | "OrderedCollection" | "CollectionPage" | "OrderedCollectionPage")
        )
    };
    if !is_collection(replies) {
        return None;
    }
    let page = get(replies, "first").filter(|page| page.is_object()).unwrap_or(replies);
    let list = get(page, "items").or_else(|| get(page, "orderedItems"));
    let objects: Vec<&Value> =
        list.map(items).unwrap_or_default().iter().filter(|item| item.is_object()).collect();
    let read = activity_streams::read_comments(&objects, reader);
    let first = get(replies, "first").and_then(Value::as_str).filter(|_| list.is_none());
    let next = get(page, "next").and_then(Value::as_str).or(first);
    let next = next.and_then(|next| Href::new(&reader.base, next)?.http().map(str::to_owned));
    Some(CommentList {
        format: CommentsFormat::ActivityStreams,
        items: read.comments.items,
        next,
        total: reader.count(replies, "totalItems", &Path::ROOT),
        ..CommentList::default()
    })
}

/// Comments of the native format: a list, or an object with a list under `comment` and what the API says besides.
fn native<'v>(value: &'v Value, reader: &mut Reader) -> Option<(CommentList, Walk<'v>)> {
    if let Value::Array(list) = value {
        let is_comment = |one: &Value| get(one, "text").or_else(|| get(one, "commentText")).is_some();
        return list.iter().any(is_comment).then(|| (CommentList::default(), Walk::of_list(list)));
    }
    value.get("comment").filter(|comments| comments.is_array())?;
    let list = CommentList {
        next: get(value, "next").and_then(Value::as_str).map(str::to_owned),
        total: reader.count(value, "total", &Path::ROOT),
        open: get(value, "open").and_then(Value::as_bool),
        form: get(value, "form").cloned().unwrap_or(Value::Null),
        ..CommentList::default()
    };
    Some((list, Walk::of(value)))
}
