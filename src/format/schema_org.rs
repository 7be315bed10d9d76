//! schema.org articles in JSON-LD, and the native format, which is their strict profile with the key `body`.

use serde_json::Value;

use super::graph::Graph;
use super::paragraphs;
use super::reader::Reader;
use super::sniff::{is_address, is_html};
use super::value::{get, get_any, items, shortened};
use super::{agent, block, link, live, picture, thread};
use crate::article::{
    Access, Article, Block, Comments, Correction, Href, Inline, Kind, Link, Loss, Path, Tag, When, resolve,
};
use crate::html::Profile;

/// The types that are read as an article (schema.org 30.0, `Article` and below, and postings).
const TYPES: [&str; 20] = [
    "article",
    "newsarticle",
    "reportagenewsarticle",
    "analysisnewsarticle",
    "backgroundnewsarticle",
    "opinionnewsarticle",
    "reviewnewsarticle",
    "askpublicnewsarticle",
    "advertisercontentarticle",
    "satiricalarticle",
    "scholarlyarticle",
    "medicalscholarlyarticle",
    "techarticle",
    "apireference",
    "report",
    "socialmediaposting",
    "discussionforumposting",
    "blogposting",
    "liveblogposting",
    "storyarticle",
];

/// Nodes looked at for an article.
const MAX_NODES: usize = 1000;

/// The type of an article that a node names: `NewsArticle`, `schema:NewsArticle`, `http://schema.org/NewsArticle`, alone
/// or in a list. In lower case.
pub fn article_type(node: &Value) -> Option<String> {
    items(get(node, "@type")?).iter().filter_map(Value::as_str).find_map(|name| {
        let name = name.rsplit(['/', '#', ':']).next().unwrap_or_default().to_ascii_lowercase();
        TYPES.contains(&name.as_str()).then_some(name)
    })
}

/// All nodes of a document that stand by themselves: at the top, in a list, in `@graph`, or as the main thing of another.
pub fn nodes(document: &Value) -> Vec<&Value> {
    let mut found = Vec::new();
    let mut left = vec![document];
    while let Some(value) = left.pop() {
        if found.len() >= MAX_NODES {
            break;
        }
        match value {
            Value::Array(items) => left.extend(items.iter().rev()),
            Value::Object(_) => {
                found.push(value);
                for key in ["mainEntityOfPage", "mainEntity", "@graph"] {
                    left.extend(get(value, key));
                }
            }
            _ => {}
        }
    }
    found
}

/// Length of the text that a node holds.
fn length(node: &Value, extras: &Extras) -> usize {
    let text = get(node, "articleBody").and_then(Value::as_str).map_or(0, str::len);
    text + get(node, "body").map_or(0, |body| (extras.strings)(body).iter().map(|text| text.len()).sum())
}

/// Whether a node says that it is the page that was fetched.
fn is_page(node: &Value, page: &str) -> bool {
    let page = page.split('#').next().unwrap_or_default();
    let same =
        |address: &str| resolve(page, address).is_some_and(|address| address.split('#').next() == Some(page));
    ["url", "mainEntityOfPage", "@id"].iter().any(|key| {
        let value = get(node, key);
        let address = value.and_then(|value| value.as_str().or_else(|| get(value, "@id")?.as_str()));
        !page.is_empty() && address.is_some_and(same)
    })
}

/// The article of a document: of several the one of this page, then the one with the longest text, then the first.
pub fn choose<'v>(nodes: &[&'v Value], extras: &Extras, page: &str) -> Option<&'v Value> {
    let mut best: Option<(&Value, (bool, usize))> = None;
    for node in nodes.iter().filter(|node| article_type(node).is_some()) {
        let score = (is_page(node, page), length(node, extras));
        if best.is_none_or(|(_, known)| score > known) {
            best = Some((node, score));
        }
    }
    best.map(|(node, _)| node)
}

/// Whether a document says of what type it is as JSON-LD does, or is a graph of such nodes.
pub fn may_be(document: &Value) -> bool {
    items(document).first().is_some_and(|first| get_any(first, &["@type", "@graph"]).is_some())
}

/// What few documents of schema.org have.
pub struct Extras {
    /// The strings of the native format's blocks.
    strings: for<'v> fn(&'v Value) -> Vec<&'v str>,
    /// The native format's blocks.
    blocks: fn(&Value, &Path, &mut Reader) -> Vec<Block>,
    /// The entries of a live page.
    updates: fn(&Value, &Path, &Graph, &mut Article, &mut Reader),
    /// A film.
    video: fn(&Value, &Path, &Graph, &mut Article, &mut Reader),
    /// Links to other articles.
    links: fn(&Value, &Path, &Graph, &mut Reader) -> Vec<Link>,
    /// The comments themselves, beside how many there are.
    comments: fn(&Value, &Path, &Graph, &mut Reader) -> Comments,
}

/// All of it is read.
pub static WHOLE: Extras = Extras {
    strings: block::strings_of,
    blocks: |body, path, reader| block::blocks(body, path, 0, reader),
    updates: live::add_updates,
    video: live::add_video,
    links: |node, path, graph, reader| link::links(node, "relatedLink", path, graph, reader),
    comments: thread::comments,
};

/// None of it is read; where there is some, the document is rare.
pub static TEXT: Extras = Extras {
    strings: |_| Vec::new(),
    blocks: |_, _, reader| {
        reader.is_rare = true;
        Vec::new()
    },
    updates: |node, _, _, _, reader| reader.is_rare |= get(node, "liveBlogUpdate").is_some(),
    video: |node, _, _, _, reader| reader.is_rare |= get(node, "video").is_some(),
    links: |node, _, _, reader| {
        reader.is_rare |= get(node, "relatedLink").is_some();
        Vec::new()
    },
    comments: |node, path, _, reader| {
        reader.is_rare |= get(node, "comment").is_some();
        let mut comments = thread::about(node, path, reader);
        thread::ways_to_reply(&mut comments, node, path, reader);
        comments
    },
};

/// Whether the node has the native format's own key.
pub fn is_native(node: &Value) -> bool {
    get(node, "body").is_some()
}

/// Reads an article. `others` are the nodes that it may refer to.
pub fn read(node: &Value, others: &[&Value], extras: &Extras, reader: &mut Reader) -> Article {
    let graph = Graph::of(others);
    let path = &Path::ROOT;
    if reader.base.is_empty() {
        // A document from no address: its own says where it belongs.
        reader.base = address(node, path, &graph, reader).unwrap_or_default();
    }
    let native = is_native(node);
    let mut article = Article { format: if native { "native" } else { "schema.org" }, ..Article::default() };
    article.headline = headline(node, path, reader);
    article.kicker = reader.text(node, "kicker", path);
    article.deck = reader.rich(node, "alternativeHeadline", path);
    article.summary = reader.text(node, "description", path);
    article.lang = reader.language(node, "inLanguage", path);
    article.dir = reader.dir(node, path);
    article.dateline = dateline(node, path, &graph, reader);
    (article.published, article.modified) = dates(node, path, reader);
    if let Some((key, people)) = get_any(node, &["author", "creator"]) {
        article.byline = agent::agents(people, &path.key(key), &graph, reader);
    }
    article.publisher = get(node, "publisher").and_then(|publisher| {
        agent::agent(items(publisher).first()?, &path.key("publisher"), &graph, reader)
    });
    if let Some((key, image)) = get_any(node, &["image", "thumbnailUrl"]) {
        article.lead = picture::lead(image, &path.key(key), &graph, reader);
    }
    article.url = address(node, path, &graph, reader);
    article.body = body(node, path, extras, reader);
    (extras.updates)(node, path, &graph, &mut article, reader);
    (extras.video)(node, path, &graph, &mut article, reader);
    article.corrections = corrections(node, path, reader);
    article.related = (extras.links)(node, path, &graph, reader);
    sections_and_tags(node, path, &graph, &mut article, reader);
    article.rights = rights(node, path, &graph, reader);
    article.access = access(node, path, article.body.is_empty(), reader);
    article.comments = (extras.comments)(node, path, &graph, reader);
    let id = get(node, "@id").and_then(|id| reader.raw_text(id, &path.key("@id")));
    article.id = id.or_else(|| article.url.clone()).unwrap_or_default();
    if article_type(node).as_deref() == Some("liveblogposting") {
        article.kind = Kind::LiveBlog;
    }
    article
}

fn headline(node: &Value, path: &Path, reader: &mut Reader) -> Vec<Inline> {
    let headline = reader.title(node, &["headline"], path);
    if !headline.is_empty() {
        return headline;
    }
    let name = reader.title(node, &["name"], path);
    let loss =
        if name.is_empty() { Loss::Missing("headline") } else { Loss::Guess("the name is the headline") };
    reader.issues.push(path, loss);
    name
}

fn dateline(node: &Value, path: &Path, graph: &Graph, reader: &mut Reader) -> Option<String> {
    if let Some(dateline) = reader.text(node, "dateline", path) {
        return Some(dateline);
    }
    let place = graph.resolve(items(get(node, "locationCreated")?).first()?);
    let name = reader.text_of(get(place, "name").unwrap_or(place), &path.key("locationCreated"))?;
    reader
        .issues
        .push(&path.key("locationCreated"), Loss::Guess("the place where it was made is the dateline"));
    Some(name)
}

fn dates(node: &Value, path: &Path, reader: &mut Reader) -> (Option<When>, Option<When>) {
    let published = reader.when(node, "datePublished", path).or_else(|| {
        let when = reader.when(node, "dateCreated", path)?;
        reader.issues.push(&path.key("dateCreated"), Loss::Guess("it was published when it was made"));
        Some(when)
    });
    (published, reader.when(node, "dateModified", path))
}

/// The canonical address: `url`, else what the node says it is the main thing of, else an address as its id.
fn address(node: &Value, path: &Path, graph: &Graph, reader: &mut Reader) -> Option<String> {
    for key in ["url", "mainEntityOfPage", "@id"] {
        for value in get(node, key).map(items).unwrap_or_default() {
            let value = graph.resolve(value);
            let reference = get(value, "@id").or_else(|| get(value, "url")).unwrap_or(value);
            let Some(reference) = reference.as_str().map(str::trim) else {
                // `true` says that it is the main thing of the page where it stands.
                if key == "url" {
                    reader.wrong(&path.key(key), "an address", value);
                }
                continue;
            };
            if reference.is_empty() {
                continue;
            }
            let place = key == "url" || is_address(reference) || reference.starts_with('/');
            let address = Href::new(&reader.base, reference).and_then(|href| href.http().map(str::to_owned));
            if place && address.is_some() {
                return address;
            }
            if key == "url" {
                reader.issues.push(&path.key(key), Loss::RefusedAddress(shortened(reference)));
            }
        }
    }
    None
}

fn body(node: &Value, path: &Path, extras: &Extras, reader: &mut Reader) -> Vec<Block> {
    if let Some(body) = get(node, "body") {
        let path = path.key("body");
        match body {
            Value::Array(_) | Value::Object(_) => {
                let blocks = (extras.blocks)(body, &path, reader);
                if !blocks.is_empty() {
                    return blocks;
                }
            }
            Value::String(text) => {
                reader.issues.push(&path, Loss::Coerced("paragraphs"));
                return paragraphs::blocks(text, &path, Profile::Article, reader);
            }
            _ => reader.wrong(&path, "a list of blocks", body),
        }
    }
    // Postings in forums have it under `text`.
    let Some((key, text)) = get_any(node, &["articleBody", "text"]) else { return Vec::new() };
    let path = path.key(key);
    let mut blocks = Vec::new();
    for text in items(text) {
        let Some(text) = reader.raw_text(text, &path) else { continue };
        if is_html(&text) {
            reader.issues.push(&path, Loss::Coerced("HTML"));
            blocks.extend(reader.html(&text, Profile::Article, &path));
        } else {
            blocks.extend(paragraphs::plain_blocks(&reader.plain(&text)));
        }
    }
    blocks
}

fn corrections(node: &Value, path: &Path, reader: &mut Reader) -> Vec<Correction> {
    let Some(value) = get(node, "correction") else { return Vec::new() };
    let path = path.key("correction");
    let mut found = Vec::new();
    for (at, item) in items(value).iter().enumerate() {
        let path = path.index(at);
        let (text, place) = match get_any(item, &["text", "description"]) {
            Some((key, text)) => (text, path.key(key)),
            None => (item, path),
        };
        let Some(text) = reader.raw_text(text, &place) else { continue };
        let when = reader.when(item, "datePublished", &path);
        let body = paragraphs::blocks(&text, &place, Profile::Article, reader);
        found.push(Correction { when, body });
    }
    found
}

fn sections_and_tags(node: &Value, path: &Path, graph: &Graph, article: &mut Article, reader: &mut Reader) {
    let key = path.key("articleSection");
    let sections = get(node, "articleSection").map(items).unwrap_or_default();
    let mut names: Vec<String> = sections.iter().filter_map(|name| reader.text_of(name, &key)).collect();
    if !names.is_empty() {
        article.section = Some(names.remove(0));
    }
    let mut tags: Vec<Tag> = names.into_iter().map(|name| Tag { name, url: None }).collect();
    if let Some((key, keywords)) = get_any(node, &["keywords", "Keywords"]) {
        let path = path.key(key);
        for (at, item) in items(keywords).iter().enumerate() {
            let path = path.index(at);
            let object = graph.resolve(item);
            let url = if object.is_object() { reader.href(object, "url", &path) } else { None };
            let Some(text) = reader.text_of(get(object, "name").unwrap_or(object), &path) else { continue };
            // One string holds them all, or a list has one in each.
            let separator: &[char] = if keywords.is_string() { &[',', ';'] } else { &[] };
            let names = text.split(separator).map(str::trim).filter(|name| !name.is_empty());
            tags.extend(names.map(|name| Tag { name: name.to_owned(), url: url.clone() }));
        }
    }
    for tag in tags {
        let known = article.tags.iter().any(|known| known.name.eq_ignore_ascii_case(&tag.name));
        if !known {
            article.tags.push(tag);
        }
    }
}

fn rights(node: &Value, path: &Path, graph: &Graph, reader: &mut Reader) -> Option<String> {
    if let Some(notice) = reader.text(node, "copyrightNotice", path) {
        return Some(notice);
    }
    let license = get(node, "license").and_then(|license| {
        let license = graph.resolve(items(license).first()?);
        reader.text_of(
            get_any(license, &["name", "url", "@id"]).map_or(license, |(_, name)| name),
            &path.key("license"),
        )
    });
    let holder = get(node, "copyrightHolder")
        .and_then(|holder| agent::agent(items(holder).first()?, &path.key("copyrightHolder"), graph, reader));
    let year = reader.number(node, "copyrightYear", path);
    let copyright = match (year, holder) {
        (Some(year), Some(holder)) => Some(format!("© {year} {}", holder.name)),
        (None, Some(holder)) => Some(format!("© {}", holder.name)),
        (_, None) => None,
    };
    license.or(copyright)
}

fn access(node: &Value, path: &Path, empty: bool, reader: &mut Reader) -> Access {
    match reader.truth(node, "isAccessibleForFree", path) {
        Some(true) => Access::Free,
        Some(false) if empty => Access::None,
        Some(false) => Access::Part,
        None => Access::Unknown,
    }
}
