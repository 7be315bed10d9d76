//! The page: from an address to an article, and from one article to the next.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::{Get, GetUntracked, RwSignal, Set, provide_context};
use leptos::task::spawn_local;
use send_wrapper::SendWrapper;

use crate::article::{Article, Link, json_ld, plain};
use crate::browser::dom::{self, Attr, Tag};
use crate::browser::events::{self, Detail};
use crate::browser::fetch::{self, Abort, Early};
use crate::browser::{head, links, location, page, scroll};
use crate::embed::{AddressRule, Code, Config, Event, Route, State, mark_inside};
use crate::format;
use crate::later::{self, NotLoaded};
use crate::view::{self, Made, Problem, Reader};

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

/// An article by its `src`.
type Kept = (String, Arc<Article>);

/// How many articles are kept in memory, so that going back is instant.
const KEPT: usize = 8;
/// How many articles of a feed are offered as related ones.
const OFFERED: usize = 6;

/// What all visits share.
struct Page {
    shown: RwSignal<Shown>,
    config: Config,
    rule: AddressRule,
    /// Counts visits: an answer to an earlier one comes too late.
    visit: Cell<u32>,
    abort: RefCell<Abort>,
    kept: RefCell<Vec<Kept>>,
    /// The `src` that is shown or asked for.
    src: RefCell<Option<String>>,
    arrival: Cell<Arrival>,
}

/// Opens the page: reads its address and configuration, shows the article and goes on from there.
pub fn open(early: Option<Early>) {
    let Some(root) = page::root() else {
        crate::browser::warn("The page has no element with the id \"standfirst\": nothing is shown.");
        return;
    };
    let mounted = leptos::mount::mount_to(root, move || {
        let (config, wrong) = page::config_text().as_deref().map(Config::read).unwrap_or_default();
        for what in wrong {
            crate::browser::warn(&format!("standfirst-config: {what}"));
        }
        let page = Rc::new(Page {
            shown: RwSignal::new(Shown::Loading),
            rule: AddressRule::new(&location::address(), &config),
            config,
            visit: Cell::new(0),
            abort: RefCell::default(),
            kept: RefCell::default(),
            src: RefCell::default(),
            arrival: Cell::new(Arrival::Opened),
        });
        location::own_scroll_restoration();
        page.listen();
        page.visit(Arrival::Opened, early);
        // Leptos wants what could be sent between threads; there is only one here.
        let page = SendWrapper::new(page);
        move || page.draw()
    });
    // The page lives as long as its document.
    mounted.forget();
}

impl Page {
    /// Makes what is to be shown now.
    fn draw(self: &Rc<Self>) -> Option<Made> {
        let act = |act: fn(&Rc<Self>)| -> Rc<dyn Fn()> {
            let page = self.clone();
            Rc::new(move || act(&page))
        };
        let shown = self.shown.get();
        let reader = Reader::of(shown.language());
        provide_context(reader.clone());
        page::set_language(reader.say.tag, reader.dir());
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
                page::end_early();
                let element = part("page")?;
                view::article(
                    &element,
                    &article,
                    act(|page| page.on_shown()),
                    act(|page| page.on_complete()),
                );
                element
            }
            Shown::Problem(problem) => {
                page::end_early();
                let element = part("problem")?;
                element.set(Attr::Role("alert"));
                let home = self.config.feed.as_ref().map(|_| "./");
                view::problem(&element, &problem, act(|page| page.visit(Arrival::Opened, None)), home);
                element
            }
        };
        Some(Made::new(element))
    }

    /// Follows the history, links inside the page, and the reader's leaving.
    fn listen(self: &Rc<Self>) {
        let page = self.clone();
        links::on_history(move || page.moved());
        let page = self.clone();
        links::on_follow(move |address| page.follow(address));
        links::on_leave(location::remember_scroll);
    }

    /// The history moved: to another article, or only to another place in this one.
    fn moved(self: &Rc<Self>) {
        let route = Route::read(&location::address());
        if route.src == *self.src.borrow() {
            go_to_place(&route.fragment);
        } else {
            self.visit(Arrival::Returned, None);
        }
    }

    /// A link was pressed. True where it opens inside the page.
    fn follow(self: &Rc<Self>, address: &str) -> bool {
        let page = location::address();
        let Some(src) = crate::embed::src_of(address, &page) else { return false };
        if Some(&src) == self.src.borrow().as_ref() {
            return false;
        }
        location::remember_scroll();
        location::push(&Route::query(&src));
        events::dispatch(Event::Navigate, &[("src", Detail::Text(&src))]);
        self.visit(Arrival::Followed, None);
        true
    }

    /// Shows what the page's address asks for.
    fn visit(self: &Rc<Self>, arrival: Arrival, early: Option<Early>) {
        let abort = Abort::new();
        self.abort.replace(abort.clone()).abort();
        let number = self.visit.get() + 1;
        self.visit.set(number);
        self.arrival.set(arrival);
        let route = Route::read(&location::address());
        self.src.replace(route.src.clone());
        if let Some(article) = route.src.as_ref().and_then(|src| self.kept(src)) {
            self.shown.set(Shown::Article(article));
            return;
        }
        events::set_state(State::Loading);
        self.shown.set(Shown::Loading);
        let page = self.clone();
        spawn_local(async move {
            let loaded = page.load(&route, &abort, early).await;
            if page.visit.get() != number {
                return;
            }
            let shown = loaded.map(Shown::Article);
            Reader::prepare(shown.as_ref().map_or("", Shown::language)).await;
            if page.visit.get() != number {
                return;
            }
            match shown {
                Ok(shown) => {
                    if let (Some(src), Shown::Article(article)) = (route.src, &shown) {
                        page.keep(src, article.clone());
                    }
                    page.shown.set(shown);
                }
                Err(problem) => page.tell(problem),
            }
        });
    }

    fn kept(&self, src: &str) -> Option<Arc<Article>> {
        self.kept.borrow().iter().find(|(kept, _)| kept == src).map(|(_, article)| article.clone())
    }

    fn keep(&self, src: String, article: Arc<Article>) {
        let mut kept = self.kept.borrow_mut();
        kept.retain(|(other, _)| *other != src);
        kept.push((src, article));
        if kept.len() > KEPT {
            kept.remove(0);
        }
    }

    /// Fetches and reads the article of a route, and a list of others where one is configured.
    async fn load(
        &self,
        route: &Route,
        abort: &Abort,
        early: Option<Early>,
    ) -> Result<Arc<Article>, Problem> {
        let feed = route.feed.as_ref().or(self.config.feed.as_ref());
        let first = match (&route.src, feed) {
            (Some(src), _) => src,
            (None, Some(feed)) => feed,
            (None, None) => return Err(Problem::new(Code::NoSource)),
        };
        let mut fetched = self.fetch(first, abort, early).await?;
        let mut others = None;
        if route.src.is_none() {
            let links = read_feed(&fetched).await?;
            let newest = links.first().ok_or_else(|| Problem::new(Code::NoSource))?;
            // A feed whose items name no documents holds the texts itself.
            if let Some(src) = &newest.src {
                fetched = self.fetch(src, abort, None).await?;
            }
            others = Some(links);
        }
        let mut article = read(fetched).await?;
        if article.related.is_empty() {
            if others.is_none()
                && let Some(feed) = feed
            {
                others = self.others(feed, abort).await;
            }
            article.related = others.unwrap_or_default();
            let own = [Some(article.source_url.as_str()), article.url.as_deref()];
            article
                .related
                .retain(|link| !own.contains(&link.url.http()) && !own.contains(&link.src.as_deref()));
            article.related.truncate(OFFERED);
        }
        mark_inside(&mut article, &location::address(), &self.rule);
        Ok(Arc::new(article))
    }

    async fn fetch(&self, src: &str, abort: &Abort, early: Option<Early>) -> Result<fetch::Fetched, Problem> {
        let Some(address) = self.rule.resolve(src) else {
            return Err(Problem { address: src.to_owned(), ..Problem::new(Code::NotFound) });
        };
        let address = address.split('#').next().unwrap_or_default();
        Ok(fetch::document(address, &self.rule, abort, early).await?)
    }

    /// The articles of a feed, to choose related ones from. A feed that fails costs no more than its list.
    async fn others(&self, feed: &str, abort: &Abort) -> Option<Vec<Link>> {
        let links = match self.fetch(feed, abort, None).await {
            Ok(fetched) => read_feed(&fetched).await,
            Err(problem) => Err(problem),
        };
        if let Err(problem) = &links {
            crate::browser::warn(&format!("feed {feed}: {} {}", problem.code.name(), problem.place));
        }
        links.ok()
    }

    /// Shows a problem and tells the host.
    fn tell(&self, problem: Problem) {
        let (title, sentence) = problem.say(&Reader::of(""));
        location::set_title(&title);
        events::set_state(State::Error);
        let code = problem.code.name();
        self.shown.set(Shown::Problem(Arc::new(problem)));
        events::dispatch(
            Event::Error,
            &[("code", Detail::Text(code)), ("sentence", Detail::Text(&sentence))],
        );
    }

    /// Headline and text are in the document.
    fn on_shown(&self) {
        let Shown::Article(article) = self.shown.get_untracked() else { return };
        let title = article.name();
        let deck = plain(&article.deck);
        head::write(&head::Head {
            title: &title,
            description: article.summary.as_deref().unwrap_or(&deck),
            canonical: article.url.as_deref(),
            json_ld: &json_ld(&article),
        });
        match self.arrival.get() {
            Arrival::Opened | Arrival::Returned => go_to_place(&Route::read(&location::address()).fragment),
            Arrival::Followed => links::go_to_headline(),
        }
        events::set_state(State::Ready);
        let detail = [("src", article.source_url.as_str()), ("id", &article.id), ("headline", &title)];
        events::dispatch(Event::Ready, &detail.map(|(key, value)| (key, Detail::Text(value))));
        self.tell_missing(&article);
        if !article.issues.is_empty() {
            let list = article
                .issues
                .iter()
                .map(|issue| [("path", issue.path.clone()), ("what", issue.loss.sentence())]);
            events::dispatch(Event::Issues, &[("issues", Detail::List(list.collect()))]);
        }
    }

    /// Tells the host where not all of the article is shown.
    fn tell_missing(&self, article: &Article) {
        let Some(code) = view::missing_code(article) else { return };
        let (_, sentence) = Problem::new(code).say(&Reader::of(article.lang.as_deref().unwrap_or_default()));
        events::dispatch(
            Event::Error,
            &[("code", Detail::Text(code.name())), ("sentence", Detail::Text(&sentence))],
        );
    }

    /// The comments are there too: a place further down can be reached now.
    fn on_complete(&self) {
        if self.arrival.get() != Arrival::Followed {
            go_to_place(&Route::read(&location::address()).fragment);
        }
    }
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

/// Back to where the reader was in this history entry, else to the place that the fragment names.
fn go_to_place(fragment: &str) {
    match location::remembered_scroll() {
        Some(y) => scroll::to(y),
        None => links::go_to(fragment),
    }
}
