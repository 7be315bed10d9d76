//! Pictures: the place is kept free before they arrive, and no host is told from which page they are asked.

use crate::article::{Image, Inline, Source};
use crate::browser::dom::{Attr, Element, Tag};

use super::Reader;
use super::inline::{Manner, inlines};

/// Where a picture stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Over the text: loaded first.
    Lead,
    /// Between paragraphs.
    Body,
    /// One of several.
    Gallery,
    /// In the line.
    Inline,
}

/// A picture with its caption and credit.
pub fn figure(parent: &Element, image: &Image, place: Place, manner: &Manner<'_>, reader: &Reader) {
    let figure =
        parent.add(Tag::Figure, &[Attr::Class(if place == Place::Lead { "lead" } else { "figure" })]);
    picture(&figure, image, place);
    caption(&figure, &image.caption, image.credit.as_deref(), manner, reader);
}

/// The caption and, set apart, the credit.
pub fn caption(
    figure: &Element,
    text: &[Inline],
    credit: Option<&str>,
    manner: &Manner<'_>,
    reader: &Reader,
) {
    if text.is_empty() && credit.is_none() {
        return;
    }
    let caption = figure.add(Tag::Figcaption, &[]);
    if !text.is_empty() {
        inlines(&caption.add(Tag::Span, &[Attr::Class("caption"), Attr::DirAuto]), text, manner);
    }
    if let Some(credit) = credit {
        let line = crate::text::fill(reader.say.photograph, &[("name", credit)]);
        reader.words(&caption.add(Tag::Small, &[Attr::Class("credit")]), Tag::Span, "words").text(&line);
    }
}

/// The picture alone, in its link where it has one.
pub fn picture(parent: &Element, image: &Image, place: Place) {
    let parent = match &image.href {
        Some(href) => &parent
            .add(Tag::A, &[Attr::Href(href, super::inline::BLOCK_ID), Attr::Rel("noopener noreferrer")]),
        None => parent,
    };
    let typed = image.sources.iter().any(|candidate| candidate.media_type.is_some());
    let holder = if typed { &parent.add(Tag::Picture, &[]) } else { parent };
    if typed {
        typed_sources(holder, image, place);
    }
    let img = holder.add(Tag::Img, &[Attr::Alt(&image.alt), Attr::NoReferrer, Attr::DecodingAsync]);
    if let Some((width, height)) = image.size {
        img.set(Attr::Width(width));
        img.set(Attr::Height(height));
    }
    match place {
        Place::Lead => img.set(Attr::FetchPriorityHigh),
        Place::Body | Place::Gallery | Place::Inline => img.set(Attr::Loading("lazy")),
    }
    if !typed && !image.sources.is_empty() {
        let candidates: Vec<(&Source, u32)> = image.sources.iter().map(|one| (&one.url, one.width)).collect();
        img.set(Attr::Sizes(sizes(place)));
        img.set(Attr::Srcset(&candidates));
    }
    // Last, so that a browser knows all else before it begins to fetch.
    img.set(Attr::Src(&image.url));
}

/// One `source` a media type, in the order of the document: a browser takes the first that it can show.
fn typed_sources(holder: &Element, image: &Image, place: Place) {
    let mut types: Vec<Option<&str>> = Vec::new();
    for candidate in &image.sources {
        if !types.contains(&candidate.media_type.as_deref()) {
            types.push(candidate.media_type.as_deref());
        }
    }
    for media_type in types {
        let of_type = image.sources.iter().filter(|one| one.media_type.as_deref() == media_type);
        let candidates: Vec<(&Source, u32)> = of_type.map(|one| (&one.url, one.width)).collect();
        let source = holder.add(Tag::Source, &[Attr::Sizes(sizes(place)), Attr::Srcset(&candidates)]);
        if let Some(media_type) = media_type {
            source.set(Attr::MediaType(media_type));
        }
    }
}

/// How wide the picture will be; the same figures as in `style/article.css`.
const fn sizes(place: Place) -> &'static str {
    match place {
        Place::Lead => "(min-width: 64rem) 60rem, 100vw",
        Place::Body => "(min-width: 44rem) 42rem, 100vw",
        Place::Gallery => "(min-width: 44rem) 20rem, 50vw",
        Place::Inline => "10rem",
    }
}
