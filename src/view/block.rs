//! The blocks of the text: one exhaustive match. What few articles have is in [`rare`].

use crate::article::{Block, BlockKind, Href, Item, Quote};
use crate::browser::dom::{Attr, Element, Tag};
use crate::browser::url;

use super::figure::{self, Place};
use super::inline::{BLOCK_ID, Manner, inlines};
use super::{Reader, rare};

/// Appends `list` to `parent`. Nesting is capped by the readers, so this may recurse.
pub fn blocks(parent: &Element, list: &[Block], manner: &Manner<'_>, reader: &Reader) {
    for one in list {
        block(parent, one, manner, reader);
    }
}

/// Appends one block.
pub fn block(parent: &Element, block: &Block, manner: &Manner<'_>, reader: &Reader) {
    // A block's own name, language and direction need an element: its own, or one around it.
    let holder = match &block.kind {
        BlockKind::Paragraph(_) | BlockKind::Heading { .. } | BlockKind::Preformatted(_) => None,
        _ if block.id.is_some() || block.lang.is_some() || block.dir.is_some() => {
            Some(parent.add(Tag::Div, &[]))
        }
        _ => None,
    };
    let parent = holder.as_ref().unwrap_or(parent);
    let own = match &block.kind {
        BlockKind::Paragraph(text) => {
            let p = parent.add(Tag::P, &[]);
            inlines(&p, text, manner);
            Some(p)
        }
        BlockKind::Heading { level, text } => {
            let heading = parent.add(heading(*level), &[]);
            inlines(&heading, text, manner);
            Some(heading)
        }
        BlockKind::Preformatted(text) => {
            let pre = parent.add(Tag::Pre, &[Attr::Class("verse")]);
            inlines(&pre, text, manner);
            Some(pre)
        }
        BlockKind::Divider => {
            parent.add(Tag::Hr, &[]);
            None
        }
        BlockKind::List { ordered, start, reversed, items } => {
            list(parent, *ordered, *start, *reversed, items, manner, reader);
            None
        }
        BlockKind::Quote(one) => {
            quote(parent, one, manner, reader);
            None
        }
        BlockKind::Image(image) => {
            figure::figure(parent, image, Place::Body, manner, reader);
            None
        }
        BlockKind::Gallery { .. }
        | BlockKind::Player(_)
        | BlockKind::Embed(_)
        | BlockKind::Table(_)
        | BlockKind::Code { .. }
        | BlockKind::Math(_)
        | BlockKind::Aside(_)
        | BlockKind::Related { .. }
        | BlockKind::Note(_)
        | BlockKind::Update(_)
        | BlockKind::Unsupported { .. } => {
            rare::block(parent, block, manner, reader);
            None
        }
    };
    if let Some(element) = own.or(holder) {
        name(&element, block);
    }
}

fn name(element: &Element, block: &Block) {
    if let Some(id) = &block.id {
        element.set(Attr::Id(BLOCK_ID, id));
    }
    if let Some(lang) = &block.lang {
        element.set(Attr::Lang(lang));
    }
    if let Some(dir) = block.dir {
        element.set(Attr::Dir(dir));
    }
}

fn heading(level: u8) -> Tag {
    match level {
        0..=2 => Tag::H2,
        3 => Tag::H3,
        4 => Tag::H4,
        5 => Tag::H5,
        _ => Tag::H6,
    }
}

fn list(
    parent: &Element,
    ordered: bool,
    start: Option<i32>,
    reversed: bool,
    items: &[Item],
    manner: &Manner<'_>,
    reader: &Reader,
) {
    let element = parent.add(if ordered { Tag::Ol } else { Tag::Ul }, &[]);
    if let Some(start) = start.filter(|_| ordered) {
        element.set(Attr::Start(start));
    }
    if reversed && ordered {
        element.set(Attr::Reversed);
    }
    for item in items {
        let li = element.add(Tag::Li, &[]);
        if let Some(value) = item.value.filter(|_| ordered) {
            li.set(Attr::Value(value));
        }
        if let Some(done) = item.checked {
            li.set(Attr::Class("task"));
            let (mark, name) = if done { ("☑", reader.say.done) } else { ("☐", reader.say.not_done) };
            let attrs = [Attr::Class("tick"), Attr::Role("img"), Attr::AriaLabel(name)];
            li.add_text(Tag::Span, &attrs, mark);
        }
        match item.body.split_first() {
            // A first plain paragraph is the item's own text.
            Some((Block { kind: BlockKind::Paragraph(text), id: None, lang: None, dir: None }, rest)) => {
                inlines(&li, text, manner);
                blocks(&li, rest, manner, reader);
            }
            _ => blocks(&li, &item.body, manner, reader),
        }
    }
}

fn quote(parent: &Element, quote: &Quote, manner: &Manner<'_>, reader: &Reader) {
    let class = if quote.pull { "pull" } else { "quote" };
    let figure = parent.add(Tag::Figure, &[Attr::Class(class)]);
    let element = figure.add(Tag::Blockquote, &[]);
    if let Some(url) = &quote.url {
        element.set(Attr::CiteOf(url));
    }
    blocks(&element, &quote.body, manner, reader);
    let address = quote.url.as_ref().and_then(Href::http);
    if quote.cite.is_empty() && address.is_none() {
        return;
    }
    let caption = figure.add(Tag::Figcaption, &[]);
    match (&quote.url, address) {
        (Some(href), Some(address)) => {
            let link = caption.add(Tag::A, &[Attr::Href(href, BLOCK_ID), Attr::Rel("noopener noreferrer")]);
            if quote.cite.is_empty() {
                link.text(&url::host(address));
            }
            inlines(&link, &quote.cite, manner);
        }
        _ => inlines(&caption, &quote.cite, manner),
    }
}
