use super::{Agent, Dir, Href, Image, Inline, Link, Math, Player, When};

/// One block of the text, with what any block may carry.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// The document's own name for it: a fragment that links may point at.
    pub id: Option<String>,
    /// BCP 47 tag, where it differs from the article's.
    pub lang: Option<String>,
    /// Direction, where it differs from the article's.
    pub dir: Option<Dir>,
    /// What it is.
    pub kind: Kind,
}

/// The kinds of block. Closed: what a source has beyond these is [`Kind::Unsupported`], and visible.
///
/// Blocks nest at most [`super::MAX_BLOCK_DEPTH`] deep, so views may recurse.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A heading inside the text.
    Heading {
        /// 2 to 6.
        level: u8,
        /// The words.
        text: Vec<Inline>,
    },
    /// A change of scene.
    Divider,
    /// A list.
    List {
        /// Whether the order counts.
        ordered: bool,
        /// Number of the first item, where it is not the usual one.
        start: Option<i32>,
        /// Whether the numbers count down.
        reversed: bool,
        /// The items.
        items: Vec<Item>,
    },
    /// Somebody else's words.
    Quote(Quote),
    /// A picture.
    Image(Image),
    /// Pictures that belong together.
    Gallery {
        /// The pictures.
        images: Vec<Image>,
        /// A caption for all.
        caption: Vec<Inline>,
    },
    /// Sound or film.
    Player(Box<Player>),
    /// Something of another site, shown as a card; nothing is fetched before the reader asks.
    Embed(Embed),
    /// A table.
    Table(Table),
    /// Program text, white space kept.
    Code {
        /// The text.
        code: String,
        /// Its language, as the source names it.
        language: Option<String>,
    },
    /// Text whose lines and spaces are kept: verse, preformatted.
    Preformatted(Vec<Inline>),
    /// A formula on a line of its own.
    Math(Math),
    /// A box beside the text.
    Aside(Aside),
    /// Links to other articles, inside the text.
    Related {
        /// What the list is headed.
        title: Option<String>,
        /// The links.
        links: Vec<Link>,
    },
    /// A footnote; the pass `collect_notes` moves it to [`super::Article::notes`].
    Note(Note),
    /// One entry of a live page.
    Update(Update),
    /// Something that this viewer cannot show. Always visible.
    Unsupported {
        /// The source's name for it.
        of: String,
        /// Its text, as far as it has one.
        text: String,
        /// Where it can be seen.
        url: Option<Href>,
    },
}

/// An item of a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Item {
    /// Ticked or not, for a list of tasks.
    pub checked: Option<bool>,
    /// Its number, where the source sets one.
    pub value: Option<i32>,
    /// What it holds.
    pub body: Vec<Block>,
}

/// A quotation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Quote {
    /// The words.
    pub body: Vec<Block>,
    /// Whose they are.
    pub cite: Vec<Inline>,
    /// Where they are from.
    pub url: Option<Href>,
    /// A pull quote: the article's own words, repeated large.
    pub pull: bool,
}

/// Something of another site.
#[derive(Clone, Debug, PartialEq)]
pub struct Embed {
    /// Address of the page that a plain link opens.
    pub url: Href,
    /// Address for the frame, where it is known to be one; https only.
    pub frame: Option<Href>,
    /// Who provides it, for people: "YouTube".
    pub provider: Option<String>,
    /// What it is called.
    pub title: Option<String>,
    /// What the source offers in its place.
    pub fallback: Vec<Block>,
    /// Shape in CSS pixels (width, height).
    pub size: Option<(u32, u32)>,
}

/// Which cells of a table are headers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TableHeader {
    /// Only cells that say so.
    #[default]
    None,
    /// The first row.
    Row,
    /// The first column.
    Column,
    /// Both.
    Both,
}

/// A table. Rows may have different lengths; spans are as the source has them, at least 1.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// What it shows.
    pub caption: Vec<Inline>,
    /// Which cells are headers.
    pub header: TableHeader,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// What it holds.
    pub body: Vec<Block>,
    /// Columns it spans, 1 to 1000 (HTML's limit).
    pub colspan: u16,
    /// Rows it spans, 1 to 65534 (HTML's limit).
    pub rowspan: u16,
    /// Whether the cell itself says that it is a header.
    pub header: bool,
}

/// What kind of box it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AsideRole {
    /// A box with more on the subject.
    #[default]
    Box,
    /// A note to the reader.
    Note,
    /// A warning.
    Warning,
    /// Closed until the reader opens it.
    Toggle,
    /// Events in order.
    Timeline,
    /// Questions and answers.
    Qa,
}

/// A box beside the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Aside {
    /// What kind.
    pub role: AsideRole,
    /// Its title.
    pub title: Vec<Inline>,
    /// What it holds.
    pub body: Vec<Block>,
}

/// A footnote.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Note {
    /// Its name: links with the fragment `#id` are its references.
    pub id: String,
    /// What it says.
    pub body: Vec<Block>,
}

/// One entry of a live page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Update {
    /// When.
    pub when: Option<When>,
    /// What it is headed.
    pub headline: Option<String>,
    /// Who wrote it.
    pub byline: Vec<Agent>,
    /// What it says.
    pub body: Vec<Block>,
}

impl Block {
    /// A block without a name, language or direction of its own.
    #[must_use]
    pub fn new(kind: Kind) -> Self {
        Self { id: None, lang: None, dir: None, kind }
    }

    /// A paragraph of plain text.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self::new(Kind::Paragraph(vec![Inline::Text(text.into())]))
    }

    /// Whether nothing of it would be seen: an empty paragraph, a list without items.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        // Of every block of a long text: the first word that is seen answers.
        let is_blank = |inlines: &[Inline]| !inlines.iter().any(is_seen);
        match &self.kind {
            Kind::Paragraph(text) | Kind::Heading { text, .. } | Kind::Preformatted(text) => is_blank(text),
            Kind::List { items, .. } => items.is_empty(),
            Kind::Quote(quote) => quote.body.iter().all(Self::is_blank) && is_blank(&quote.cite),
            Kind::Gallery { images, .. } => images.is_empty(),
            Kind::Table(table) => table.rows.iter().all(Vec::is_empty),
            Kind::Code { code, .. } => code.trim().is_empty(),
            Kind::Aside(aside) => aside.body.iter().all(Self::is_blank) && is_blank(&aside.title),
            Kind::Related { links, .. } => links.is_empty(),
            Kind::Divider
            | Kind::Image(_)
            | Kind::Player(_)
            | Kind::Embed(_)
            | Kind::Math(_)
            | Kind::Note(_)
            | Kind::Update(_)
            | Kind::Unsupported { .. } => false,
        }
    }
}

/// Whether an inline shows more than white space.
fn is_seen(inline: &Inline) -> bool {
    match inline {
        Inline::Text(text) => text.split_whitespace().next().is_some(),
        Inline::Image(_) | Inline::Math(_) | Inline::NoteRef { .. } => true,
        Inline::Styled(_, children)
        | Inline::Abbr { children, .. }
        | Inline::Time { children, .. }
        | Inline::Link { children, .. }
        | Inline::Span { children, .. }
        | Inline::Override { children, .. } => children.iter().any(is_seen),
        Inline::Ruby(parts) => {
            parts.iter().any(|part| !part.reading.is_empty() || part.base.iter().any(is_seen))
        }
        Inline::Break | Inline::BreakOpportunity => false,
    }
}
