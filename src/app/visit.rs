//! From one article to the next: the history, links inside the viewer, and what the server answers.

use std::rc::Rc;

use leptos::prelude::{GetUntracked, Set};
use leptos::task::spawn_local;

use crate::browser::events::Detail;
use crate::browser::fetch::{Abort, Early};
use crate::browser::{links, location, worker};
use crate::embed::{Event, Route, State};
use crate::view::{Answer, Loaded, Problem, Reader, Step, keep};

use super::load::Place;
use super::shown::follow_step;
use super::{Arrival, Given, Page, Shown};

/// How many articles are kept in memory, so that going back is instant.
const KEPT: usize = 8;

impl Page {
    /// Follows the history, links inside the page, and the reader's leaving.
    pub(super) fn listen(self: &Rc<Self>) {
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
    pub(super) fn visit(self: &Rc<Self>, arrival: Arrival, early: Option<Early>) {
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
    pub(super) fn ask_again(self: &Rc<Self>) {
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
                self.answer.replace(Some(loaded.clone()));
                self.pass_on(Answer::Article(loaded));
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
    pub(super) fn show_answer(self: &Rc<Self>) {
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
}
