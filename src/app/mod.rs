//! The viewer: from an address to an article, and from one article to the next.

mod load;
mod shown;
mod visit;

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::{Get, RwSignal, on_cleanup, provide_context};
use send_wrapper::SendWrapper;

use crate::article::Article;
use crate::browser::dom::{self, Attr, Tag};
use crate::browser::fetch::{Abort, Early};
use crate::browser::host::Host;
use crate::browser::{location, page};
use crate::embed::{AddressRule, Config, Route};
use crate::find::concat;
use crate::view::aids::Aids;
use crate::view::{self, Answer, Loaded, Made, Problem, Reader, Site};

/// What the page shows.
#[derive(Clone)]
enum Shown {
    Loading,
    Article(Arc<Article>),
    /// With its title and sentence.
    Problem(Arc<(Problem, (String, String))>),
}

impl Shown {
    /// Language of the document, as a tag; empty where it is not known.
    fn language(&self) -> &str {
        match self {
            Self::Article(article) => article.lang.as_deref().unwrap_or_default(),
            Self::Loading | Self::Problem(_) => "",
        }
    }
}

/// Where a visit to an article begins.
#[derive(Clone, Copy, PartialEq)]
enum Arrival {
    /// The page was opened or reloaded.
    Opened,
    /// A link inside the page was followed.
    Followed,
    /// The reader came back or went forward in the history.
    Returned,
}

/// What all visits share.
struct Page {
    host: Host,
    shown: RwSignal<Shown>,
    config: Arc<Config>,
    rule: AddressRule,
    /// Counts visits: an answer to an earlier one comes too late.
    visit: Cell<u32>,
    abort: RefCell<Abort>,
    kept: RefCell<Vec<(String, Rc<Loaded>)>>,
    /// What is shown, and what the server said about it since.
    loaded: RefCell<Option<Rc<Loaded>>>,
    answer: RefCell<Option<Rc<Loaded>>>,
    /// Whether the part that keeps articles knows of what is shown, and what it must hear then.
    is_told: Cell<bool>,
    late: RefCell<Option<Answer>>,
    /// The `src` that is shown or asked for.
    src: RefCell<Option<String>>,
    arrival: Cell<Arrival>,
    /// What an element was given; a page asks its address instead.
    given: RefCell<Given>,
    /// The element that shows the article.
    element: RefCell<Option<dom::Element>>,
    /// What helps in reading it.
    aids: RefCell<Option<Aids>>,
}

/// What an element is to show.
#[derive(Default)]
pub struct Given {
    /// The document by its address, and what goes with it.
    pub route: Route,
    /// The document itself.
    pub text: Option<String>,
    /// The configuration block as a page would have it.
    pub config: String,
}

/// Opens a viewer at `host`; it ends when what this returns is dropped. A page's address goes before `given`. `early` is a
/// request that was made before.
#[must_use = "the viewer ends as soon as this is dropped"]
pub fn open_at(host: Host, given: Given, early: Option<Early>) -> Box<dyn Any> {
    host.enter();
    // One piece of code for both kinds of host: each would cost what Leptos makes of it.
    Box::new(leptos::mount::mount_to(host.place(), move || {
        let config = read_config(&given.config);
        let page = Page::new(host, config, given);
        page.listen();
        page.visit(Arrival::Opened, early);
        // Leptos wants what could be sent between threads; there is only one here.
        let page = SendWrapper::new(page);
        let ended = page.clone();
        on_cleanup(move || ended.end());
        move || page.draw()
    }))
}

fn read_config(text: &str) -> Config {
    if text.is_empty() {
        return Config::default();
    }
    let (config, wrong) = Config::read(text);
    for what in wrong {
        crate::browser::warn(&concat(&["standfirst-config: ", &what]));
    }
    config
}

/// Opens the page: reads its address and configuration, shows the article and goes on from there.
pub fn open(early: Option<Early>) {
    let Some(host) = Host::page() else {
        crate::browser::warn("The page has no element with the id \"standfirst\": nothing is shown.");
        return;
    };
    let config = page::config_text().unwrap_or_default();
    let mounted = open_at(host, Given { config, ..Given::default() }, early);
    // The page lives as long as its document.
    std::mem::forget(mounted);
}

impl Page {
    fn new(host: Host, config: Config, given: Given) -> Rc<Self> {
        Rc::new(Self {
            host,
            shown: RwSignal::new(Shown::Loading),
            rule: AddressRule::new(&location::address(), &config),
            config: Arc::new(config),
            visit: Cell::new(0),
            abort: RefCell::default(),
            kept: RefCell::default(),
            loaded: RefCell::default(),
            answer: RefCell::default(),
            is_told: Cell::new(false),
            late: RefCell::default(),
            src: RefCell::default(),
            arrival: Cell::new(Arrival::Opened),
            given: RefCell::new(given),
            element: RefCell::default(),
            aids: RefCell::default(),
        })
    }

    /// What is asked for: by the page's address, or by the element.
    fn route(&self) -> Route {
        if self.host.is_page() {
            Route::read(&location::address())
        } else {
            self.given.borrow().route.clone()
        }
    }

    /// Whom the interface speaks to beside a document of this language.
    fn reader(&self, document: &str) -> Reader {
        Reader::speaking(self.host.language().as_deref().unwrap_or(document), document)
    }

    /// The element is gone: nothing that comes now matters.
    fn end(&self) {
        self.visit.set(self.visit.get() + 1);
        self.aids.replace(None);
        self.abort.borrow().abort();
        self.host.leave();
    }

    /// Makes what is to be shown now.
    fn draw(self: &Rc<Self>) -> Option<Made> {
        let act = |act: fn(&Rc<Self>)| -> Rc<dyn Fn()> {
            let page = self.clone();
            Rc::new(move || act(&page))
        };
        let shown = self.shown.get();
        let reader = self.reader(shown.language()).at(Site {
            rule: self.rule.clone(),
            config: self.config.clone(),
            route: self.route(),
        });
        provide_context(reader.clone());
        self.host.set_language(reader.say.tag, reader.dir());
        let part = |class| {
            dom::element(Tag::Div, &[Attr::Class(class), Attr::Lang(reader.say.tag), Attr::Dir(reader.dir())])
        };
        let element = match shown {
            Shown::Loading => {
                let element = part("loading")?;
                view::loading(&element, act(|page| page.abort.borrow().abort()));
                element
            }
            Shown::Article(article) => {
                self.end_early();
                let element = part("page")?;
                self.element.replace(Some(element.clone()));
                let is_copy = self.loaded.borrow().as_ref().is_some_and(|loaded| loaded.is_copy);
                let is_copy = self.host.is_page().then_some(is_copy);
                let page = self.clone();
                view::article(
                    &element,
                    &article,
                    is_copy,
                    move |place, reader| Box::pin(page.clone().bring_related(place, reader)),
                    act(|page| page.on_shown()),
                    act(|page| page.on_complete()),
                );
                element
            }
            Shown::Problem(problem) => {
                self.end_early();
                let element = part("problem")?;
                element.set(Attr::Role("alert"));
                let home = self.config.feed.as_ref().filter(|_| self.host.is_page()).map(|_| "./");
                let (problem, words) = &*problem;
                view::problem(&element, problem, words, act(|page| page.visit(Arrival::Opened, None)), home);
                if self.host.is_page() {
                    view::keeping_place(&element);
                }
                element
            }
        };
        Some(Made::new(element))
    }

    /// Takes away what the start module of a page shows of the article.
    fn end_early(&self) {
        if self.host.is_page() {
            page::end_early();
        }
    }
}
