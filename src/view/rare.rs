//! What few articles have: tables, players, boxes, notes, formulas and the like. The first module neither reads nor makes
//! them; the parts that read them bring what makes them.

use std::cell::Cell;
use std::sync::Arc;

use crate::article::{Article, Block, BlockKind, Inline, Player, block_text, plain};
use crate::browser::dom::{Element, Tag};
use crate::browser::style::{self, Rank};

use super::inline::Manner;
use super::not_shown::not_shown;
use super::player::player;
use super::rare_block::rare_block;
use super::rare_inline::rare_inline;
use super::{Reader, figure, frame, note, related};

/// How it looks.
const STYLE: &str = include_str!("../../style/rare.css");

/// What makes it.
#[derive(Clone, Copy)]
struct Makers {
    block: fn(&Element, &Block, &Manner<'_>, &Reader),
    inline: fn(&Element, &Inline, &Manner<'_>),
    player: fn(&Element, &Player, &Manner<'_>, &Reader),
    around: fn(&Element, &Reader),
    after: fn(&Element, &Article, &Manner<'_>, &Reader),
    missing: fn(&Element, &Arc<Article>, &Reader),
}

thread_local! {
    static MAKERS: Cell<Option<Makers>> = const { Cell::new(None) };
}

/// To be called in every part that reads what few articles have, and nowhere in the first module: what makes it goes where this is
/// called.
pub fn bring() {
    style::add_to_page(STYLE, Rank::First);
    MAKERS.set(Some(Makers {
        block: rare_block,
        inline: rare_inline,
        player,
        around: frame::listen,
        after: |parent, article, manner, reader| note::notes(parent, &article.notes, manner, reader),
        missing: |parent, article, reader| not_shown(parent, article, |article| &article.issues, reader),
    }));
}

/// The same for the part that reads ordinary posts, which asks nothing of the browser that the first module does not: boxes with links,
/// and pictures in the line.
pub fn bring_for_posts() {
    if MAKERS.get().is_some() {
        return;
    }
    MAKERS.set(Some(Makers {
        block: |parent, block, _, reader| {
            if let BlockKind::Related { title, links } = &block.kind {
                related::boxed(parent, title.as_deref(), links, reader);
            }
        },
        inline: |parent, inline, _| {
            if let Inline::Image(image) = inline {
                figure::picture(parent, image, figure::Place::Inline);
            }
        },
        player: |_, _, _, _| {},
        around: |_, _| {},
        after: |_, _, _, _| {},
        missing: |_, _, _| {},
    }));
}

/// Appends a block that few articles have. Its words alone, where no part has brought what makes it.
pub fn block(parent: &Element, block: &Block, manner: &Manner<'_>, reader: &Reader) {
    match MAKERS.get() {
        Some(makers) => (makers.block)(parent, block, manner, reader),
        None => {
            parent.add_text(Tag::P, &[], &block_text(block));
        }
    }
}

/// The same for running text.
pub fn inline(parent: &Element, inline: &Inline, manner: &Manner<'_>) {
    match MAKERS.get() {
        Some(makers) => (makers.inline)(parent, inline, manner),
        None => parent.text(&plain(std::slice::from_ref(inline))),
    }
}

/// Sound or film over the text.
pub fn lead(parent: &Element, player: &Player, manner: &Manner<'_>, reader: &Reader) {
    if let Some(makers) = MAKERS.get() {
        (makers.player)(parent, player, manner, reader);
    }
}

/// Lets presses in the text do what a part of it offers.
pub fn around(body: &Element, reader: &Reader) {
    if let Some(makers) = MAKERS.get() {
        (makers.around)(body, reader);
    }
}

/// What stands after the text: notes.
pub fn after(body: &Element, article: &Article, manner: &Manner<'_>, reader: &Reader) {
    if let Some(makers) = MAKERS.get() {
        (makers.after)(body, article, manner, reader);
    }
}

/// What was lost of the article, after all of it.
pub fn missing(parent: &Element, article: &Arc<Article>, reader: &Reader) {
    if let Some(makers) = MAKERS.get() {
        (makers.missing)(parent, article, reader);
    }
}
