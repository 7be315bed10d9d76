//! The head of the article: headline, kicker, standfirst, byline, place and dates, lead picture.

use crate::article::{Article, Media};
use crate::browser::dom::{Attr, Element, Tag};

use super::figure::{self, Place};
use super::inline::{Manner, inlines};
use super::{Reader, byline, dates, player};

/// The head. The kicker stands over the headline on the screen, but after it in the document: a screen reader that jumps to
/// the heading would miss it otherwise. The headline takes the focus when the article was opened from inside the page.
pub fn head(parent: &Element, article: &Article, manner: &Manner<'_>, reader: &Reader) {
    let parent = &parent.add(Tag::Header, &[]);
    let h1 = parent.add(Tag::H1, &[Attr::DirAuto, Attr::TabIndex("-1")]);
    if article.headline.is_empty() {
        h1.text(&article.name());
    }
    inlines(&h1, &article.headline, manner);
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
