use super::Path;

/// How many issues are kept of one document; the last one then says how many more there were.
const MOST: usize = 1000;

/// Collects issues while a document is read. Bounded, and the same one twice in a row of a few is kept once.
#[derive(Debug, Default)]
pub struct Issues {
    kept: Vec<Issue>,
    more: usize,
}

impl Issues {
    /// Records a loss at a place.
    pub fn push(&mut self, path: &Path, loss: Loss) {
        if self.kept.len() >= MOST {
            self.more += 1;
            return;
        }
        let issue = Issue { path: path.text(), loss };
        if !self.kept.iter().rev().take(32).any(|known| *known == issue) {
            self.kept.push(issue);
        }
    }

    /// All that were kept, and how many were not.
    #[must_use]
    pub fn into_vec(mut self) -> Vec<Issue> {
        if self.more > 0 {
            self.kept.push(Issue { path: Path::ROOT.text(), loss: Loss::TooMany(self.more) });
        }
        self.kept
    }
}

/// Something that was dropped, coerced or guessed while a document was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// JSON path of the value, such as `$.author[0].name`; `$` is the document.
    pub path: String,
    /// What became of it.
    pub loss: Loss,
}

/// What became of a value that was not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Loss {
    /// The value has another type than the format says and was left out; holds the type wanted and found.
    WrongType(&'static str, &'static str),
    /// The value has another shape than the format says and was read all the same; holds what it was read as.
    Coerced(&'static str),
    /// A date that cannot be read; its text is shown as it stands.
    UnreadableDate(String),
    /// An address that no allowed scheme or no parser takes; holds it.
    RefusedAddress(String),
    /// A kind of block that this viewer does not have; holds the source's name for it.
    UnsupportedBlock(String),
    /// Markup without a counterpart; its text is kept. Holds the element's name.
    UnwrappedMarkup(String),
    /// Markup left out with everything in it, such as a script. Holds the element's name.
    DroppedMarkup(String),
    /// Nested deeper than is shown; the text is kept, the nesting is not.
    TooDeep,
    /// More of them than are read; holds how many were left out.
    TooMany(usize),
    /// A value that the format requires is missing; holds its name.
    Missing(&'static str),
    /// A picture of one pixel, used to count readers.
    TrackingPixel(String),
    /// Two things have the same name; the later one lost it.
    DuplicateId(String),
    /// A part that cannot be read at all, such as a JSON-LD block that is no JSON; holds what is wrong with it.
    Unreadable(String),
    /// A guess that may be wrong; holds what was assumed.
    Guess(&'static str),
}

impl Loss {
    /// Whether a reader misses something by it. What is read another way than it is written, but shown, is for publishers.
    #[must_use]
    pub const fn is_felt(&self) -> bool {
        match self {
            Self::WrongType(..)
            | Self::RefusedAddress(_)
            | Self::UnsupportedBlock(_)
            | Self::UnwrappedMarkup(_)
            | Self::DroppedMarkup(_)
            | Self::TooDeep
            | Self::TooMany(_)
            | Self::TrackingPixel(_)
            | Self::Unreadable(_) => true,
            Self::Coerced(_)
            | Self::UnreadableDate(_)
            | Self::Missing(_)
            | Self::DuplicateId(_)
            | Self::Guess(_) => false,
        }
    }

    /// One English sentence for a publisher, without the path.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self {
            Self::WrongType(wanted, found) => format!("left out: {wanted} expected, {found} found"),
            Self::Coerced(what) => format!("read as {what}"),
            Self::UnreadableDate(text) => format!("date not understood, shown as written: {text}"),
            Self::RefusedAddress(address) => format!("address refused: {address}"),
            Self::UnsupportedBlock(kind) => format!("block \"{kind}\" cannot be shown; its text is"),
            Self::UnwrappedMarkup(name) => format!("<{name}> is not shown as such; its text is kept"),
            Self::DroppedMarkup(name) => format!("<{name}> left out with its contents"),
            Self::TooDeep => "nested too deeply; its text is kept".to_owned(),
            Self::TooMany(count) => format!("too many: {count} left out"),
            Self::Missing(what) => format!("{what} is missing"),
            Self::TrackingPixel(address) => format!("counting pixel left out: {address}"),
            Self::DuplicateId(id) => format!("the name \"{id}\" is used twice"),
            Self::Unreadable(what) => format!("left out: {what}"),
            Self::Guess(what) => format!("assumed: {what}"),
        }
    }
}
