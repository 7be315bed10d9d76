//! The viewer: from an address to an article, and from one article to the next.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::{Get, GetUntracked, RwSignal, Set, on_cleanup, provide_context};
use leptos::task::spawn_local;
use send_wrapper::SendWrapper;

use crate::article::{Article, Link, json_ld, plain};
use crate::browser::dom::{self, Attr, Tag};
use crate::browser::events::Detail;
use crate::browser::fetch::{self, Abort, Early};
use crate::browser::host::Host;
use crate::browser::kept::Original;
use crate::browser::{clock, head, links, location, page, scroll, worker};
use crate::embed::{AddressRule, Code, Config, Event, Route, State, forget_inside, mark_inside};
use crate::format;
use crate::later::{self, NotLoaded};
use crate::view::aids::{Aids, Visit};
use crate::view::{self, Answer, Ask, Made, Problem, Reader, Site, Step, keep};

/// What the page shows.
#[derive(Clone)]
enum Shown {
    Loading,
    Article(Arc<Article>),
    Problem(Arc<Problem>),
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

/// Where documents come from.
enum Place {
    /// The network, with what the start module has asked for already.
    Network(Option<Early>),
    /// What is kept on this device.
    Device,
}

impl Place {
    /// Where what belongs to an article comes from.
    fn after(is_copy: bool) -> Self {
        if is_copy { Self::Device } else { Self::Network(None) }
    }
}

/// An article as it was loaded.
struct Loaded {
    article: Arc<Article>,
    /// Address of its document as it was asked for.
    address: String,
    /// What opens it in `?src=`.
    src: String,
    /// When the network gave it, in milliseconds since 1970.
    at: u64,
    is_copy: bool,
    /// The answers that it was read from.
    originals: RefCell<Vec<Original>>,
}

/// How many articles are kept in memory, so that going back is instant.
const KEPT: usize = 8;
/// The reading aids come so long after the article, in milliseconds: a first scroll or press is not to wait for them.
const AIDS_AFTER: i32 = 250;
/// How many articles of a feed are offered as related ones.
const OFFERED: usize = 6;

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
        crate::browser::warn(&format!("standfirst-config: {what}"));
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
                view::article(
                    &element,
                    &article,
                    is_copy,
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
                view::problem(&element, &problem, act(|page| page.visit(Arrival::Opened, None)), home);
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

    /// Follows the history, links inside the page, and the reader's leaving.
    fn listen(self: &Rc<Self>) {
        let page = self.clone();
        keep(self.host.on_follow(move |address| page.follow(address)));
        if self.host.is_page() {
            let page = self.clone();
            location::own_scroll_restoration();
            links::on_history(move || page.moved());
            links::on_leave(location::remember_scroll);
        }
    }

    /// The history moved: to another article, or only to another place in this one.
    fn moved(self: &Rc<Self>) {
        let route = self.route();
        if route.src == *self.src.borrow() {
            self.go_to_place(&route.fragment);
        } else {
            self.visit(Arrival::Returned, None);
        }
    }

    /// A link was pressed. True where it opens inside the page.
    fn follow(self: &Rc<Self>, address: &str) -> bool {
        let Some(src) = self.inside(address).filter(|src| Some(src) != self.src.borrow().as_ref()) else {
            return false;
        };
        if self.host.is_page() {
            location::remember_scroll();
            location::push(&Route::query(&src));
        } else {
            let route = Route { src: Some(src.clone()), ..Route::default() };
            self.given.replace(Given { route, ..Given::default() });
        }
        self.host.dispatch(Event::Navigate, &[("src", Detail::Text(&src))]);
        self.visit(Arrival::Followed, None);
        true
    }

    /// The document of a link that opens inside the viewer, as `src` has it. In an element also an address that is a document's
    /// own, where it is allowed: its links keep their addresses, for the page around it takes no `?src=`.
    fn inside(&self, address: &str) -> Option<String> {
        let src = crate::embed::src_of(address, &location::address());
        if self.host.is_page() {
            return src;
        }
        let path = address.split(['?', '#']).next()?;
        let src = src.or_else(|| path.ends_with(".json").then(|| address.to_owned()))?;
        self.rule.resolve(&src).filter(|address| self.rule.allows(address))
    }

    /// Shows what is asked for.
    fn visit(self: &Rc<Self>, arrival: Arrival, early: Option<Early>) {
        let abort = Abort::new();
        self.abort.replace(abort.clone()).abort();
        let number = self.visit.get() + 1;
        self.visit.set(number);
        self.aids.replace(None);
        self.arrival.set(arrival);
        let route = self.route();
        self.src.replace(route.src.clone());
        self.answer.take();
        if let Some(loaded) = route.src.as_ref().and_then(|src| self.kept(src)) {
            self.show(loaded);
            return;
        }
        self.host.set_state(State::Loading);
        self.loaded.take();
        self.shown.set(Shown::Loading);
        let page = self.clone();
        spawn_local(async move {
            // A copy first: it is here at once, and the server is asked meanwhile. A host's worker has none of ours.
            if page.host.is_page()
                && worker::is_there()
                && let Ok(copy) = page.load(&route, &abort, Place::Device).await
            {
                Reader::prepare(copy.article.lang.as_deref().unwrap_or_default()).await;
                if page.visit.get() == number {
                    page.show(copy);
                }
            }
            let loaded = page.load(&route, &abort, Place::Network(early)).await;
            let language = loaded.as_ref().ok().and_then(|loaded| loaded.article.lang.as_deref());
            let spoken = page.host.language();
            Reader::prepare(spoken.as_deref().or(language).unwrap_or_default()).await;
            if page.visit.get() == number {
                page.answered(route.src, loaded);
            }
        });
    }

    /// Asks the server again for what is shown, without a word to the reader.
    fn ask_again(self: &Rc<Self>) {
        let (page, number) = (self.clone(), self.visit.get());
        spawn_local(async move {
            let route = page.route();
            let loaded = page.load(&route, &Abort::new(), Place::Network(None)).await;
            if page.visit.get() == number {
                page.answered(route.src, loaded);
            }
        });
    }

    /// The server has answered: shows the article, unless a copy of it is being read.
    fn answered(self: &Rc<Self>, src: Option<String>, loaded: Result<Rc<Loaded>, Problem>) {
        if let (Some(src), Ok(loaded)) = (src, &loaded) {
            self.keep(src, loaded.clone());
        }
        let shown = self.shown.get_untracked();
        let is_reading = matches!(shown, Shown::Article(_));
        match loaded {
            Ok(loaded) if is_reading => {
                let answer = Answer::Article(loaded.article.clone(), loaded.originals.take());
                self.answer.replace(Some(loaded));
                self.pass_on(answer);
            }
            Ok(loaded) => self.show(loaded),
            Err(problem) if is_reading => self.pass_on(Answer::Problem(Box::new(problem))),
            // Asked once more for nothing: what is said of it stays as it is.
            Err(problem) if matches!(shown, Shown::Problem(_)) => {
                follow_step(Step::Answered(Answer::Problem(Box::new(problem))));
            }
            Err(problem) => self.tell(problem),
        }
    }

    /// The part that keeps articles hears of an answer after it has heard of the copy.
    fn pass_on(&self, answer: Answer) {
        if self.is_told.get() {
            follow_step(Step::Answered(answer));
        } else {
            self.late.replace(Some(answer));
        }
    }

    /// Shows the article as the server has it now, at the place where the reader is.
    fn show_answer(self: &Rc<Self>) {
        let Some(loaded) = self.answer.take() else { return };
        location::remember_scroll();
        self.arrival.set(Arrival::Returned);
        self.show(loaded);
    }

    fn show(&self, loaded: Rc<Loaded>) {
        self.is_told.set(false);
        self.late.take();
        let article = loaded.article.clone();
        self.loaded.replace(Some(loaded));
        self.shown.set(Shown::Article(article));
    }

    fn kept(&self, src: &str) -> Option<Rc<Loaded>> {
        self.kept.borrow().iter().find(|(kept, _)| kept == src).map(|(_, loaded)| loaded.clone())
    }

    fn keep(&self, src: String, loaded: Rc<Loaded>) {
        let mut kept = self.kept.borrow_mut();
        kept.retain(|(other, _)| *other != src);
        kept.push((src, loaded));
        if kept.len() > KEPT {
            kept.remove(0);
        }
    }

    /// Tells the part that keeps articles on this device what is shown; `None`: a problem, which may pass by itself.
    fn keeping(self: &Rc<Self>, loaded: Option<Rc<Loaded>>, may_pass: bool) {
        // What a host's page keeps is its own affair.
        if !self.host.is_page() {
            return;
        }
        let page = self.clone();
        let read = loaded.map(|loaded| view::Read {
            article: loaded.article.clone(),
            originals: loaded.originals.take(),
            address: loaded.address.clone(),
            src: loaded.src.clone(),
            at: loaded.at,
            is_copy: loaded.is_copy,
        });
        follow_step(Step::Shown(Box::new(view::Display {
            read,
            may_pass,
            rule: self.rule.clone(),
            is_unwanted: self.config.features.iter().any(|feature| feature == "no-offline"),
            ask: Rc::new(move |ask| match ask {
                Ask::Again => page.ask_again(),
                Ask::Show => page.show_answer(),
            }),
        })));
    }

    /// Fetches and reads the article of a route, and a list of others where one is configured.
    async fn load(&self, route: &Route, abort: &Abort, from: Place) -> Result<Rc<Loaded>, Problem> {
        let originals = RefCell::default();
        let text = self.given.borrow_mut().text.take();
        if let Some(text) = text {
            let (bytes, address) = (text.into_bytes(), location::address());
            let given = fetch::Fetched { bytes, address, at: clock::millis(), original: None };
            return self.finish(given, String::new(), route, None, abort, false, originals).await;
        }
        let feed = route.feed.as_ref().or(self.config.feed.as_ref());
        let first = match (&route.src, feed) {
            (Some(src), _) => src,
            (None, Some(feed)) => feed,
            (None, None) => return Err(Problem::new(Code::NoSource)),
        };
        let is_copy = matches!(from, Place::Device);
        let mut src = first.clone();
        let mut fetched = self.fetch(first, abort, from, &originals).await?;
        let mut others = None;
        if route.src.is_none() {
            let links = read_feed(&fetched).await?;
            let newest = links.first().ok_or_else(|| Problem::new(Code::NoSource))?;
            // A feed whose items name no documents holds the texts itself.
            if let Some(newest) = &newest.src {
                src.clone_from(newest);
                fetched = self.fetch(newest, abort, Place::after(is_copy), &originals).await?;
            }
            others = Some(links);
        }
        self.finish(fetched, src, route, others, abort, is_copy, originals).await
    }

    /// Reads an article and completes it by what is related.
    #[allow(clippy::too_many_arguments, reason = "what one document brought, from one caller")]
    async fn finish(
        &self,
        fetched: fetch::Fetched,
        src: String,
        route: &Route,
        mut others: Option<Vec<Link>>,
        abort: &Abort,
        is_copy: bool,
        originals: RefCell<Vec<Original>>,
    ) -> Result<Rc<Loaded>, Problem> {
        let at = fetched.at;
        let mut article = read(fetched).await?;
        if article.related.is_empty() {
            let feed = route.feed.as_ref().or(self.config.feed.as_ref());
            if others.is_none()
                && let Some(feed) = feed
            {
                others = self.others(feed, abort, Place::after(is_copy), &originals).await;
            }
            article.related = others.unwrap_or_default();
            let own = [Some(article.source_url.as_str()), article.url.as_deref()];
            article
                .related
                .retain(|link| !own.contains(&link.url.http()) && !own.contains(&link.src.as_deref()));
            article.related.truncate(OFFERED);
        }
        if self.host.is_page() {
            mark_inside(&mut article, &location::address(), &self.rule);
        } else {
            forget_inside(&mut article);
        }
        let address = self.address(&src).unwrap_or_default();
        Ok(Rc::new(Loaded { article: Arc::new(article), src, address, at, is_copy, originals }))
    }

    /// The address of a document, without the place in it.
    fn address(&self, src: &str) -> Option<String> {
        Some(self.rule.resolve(src)?.split('#').next().unwrap_or_default().to_owned())
    }

    /// Fetches a document; the answer, where one came, is added to `originals`.
    async fn fetch(
        &self,
        src: &str,
        abort: &Abort,
        from: Place,
        originals: &RefCell<Vec<Original>>,
    ) -> Result<fetch::Fetched, Problem> {
        let Some(address) = self.address(src) else {
            return Err(Problem { address: src.to_owned(), ..Problem::new(Code::NotFound) });
        };
        match from {
            Place::Network(early) => {
                let mut fetched = fetch::document(&address, &self.rule, abort, early).await?;
                originals.borrow_mut().extend(fetched.original.take());
                Ok(fetched)
            }
            Place::Device if !self.rule.allows(&address) => Err(Problem::new(Code::AddressRefused)),
            Place::Device => match later::keep(Step::Look(address)).await {
                Ok(Some(looking)) => looking.await.ok_or_else(|| Problem::new(Code::Offline)),
                Ok(None) | Err(NotLoaded) => Err(Problem::new(Code::Offline)),
            },
        }
    }

    /// The articles of a feed, to choose related ones from. A feed that fails costs no more than its list.
    async fn others(
        &self,
        feed: &str,
        abort: &Abort,
        from: Place,
        originals: &RefCell<Vec<Original>>,
    ) -> Option<Vec<Link>> {
        let links = match self.fetch(feed, abort, from, originals).await {
            Ok(fetched) => read_feed(&fetched).await,
            Err(problem) => Err(problem),
        };
        if let Err(problem) = &links {
            crate::browser::warn(&format!("feed {feed}: {} {}", problem.code.name(), problem.place));
        }
        links.ok()
    }

    /// Shows a problem and tells the host.
    fn tell(self: &Rc<Self>, problem: Problem) {
        let (title, sentence) = problem.say(&self.reader(""));
        self.host.set_title(&title);
        self.host.set_state(State::Error);
        let code = problem.code.name();
        let may_pass = problem.may_pass();
        self.shown.set(Shown::Problem(Arc::new(problem)));
        self.host.reveal();
        self.host
            .dispatch(Event::Error, &[("code", Detail::Text(code)), ("sentence", Detail::Text(&sentence))]);
        self.keeping(None, may_pass);
    }

    /// Headline and text are in the document.
    fn on_shown(self: &Rc<Self>) {
        // An element that is gone by now has nothing to show.
        let Some(Shown::Article(article)) = self.shown.try_get_untracked() else { return };
        self.host.reveal();
        let title = article.name();
        let deck = plain(&article.deck);
        self.host.write_head(&head::Head {
            title: &title,
            description: article.summary.as_deref().unwrap_or(&deck),
            canonical: article.url.as_deref(),
            json_ld: &json_ld(&article),
        });
        match self.arrival.get() {
            Arrival::Opened | Arrival::Returned => self.go_to_place(&self.route().fragment),
            Arrival::Followed => self.host.go_to_headline(),
        }
        self.host.set_state(State::Ready);
        let detail = [("src", article.source_url.as_str()), ("id", &article.id), ("headline", &title)];
        self.host.dispatch(Event::Ready, &detail.map(|(key, value)| (key, Detail::Text(value))));
        self.tell_missing(&article);
        let loaded = self.loaded.borrow().clone();
        self.keeping(loaded, false);
        self.is_told.set(true);
        if let Some(answer) = self.late.take() {
            follow_step(Step::Answered(answer));
        }
        if !article.issues.is_empty() {
            let list = article
                .issues
                .iter()
                .map(|issue| [("path", issue.path.clone()), ("what", issue.loss.sentence())]);
            self.host.dispatch(Event::Issues, &[("issues", Detail::List(list.collect()))]);
        }
    }

    /// Tells the host where not all of the article is shown.
    fn tell_missing(&self, article: &Article) {
        let Some(code) = view::missing_code(article) else { return };
        let (_, sentence) = Problem::new(code).say(&self.reader(article.lang.as_deref().unwrap_or_default()));
        self.host.dispatch(
            Event::Error,
            &[("code", Detail::Text(code.name())), ("sentence", Detail::Text(&sentence))],
        );
    }

    /// The comments are there too: a place further down can be reached now.
    fn on_complete(self: &Rc<Self>) {
        let Some(Shown::Article(article)) = self.shown.try_get_untracked() else { return };
        let (fragment, arrival, is_page) = (self.route().fragment, self.arrival.get(), self.host.is_page());
        let returned = is_page && arrival != Arrival::Followed && location::remembered_scroll().is_some();
        if arrival != Arrival::Followed {
            self.go_to_place(&fragment);
        }
        let opened = is_page && arrival == Arrival::Opened && self.visit.get() == 1 && !returned;
        self.begin_aids(article, Visit { is_page, at_start: fragment.is_empty() && !returned, opened });
    }

    /// Adds what helps in reading, once nothing more urgent is to be done.
    fn begin_aids(self: &Rc<Self>, article: Arc<Article>, visit: Visit) {
        let (page, number) = (self.clone(), self.visit.get());
        spawn_local(async move {
            clock::sleep(AIDS_AFTER).await;
            let element = page.element.borrow().clone();
            let Some(element) = element.filter(|_| page.visit.get() == number) else { return };
            let reader = page.reader(article.lang.as_deref().unwrap_or_default());
            // Without the network the article is read without them.
            let aids = later::aids(element, article, reader, visit).await.ok();
            if page.visit.get() == number {
                page.aids.replace(aids);
            }
        });
    }

    /// Back to where the reader was in this history entry, else to the place that the fragment names.
    fn go_to_place(&self, fragment: &str) {
        match location::remembered_scroll() {
            Some(y) if self.host.is_page() => scroll::to(y),
            _ => {
                self.host.go_to(fragment);
            }
        }
    }
}

/// What is kept on this device is no part of showing an article: it follows behind.
fn follow_step(step: Step) {
    spawn_local(async move {
        if later::keep(step).await.is_err() {
            crate::browser::warn("The part that keeps articles on this device did not arrive.");
        }
    });
}

/// The article of a document. What the first module cannot read by itself waits for the parser of all formats.
async fn read(fetched: fetch::Fetched) -> Result<Article, Problem> {
    if let Some(article) = format::read_at_once(&fetched.bytes, &fetched.address) {
        return Ok(article);
    }
    match later::read(fetched.bytes, fetched.address.clone()).await {
        Ok(Ok(article)) => Ok(*article),
        Ok(Err(error)) => Err(Problem::of_format(&error, &fetched.address)),
        Err(NotLoaded) => Err(Problem::new(Code::StartFailed)),
    }
}

async fn read_feed(fetched: &fetch::Fetched) -> Result<Vec<Link>, Problem> {
    if let Some(links) = format::read_feed_at_once(&fetched.bytes, &fetched.address) {
        return Ok(links);
    }
    match later::read_feed(fetched.bytes.clone(), fetched.address.clone()).await {
        Ok(read) => read.map_err(|error| Problem::of_format(&error, &fetched.address)),
        Err(NotLoaded) => Err(Problem::new(Code::StartFailed)),
    }
}
