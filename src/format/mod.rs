//! Bytes to an article, one file for each format. Read liberally: an untyped value first, then what each field can be
//! understood as; what is lost, coerced or guessed is in `issues` by JSON path.

mod activity_streams;
mod agent;
mod block;
mod bytes;
mod comment_list;
mod detect;
mod error;
mod feed;
mod graph;
mod guardian_comments;
mod html_page;
mod json_feed;
mod lead;
mod link;
mod list;
mod live;
mod ninjs;
mod number;
mod ordinary;
mod paragraphs;
mod picture;
mod reader;
mod schema_org;
mod sniff;
mod summary;
mod table;
mod talk_page;
mod thread;
mod thread_reading;
mod value;
mod walk;
mod wordpress;
mod wordpress_com;
mod wordpress_comments;

use serde_json::Value;

use crate::article::{Article, Link, Loss, Path, Unread, passes, plain};
use crate::html::{SIMPLE, WHOLE};

pub use comment_list::{
    CommentList, CommentsFormat, ListReading, comment_blocks, list_value, plain_words, read_comments,
};
use detect::Found;
pub use error::FormatError;
#[cfg(target_arch = "wasm32")]
pub(crate) use error::{EMPTY, line_and_column, not_text};
use reader::Reader;
use schema_org::Extras;
pub use thread_reading::ThreadReading;

/// Larger documents are refused before they are decoded, in bytes.
pub const MAX_BYTES: usize = 16 * 1024 * 1024;

/// Documents whose lists and objects nest deeper are refused.
pub const MAX_DEPTH: usize = crate::json_value::MAX_DEPTH;

/// Blocks read of one document.
pub const MAX_BLOCKS: usize = 50_000;

/// Comments read of one document.
pub const MAX_COMMENTS: usize = 100_000;

/// Reads an article of any known format. `source_url` is where it was fetched from, after redirects; addresses in it are
/// resolved against that. The passes of `article` have run on the result.
///
/// # Errors
/// Where it is no JSON, or has neither headline nor text that could be found.
pub fn read(bytes: &[u8], source_url: &str) -> Result<Article, FormatError> {
    let text = bytes::text(bytes)?;
    let mut reader = Reader::new(source_url, &WHOLE);
    let value = if html_page::is_page(&text) {
        let blocks = html_page::json_ld(&text, &mut reader);
        if blocks.is_empty() {
            return Err(FormatError::NotJson {
                line: 1,
                column: 1,
                what: "an HTML page without an article in JSON-LD".to_owned(),
            });
        }
        Value::Array(blocks)
    } else {
        let (value, repaired) = bytes::parse(&text)?;
        if repaired {
            reader.issues.push(&Path::ROOT, Loss::Coerced("JSON with control characters in its texts"));
        }
        value
    };
    let article = article(&value, source_url, &mut reader);
    article.and_then(|article| finish(article, source_url, reader)).ok_or_else(|| refusal(&value))
}

/// What reads a document that the first module of the page does not read by itself.
#[derive(Clone, Debug, PartialEq)]
pub enum Needs {
    /// [`read_native`]: it is an article of the native format or of schema.org, with something that few have.
    Native(Value),
    /// [`read_json_ld`]: it may be an article of schema.org, with something that the first module does not read.
    JsonLd(Value),
    /// [`read_post`]: it may be of WordPress or a JSON Feed.
    Post(Value),
    /// [`read`]: it is of another format, is refused, or has markup for the whole parser.
    All,
}

/// The same for what the first module of the page reads by itself, see [`ordinary`]. The comments of the document are left
/// for [`read_thread`].
///
/// # Errors
/// What else reads the document.
pub fn read_at_once(bytes: &[u8], source_url: &str) -> Result<Article, Needs> {
    let text = bytes::text(bytes).map_err(|_| Needs::All)?;
    let (mut value, repaired) = bytes::parse(&text).map_err(|_| Needs::All)?;
    if repaired {
        return Err(Needs::All);
    }
    if !ordinary::is_article(&value) {
        return Err(if schema_org::may_be(&value) {
            Needs::JsonLd(value)
        } else if ordinary::may_be_post(&value) {
            Needs::Post(value)
        } else {
            Needs::All
        });
    }
    let (mut article, reader) = ordinary::article(&value, source_url);
    if reader.beyond || reader.needs_markup {
        return Err(if !schema_org::is_native(&value) {
            Needs::JsonLd(value)
        } else if reader.needs_markup {
            Needs::All
        } else {
            Needs::Native(value)
        });
    }
    if ["comment", "potentialAction", "interactionStatistic", "discussionUrl"]
        .iter()
        .any(|key| value::get(&value, key).is_some())
    {
        if let Some(body) = value.get_mut("body") {
            *body = Value::Null;
        }
        article.unread = Some(Box::new(Unread::new(value)));
    }
    Ok(article)
}

/// The same for an article of the native format or of schema.org whose strings have little or no markup.
///
/// # Errors
/// Where all of [`read`] is needed.
pub fn read_native(document: &Value, source_url: &str) -> Result<Article, Needs> {
    let mut reader = Reader::new(source_url, &SIMPLE);
    let article = of_schema_org(document, &schema_org::WHOLE, &mut reader).filter(|_| !reader.beyond);
    article.and_then(|article| finish(article, source_url, reader)).ok_or(Needs::All)
}

/// The same for an article of schema.org that is its text and what is known of it: in any shape, but without blocks of its own,
/// comments or a film, and without a loss that a reader would feel.
///
/// # Errors
/// What else reads the document.
pub fn read_json_ld(document: Value, source_url: &str) -> Result<Article, Needs> {
    let mut reader = Reader::new(source_url, &SIMPLE);
    let article = of_schema_org(&document, &schema_org::TEXT, &mut reader);
    let Some(mut article) = article.filter(|_| !reader.beyond) else { return Err(Needs::All) };
    article.issues = reader.issues.into_vec();
    if reader.is_rare || article.issues.iter().any(|issue| issue.loss.is_felt()) {
        return Err(Needs::Native(document));
    }
    complete(&mut article, source_url).ok_or(Needs::All)?;
    passes::find_direction(&mut article);
    Ok(article)
}

fn of_schema_org(document: &Value, extras: &Extras, reader: &mut Reader) -> Option<Article> {
    if detect::is_feed_or_activity(document) {
        return None;
    }
    let nodes = schema_org::nodes(document);
    // Of several the one with the longest text is chosen: all of them count.
    nodes.iter().for_each(|node| reader.is_rare |= schema_org::is_native(node));
    let node = schema_org::choose(&nodes, extras, &reader.base)?;
    Some(schema_org::read(node, &nodes, extras, reader))
}

/// The same for an article of WordPress or a JSON Feed whose HTML is as most of it is.
///
/// # Errors
/// Where all of [`read`] is needed.
pub fn read_post(document: &Value, source_url: &str) -> Result<Article, Needs> {
    ordinary::post(document, source_url).ok_or(Needs::All)
}

/// Reads the comments that [`read_at_once`] has left, all in one go; those of an article that was read in another way are there.
/// False where they have markup for [`read_whole_thread`].
#[must_use]
pub fn read_thread(article: &Article) -> bool {
    at_once(ThreadReading::simple(article))
}

/// The same with all of HTML.
pub fn read_whole_thread(article: &Article) -> bool {
    at_once(ThreadReading::whole(article))
}

fn at_once(reading: Option<ThreadReading>) -> bool {
    reading.is_none_or(|mut reading| {
        reading.more(usize::MAX);
        reading.end()
    })
}

fn article(value: &Value, source_url: &str, reader: &mut Reader) -> Option<Article> {
    let (found, unwrapped) = detect::detect(value, source_url)?;
    if unwrapped != "$" {
        reader.issues.push(&Path::at(&unwrapped), Loss::Guess("the article is what stands here"));
    }
    match found {
        Found::JsonFeed(value) => json_feed::read(value, reader),
        Found::ActivityStreams(object) => Some(activity_streams::read(object, reader)),
        Found::ActivityComments(objects) => Some(activity_streams::read_comments(&objects, reader)),
        Found::SchemaOrg(node, nodes) => Some(schema_org::read(node, &nodes, &schema_org::WHOLE, reader)),
        Found::WordPress(posts) => wordpress::read(posts, reader),
        Found::WordPressComments(comments) => Some(wordpress_comments::read(comments, reader)),
        Found::WordPressCom(posts) => wordpress_com::read(posts, &Path::at(&unwrapped), reader),
        Found::GuardianComments(discussion) => Some(guardian_comments::read(discussion, reader)),
        Found::TalkPage(page) => Some(talk_page::read(page, reader)),
        Found::Ninjs(item, edition) => Some(ninjs::read(item, edition, reader)),
    }
}

/// Reads a JSON Feed or a list of WordPress's posts as a list of links, newest first. A link's `src` is the item's `_standfirst.src`, or
/// where WordPress says that the post's own document is.
///
/// # Errors
/// Where it is no JSON or no such list.
pub fn read_feed(bytes: &[u8], source_url: &str) -> Result<Vec<Link>, FormatError> {
    let text = bytes::text(bytes)?;
    let (value, _) = bytes::parse(&text)?;
    let mut reader = Reader::new(source_url, &WHOLE);
    let links = feed::links(&value, &mut reader).or_else(|| match detect::detect(&value, source_url)? {
        (Found::WordPress(posts), _) => Some(feed::newest_first(wordpress::links(posts, &mut reader))),
        _ => None,
    });
    links.ok_or_else(|| refusal(&value))
}

/// The same for a JSON Feed that the first module of the page reads by itself; `Some(None)` for another one, `None` where it is none.
#[must_use]
pub fn read_feed_at_once(bytes: &[u8], source_url: &str) -> Option<Option<Vec<Link>>> {
    let (value, _) = bytes::parse(&bytes::text(bytes).ok()?).ok()?;
    feed::is_feed(&value).then(|| feed::ordinary_links(&value, source_url))
}

/// The same for a list of either kind as most are; `None` for all else.
#[must_use]
pub fn read_list(bytes: &[u8], source_url: &str) -> Option<Vec<Link>> {
    let (value, _) = bytes::parse(&bytes::text(bytes).ok()?).ok()?;
    if feed::is_feed(&value) {
        feed::ordinary_links(&value, source_url)
    } else {
        ordinary::post_links(&value, source_url).map(feed::newest_first)
    }
}

/// Completes what a format has read; `None` where nothing of it could be shown.
fn finish(mut article: Article, source_url: &str, mut reader: Reader) -> Option<Article> {
    if reader.blocks_lost > 0 {
        reader.issues.push(&Path::ROOT.key("body"), Loss::TooMany(reader.blocks_lost));
    }
    complete(&mut article, source_url)?;
    article.issues = reader.issues.into_vec();
    passes::finish(&mut article);
    Some(article)
}

/// Says whose document it is, and drops what is there twice; `None` where nothing of it could be shown.
fn complete(article: &mut Article, source_url: &str) -> Option<()> {
    let nothing = plain(&article.headline).is_empty()
        && article.body.is_empty()
        && article.comments.items.is_empty()
        && article.url.is_none();
    if nothing {
        return None;
    }
    article.source_url = source_url.to_owned();
    if article.id.is_empty() {
        article.id = article.url.clone().unwrap_or_else(|| source_url.to_owned());
    }
    lead::drop_repeated(article);
    Some(())
}

/// What can be said of a document that is none of the known formats.
fn refusal(value: &Value) -> FormatError {
    let object = match value {
        Value::Array(items) => items.iter().find(|item| item.is_object()).unwrap_or(value),
        _ => value,
    };
    let names = object.as_object().map(|object| object.keys().map(|key| value::shortened(key)));
    let keys: Vec<String> = names.into_iter().flatten().take(20).collect();
    let texts = |names: &[&'static str]| {
        names
            .iter()
            .find_map(|name| Some((*name, object.get(*name)?.as_str().filter(|text| !text.is_empty())?)))
    };
    let title = texts(&["headline", "title", "name", "heading", "subject"]);
    let body =
        texts(&["body", "content", "articleBody", "html", "text", "contentHtml", "body_html", "description"]);
    FormatError::NoArticle {
        keys,
        likely_title: title.map(|(_, title)| value::shortened(title)),
        likely_body: body.map(|(key, _)| key.to_owned()),
    }
}
