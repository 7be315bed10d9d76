//! The head of the article: headline, kicker, standfirst, byline, place and dates, lead picture.

use crate::article::{Article, Media};
use crate::browser::dom::{Attr, Element, Tag};

use super::figure::{self, Place};
use super::inline::{Manner, inlines};
use super::{Reader, byline, dates, player};

/// What follows the `h1`, which Leptos makes so that it can be focused. The kicker stands over the headline on the screen,
/// but after it in the document: a screen reader that jumps to the heading would miss it otherwise.
pub fn under_headline(parent: &Element, article: &Article, manner: &Manner<'_>, reader: &Reader) {
    if let Some(kicker) = article.kicker.as_ref().or(article.section.as_ref()) {
        parent.add_text(Tag::P, &[Attr::Class("kicker"), Attr::DirAuto], kicker);
    }
    if !article.deck.is_empty() {
        inlines(&parent.add(Tag::P, &[Attr::Class("standfirst"), Attr::DirAuto]), &article.deck, manner);
    }
    byline::byline(parent, article, reader);
    if article.dateline.is_some() || article.published.is_some() || article.modified.is_some() {
        let line = parent.add(Tag::P, &[Attr::Class("meta")]);
        if let Some(dateline) = &article.dateline {
            line.add_text(Tag::Span, &[Attr::Class("dateline"), Attr::DirAuto], dateline);
        }
        dates::dates(&line, article, reader);
    }
    match &article.lead {
        Some(Media::Image(image)) => figure::figure(parent, image, Place::Lead, manner, reader),
        Some(Media::Player(one)) => player::player(parent, one, manner, reader),
        None => {}
    }
}
