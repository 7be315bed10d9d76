use super::{Block, Href, Inline, Source};

/// A picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Image {
    /// Where it is.
    pub url: Source,
    /// What to say in its place; empty for a picture that only decorates.
    pub alt: String,
    /// What is under it.
    pub caption: Vec<Inline>,
    /// Who made it or owns it.
    pub credit: Option<String>,
    /// Width and height in pixels, where the source says both: the place is kept free for it.
    pub size: Option<(u32, u32)>,
    /// The same picture in other widths.
    pub sources: Vec<Candidate>,
    /// Where a click leads.
    pub href: Option<Href>,
}

impl Image {
    /// A picture of which only the address is known.
    #[must_use]
    pub fn at(url: Source) -> Self {
        Self {
            url,
            alt: String::new(),
            caption: Vec::new(),
            credit: None,
            size: None,
            sources: Vec::new(),
            href: None,
        }
    }
}

/// The same picture in another width.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Where it is.
    pub url: Source,
    /// Width in pixels.
    pub width: u32,
    /// Media type, where the source says it; a browser skips types that it does not know.
    pub media_type: Option<String>,
}

/// Sound, film, or, as an article's lead, a picture.
#[derive(Clone, Debug, PartialEq)]
pub enum Media {
    /// A picture.
    Image(Image),
    /// Sound or film.
    Player(Box<Player>),
}

/// Sound or film with what belongs to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Player {
    /// Whether it has a picture.
    pub video: bool,
    /// The files, best first; never empty.
    pub sources: Vec<(Source, Option<String>)>,
    /// What it is called.
    pub title: Option<String>,
    /// Still picture before it plays.
    pub poster: Option<Source>,
    /// What is under it.
    pub caption: Vec<Inline>,
    /// Length in seconds.
    pub duration: Option<f64>,
    /// Width and height in pixels.
    pub size: Option<(u32, u32)>,
    /// Subtitles and the like.
    pub tracks: Vec<Track>,
    /// What is said, as text.
    pub transcript: Vec<Block>,
}

/// What a text track is for (HTML, the `track` element's kinds).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TrackKind {
    /// What is said, in another language.
    #[default]
    Subtitles,
    /// What is said and heard.
    Captions,
    /// What is seen.
    Descriptions,
    /// Chapter titles.
    Chapters,
}

/// A text track (WebVTT).
#[derive(Clone, Debug, PartialEq)]
pub struct Track {
    /// Where it is.
    pub url: Source,
    /// What for.
    pub kind: TrackKind,
    /// BCP 47 tag.
    pub lang: Option<String>,
    /// Its name in the menu.
    pub label: Option<String>,
}
