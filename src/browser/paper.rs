//! Printing: what a page must do for it that a style sheet cannot.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{HtmlImageElement, NodeList};

use super::clock;
use super::dom::Element;
use super::listener::Listener;

/// How long printing waits for pictures, in milliseconds, and how often it looks.
const PATIENCE: f64 = 10_000.0;
const LOOK: i32 = 50;

/// The article in a page.
#[must_use]
pub fn article(page: &Element) -> Option<Element> {
    page.0.query_selector("article").ok().flatten().map(Element)
}

/// The links out of an article, each with its address. Not those that show their address, and not those of pictures.
#[must_use]
pub fn links(article: &Element) -> Vec<(Element, String)> {
    let found = article.0.query_selector_all("header a[href^=http], .body a[href^=http]");
    let with_address = |link: web_sys::Element| {
        let address = link.get_attribute("href")?;
        let shown = link.text_content().unwrap_or_default();
        let shown = shown.trim();
        (!shown.is_empty() && shown != address).then(|| (Element(link), address))
    };
    elements(found.ok()).into_iter().filter_map(with_address).collect()
}

fn elements(list: Option<NodeList>) -> Vec<web_sys::Element> {
    let Some(list) = list else { return Vec::new() };
    (0..list.length()).filter_map(|at| list.get(at)?.dyn_into().ok()).collect()
}

/// Begins to load what waits to be scrolled to, and gives the pictures of the article.
fn load(page: &Element) -> Vec<HtmlImageElement> {
    let pictures = elements(page.0.query_selector_all("article img").ok());
    let pictures = pictures.into_iter().filter_map(|picture| picture.dyn_into::<HtmlImageElement>().ok());
    let begin = |picture: HtmlImageElement| {
        let begun = picture.get_attribute("loading").is_none_or(|loading| loading != "lazy");
        let lost = begun && picture.complete() && picture.natural_width() == 0;
        // Fails only for an invalid attribute name.
        let _ = picture.set_attribute("loading", "eager");
        let _ = picture.toggle_attribute_with_force("data-lost", lost);
        picture
    };
    pictures.map(begin).collect()
}

/// Prepares the page whenever it is about to be printed, by whatever way, and undoes it afterwards: pictures load, and what is
/// folded is unfolded. Where the browser prints at once, pictures that have not arrived are missing; [`print`] waits.
pub fn on_print(page: &Element) -> Vec<Listener> {
    let unfolded = Rc::<RefCell<Vec<web_sys::Element>>>::default();
    let prepare = {
        let (page, unfolded) = (page.clone(), unfolded.clone());
        move || {
            load(&page);
            let folded = elements(page.0.query_selector_all("article details:not([open])").ok());
            for details in &folded {
                // Fails only for an invalid attribute name.
                let _ = details.set_attribute("open", "");
            }
            unfolded.borrow_mut().extend(folded);
        }
    };
    let undo = move || {
        for details in unfolded.take() {
            let _ = details.remove_attribute("open");
        }
    };
    let Some(window) = super::window() else { return Vec::new() };
    let mut listeners = vec![
        Listener::on(&window, "beforeprint", {
            let prepare = prepare.clone();
            move |_| prepare()
        }),
        Listener::on(&window, "afterprint", {
            let undo = undo.clone();
            move |_| undo()
        }),
    ];
    // For engines and ways of printing that only change the medium.
    if let Ok(Some(medium)) = window.match_media("print") {
        let is_paper = medium.clone();
        listeners.push(Listener::on(
            &medium,
            "change",
            move |_| if is_paper.matches() { prepare() } else { undo() },
        ));
    }
    listeners
}

/// Prints the page once its pictures are there, or after ten seconds without some of them.
pub async fn print(page: &Element) {
    let pictures = load(page);
    let begun = clock::elapsed();
    while clock::elapsed() - begun < PATIENCE && !pictures.iter().all(HtmlImageElement::complete) {
        clock::sleep(LOOK).await;
    }
    // Tells now which did not arrive at all.
    load(page);
    if let Some(window) = super::window() {
        // Fails only in a frame that may not show dialogs.
        let _ = window.print();
    }
}
