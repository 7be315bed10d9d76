use std::fmt;

use crate::decimal;

/// Why a document was refused. `Display` is a sentence for whoever publishes it, with the place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormatError {
    /// Larger than [`super::MAX_BYTES`].
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// Nothing in it.
    Empty,
    /// Not text in UTF-8 or UTF-16: a picture, an archive, another encoding.
    NotText {
        /// Byte, counted from 0, at which it ceases to be text.
        at: usize,
    },
    /// No valid JSON.
    NotJson {
        /// Line, counted from 1.
        line: usize,
        /// Column in bytes, counted from 1.
        column: usize,
        /// What is wrong there.
        what: String,
    },
    /// Lists and objects nested deeper than [`super::MAX_DEPTH`].
    TooDeep {
        /// Line, counted from 1.
        line: usize,
        /// Column in bytes, counted from 1.
        column: usize,
    },
    /// JSON, but of no known format, or with neither headline nor text.
    NoArticle {
        /// The keys at its top, at most 20.
        keys: Vec<String>,
        /// A value that may be the headline.
        likely_title: Option<String>,
        /// The key whose value may be the text.
        likely_body: Option<String>,
    },
}

/// What is said of [`FormatError::Empty`].
pub const EMPTY: &str = "The document is empty";

/// What is said of [`FormatError::NotText`].
pub fn not_text(at: usize) -> String {
    let mut out = String::from("The document is not text in UTF-8: byte ");
    out.push_str(&decimal::of(at));
    out.push_str(" cannot be part of it");
    out
}

/// A place in a document, in words.
pub fn line_and_column(line: usize, column: usize) -> String {
    let mut out = String::from("line ");
    out.push_str(&decimal::of(line));
    out.push_str(", column ");
    out.push_str(&decimal::of(column));
    out
}

impl fmt::Display for FormatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge { bytes } => {
                let most = super::MAX_BYTES >> 20;
                write!(f, "The document has {} MB; at most {most} MB are read.", bytes.div_ceil(1 << 20))
            }
            Self::Empty => write!(f, "{EMPTY}."),
            Self::NotText { at } => write!(f, "{}.", not_text(*at)),
            Self::NotJson { line, column, what } => {
                let place = line_and_column(*line, *column);
                write!(f, "The document is not valid JSON: {place}: {what}.")
            }
            Self::TooDeep { line, column } => {
                let most = super::MAX_DEPTH;
                let place = line_and_column(*line, *column);
                write!(f, "The document nests more than {most} levels deep, from {place} on.")
            }
            Self::NoArticle { keys, likely_title, likely_body } => {
                f.write_str("The document is JSON, but no article was found in it.")?;
                if !keys.is_empty() {
                    write!(f, " Its keys are: {}.", keys.join(", "))?;
                }
                if let Some(title) = likely_title {
                    write!(f, " \"{title}\" may be the headline.")?;
                }
                if let Some(body) = likely_body {
                    write!(f, " The text may be in \"{body}\".")?;
                }
                Ok(())
            }
        }
    }
}

impl std::error::Error for FormatError {}
