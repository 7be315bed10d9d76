//! What went wrong, in a sentence with something to do.

use std::rc::Rc;

use crate::browser::dom::{Attr, Element, Tag};
use crate::browser::fetch::FetchError;
use crate::browser::{intl, location, url};
use crate::decimal;
use crate::embed::Code;
use crate::format::{EMPTY, FormatError, MAX_BYTES, line_and_column, not_text};
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

    /// A document that could not be read.
    #[must_use]
    pub fn of_format(error: &FormatError, address: &str) -> Self {
        let code = match error {
            FormatError::NotJson { .. } | FormatError::Empty | FormatError::NotText { .. } => Code::NotJson,
            FormatError::TooDeep { .. } => Code::TooDeep,
            FormatError::TooLarge { .. } => Code::TooLarge,
            FormatError::NoArticle { .. } => Code::NoArticle,
        };
        let place = match error {
            FormatError::NoArticle { keys, .. } => keys.join(", "),
            FormatError::NotJson { line, column, what } => {
                let mut place = line_and_column(*line, *column);
                place.push_str(": ");
                place.push_str(what);
                place
            }
            FormatError::TooDeep { line, column } => line_and_column(*line, *column),
            FormatError::Empty => EMPTY.to_owned(),
            FormatError::NotText { at } => not_text(*at),
            FormatError::TooLarge { .. } => String::new(),
        };
        #[allow(clippy::cast_precision_loss, reason = "sizes are far below 2^53")]
        let bytes = if let FormatError::TooLarge { bytes } = error { *bytes as f64 } else { 0.0 };
        Self { address: address.to_owned(), place, bytes, ..Self::new(code) }
    }

    /// Title and sentence for the reader.
    #[must_use]
    pub fn say(&self, reader: &Reader) -> (String, String) {
        let all = &reader.say.problem;
        let (title, sentence) = match self.code {
            Code::Offline => all.offline,
            Code::Unreachable => all.unreachable,
            Code::Stopped => all.stopped,
            Code::NotFound => all.not_found,
            Code::Gone => all.gone,
            Code::Forbidden => all.forbidden,
            Code::Server => all.server,
            Code::AddressRefused => all.address,
            Code::CrossOrigin => all.cross_origin,
            Code::Policy => all.policy,
            Code::NotJson => all.not_json,
            Code::TooDeep => all.too_deep,
            Code::TooLarge => all.too_large,
            Code::NoArticle => all.no_article,
            Code::Protected => all.protected,
            Code::Part => all.part,
            Code::Empty => all.empty,
            Code::NoSource => all.no_source,
            Code::StartFailed | Code::Panic => all.panic,
        };
        let megabytes = |bytes: f64| intl::number(&reader.locale, bytes / 1e6);
        #[allow(clippy::cast_precision_loss, reason = "the limit is far below 2^53")]
        let limit = megabytes(MAX_BYTES as f64);
        let origin = match self.code {
            Code::CrossOrigin => url::origin(&location::address()),
            _ => url::origin(&self.address),
        };
        let keys =
            if self.place.is_empty() { String::new() } else { fill(all.no_keys, &[("keys", &self.place)]) };
        let values = [
            ("address", self.address.as_str()),
            ("host", &url::host(&self.address)),
            ("origin", &origin),
            ("status", &decimal::signed(self.status.into())),
            ("where", &self.place),
            ("keys", &keys),
            ("size", &megabytes(self.bytes)),
            ("limit", &limit),
        ];
        (title.to_owned(), fill(sentence, &values).trim().to_owned())
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

/// The problem, told to everybody: an alert is read aloud. `on_retry` asks again; `home` is the page that opens without `?src=`,
/// where a feed is configured.
pub fn problem(parent: &Element, problem: &Problem, on_retry: Rc<dyn Fn()>, home: Option<&str>) {
    let reader = Reader::here();
    let (title, sentence) = problem.say(&reader);
    let say = reader.say;
    parent.add_text(Tag::H1, &[], &title);
    parent.add_text(Tag::P, &[Attr::DirAuto], &sentence);
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
