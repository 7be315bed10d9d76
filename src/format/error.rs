use std::fmt;

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

impl fmt::Display for FormatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge { bytes } => {
                let most = super::MAX_BYTES >> 20;
                write!(f, "The document has {} MB; at most {most} MB are read.", bytes.div_ceil(1 << 20))
            }
            Self::Empty => f.write_str("The document is empty."),
            Self::NotText { at } => {
                write!(f, "The document is not text in UTF-8: byte {at} cannot be part of it.")
            }
            Self::NotJson { line, column, what } => {
                write!(f, "The document is not valid JSON: line {line}, column {column}: {what}.")
            }
            Self::TooDeep { line, column } => {
                let most = super::MAX_DEPTH;
                write!(
                    f,
                    "The document nests more than {most} levels deep, from line {line}, column {column} on."
                )
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
