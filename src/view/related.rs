//! "Related Articles".

use crate::article::Link;
use crate::browser::dom::{Attr, Element, Tag};

use super::inline::BLOCK_ID;
use super::{Reader, dates};

/// The place of the list, with its heading.
pub fn related_place(parent: &Element, reader: &Reader) -> Element {
    let nav = parent.add(Tag::Nav, &[Attr::Class("related"), Attr::AriaLabelledBy("standfirst-related")]);
    nav.add_text(Tag::H2, &[Attr::OwnId("standfirst-related"), Attr::Lang("en")], reader.say.related);
    nav
}

/// Fills it with the related articles, or with a sentence that there are none.
pub fn fill(nav: &Element, links: &[Link], reader: &Reader) {
    if links.is_empty() {
        nav.add_text(Tag::P, &[Attr::Class("empty")], reader.say.no_related);
        return;
    }
    let ul = nav.add(Tag::Ul, &[Attr::Class("cards")]);
    for link in links {
        let li = ul.add(Tag::Li, &[]);
        if let Some(image) = &link.image {
            let attrs = [
                Attr::Alt(""),
                Attr::NoReferrer,
                Attr::Loading("lazy"),
                Attr::DecodingAsync,
                Attr::Src(image),
            ];
            li.add(Tag::Img, &attrs);
        }
        anchor(&li, link);
        if let Some(summary) = &link.summary {
            own_language(&li.add_text(Tag::P, &[Attr::DirAuto], summary), link);
        }
        if let Some(when) = &link.when {
            dates::time(&li.add(Tag::P, &[Attr::Class("meta")]), when, reader);
        }
    }
}

/// A box with links in the text.
pub fn boxed(parent: &Element, title: Option<&str>, links: &[Link], reader: &Reader) {
    let name = title.unwrap_or(reader.say.related);
    let nav = parent.add(Tag::Nav, &[Attr::Class("box"), Attr::AriaLabel(name)]);
    let line = nav.add_text(Tag::P, &[Attr::Class("box-title"), Attr::DirAuto], name);
    if title.is_none() {
        line.set(Attr::Lang("en"));
    }
    let ul = nav.add(Tag::Ul, &[]);
    for link in links {
        anchor(&ul.add(Tag::Li, &[]), link);
    }
}

/// The link itself: an address of this page where the article opens inside the viewer, as `embed::mark_inside` decided.
pub fn anchor(parent: &Element, link: &Link) {
    let element = match &link.src {
        Some(src) => parent.add(Tag::A, &[Attr::HrefQuery(&crate::embed::Route::query(src))]),
        None => parent.add(Tag::A, &[Attr::Href(&link.url, BLOCK_ID), Attr::Rel("noopener")]),
    };
    element.set(Attr::DirAuto);
    own_language(&element, link);
    element.text(&link.headline);
}

/// Words from another article may be in another language than this one (WCAG 2.2, 3.1.2).
fn own_language(element: &Element, link: &Link) {
    if let Some(lang) = &link.lang {
        element.set(Attr::Lang(lang));
    }
}
