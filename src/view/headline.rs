//! The head of the article: headline, kicker, standfirst, byline, place and dates, lead picture.

use crate::article::{Article, Media, reading_minutes};
use crate::browser::dom::{Attr, Element, Tag};
use crate::browser::intl;
use crate::text::fill;

use super::figure::{self, Place};
use super::inline::{Manner, inlines};
use super::{Reader, byline, dates, rare};

/// A headline of more characters than this is set smaller; the same figure as in `public/start.js`.
const LONG: usize = 110;

/// The head. The kicker stands over the headline on the screen, but after it in the document: a screen reader that jumps to
/// the heading would miss it otherwise. The headline takes the focus when the article was opened from inside the page.
pub fn head(parent: &Element, article: &Article, manner: &Manner<'_>, reader: &Reader) {
    let parent = &parent.add(Tag::Header, &[]);
    let h1 = parent.add(Tag::H1, &[Attr::DirAuto, Attr::TabIndex("-1")]);
    if article.name().chars().count() > LONG {
        h1.set(Attr::Class("long"));
    }
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
    let minutes = reading_minutes(article);
    if article.dateline.is_some()
        || article.published.is_some()
        || article.modified.is_some()
        || minutes.is_some()
    {
        let line = parent.add(Tag::P, &[Attr::Class("meta")]);
        if let Some(dateline) = &article.dateline {
            line.add_text(Tag::Span, &[Attr::Class("dateline"), Attr::DirAuto], dateline);
        }
        dates::dates(&line, article, reader);
        if let Some(minutes) = minutes {
            reader.words(&line, Tag::Span, "minutes").text(&reading_time(minutes, reader));
        }
    }
    match &article.lead {
        Some(Media::Image(image)) => figure::figure(parent, image, Place::Lead, manner, reader),
        Some(Media::Player(one)) => rare::lead(parent, one, manner, reader),
        None => {}
    }
}

/// How long the text takes to read, in words.
fn reading_time(minutes: usize, reader: &Reader) -> String {
    let minutes = f64::from(u32::try_from(minutes).unwrap_or(u32::MAX));
    let form = reader.say.reading_time.of(&intl::plural(&reader.locale, minutes));
    fill(form, &[("count", &intl::number(&reader.locale, minutes))])
}
