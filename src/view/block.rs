//! The blocks of the text: one exhaustive match.

use crate::article::{Aside, AsideRole, Block, BlockKind, Embed, Href, Item, Link, Quote, Update};
use crate::browser::dom::{Attr, DataName, Element, Tag};
use crate::browser::{intl, url};
use crate::text::fill;

use super::Reader;
use super::figure::{self, Place};
use super::inline::{BLOCK_ID, Manner, formula, inlines};
use super::{frame, player, related, table};

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
        BlockKind::Gallery { images, caption } => {
            let gallery = parent.add(Tag::Figure, &[Attr::Class("gallery")]);
            let pictures = gallery.add(Tag::Div, &[Attr::Class("gallery-pictures")]);
            for image in images {
                figure::figure(&pictures, image, Place::Gallery, manner, reader);
            }
            figure::caption(&gallery, caption, None, manner, reader);
            None
        }
        BlockKind::Player(one) => {
            player::player(parent, one, manner, reader);
            None
        }
        BlockKind::Embed(one) => {
            embed(parent, one, manner, reader);
            None
        }
        BlockKind::Table(one) => {
            table::table(parent, one, manner, reader);
            None
        }
        BlockKind::Code { code, language } => {
            let pre = parent.add(Tag::Pre, &[Attr::Class("code"), Attr::TabIndex("0")]);
            if let Some(language) = language {
                pre.set(Attr::Data(DataName::Language, language));
            }
            pre.add_text(Tag::Code, &[], code);
            None
        }
        BlockKind::Math(math) => {
            formula(&parent.add(Tag::Div, &[Attr::Class("math"), Attr::TabIndex("0")]), math);
            None
        }
        BlockKind::Aside(one) => {
            aside(parent, one, manner, reader);
            None
        }
        BlockKind::Related { title, links } => {
            related_box(parent, title.as_deref(), links, reader);
            None
        }
        // The pass `collect_notes` has taken the notes of an article; one in a comment is shown where it stands.
        BlockKind::Note(note) => {
            blocks(&parent.add(Tag::Div, &[Attr::Class("box")]), &note.body, manner, reader);
            None
        }
        BlockKind::Update(one) => {
            update(parent, one, manner, reader);
            None
        }
        BlockKind::Unsupported { of, text, url } => {
            unsupported(parent, of, text, url.as_ref(), reader);
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

/// Something of another site: what it is and a plain link. Nothing is asked of that site before the reader follows it or,
/// where the page allows that, has it shown here.
fn embed(parent: &Element, embed: &Embed, manner: &Manner<'_>, reader: &Reader) {
    let card = parent.add(Tag::Div, &[Attr::Class("card")]);
    if let Some(title) = &embed.title {
        card.add_text(Tag::P, &[Attr::Class("card-title"), Attr::DirAuto], title);
    }
    if let Some(provider) = &embed.provider {
        let words = fill(reader.say.embed_of, &[("provider", provider)]);
        reader.mark(&card.add_text(Tag::P, &[Attr::Class("card-note")], &words));
    }
    blocks(&card, &embed.fallback, manner, reader);
    if let Some(href) = &embed.frame {
        frame::button(&card, href, reader);
    }
    open_at(&card, &embed.url, reader);
}

fn open_at(card: &Element, href: &Href, reader: &Reader) {
    let Some(address) = href.address() else { return };
    let attrs = [Attr::Class("card-link"), Attr::Href(href, BLOCK_ID), Attr::Rel("noopener noreferrer")];
    reader.mark(&card.add_text(Tag::A, &attrs, &fill(reader.say.open_at, &[("host", &url::host(address))])));
}

fn unsupported(parent: &Element, of: &str, text: &str, url: Option<&Href>, reader: &Reader) {
    let card = parent.add(Tag::Div, &[Attr::Class("card")]);
    let words = fill(reader.say.unsupported, &[("kind", of)]);
    reader.mark(&card.add_text(Tag::P, &[Attr::Class("card-note")], &words));
    if !text.is_empty() {
        card.add_text(Tag::P, &[Attr::DirAuto], text);
    }
    if let Some(href) = url {
        open_at(&card, href, reader);
    }
}

fn aside(parent: &Element, aside: &Aside, manner: &Manner<'_>, reader: &Reader) {
    let class = match aside.role {
        AsideRole::Box => "box",
        AsideRole::Note => "box note",
        AsideRole::Warning => "box warning",
        AsideRole::Toggle => "box toggle",
        AsideRole::Timeline => "box timeline",
        AsideRole::Qa => "box qa",
    };
    if aside.role == AsideRole::Toggle {
        let details = parent.add(Tag::Details, &[Attr::Class(class)]);
        let summary = details.add(Tag::Summary, &[]);
        if aside.title.is_empty() {
            summary.text(reader.say.details);
            reader.mark(&summary);
        }
        inlines(&summary, &aside.title, manner);
        blocks(&details, &aside.body, manner, reader);
        return;
    }
    let element = parent.add(Tag::Div, &[Attr::Class(class), Attr::Role("note")]);
    if !aside.title.is_empty() {
        inlines(&element.add(Tag::P, &[Attr::Class("box-title"), Attr::DirAuto]), &aside.title, manner);
    }
    blocks(&element, &aside.body, manner, reader);
}

fn related_box(parent: &Element, title: Option<&str>, links: &[Link], reader: &Reader) {
    let name = title.unwrap_or(reader.say.related);
    let nav = parent.add(Tag::Nav, &[Attr::Class("box"), Attr::AriaLabel(name)]);
    let line = nav.add_text(Tag::P, &[Attr::Class("box-title"), Attr::DirAuto], name);
    if title.is_none() {
        line.set(Attr::Lang("en"));
    }
    let ul = nav.add(Tag::Ul, &[]);
    for link in links {
        related::anchor(&ul.add(Tag::Li, &[]), link);
    }
}

fn update(parent: &Element, update: &Update, manner: &Manner<'_>, reader: &Reader) {
    let section = parent.add(Tag::Section, &[Attr::Class("update")]);
    if let Some(headline) = &update.headline {
        section.add_text(Tag::H2, &[Attr::DirAuto], headline);
    }
    let line = section.add(Tag::P, &[Attr::Class("meta")]);
    if let Some(when) = &update.when {
        super::dates::time(&line, when, reader);
    }
    if !update.byline.is_empty() {
        let names: Vec<String> = update.byline.iter().map(|agent| agent.name.clone()).collect();
        line.text(" · ");
        line.text(&intl::list(&reader.locale, &names));
    }
    blocks(&section, &update.body, manner, reader);
}
