//! The reading aids: what helps in reading an article and is not needed to show it. They come after it, all of them by
//! [`begin`], so that a first visit does not wait for them.

mod contents;
mod help;
mod lightbox;
mod note;
mod offer;
mod panel;
mod passage;
mod pictures;
mod place;
mod press;
mod settings;
mod tools;

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use super::Reader;
use crate::article::Article;
use crate::browser::dom::Element;
use crate::browser::listener::Listener;
use crate::browser::{look, reading, style};
use crate::text::{AidSentences, aid_sentences};
use panel::Panel;

/// How what the aids open looks.
const STYLE: &str = include_str!("../../../style/tools.css");

/// How an article came to be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Visit {
    /// The viewer is the page, not a part of somebody else's: the window and its keys are the article's.
    pub is_page: bool,
    /// The reader came to the beginning of the article: not to a place that an address names or that is remembered.
    pub at_start: bool,
    /// The page was opened on this article: its address may name a passage.
    pub opened: bool,
}

/// The aids of one article. They end when this is dropped.
pub struct Aids {
    _listeners: Vec<Listener>,
}

/// What all aids share.
struct Desk {
    /// Everything that belongs to the article, comments included.
    page: Element,
    /// The text.
    body: Element,
    /// Where the buttons are.
    tools: Element,
    article: Arc<Article>,
    reader: Reader,
    say: &'static AidSentences,
    visit: Visit,
    /// What is open, if anything is.
    panel: RefCell<Option<Panel>>,
}

/// Adds the aids to an article that is shown. `page` is the element of class `page`.
#[must_use]
pub fn begin(page: Element, article: Arc<Article>, reader: Reader, visit: Visit) -> Aids {
    let none = Aids { _listeners: Vec::new() };
    let (Some(body), Some(tools)) = (page.query(".body"), page.query(".tools")) else { return none };
    let say = aid_sentences(reader.say.tag);
    style::adopt(&page, STYLE);
    let desk = Rc::new(Desk { page, body, tools, article, reader, say, visit, panel: RefCell::default() });
    if !visit.is_page {
        look::show_kept(&desk.page);
    }
    tools::tools(&desk);
    contents::fill(&desk);
    pictures::prepare(&desk);
    let mut listeners = press::listen(&desk);
    listeners.extend(place::follow(&desk));
    listeners.extend(passage::follow(&desk));
    listeners.extend(look::follow(&desk.page));
    let asked = visit.opened.then(reading::asked_address).flatten();
    if !passage::go_to(&desk, asked.as_deref()) {
        offer::continue_there(&desk);
    }
    Aids { _listeners: listeners }
}

impl Desk {
    /// Closes what is open; the focus goes back to what opened it. Says whether anything was.
    fn close(&self) -> bool {
        let panel = self.panel.take();
        panel.as_ref().inspect(|panel| panel.close()).is_some()
    }

    /// A number for the reader.
    fn number(&self, number: usize) -> String {
        crate::browser::intl::number(
            &self.reader.locale,
            f64::from(u32::try_from(number).unwrap_or(u32::MAX)),
        )
    }
}
