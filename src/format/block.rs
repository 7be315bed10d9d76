//! The blocks of the native format.

use serde_json::Value;

use super::graph::Graph;
use super::reader::Reader;
use super::value::{get, items};
use super::{agent, link, list, picture, table};
use crate::article::{
    Aside, AsideRole, Block, BlockKind, Embed, Href, Loss, MAX_BLOCK_DEPTH, Math, Note, Path, Quote, Update,
    plain,
};
use crate::html::{Profile, White};

/// The blocks under a key. `depth` is how many blocks these stand in.
pub fn blocks_under(object: &Value, key: &str, path: &Path, depth: usize, reader: &mut Reader) -> Vec<Block> {
    get(object, key).map(|value| blocks(value, &path.key(key), depth, reader)).unwrap_or_default()
}

/// The blocks of a value that is to be a list; one block is taken for one.
pub fn blocks(value: &Value, path: &Path, depth: usize, reader: &mut Reader) -> Vec<Block> {
    if depth < MAX_BLOCK_DEPTH && !value.is_array() && !value.is_null() {
        reader.issues.push(path, Loss::Coerced("a list of one"));
    }
    some_blocks(value, path, depth, reader)
}

/// The blocks of a value: a list, or one block.
pub fn some_blocks(value: &Value, path: &Path, depth: usize, reader: &mut Reader) -> Vec<Block> {
    if depth >= MAX_BLOCK_DEPTH {
        reader.issues.push(path, Loss::TooDeep);
        let text = text_of(value, reader);
        return if text.is_empty() { Vec::new() } else { vec![Block::text(text)] };
    }
    let mut blocks = Vec::new();
    for (at, item) in items(value).iter().enumerate() {
        if reader.blocks_left == 0 {
            reader.blocks_lost += 1;
            continue;
        }
        reader.blocks_left -= 1;
        let indexed = path.index(at);
        let path = if value.is_array() { &indexed } else { path };
        blocks.extend(block(item, path, depth, reader));
    }
    blocks
}

fn block(value: &Value, path: &Path, depth: usize, reader: &mut Reader) -> Option<Block> {
    if !value.is_object() {
        if value.is_array() {
            reader.wrong(path, "a block", value);
            return unsupported("list", value, path, reader);
        }
        let text = reader.rich_of(value, path);
        return (!text.is_empty()).then(|| Block::new(BlockKind::Paragraph(text)));
    }
    let kind = match get(value, "type").and_then(Value::as_str) {
        Some(name) => {
            kind(name, value, path, depth, reader).or_else(|| unreadable(name, value, path, reader))
        }
        None => {
            reader.issues.push(path, Loss::Missing("type"));
            match get(value, "text") {
                Some(text) => Some(BlockKind::Paragraph(reader.rich_of(text, &path.key("text")))),
                None => return unsupported("block without a type", value, path, reader),
            }
        }
    }?;
    Some(Block {
        id: get(value, "id").and_then(|id| reader.raw_text(id, &path.key("id"))),
        lang: reader.language(value, "lang", path),
        dir: reader.dir(value, path),
        kind,
    })
}

/// A block whose one necessary value is missing or refused: what text it has stays visible.
fn unreadable(name: &str, value: &Value, path: &Path, reader: &mut Reader) -> Option<BlockKind> {
    unsupported(name, value, path, reader).map(|block| block.kind)
}

fn unsupported(name: &str, value: &Value, path: &Path, reader: &mut Reader) -> Option<Block> {
    reader.issues.push(path, Loss::UnsupportedBlock(name.to_owned()));
    let url = get(value, "url").and_then(Value::as_str).and_then(|url| Href::new(&reader.base, url));
    let text = text_of(value, reader);
    Some(Block::new(BlockKind::Unsupported { of: name.to_owned(), text, url }))
}

/// `None` where the value that makes the block is missing.
fn kind(name: &str, value: &Value, path: &Path, depth: usize, reader: &mut Reader) -> Option<BlockKind> {
    let graph = Graph::default();
    let inner = depth + 1;
    Some(match name {
        "paragraph" => BlockKind::Paragraph(reader.rich(value, "text", path)),
        "heading" => {
            let level = reader.number(value, "level", path);
            if !level.is_some_and(|level| (2..=6).contains(&level)) {
                reader.issues.push(&path.key("level"), Loss::Guess("a heading of level 2 to 6"));
            }
            let level = level.unwrap_or(2).clamp(2, 6);
            BlockKind::Heading {
                level: u8::try_from(level).unwrap_or(2),
                text: reader.rich(value, "text", path),
            }
        }
        "divider" => BlockKind::Divider,
        "list" => list::list(value, path, inner, reader),
        "quote" => {
            let key = if get(value, "body").is_some() { "body" } else { "text" };
            BlockKind::Quote(Quote {
                body: blocks_under(value, key, path, inner, reader),
                cite: reader.rich(value, "cite", path),
                url: reader.href(value, "url", path),
                pull: reader.truth(value, "pull", path).unwrap_or(false),
            })
        }
        "image" => BlockKind::Image(picture::image(value, path, &graph, reader)?),
        "gallery" => {
            let key = path.key("images");
            let images = reader.list(value, "images", path).iter().enumerate();
            let images = images.filter_map(|(at, item)| picture::image(item, &key.index(at), &graph, reader));
            let images: Vec<_> = images.collect();
            if images.is_empty() {
                return None;
            }
            BlockKind::Gallery { images, caption: reader.rich(value, "caption", path) }
        }
        "video" | "audio" => {
            BlockKind::Player(Box::new(picture::player(value, name == "video", path, inner, reader)?))
        }
        "embed" => {
            let url = reader.href(value, "url", path).filter(|url| url.http().is_some())?;
            // The frame of a film at a known site is known, too.
            let frame = url.http().and_then(|address| reader.card(address, false)?.frame);
            BlockKind::Embed(Embed {
                url,
                frame,
                provider: reader.text(value, "provider", path),
                title: reader.text(value, "title", path),
                fallback: blocks_under(value, "fallback", path, inner, reader),
                size: reader.size(value, path),
            })
        }
        "table" => table::table(value, path, inner, reader),
        "code" => BlockKind::Code {
            code: string(value, "code", path, reader)?,
            language: reader.text(value, "language", path),
        },
        "preformatted" => {
            let text = string(value, "text", path, reader)?;
            BlockKind::Preformatted(reader.line(&text, White::Keep, Profile::Article, &path.key("text")))
        }
        "math" => BlockKind::Math(math(value, path, reader)?),
        "aside" => BlockKind::Aside(Aside {
            role: role(value, path, reader),
            title: reader.rich(value, "title", path),
            body: blocks_under(value, "body", path, inner, reader),
        }),
        "related" => BlockKind::Related {
            title: reader.text(value, "title", path),
            links: link::links(value, "links", path, &graph, reader),
        },
        "note" => {
            let id = get(value, "id").and_then(|id| reader.raw_text(id, &path.key("id")));
            if id.is_none() {
                reader.issues.push(path, Loss::Missing("id"));
            }
            let body = blocks_under(value, "body", path, inner, reader);
            BlockKind::Note(Note { id: id.unwrap_or_else(|| path.to_string()), body })
        }
        "update" => BlockKind::Update(Update {
            when: reader.when(value, "datePublished", path),
            headline: reader.text(value, "headline", path),
            byline: get(value, "author")
                .map(|author| agent::agents(author, &path.key("author"), &graph, reader))
                .unwrap_or_default(),
            body: blocks_under(value, "body", path, inner, reader),
        }),
        "unsupported" => BlockKind::Unsupported {
            of: reader.text(value, "of", path).unwrap_or_else(|| "unsupported".to_owned()),
            text: reader.text(value, "text", path).unwrap_or_default(),
            url: reader.href(value, "url", path),
        },
        _ => return None,
    })
}

/// A string as it stands, its white space kept.
fn string(value: &Value, key: &str, path: &Path, reader: &mut Reader) -> Option<String> {
    match get(value, key)? {
        Value::String(text) => Some(text.clone()),
        other => reader.raw_text(other, &path.key(key)),
    }
}

fn role(value: &Value, path: &Path, reader: &mut Reader) -> AsideRole {
    match get(value, "role").map(|role| (role, role.as_str())) {
        None | Some((_, Some("box"))) => AsideRole::Box,
        Some((_, Some("note"))) => AsideRole::Note,
        Some((_, Some("warning"))) => AsideRole::Warning,
        Some((_, Some("toggle"))) => AsideRole::Toggle,
        Some((_, Some("timeline"))) => AsideRole::Timeline,
        Some((_, Some("qa"))) => AsideRole::Qa,
        Some((role, _)) => {
            reader.wrong(&path.key("role"), "box, note, warning, toggle, timeline or qa", role);
            AsideRole::Box
        }
    }
}

fn math(value: &Value, path: &Path, reader: &mut Reader) -> Option<Math> {
    if let Some(source) = get(value, "mathml").and_then(Value::as_str) {
        let key = path.key("mathml");
        match reader.formula(source, &key) {
            Some(Math::MathMl { nodes, .. }) => return Some(Math::MathMl { nodes, block: true }),
            Some(other) => return Some(other),
            None => reader.issues.push(&key, Loss::Missing("a math element")),
        }
    }
    string(value, "tex", path, reader).map(Math::Tex)
}

/// Keys whose text is not for readers.
fn is_hidden(key: &str) -> bool {
    matches!(
        key,
        "type"
            | "id"
            | "_key"
            | "key"
            | "lang"
            | "dir"
            | "role"
            | "of"
            | "url"
            | "href"
            | "src"
            | "language"
            | "style"
            | "class"
            | "className"
            | "align"
            | "encodingFormat"
    ) || key.starts_with('@')
}

/// All strings for readers in a value of unknown shape, in the order of its keys. Iterative.
pub fn strings_of(value: &Value) -> Vec<&str> {
    let mut out = Vec::new();
    let mut left = vec![value];
    while let Some(value) = left.pop() {
        match value {
            Value::String(text) => out.push(text.as_str()),
            Value::Array(items) => left.extend(items.iter().rev()),
            Value::Object(object) => {
                left.extend(object.iter().rev().filter(|(key, _)| !is_hidden(key)).map(|(_, value)| value));
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
    out
}

/// All that a reader could read in a value of unknown shape, without its markup. What is lost of that is told with the block.
fn text_of(value: &Value, reader: &mut Reader) -> String {
    let issues = std::mem::take(&mut reader.issues);
    let mut text = String::new();
    for part in strings_of(value) {
        let words = plain(&reader.line(part, White::Collapse, Profile::Article, &Path::ROOT));
        if !text.is_empty() && !words.is_empty() {
            text.push(' ');
        }
        text.push_str(&words);
    }
    reader.issues = issues;
    text
}
