//! The article model: what every format is read into and every view is made from.
//!
//! Plain data, closed enums, no browser. An [`Article`] is built once by `format`, finished by [`passes`],
//! and never changed after that. HTML strings do not exist here: text is [`Inline`]s in [`Block`]s, and an
//! address is a [`Href`] or a [`Source`], types that only an allowed scheme can become.

mod address;
mod agent;
mod block;
mod comment;
mod inline;
mod issue;
mod json_ld;
mod language;
mod link;
mod math;
mod media;
mod number;
mod others;
pub mod passes;
mod path;
mod reading_time;
mod text;
mod when;

pub(crate) use address::percent_decode;
pub use address::{Href, Source, resolve, same_origin};
pub use agent::Agent;
pub use block::{
    Aside, AsideRole, Block, Cell, Embed, Item, Kind as BlockKind, Note, Quote, Table, TableHeader, Update,
};
pub use comment::{Comment, Comments, PostTarget, Status, Unread};
pub use inline::{Inline, RubyPart, Style, plain, verbatim};
pub use issue::{Issue, Issues, Loss};
pub use json_ld::json_ld;
pub use language::{Dir, dir_of_language, dir_of_text};
pub use link::{Link, Tag};
pub use math::{Math, MathNode, MathTag};
pub use media::{Candidate, Image, Media, Player, Track, TrackKind};
pub(crate) use number::thousandths;
pub use others::Others;
pub use path::Path;
pub use reading_time::reading_minutes;
pub(crate) use text::collapse;
pub use text::{article_text, block_text, links_and_images};
pub use when::{Precision, When};

/// How deep blocks may nest; readers flatten what is deeper and say so. Views recurse this far at most.
pub const MAX_BLOCK_DEPTH: usize = 24;

/// How deep inlines may nest; readers flatten what is deeper.
pub const MAX_INLINE_DEPTH: usize = 48;

/// What sort of document it is, as far as the source says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// One finished text.
    #[default]
    Article,
    /// A page of dated updates, newest first or last.
    LiveBlog,
    /// Mainly pictures.
    Gallery,
    /// Mainly one film.
    Video,
    /// A short text without a headline of its own.
    Note,
    /// Only a summary of a text that is elsewhere.
    Summary,
}

/// Whether all of the text is in the document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Access {
    /// The source says that anyone may read all of it.
    Free,
    /// A part is here; the rest is for subscribers.
    Part,
    /// Nothing of the text is here: it is behind a password or for subscribers.
    None,
    /// The source does not say.
    #[default]
    Unknown,
}

/// A correction or clarification, with its date where the source has one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Correction {
    /// When it was made.
    pub when: Option<When>,
    /// What it says.
    pub body: Vec<Block>,
}

/// One article, as every view sees it.
///
/// Absent and empty are the same: an empty `Vec` or `None` is "the document does not have it".
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Article {
    /// Label of the format that it was read from, for example `native` or `schema.org`.
    pub format: &'static str,
    /// Address it was fetched from, after redirects; empty where it came from no address.
    pub source_url: String,
    /// The document's own identity: its id, else its canonical address, else `source_url`.
    pub id: String,
    /// Canonical http(s) address of the original.
    pub url: Option<String>,
    /// What sort of document it is.
    pub kind: Kind,
    /// BCP 47 tag as the document has it.
    pub lang: Option<String>,
    /// Direction of the text: the document's word, else from the language, else from the text's script.
    pub dir: Option<Dir>,
    /// The headline. Empty only where the source has none; views then use [`Article::name`].
    pub headline: Vec<Inline>,
    /// A word or two over the headline.
    pub kicker: Option<String>,
    /// The standfirst: one or two sentences under the headline.
    pub deck: Vec<Inline>,
    /// A plain summary for cards and search engines, not shown in the article.
    pub summary: Option<String>,
    /// Who wrote it.
    pub byline: Vec<Agent>,
    /// The byline as the source prints it, where it gives no list of people.
    pub byline_text: Option<String>,
    /// Place line, verbatim.
    pub dateline: Option<String>,
    /// First publication.
    pub published: Option<When>,
    /// Last change that readers should know of.
    pub modified: Option<When>,
    /// Picture or film over the text.
    pub lead: Option<Media>,
    /// The text.
    pub body: Vec<Block>,
    /// Footnotes, in the order of the document.
    pub notes: Vec<Note>,
    /// Corrections, newest last as in the document.
    pub corrections: Vec<Correction>,
    /// Related articles that the document names.
    pub related: Vec<Link>,
    /// What is offered where it names none: see [`Article::related`].
    pub others: Others,
    /// Topics.
    pub tags: Vec<Tag>,
    /// Section of the paper.
    pub section: Option<String>,
    /// Who publishes it.
    pub publisher: Option<Agent>,
    /// Copyright notice or licence, for people.
    pub rights: Option<String>,
    /// Whether all of it is here.
    pub access: Access,
    /// The thread, or where it is, unless it is in `unread`: see [`Article::thread`].
    pub comments: Comments,
    /// Comments that are still to be read, by `format::read_thread`.
    pub unread: Option<Box<Unread>>,
    /// Everything that was dropped, coerced or guessed, by JSON path.
    pub issues: Vec<Issue>,
}

impl Article {
    /// The headline as plain text, else the first sentence of the text, else the address: never empty
    /// unless the document has none of them. For titles, history entries and cards.
    #[must_use]
    pub fn name(&self) -> String {
        let headline = plain(&self.headline);
        if !headline.is_empty() {
            return headline;
        }
        let first = self.body.iter().map(block_text).find(|text| !text.trim().is_empty());
        match first {
            Some(text) => text::first_sentence(&text, 120),
            None => self.url.clone().unwrap_or_else(|| self.source_url.clone()),
        }
    }

    /// Related articles: those that the document names, else others that are known by now.
    #[must_use]
    pub fn related(&self) -> &[Link] {
        self.others.known().filter(|_| self.related.is_empty()).unwrap_or(&self.related)
    }

    /// The thread as far as it is read.
    #[must_use]
    pub fn thread(&self) -> &Comments {
        self.unread.as_ref().and_then(|unread| unread.read()).map_or(&self.comments, |(comments, _)| comments)
    }

    /// What was lost of comments that were read after the article.
    #[must_use]
    pub fn thread_issues(&self) -> &[Issue] {
        self.unread.as_ref().and_then(|unread| unread.read()).map_or(&[], |(_, issues)| issues)
    }

    /// Records a loss or a guess at a JSON path such as `$.author[0]`.
    pub fn issue(&mut self, path: impl Into<String>, loss: Loss) {
        self.issues.push(Issue { path: path.into(), loss });
    }
}
