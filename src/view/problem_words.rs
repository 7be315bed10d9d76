//! What is said of the states in which no article is shown. A part that loads later.

use crate::browser::{intl, location, url};
use crate::decimal;
use crate::embed::Code;
use crate::format::{EMPTY, FormatError, MAX_BYTES, line_and_column, not_text};
use crate::text::fill;

use super::{Problem, Reader};

impl Problem {
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

    /// Title and sentence for the reader, of every state.
    #[must_use]
    pub fn say(&self, reader: &Reader) -> (String, String) {
        if let Some(words) = self.known_words(reader) {
            return words;
        }
        let all = reader.rare();
        let (title, sentence) = match self.code {
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
            Code::NoSource => all.no_source,
            // Known, all of them.
            Code::Offline
            | Code::Unreachable
            | Code::Protected
            | Code::Part
            | Code::Empty
            | Code::StartFailed
            | Code::Panic => ("", ""),
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
}
