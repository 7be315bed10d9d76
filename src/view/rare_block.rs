//! The blocks that few articles have, made by the parts that read them.

use crate::article::{Aside, AsideRole, Block, BlockKind, Embed, Href, Update};
use crate::browser::dom::{Attr, DataName, Element, Tag};
use crate::browser::{intl, url};
use crate::text::fill;

use super::block::blocks;
use super::figure::{self, Place};
use super::inline::{BLOCK_ID, Manner, inlines};
use super::rare_inline::formula;
use super::{Reader, dates, frame, player, related, table};

/// Appends one block, without its name.
pub fn rare_block(parent: &Element, block: &Block, manner: &Manner<'_>, reader: &Reader) {
    match &block.kind {
        // Those are made by [`super::block`].
        BlockKind::Paragraph(_)
        | BlockKind::Heading { .. }
        | BlockKind::Preformatted(_)
        | BlockKind::Divider
        | BlockKind::List { .. }
        | BlockKind::Quote(_)
        | BlockKind::Image(_) => {}
        BlockKind::Gallery { images, caption } => {
            let gallery = parent.add(Tag::Figure, &[Attr::Class("gallery")]);
            let pictures = gallery.add(Tag::Div, &[Attr::Class("gallery-pictures")]);
            for image in images {
                figure::figure(&pictures, image, Place::Gallery, manner, reader);
            }
            figure::caption(&gallery, caption, None, manner, reader);
        }
        BlockKind::Player(one) => {
            player::player(parent, one, manner, reader);
        }
        BlockKind::Embed(one) => {
            embed(parent, one, manner, reader);
        }
        BlockKind::Table(one) => {
            table::table(parent, one, manner, reader);
        }
        BlockKind::Code { code, language } => {
            let pre = parent.add(Tag::Pre, &[Attr::Class("code"), Attr::TabIndex("0")]);
            if let Some(language) = language {
                pre.set(Attr::Data(DataName::Language, language));
            }
            pre.add_text(Tag::Code, &[], code);
        }
        BlockKind::Math(math) => {
            formula(&parent.add(Tag::Div, &[Attr::Class("math"), Attr::TabIndex("0")]), math);
        }
        BlockKind::Aside(one) => {
            aside(parent, one, manner, reader);
        }
        BlockKind::Related { title, links } => {
            related::boxed(parent, title.as_deref(), links, reader);
        }
        // The pass `collect_notes` has taken the notes of an article; one in a comment is shown where it stands.
        BlockKind::Note(note) => {
            blocks(&parent.add(Tag::Div, &[Attr::Class("box")]), &note.body, manner, reader);
        }
        BlockKind::Update(one) => {
            update(parent, one, manner, reader);
        }
        BlockKind::Unsupported { of, text, url } => {
            unsupported(parent, of, text, url.as_ref(), reader);
        }
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
        let words = fill(reader.rare().embed_of, &[("provider", provider)]);
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
    reader.mark(&card.add_text(
        Tag::A,
        &attrs,
        &fill(reader.rare().open_at, &[("host", &url::host(address))]),
    ));
}

fn unsupported(parent: &Element, of: &str, text: &str, url: Option<&Href>, reader: &Reader) {
    let card = parent.add(Tag::Div, &[Attr::Class("card")]);
    let words = fill(reader.rare().unsupported, &[("kind", of)]);
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

fn update(parent: &Element, update: &Update, manner: &Manner<'_>, reader: &Reader) {
    let section = parent.add(Tag::Section, &[Attr::Class("update")]);
    if let Some(headline) = &update.headline {
        section.add_text(Tag::H2, &[Attr::DirAuto], headline);
    }
    let line = section.add(Tag::P, &[Attr::Class("meta")]);
    if let Some(when) = &update.when {
        dates::time(&line, when, reader);
    }
    if !update.byline.is_empty() {
        let names: Vec<String> = update.byline.iter().map(|agent| agent.name.clone()).collect();
        line.add_text(Tag::Span, &[], &intl::list(&reader.locale, &names));
    }
    blocks(&section, &update.body, manner, reader);
}
