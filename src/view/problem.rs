//! What went wrong, in a sentence with something to do.

use std::rc::Rc;

use crate::browser::dom::{Attr, Element, Tag};
use crate::browser::fetch::FetchError;
use crate::browser::url;
use crate::embed::Code;
use crate::later::{self, NotLoaded};
use crate::text::fill;

use super::Reader;
use super::made::keep;

/// A state in which no article is shown.
#[derive(Clone, Debug)]
pub struct Problem {
    /// Which.
    pub code: Code,
    /// The address of the document; empty where there is none.
    pub address: String,
    /// HTTP status, 0 where there was no answer.
    pub status: u16,
    /// Size of the document in bytes, for [`Code::TooLarge`].
    pub bytes: f64,
    /// Where it broke, or which keys were seen; English, for the publisher.
    pub place: String,
    /// What the browser said.
    pub detail: String,
}

impl Problem {
    /// A problem of which only the code is known.
    #[must_use]
    pub fn new(code: Code) -> Self {
        Self {
            code,
            address: String::new(),
            status: 0,
            bytes: 0.0,
            place: String::new(),
            detail: String::new(),
        }
    }

    /// Title and sentence for the reader.
    pub async fn words(&self, reader: &Reader) -> (String, String) {
        if let Some(words) = self.known_words(reader) {
            return words;
        }
        match later::problem(self.clone(), reader.clone()).await {
            Ok(words) => words,
            // What says more comes from a server too, and did not come.
            Err(NotLoaded) => self.filled(reader.say.problem.unreachable),
        }
    }

    /// The same of what is said beside an article, or where nothing more can be loaded; all else [`super::problem_words`] knows.
    #[must_use]
    pub fn known_words(&self, reader: &Reader) -> Option<(String, String)> {
        let all = &reader.say.problem;
        let words = match self.code {
            Code::Offline => all.offline,
            Code::Unreachable => all.unreachable,
            Code::Protected => all.protected,
            Code::Part => all.part,
            Code::Empty => all.empty,
            Code::StartFailed | Code::Panic => all.panic,
            _ => return None,
        };
        Some(self.filled(words))
    }

    fn filled(&self, (title, sentence): (&str, &str)) -> (String, String) {
        (title.to_owned(), fill(sentence, &[("host", &url::host(&self.address))]))
    }

    /// Whether it may pass by itself: then the page asks again without being told.
    #[must_use]
    pub fn may_pass(&self) -> bool {
        matches!(self.code, Code::Offline | Code::Unreachable | Code::Server)
    }

    /// Whether asking again can help.
    fn can_retry(&self) -> bool {
        match self.code {
            Code::Offline
            | Code::Unreachable
            | Code::Stopped
            | Code::NotFound
            | Code::Forbidden
            | Code::Server
            | Code::CrossOrigin
            | Code::Policy
            | Code::NotJson
            | Code::TooDeep
            | Code::TooLarge
            | Code::NoArticle => true,
            Code::Gone
            | Code::AddressRefused
            | Code::Protected
            | Code::Part
            | Code::Empty
            | Code::NoSource
            | Code::StartFailed
            | Code::Panic => false,
        }
    }
}

impl From<FetchError> for Problem {
    fn from(error: FetchError) -> Self {
        Self {
            address: error.address,
            status: error.status,
            bytes: error.bytes,
            detail: error.detail,
            ..Self::new(error.code)
        }
    }
}

/// The problem with its [`Problem::words`], told to everybody: an alert is read aloud. `on_retry` asks again; `home` is the page that opens without `?src=`,
/// where a feed is configured.
pub fn problem(
    parent: &Element,
    problem: &Problem,
    (title, sentence): &(String, String),
    on_retry: Rc<dyn Fn()>,
    home: Option<&str>,
) {
    let say = Reader::here().say;
    parent.add_text(Tag::H1, &[], title);
    parent.add_text(Tag::P, &[Attr::DirAuto], sentence);
    let actions = parent.add(Tag::Div, &[Attr::Class("actions")]);
    if problem.can_retry() {
        let retry = actions.add_text(Tag::Button, &[Attr::TypeButton], say.retry);
        keep(retry.on("click", move |_| on_retry()));
    }
    if let Some(home) = home {
        actions.add_text(Tag::A, &[Attr::HrefQuery(home)], say.home);
    }
    if !problem.detail.is_empty() {
        let details = parent.add(Tag::Details, &[]);
        details.add_text(Tag::Summary, &[], say.details);
        details.add_text(Tag::P, &[Attr::DirAuto], &problem.detail);
    }
}
