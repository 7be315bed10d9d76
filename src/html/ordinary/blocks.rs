//! The blocks, and the lines that become blocks.

use super::picture::number;
use super::{Flow, Place, Reader, Tag, Token, is_blank, lines};
use crate::article::{Block, BlockKind, Href, Item, Quote};
use crate::find::has;

/// Parts of class names that make something else of an element than its name: notes, galleries, posts of social networks. And
/// references, which none has.
const ODD_CLASSES: [&str; 11] = [
    "footnotes",
    "gallery",
    "twitter-",
    "instagram-media",
    "tiktok-embed",
    "reddit-",
    "bluesky-embed",
    "mastodon-embed",
    "fb-",
    "threads-post",
    "&",
];

/// Attributes that make something else of an element.
const ODD_ATTRIBUTES: [&str; 3] = ["lang", "xml:lang", "dir"];

/// Attributes that may say that an element holds notes.
const ROLES: [&str; 2] = ["role", "epub:type"];

/// What the classes of an element say.
pub struct Class {
    pub is_pull: bool,
    pub is_caption: bool,
    is_captioned: bool,
}

/// The classes of an element that is what its name says.
pub fn ordinary_class(tag: Tag) -> Option<Class> {
    let class = tag.raw("class").unwrap_or_default();
    let is_odd = |name: &&str| {
        let role = tag.raw(name).unwrap_or_default();
        has(role, "notes") || has(role, "&")
    };
    if ODD_CLASSES.iter().any(|part| has(class, part))
        || ODD_ATTRIBUTES.iter().any(|name| tag.raw(name).is_some())
        || ROLES.iter().any(is_odd)
    {
        return None;
    }
    Some(Class {
        is_pull: has(class, "pullquote"),
        is_caption: has(class, "wp-caption-text"),
        is_captioned: has(class, "wp-caption"),
    })
}

impl<'h> Reader<'h, '_> {
    /// Reads a block with its content. `in_pull`: it stands in what is marked as a pull quote.
    pub(super) fn block(&mut self, tag: Tag<'h>, class: &Class, in_pull: bool) -> Option<()> {
        self.end_line()?;
        if let Some(name) = self.name(tag) {
            self.flow.id = Some(name);
        }
        match tag.name {
            "p" => self.content(tag.name, Place::Line)?,
            "hr" => push(BlockKind::Divider, &mut self.flow),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.beyond |= self.is_comment;
                self.flow.level = tag.name.as_bytes().get(1).map(|digit| digit.wrapping_sub(b'0').max(2));
                self.content(tag.name, Place::Line)?;
                self.end_line()?;
                self.flow.level = None;
            }
            "ul" | "ol" => self.list(tag)?,
            "blockquote" => {
                let inner = self.within(tag.name, Place::Quote)?;
                let url = self.words(tag, "cite").and_then(|cite| Href::new(self.base, &cite));
                let pull = class.is_pull || in_pull;
                let quote = Quote { body: inner.blocks, cite: inner.caption, url, pull };
                push(BlockKind::Quote(quote), &mut self.flow);
            }
            "div" | "figure" if tag.name == "figure" || (class.is_captioned && !class.is_caption) => {
                let inner = self.within(tag.name, Place::Figure)?;
                self.figure(inner);
            }
            "div" | "section" | "article" | "header" | "footer" | "center" | "figcaption" => {
                self.content(tag.name, Place::Flow)?;
            }
            _ => return None,
        }
        self.end_line()
    }

    /// Makes the line so far a block, or several.
    pub(super) fn end_line(&mut self) -> Option<()> {
        let line = self.flow.run.take();
        let pictures = std::mem::take(&mut self.flow.pictures);
        // Others may be what an element holds that is no link, and the tolerant parser lifts those, too.
        (lines::lift(line, &mut self.flow)? == pictures).then_some(())
    }

    fn list(&mut self, tag: Tag<'h>) -> Option<()> {
        let mut items: Vec<Item> = Vec::new();
        let mut are_pictures = true;
        loop {
            match self.token()? {
                Token::Text(text) if is_blank(text) => {}
                Token::Hidden => {}
                Token::Start(item) if item.name == "li" => {
                    self.in_pull = ordinary_class(item)?.is_pull;
                    let body = self.within("li", Place::Flow)?.blocks;
                    are_pictures &= matches!(body.as_slice(), [Block { kind: BlockKind::Image(_), .. }]);
                    let value = self.number(item, "value");
                    items.push(Item { value, body, ..Item::default() });
                }
                Token::End(end) if end == tag.name => break,
                _ => return None,
            }
        }
        self.beyond |= are_pictures && items.len() > 1;
        let start = self.number(tag, "start");
        let reversed = tag.raw("reversed").is_some();
        push(BlockKind::List { ordered: tag.name == "ol", start, reversed, items }, &mut self.flow);
        Some(())
    }

    fn number(&mut self, tag: Tag, name: &str) -> Option<i32> {
        let number = number(tag.raw(name)?);
        self.beyond |= number.is_none();
        number.map(|number| number as i32)
    }

    /// A picture, quotation or anything with its caption.
    fn figure(&mut self, inner: Flow) {
        let Flow { blocks: mut body, mut caption, .. } = inner;
        let first = body.first().map(|first| &first.kind);
        // A gallery, or a caption without an element of its own.
        self.beyond |= body.len() > 1 && matches!(first, Some(BlockKind::Image(_)));
        let flow = &mut self.flow;
        if let [only] = body.as_mut_slice() {
            only.id = only.id.take().or(flow.id.take());
            let place = match &mut only.kind {
                BlockKind::Image(image) => Some(&mut image.caption),
                BlockKind::Quote(quote) => Some(&mut quote.cite),
                _ => None,
            };
            if let Some(place) = place.filter(|place| place.is_empty()) {
                std::mem::swap(place, &mut caption);
                flow.blocks.append(&mut body);
                return;
            }
        }
        flow.blocks.append(&mut body);
        push(BlockKind::Paragraph(caption), flow);
    }
}

/// Appends a block, with the name that holds here.
pub fn push(kind: BlockKind, flow: &mut Flow) {
    let block = Block { id: flow.id.take(), lang: None, dir: None, kind };
    if !block.is_blank() {
        flow.blocks.push(block);
    }
}
