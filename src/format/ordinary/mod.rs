//! What most articles are: the native format or schema.org as they are meant to be written, without a coercion, a guess or
//! a loss, made of the commonest blocks and inline elements. The first module of the page reads these by itself; a document
//! with anything else is read by a part that loads later. What both read, they read the same.

mod blocks;
mod json_feed;
mod post;
mod wordpress;

pub use post::{may_be as may_be_post, read as post};
use serde_json::Value;
pub use wordpress::links as post_links;

use super::value::{get, get_any, is_language_tag, items};
use super::{MAX_BLOCKS, paragraphs, schema_org};
use crate::article::{
    Access, Agent, Article, Block, BlockKind, Candidate, Correction, Dir, Href, Image, Inline, Link, Media,
    Source, Tag, When, passes, plain,
};
use crate::html::{self, Profile, White, simple};

/// The types of such articles; others that are read as articles are left to the whole reader.
const TYPES: [&str; 6] = [
    "NewsArticle",
    "Article",
    "ReportageNewsArticle",
    "OpinionNewsArticle",
    "AnalysisNewsArticle",
    "BlogPosting",
];

/// Reads strings and blocks until something is beyond it.
pub struct Ordinary<'b> {
    base: &'b str,
    /// There is something that is not as the format says, or a kind that few articles have.
    pub beyond: bool,
    /// There is markup that only the whole parser reads.
    pub needs_markup: bool,
    blocks_left: usize,
}

/// Whether a document is one article of schema.org and of none of the formats that are asked for before that.
pub fn is_article(document: &Value) -> bool {
    let kind = get(document, "@type").and_then(Value::as_str);
    kind.is_some_and(|kind| TYPES.contains(&kind)) && get_any(document, &["type", "version"]).is_none()
}

/// Reads an article that is the document itself, but for its comments. The reader tells whether it was all.
pub fn article<'b>(node: &Value, base: &'b str) -> (Article, Ordinary<'b>) {
    let mut reader = Ordinary { base, beyond: base.is_empty(), needs_markup: false, blocks_left: MAX_BLOCKS };
    let mut article = Article { source_url: base.to_owned(), ..Article::default() };
    // What is read with guesses, or makes another kind of article.
    reader.without(
        node,
        &["@graph", "mainEntity", "liveBlogUpdate", "video", "Keywords", "copyrightHolder", "license"],
    );
    let native = schema_org::is_native(node);
    article.format = if native { "native" } else { "schema.org" };
    article.headline = reader.headline(node, "headline");
    reader.beyond |= article.headline.is_empty();
    article.kicker = reader.text(node, "kicker");
    article.deck = reader.rich(node, "alternativeHeadline");
    article.summary = reader.text(node, "description");
    article.lang = reader.language(node, "inLanguage");
    article.dir = reader.dir(node);
    article.dateline = reader.text(node, "dateline");
    article.published = reader.when(node, "datePublished");
    article.modified = reader.when(node, "dateModified");
    if article.dateline.is_none() {
        reader.without(node, &["locationCreated"]);
    }
    if article.published.is_none() {
        reader.without(node, &["dateCreated"]);
    }
    if let Some((_, people)) = get_any(node, &["author", "creator"]) {
        for value in items(people) {
            let agent = reader.agent(value);
            reader.beyond |= article.byline.iter().any(|known| known.name == agent.name);
            article.byline.push(agent);
        }
    }
    article.publisher = get(node, "publisher").map(|publisher| reader.agent(publisher));
    let images = get_any(node, &["image", "thumbnailUrl"]).map(|(_, images)| items(images));
    if let Some(image) = images.and_then(<[Value]>::first) {
        let image = reader.image(image);
        article.lead = reader.known(image).map(Media::Image);
    }
    article.url = reader.own_address(node);
    article.body = if native { reader.body(node) } else { reader.paragraphs(node) };
    reader.beyond |= native && article.body.is_empty();
    for value in get(node, "correction").map(items).unwrap_or_default() {
        let correction = reader.correction(value);
        article.corrections.push(correction);
    }
    for value in get(node, "relatedLink").map(items).unwrap_or_default() {
        article.related.extend(reader.link(value));
    }
    reader.topics(node, &mut article);
    article.rights = reader.text(node, "copyrightNotice");
    article.access = match reader.truth(node, "isAccessibleForFree") {
        Some(true) => Access::Free,
        Some(false) if article.body.is_empty() => Access::None,
        Some(false) => Access::Part,
        None => Access::Unknown,
    };
    article.comments.count = reader.count(node, "commentCount");
    if article.comments.count.is_none() {
        reader.without(node, &["interactionStatistic"]);
    }
    let id = reader.string(node, "@id").map(str::to_owned);
    article.id = id.or_else(|| article.url.clone()).unwrap_or_else(|| base.to_owned());
    passes::find_direction(&mut article);
    reader.beyond |= !article.issues.is_empty();
    (article, reader)
}

impl<'b> Ordinary<'b> {
    /// Reads the strings of a list of articles whose addresses are resolved against `base`.
    pub fn new(base: &'b str) -> Self {
        Self { base, beyond: false, needs_markup: false, blocks_left: 0 }
    }

    /// None of these keys may be there.
    fn without(&mut self, object: &Value, keys: &[&'static str]) {
        self.beyond |= get_any(object, keys).is_some();
    }

    /// What is needed; all ends where it is not there.
    fn known<T>(&mut self, value: Option<T>) -> Option<T> {
        self.beyond |= value.is_none();
        value
    }

    /// A text as it stands, trimmed; empty is as if it were missing.
    fn trimmed<'v>(&mut self, value: &'v Value) -> Option<&'v str> {
        self.known(value.as_str()).map(str::trim).filter(|text| !text.is_empty())
    }

    fn string<'v>(&mut self, object: &'v Value, key: &str) -> Option<&'v str> {
        self.trimmed(get(object, key)?)
    }

    /// A plain text without anything that may be a reference.
    fn text_of(&mut self, value: &Value) -> Option<String> {
        let text = self.trimmed(value)?;
        let same = simple::decode(text).is_some_and(|decoded| decoded == text);
        self.needs_markup |= !same;
        Some(text.to_owned())
    }

    /// The plain text under a key.
    pub fn text(&mut self, object: &Value, key: &str) -> Option<String> {
        self.text_of(get(object, key)?)
    }

    /// The plain text under the first of two keys that has one.
    pub fn text_or(&mut self, object: &Value, key: &str, other: &str) -> Option<String> {
        self.text(object, key).or_else(|| self.text(object, other))
    }

    /// The blocks of a string of HTML.
    fn html(&mut self, text: &str, profile: Profile) -> Vec<Block> {
        let blocks = html::ordinary::blocks(text, self.base, profile);
        self.known(blocks).unwrap_or_default()
    }

    fn line(&mut self, text: &str, white: White) -> Vec<Inline> {
        let line = simple::line(text, white, self.base);
        self.needs_markup |= line.is_none();
        line.unwrap_or_default()
    }

    fn rich(&mut self, object: &Value, key: &str) -> Vec<Inline> {
        let text = get(object, key).and_then(|text| self.known(text.as_str())).unwrap_or_default();
        self.line(text, White::Collapse)
    }

    /// The title under a key; nothing where there is none.
    fn headline(&mut self, node: &Value, key: &str) -> Vec<Inline> {
        let Some(text) = self.text(node, key) else { return Vec::new() };
        self.needs_markup |= text.contains('<');
        let mut words = String::new();
        for word in text.split_whitespace() {
            if !words.is_empty() {
                words.push(' ');
            }
            words.push_str(word);
        }
        vec![Inline::Text(words)]
    }

    /// The date under a key.
    pub fn when(&mut self, object: &Value, key: &str) -> Option<When> {
        let when = When::parse(self.string(object, key)?);
        self.beyond |= when.millis.is_none();
        Some(when)
    }

    /// The address for a link under a key.
    pub fn href(&mut self, object: &Value, key: &str) -> Option<Href> {
        let href = Href::new(self.base, self.string(object, key)?);
        self.known(href)
    }

    /// The resolved http(s) address under a key.
    pub fn address(&mut self, object: &Value, key: &str) -> Option<String> {
        let href = self.href(object, key)?;
        self.known(href.http().map(str::to_owned))
    }

    fn source_of(&mut self, value: &Value) -> Option<Source> {
        let source = Source::new(self.base, self.trimmed(value)?);
        self.known(source)
    }

    /// The address of a picture under a key.
    pub fn source(&mut self, object: &Value, key: &str) -> Option<Source> {
        self.source_of(get(object, key)?)
    }

    /// The same, or that of an object under the key.
    fn picture(&mut self, object: &Value, key: &str) -> Option<Source> {
        let value = get(object, key)?;
        let value = if value.is_object() { self.known(get(value, "url"))? } else { value };
        self.source_of(value)
    }

    fn count(&mut self, object: &Value, key: &str) -> Option<u32> {
        let count = get(object, key)?.as_u64().and_then(|count| u32::try_from(count).ok());
        self.known(count)
    }

    fn truth(&mut self, object: &Value, key: &str) -> Option<bool> {
        let truth = get(object, key)?.as_bool();
        self.known(truth)
    }

    pub(super) fn language(&mut self, object: &Value, key: &str) -> Option<String> {
        let tag = self.string(object, key)?;
        self.beyond |= !is_language_tag(tag);
        Some(tag.to_owned())
    }

    fn dir(&mut self, object: &Value) -> Option<Dir> {
        match get(object, "dir")?.as_str() {
            Some("ltr") => Some(Dir::Ltr),
            Some("rtl") => Some(Dir::Rtl),
            _ => self.known(None),
        }
    }

    fn agent(&mut self, value: &Value) -> Agent {
        let text = self.text_of(get(value, "name").unwrap_or(value));
        let name = self.known(text).unwrap_or_default();
        if !value.is_object() {
            self.beyond |= super::sniff::is_address(&name);
            return Agent::named(name);
        }
        let key = if get(value, "image").is_some() { "image" } else { "logo" };
        Agent {
            name,
            url: self.href(value, "url"),
            image: self.picture(value, key),
            role: self.text(value, "jobTitle"),
        }
    }

    fn image(&mut self, value: &Value) -> Option<Image> {
        if !value.is_object() {
            return self.source_of(value).map(Image::at);
        }
        let url = self.source(value, "url");
        let url = self.known(url)?;
        let credit = self.text(value, "creditText");
        if credit.is_none() {
            self.without(value, &["copyrightNotice", "credit", "creator", "author", "copyrightHolder"]);
        }
        let mut sources = Vec::new();
        for item in self.list(value, "sources") {
            let candidate = self.source(item, "url").zip(self.count(item, "width"));
            let Some((url, width)) = self.known(candidate) else { continue };
            self.beyond |= width == 0;
            sources.push(Candidate { url, width, media_type: self.text(item, "encodingFormat") });
        }
        let (width, height) = (self.count(value, "width"), self.count(value, "height"));
        Some(Image {
            url,
            alt: self.text(value, "alt").unwrap_or_default(),
            caption: self.rich(value, "caption"),
            credit,
            size: width.zip(height).filter(|(width, height)| *width > 0 && *height > 0),
            sources,
            href: self.href(value, "href"),
        })
    }

    /// The items of the list under a key.
    fn list<'v>(&mut self, object: &'v Value, key: &str) -> &'v [Value] {
        let Some(value) = get(object, key) else { return &[] };
        self.known(value.as_array()).map_or(&[], Vec::as_slice)
    }

    /// `url`, else the page that the document is the main thing of, else an address as its id.
    fn own_address(&mut self, node: &Value) -> Option<String> {
        if get(node, "url").is_some() {
            let address = self.address(node, "url");
            return self.known(address);
        }
        let page = get(node, "mainEntityOfPage");
        let page = match page.and_then(Value::as_object) {
            Some(object) => {
                let is_page = object.len() == 2 && object.get("@type").is_some_and(|kind| kind == "WebPage");
                let id = object.get("@id").filter(|_| is_page);
                self.known(id)
            }
            None => page,
        };
        for value in page.into_iter().chain(get(node, "@id")) {
            let Some(reference) = self.trimmed(value) else { continue };
            let is_address = super::sniff::is_address(reference) || reference.starts_with('/');
            let href = Href::new(self.base, reference).filter(|_| is_address);
            if let Some(address) = href.as_ref().and_then(Href::http) {
                return Some(address.to_owned());
            }
        }
        None
    }

    fn correction(&mut self, value: &Value) -> Correction {
        let text = self.trimmed(get(value, "text").unwrap_or(value)).unwrap_or_default();
        let mut body = Vec::new();
        for paragraph in paragraphs::split(text) {
            let text = self.line(&paragraph, White::Lines);
            if !plain(&text).is_empty() {
                body.push(Block::new(BlockKind::Paragraph(text)));
            }
        }
        self.beyond |= body.is_empty();
        Correction { when: self.when(value, "datePublished"), body }
    }

    fn link(&mut self, value: &Value) -> Option<Link> {
        let url = self.href(value, "url");
        let url = self.known(url)?;
        let headline = self.text_or(value, "headline", "name");
        let headline = self.known(headline)?;
        Some(Link {
            image: self.picture(value, "image"),
            when: self.when(value, "datePublished"),
            summary: self.text(value, "description"),
            lang: self.language(value, "inLanguage"),
            ..Link::new(url, headline)
        })
    }

    fn topics(&mut self, node: &Value, article: &mut Article) {
        let mut names = Vec::new();
        for section in get(node, "articleSection").map(items).unwrap_or_default() {
            names.extend(self.text_of(section));
        }
        if !names.is_empty() {
            article.section = Some(names.remove(0));
        }
        let keywords = get(node, "keywords");
        for word in keywords.map(items).unwrap_or_default() {
            let Some(text) = self.text_of(word) else { continue };
            if keywords.is_some_and(Value::is_string) {
                names.extend(text.split([',', ';']).map(|name| name.trim().to_owned()));
            } else {
                names.push(text);
            }
        }
        for name in names {
            let known = article.tags.iter().any(|known| known.name.eq_ignore_ascii_case(&name));
            if !known && !name.is_empty() {
                article.tags.push(Tag { name, url: None });
            }
        }
    }
}
