//! Dates and times.

use crate::article::{Article, When};
use crate::browser::dom::{Attr, Element, Tag};
use crate::browser::intl;
use crate::text::fill;

use super::Reader;

/// One date: in the reader's zone where its instant is known, the source's own words in the title.
pub fn time(parent: &Element, when: &When, reader: &Reader) {
    let shown = intl::when(&reader.locale, when);
    if when.millis.is_none() {
        parent.add_text(Tag::Span, &[Attr::DirAuto], &shown);
        return;
    }
    let machine = when.iso();
    let written = fill(reader.say.as_written, &[("text", &when.text)]);
    parent.add_text(Tag::Time, &[Attr::Datetime(&machine), Attr::Title(&written)], &shown);
}

/// Published and, where it differs, updated.
pub fn dates(parent: &Element, article: &Article, reader: &Reader) {
    let same = |one: &When, other: &When| one.millis.is_some() && one.millis == other.millis;
    let modified = article
        .modified
        .as_ref()
        .filter(|modified| !article.published.as_ref().is_some_and(|one| same(one, modified)));
    for (when, sentence, class) in [
        (article.published.as_ref(), reader.say.published, "published"),
        (modified, reader.say.updated, "updated"),
    ] {
        let Some(when) = when else { continue };
        let line = reader.words(parent, Tag::Span, class);
        match crate::find::split_once(sentence, "{time}") {
            Some((before, after)) => {
                line.text(before);
                time(&line, when, reader);
                line.text(after);
            }
            None => time(&line, when, reader),
        }
    }
}
