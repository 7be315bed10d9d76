//! "Related Articles".

use leptos::html::{div, h2, nav};
use leptos::prelude::*;

use crate::article::Link;
use crate::browser::dom::{self, Attr, Element, Fill, Tag};

use super::inline::BLOCK_ID;
use super::{Reader, dates};

/// The list of related articles, or a sentence that there are none.
#[component]
pub fn Related(
    /// The links, in the order of the document.
    links: Vec<Link>,
) -> impl IntoView {
    let reader = Reader::here();
    let say = reader.say;
    let fill = Fill::new(move |element| list(element, &links, &reader));
    nav()
        .class("related")
        .attr("aria-labelledby", "standfirst-related")
        .child(h2().id("standfirst-related").child(say.related))
        .child(div().directive(dom::draw, fill))
}

fn list(parent: &Element, links: &[Link], reader: &Reader) {
    if links.is_empty() {
        parent.add_text(Tag::P, &[Attr::Class("empty")], reader.say.no_related);
        return;
    }
    let ul = parent.add(Tag::Ul, &[Attr::Class("cards")]);
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
            li.add_text(Tag::P, &[Attr::DirAuto], summary);
        }
        if let Some(when) = &link.when {
            dates::time(&li.add(Tag::P, &[Attr::Class("meta")]), when, reader);
        }
    }
}

/// The link itself: an address of this page where the article opens inside the viewer, as `article::links` decided.
pub fn anchor(parent: &Element, link: &Link) {
    let element = match &link.src {
        Some(src) => parent.add(Tag::A, &[Attr::HrefQuery(&crate::embed::Route::query(src))]),
        None => parent.add(Tag::A, &[Attr::Href(&link.url, BLOCK_ID), Attr::Rel("noopener")]),
    };
    element.set(Attr::DirAuto);
    element.text(&link.headline);
}
