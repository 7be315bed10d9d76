//! The page: from an address to an article, and from one article to the next.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::article::{Article, json_ld, plain};
use crate::browser::events::{self, Detail};
use crate::browser::fetch::{self, Abort, Early};
use crate::browser::{head, links, location, page, scroll};
use crate::embed::{AddressRule, Code, Config, Event, Route, State, mark_inside};
use crate::format;
use crate::view::{ArticleView, Loading, Problem, ProblemView, Reader};

/// What the page shows.
#[derive(Clone)]
enum Shown {
    Loading,
    Article(Arc<Article>),
    Problem(Problem),
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

/// What all visits share.
#[derive(Clone)]
struct Page {
    shown: RwSignal<Shown>,
    config: Rc<Config>,
    rule: Rc<AddressRule>,
    /// Counts visits: an answer to an earlier one comes too late.
    visit: Rc<Cell<u32>>,
    abort: Rc<RefCell<Abort>>,
    kept: Rc<RefCell<Vec<Kept>>>,
    /// The document that is shown or asked for.
    src: Rc<RefCell<Option<String>>>,
    arrival: Rc<Cell<Arrival>>,
}

/// Opens the page: reads its address and configuration, shows the article and goes on from there.
pub fn open(early: Option<Early>) {
    let Some(root) = page::root() else {
        crate::browser::warn("The page has no element with the id \"standfirst\": nothing is shown.");
        return;
    };
    let mounted = leptos::mount::mount_to(root, move || App(AppProps { early: send_wrapper(early) }));
    // The page lives as long as its document.
    mounted.forget();
}

/// Leptos wants properties that could be sent between threads; there is only one here.
fn send_wrapper<T>(value: T) -> StoredValue<Option<T>, LocalStorage>
where
    T: 'static,
{
    StoredValue::new_local(Some(value))
}

#[component]
fn App(early: StoredValue<Option<Option<Early>>, LocalStorage>) -> impl IntoView {
    let early = early.try_update_value(Option::take).flatten().flatten();
    let (config, wrong) =
        page::config_text().map_or_else(|| (Config::default(), Vec::new()), |text| Config::read(&text));
    for what in wrong {
        crate::browser::warn(&format!("standfirst-config: {what}"));
    }
    let state = Page {
        shown: RwSignal::new(Shown::Loading),
        rule: Rc::new(AddressRule::new(&location::address(), &config)),
        config: Rc::new(config),
        visit: Rc::default(),
        abort: Rc::default(),
        kept: Rc::default(),
        src: Rc::default(),
        arrival: Rc::new(Cell::new(Arrival::Opened)),
    };
    provide_context(Reader::of(&page::reader_language()));
    location::own_scroll_restoration();
    state.listen();
    state.visit(Arrival::Opened, early);
    let shown = state.shown;
    let state = StoredValue::new_local(state);
    move || {
        let with = move |act: fn(&Page)| state.with_value(act);
        match shown.get() {
            Shown::Loading => {
                Loading(crate::view::LoadingProps { on_stop: Callback::new(move |()| with(Page::stop)) })
                    .into_any()
            }
            Shown::Article(article) => ArticleView(crate::view::ArticleViewProps {
                article,
                on_shown: Callback::new(move |()| with(Page::on_shown)),
                on_complete: Callback::new(move |()| with(Page::on_complete)),
            })
            .into_any(),
            Shown::Problem(problem) => ProblemView(crate::view::ProblemViewProps {
                problem,
                on_retry: Callback::new(move |()| with(|page| page.visit(Arrival::Opened, None))),
                home: state.with_value(|page| page.config.feed.as_ref().map(|_| "./".to_owned())),
            })
            .into_any(),
        }
    }
}

impl Page {
    /// Follows the history, links inside the page, and the reader's leaving.
    fn listen(&self) {
        let page = self.clone();
        links::on_history(move || page.moved());
        let page = self.clone();
        links::on_follow(move |address| page.follow(address));
        links::on_leave(location::remember_scroll);
    }

    /// The history moved: to another article, or only to another place in this one.
    fn moved(&self) {
        let route = Route::read(&location::address());
        if route.src == *self.src.borrow() {
            if let Some(y) = location::remembered_scroll() {
                scroll::to(y);
            } else {
                links::go_to(&route.fragment);
            }
        } else {
            self.visit(Arrival::Returned, None);
        }
    }

    /// A link was pressed. True where it opens inside the page.
    fn follow(&self, address: &str) -> bool {
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

    fn stop(&self) {
        self.abort.borrow().abort();
    }

    /// Shows what the page's address asks for.
    fn visit(&self, arrival: Arrival, early: Option<Early>) {
        self.abort.borrow().abort();
        let abort = Abort::new();
        self.abort.replace(abort.clone());
        self.visit.set(self.visit.get() + 1);
        let number = self.visit.get();
        self.arrival.set(arrival);
        let route = Route::read(&location::address());
        self.src.replace(route.src.clone());
        let kept = route.src.as_ref().and_then(|src| self.kept(src));
        if let Some(article) = kept {
            self.shown.set(Shown::Article(article));
            return;
        }
        events::set_state(State::Loading);
        self.shown.set(Shown::Loading);
        let page = self.clone();
        spawn_local(async move {
            let shown = page.load(&route, &abort, early).await;
            if page.visit.get() != number {
                return;
            }
            match shown {
                Ok(article) => {
                    let article = Arc::new(article);
                    if let Some(src) = &route.src {
                        page.keep(src.clone(), article.clone());
                    }
                    page.shown.set(Shown::Article(article));
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
    async fn load(&self, route: &Route, abort: &Abort, early: Option<Early>) -> Result<Article, Problem> {
        let feed = route.feed.as_ref().or(self.config.feed.as_ref());
        let (mut article, others) = match (&route.src, feed) {
            (Some(src), _) => (self.article(src, abort, early).await?, None),
            (None, Some(feed)) => self.newest(feed, abort, early).await?,
            (None, None) => return Err(Problem::new(Code::NoSource)),
        };
        if article.related.is_empty() {
            article.related = match (others, feed) {
                (Some(others), _) => others,
                (None, Some(feed)) => self.others(feed, abort).await,
                (None, None) => Vec::new(),
            };
            let own = [Some(article.source_url.as_str()), article.url.as_deref()];
            article
                .related
                .retain(|link| !own.contains(&link.url.http()) && !own.contains(&link.src.as_deref()));
            article.related.truncate(6);
        }
        mark_inside(&mut article, &location::address(), &self.rule);
        Ok(article)
    }

    async fn bytes(&self, src: &str, abort: &Abort, early: Option<Early>) -> Result<fetch::Fetched, Problem> {
        let Some(address) = self.rule.resolve(src) else {
            return Err(Problem { address: src.to_owned(), ..Problem::new(Code::NotFound) });
        };
        Ok(fetch::document(&address, &self.rule, abort, early).await?)
    }

    async fn article(&self, src: &str, abort: &Abort, early: Option<Early>) -> Result<Article, Problem> {
        let fetched = self.bytes(src, abort, early).await?;
        format::read(&fetched.bytes, &fetched.address)
            .map_err(|error| Problem::of_format(&error, &fetched.address))
    }

    /// The newest article of a feed, with the others.
    async fn newest(
        &self,
        feed: &str,
        abort: &Abort,
        early: Option<Early>,
    ) -> Result<(Article, Option<Vec<crate::article::Link>>), Problem> {
        let fetched = self.bytes(feed, abort, early).await?;
        let of_format = |error| Problem::of_format(&error, &fetched.address);
        let links = format::read_feed(&fetched.bytes, &fetched.address).map_err(of_format)?;
        let Some(newest) = links.first() else { return Err(Problem::new(Code::NoSource)) };
        let article = match &newest.src {
            Some(src) => self.article(src, abort, None).await?,
            // The feed itself holds the text.
            None => format::read(&fetched.bytes, &fetched.address).map_err(of_format)?,
        };
        Ok((article, Some(links)))
    }

    /// The articles of a feed, to choose related ones from. A feed that fails costs no more than its list.
    async fn others(&self, feed: &str, abort: &Abort) -> Vec<crate::article::Link> {
        match self.bytes(feed, abort, None).await {
            Ok(fetched) => match format::read_feed(&fetched.bytes, &fetched.address) {
                Ok(links) => return links,
                Err(error) => crate::browser::warn(&format!("feed {feed}: {error}")),
            },
            Err(problem) => crate::browser::warn(&format!("feed {feed}: {}", problem.code.name())),
        }
        Vec::new()
    }

    /// Shows a problem and tells the host.
    fn tell(&self, problem: Problem) {
        let reader = Reader::of(&page::reader_language());
        let (title, sentence) = problem.say(&reader);
        location::set_title(&title);
        events::set_state(State::Error);
        let code = problem.code.name();
        self.shown.set(Shown::Problem(problem));
        events::dispatch(
            Event::Error,
            &[("code", Detail::Text(code)), ("sentence", Detail::Text(&sentence))],
        );
    }

    /// Headline and text are in the document.
    fn on_shown(&self) {
        let Shown::Article(article) = self.shown.get_untracked() else { return };
        let title = article.name();
        head::write(&head::Head {
            title: &title,
            description: &article.summary.clone().unwrap_or_else(|| plain(&article.deck)),
            canonical: article.url.as_deref(),
            json_ld: &json_ld(&article),
        });
        match self.arrival.get() {
            Arrival::Opened | Arrival::Returned => {
                if let Some(y) = location::remembered_scroll() {
                    scroll::to(y);
                } else {
                    links::go_to(&Route::read(&location::address()).fragment);
                }
            }
            Arrival::Followed => links::go_to_headline(),
        }
        events::set_state(State::Ready);
        let src = article.source_url.as_str();
        let detail = [
            ("src", Detail::Text(src)),
            ("id", Detail::Text(&article.id)),
            ("headline", Detail::Text(&title)),
        ];
        events::dispatch(Event::Ready, &detail);
        if !article.issues.is_empty() {
            let list = article
                .issues
                .iter()
                .map(|issue| vec![("path", issue.path.clone()), ("what", issue.loss.sentence())]);
            events::dispatch(Event::Issues, &[("issues", Detail::List(list.collect()))]);
        }
    }

    /// The comments are there too: a place further down can be reached now.
    fn on_complete(&self) {
        let fragment = Route::read(&location::address()).fragment;
        if self.arrival.get() == Arrival::Followed {
            return;
        }
        match location::remembered_scroll() {
            Some(y) => scroll::to(y),
            None if fragment.starts_with("comment-") => links::go_to(&fragment),
            None => {}
        }
    }
}
