//! What paper needs besides the style sheet: the address, the addresses of the links as numbered notes, and the choice
//! whether the comments are printed.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::{StoredValue, UpdateValue, WithValue};
use leptos::task::spawn_local;

use crate::article::Article;
use crate::browser::dom::{Attr, DataName, Element, Tag};
use crate::browser::listener::Listener;
use crate::browser::{clock, location, paper};
use crate::later;
use crate::text::fill;

use super::Reader;

/// So many milliseconds after text and comments the browser has time for what only paper needs.
const SOON: i32 = 1_500;

/// What prepares the page of an article for printing, once it is called and a little later. It needs the whole text.
pub fn paper_soon(page: &Element, article: &Arc<Article>, reader: &Reader) -> Rc<dyn Fn()> {
    let (page, reader) = (page.clone(), reader.clone());
    let address = article.url.clone();
    // Ends with the part of the page that it belongs to.
    let kept = StoredValue::new_local(Vec::<Listener>::new());
    Rc::new(move || {
        let (page, reader, address) = (page.clone(), reader.clone(), address.clone());
        spawn_local(async move {
            clock::sleep(SOON).await;
            if kept.try_with_value(|_| ()).is_none() {
                return;
            }
            let address = address.unwrap_or_else(location::address);
            // Without the chunk the style sheet does what it can.
            if let Ok(listeners) = later::paper(page, address, reader).await {
                kept.try_update_value(|kept| kept.extend(listeners));
            }
        });
    })
}

/// Prepares the page of an article for printing. `address` is where the article is. The control is at the end of the page and
/// the notes are not shown on a screen, so that nothing moves when this comes late.
#[must_use]
pub fn paper(page: &Element, address: &str, reader: &Reader) -> Vec<Listener> {
    if let Some(article) = paper::article(page) {
        notes(&article, address, reader);
    }
    let say = reader.rare();
    let choice = page.add(Tag::Div, &[Attr::Class("paper actions")]);
    let print = choice.add_text(Tag::Button, &[Attr::TypeButton], say.print);
    let label = choice.add(Tag::Label, &[]);
    // The style sheet asks whether it is checked.
    label.add(Tag::Input, &[Attr::Type("checkbox")]);
    label.text(say.print_comments);
    let mut listeners = paper::on_print(page);
    let page = page.clone();
    listeners.push(print.on("click", move |_| {
        let page = page.clone();
        spawn_local(async move { paper::print(&page).await });
    }));
    listeners
}

/// The address of the article, and those of its links by number. The numbers behind the links are the style sheet's.
fn notes(article: &Element, address: &str, reader: &Reader) {
    let links = paper::links(article);
    let printed = article.add(Tag::Section, &[Attr::Class("printed")]);
    reader.mark(&printed);
    printed.add_text(Tag::P, &[], &fill(reader.rare().printed_from, &[("address", address)]));
    if links.is_empty() {
        return;
    }
    printed.add_text(Tag::H2, &[], reader.rare().links);
    let list = printed.add(Tag::Ol, &[Attr::Lang("")]);
    let mut known: Vec<String> = Vec::new();
    for (link, address) in links {
        let at = known.iter().position(|one| *one == address).unwrap_or_else(|| {
            list.add(Tag::Li, &[]).add_text(Tag::Bdi, &[], &address);
            known.push(address);
            known.len() - 1
        });
        link.set(Attr::Data(DataName::Link, &(at + 1).to_string()));
    }
}
