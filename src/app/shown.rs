//! What follows once something is shown: the head, the place in the text, events for the host, and the parts that come later.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::{GetUntracked, Set};
use leptos::task::spawn_local;

use crate::article::Article;
use crate::browser::dom::Element;
use crate::browser::events::Detail;
use crate::browser::{clock, location, scroll};
use crate::embed::{Event, State};
use crate::later;
use crate::view::aids::Visit;
use crate::view::{self, Ask, Loaded, Problem, Reader, Step};

use super::{Arrival, Page, Shown};

/// The reading aids come so long after the article, in milliseconds: a first scroll or press is not to wait for them.
const AIDS_AFTER: i32 = 250;

impl Page {
    /// Tells the part that keeps articles on this device what is shown; `None`: a problem, which may pass by itself.
    fn keeping(self: &Rc<Self>, loaded: Option<Rc<Loaded>>, may_pass: bool) {
        // What a host's page keeps is its own affair.
        if !self.host.is_page() {
            return;
        }
        let page = self.clone();
        follow_step(Step::Shown(Box::new(view::Display {
            loaded,
            may_pass,
            rule: self.rule.clone(),
            is_unwanted: self.config.features.iter().any(|feature| feature == "no-offline"),
            ask: Rc::new(move |ask| match ask {
                Ask::Again => page.ask_again(),
                Ask::Show => page.show_answer(),
            }),
        })));
    }

    /// Shows a problem and tells the host.
    pub(super) fn tell(self: &Rc<Self>, problem: Problem) {
        let (page, number) = (self.clone(), self.visit.get());
        spawn_local(async move {
            let words = problem.words(&page.reader("")).await;
            if page.visit.get() == number {
                page.tell_in(words, problem);
            }
        });
    }

    fn tell_in(self: &Rc<Self>, words: (String, String), problem: Problem) {
        let (title, sentence) = &words;
        self.host.set_title(title);
        self.host.set_state(State::Error);
        let code = problem.code.name();
        let may_pass = problem.may_pass();
        let detail = sentence.clone();
        self.shown.set(Shown::Problem(Arc::new((problem, words))));
        self.host.reveal();
        self.host
            .dispatch(Event::Error, &[("code", Detail::Text(code)), ("sentence", Detail::Text(&detail))]);
        self.keeping(None, may_pass);
    }

    /// Headline and text are in the document.
    pub(super) fn on_shown(self: &Rc<Self>) {
        // An element that is gone by now has nothing to show.
        let Some(Shown::Article(article)) = self.shown.try_get_untracked() else { return };
        self.host.reveal();
        let title = article.name();
        self.host.set_title(&title);
        match self.arrival.get() {
            Arrival::Opened | Arrival::Returned => self.go_to_place(&self.route().fragment),
            Arrival::Followed => self.host.go_to_headline(),
        }
        self.host.set_state(State::Ready);
        let detail = [("src", article.source_url.as_str()), ("id", &article.id), ("headline", &title)];
        self.host.dispatch(Event::Ready, &detail.map(|(key, value)| (key, Detail::Text(value))));
        self.tell_missing(&article);
        let (page, number, host) = (self.clone(), self.visit.get(), self.host.clone());
        spawn_local(async move {
            let is_shown: Rc<dyn Fn() -> bool> = Rc::new(move || page.visit.get() == number);
            if later::publish(host, article, is_shown).await.is_err() {
                crate::browser::warn("The part that writes the page's head did not arrive.");
            }
        });
    }

    /// Fills the place for what is related, and then begins to keep the article with that.
    pub(super) async fn bring_related(self: Rc<Self>, place: Element, reader: Reader) {
        let Some(loaded) = self.loaded.borrow().clone() else { return };
        // Without the part the comments do not come either, and say so.
        if let Ok(filling) = later::related(Some((place, reader)), loaded.clone()).await {
            filling.await;
        }
        let is_shown = self.loaded.borrow().as_ref().is_some_and(|shown| Rc::ptr_eq(shown, &loaded));
        if is_shown && !self.is_told.replace(true) {
            self.keeping(Some(loaded), false);
            if let Some(answer) = self.late.take() {
                follow_step(Step::Answered(answer));
            }
        }
    }

    /// Tells the host where not all of the article is shown.
    fn tell_missing(&self, article: &Article) {
        let Some(code) = view::missing_code(article) else { return };
        let reader = self.reader(article.lang.as_deref().unwrap_or_default());
        let Some((_, sentence)) = Problem::new(code).known_words(&reader) else { return };
        self.host.dispatch(
            Event::Error,
            &[("code", Detail::Text(code.name())), ("sentence", Detail::Text(&sentence))],
        );
    }

    /// The comments are there too: a place further down can be reached now.
    pub(super) fn on_complete(self: &Rc<Self>) {
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
    pub(super) fn go_to_place(&self, fragment: &str) {
        match location::remembered_scroll() {
            Some(y) if self.host.is_page() => scroll::to(y),
            _ => {
                self.host.go_to(fragment);
            }
        }
    }
}

/// What is kept on this device is no part of showing an article: it follows behind.
pub fn follow_step(step: Step) {
    spawn_local(async move {
        if later::keep(step).await.is_err() {
            crate::browser::warn("The part that keeps articles on this device did not arrive.");
        }
    });
}
