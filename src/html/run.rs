//! Running text while it is put together: white space collapsed as a browser does, open elements carried over from one
//! block to the next.

use crate::article::{Dir, Href, Inline, MAX_INLINE_DEPTH, Style};

/// An inline element that is open.
#[derive(Clone, Debug)]
pub enum Wrap {
    Style(Style),
    Abbr(Option<String>),
    Time(Option<String>),
    Link(Href, Option<String>),
    Span(Option<String>, Option<Dir>),
    Override(Dir),
}

impl Wrap {
    fn around(self, children: Vec<Inline>) -> Inline {
        match self {
            Self::Style(style) => Inline::Styled(style, children),
            Self::Abbr(title) => Inline::Abbr { title, children },
            Self::Time(datetime) => Inline::Time { datetime, children },
            Self::Link(href, title) => Inline::Link { href, title, children },
            Self::Span(lang, dir) => Inline::Span { lang, dir, children },
            Self::Override(dir) => Inline::Override { dir, children },
        }
    }
}

/// What the line ends in so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum End {
    #[default]
    Start,
    Space,
    Other,
}

/// A line of text in the making.
#[derive(Debug, Default)]
pub struct Run {
    done: Vec<Inline>,
    open: Vec<(Wrap, Vec<Inline>)>,
    /// Elements around this line that it is not put into itself.
    outer: usize,
    /// Elements open beyond [`MAX_INLINE_DEPTH`], which are not made.
    beyond: usize,
    end: End,
    white: White,
}

/// What becomes of white space.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum White {
    /// Any run of it is one space.
    #[default]
    Collapse,
    /// It stays as it is, as in `pre`.
    Keep,
    /// As `Collapse`, but a line end breaks the line, as in plain text.
    Lines,
}

/// White space of HTML: what a browser collapses (CSS Text 3, section 4.1).
pub fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}

impl Run {
    /// An empty line.
    pub fn new(white: White) -> Self {
        Self { white, ..Self::default() }
    }

    fn last(&mut self) -> &mut Vec<Inline> {
        match self.open.last_mut() {
            Some((_, children)) => children,
            None => &mut self.done,
        }
    }

    fn push_str(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let last = self.last();
        if let Some(Inline::Text(before)) = last.last_mut() {
            before.push_str(text);
        } else {
            last.push(Inline::Text(text.to_owned()));
        }
    }

    /// An empty line inside the same open elements.
    pub fn inside(&self, white: White) -> Self {
        let open = self.open.iter().map(|(wrap, _)| (wrap.clone(), Vec::new())).collect();
        Self { open, white, ..Self::default() }
    }

    /// An empty line that will stand inside what is open here.
    pub fn nested(&self) -> Self {
        Self { outer: self.outer + self.open.len() + 1, ..Self::default() }
    }

    /// Appends characters.
    pub fn text(&mut self, text: &str) {
        if self.white == White::Keep {
            self.push_str(text);
            if !text.is_empty() {
                self.end = End::Other;
            }
            return;
        }
        let mut rest = text;
        while !rest.is_empty() {
            let (before, after) = rest.split_at_checked(settled(rest)).unwrap_or((rest, ""));
            if !before.is_empty() {
                self.push_str(before);
                self.end = End::Other;
            }
            rest = after.trim_start_matches(is_space);
            let space = after.get(..after.len() - rest.len()).unwrap_or_default();
            if self.white == White::Lines && space.contains('\n') {
                if self.end != End::Start {
                    self.push(Inline::Break);
                }
            } else if !space.is_empty() && self.end == End::Other {
                self.push_str(" ");
                self.end = End::Space;
            }
        }
    }

    /// Ends a line inside the text, where a block had begun or ended.
    pub fn gap(&mut self) {
        match self.white {
            White::Collapse => self.text(" "),
            White::Lines => self.text("\n"),
            White::Keep => {
                if !matches!(self.last().last(), Some(Inline::Text(text)) if text.ends_with('\n')) {
                    self.text("\n");
                }
            }
        }
    }

    /// Appends something that is not text.
    pub fn push(&mut self, inline: Inline) {
        let is_break = matches!(inline, Inline::Break);
        if is_break && self.end == End::Space {
            trim_end(self.last());
        }
        self.last().push(inline);
        self.end = if is_break { End::Start } else { End::Other };
    }

    /// Whether nothing stands in the line, and no element is open in it.
    pub fn is_empty(&self) -> bool {
        self.done.is_empty() && self.open.is_empty()
    }

    /// Opens an element; `false` where it is nested too deeply to be made. To be closed in both cases.
    pub fn open(&mut self, wrap: Wrap) -> bool {
        if self.outer + self.open.len() + 1 >= MAX_INLINE_DEPTH {
            self.beyond += 1;
            return false;
        }
        self.open.push((wrap, Vec::new()));
        true
    }

    /// Closes the element opened last.
    pub fn close(&mut self) {
        if self.beyond > 0 {
            self.beyond -= 1;
        } else if let Some((wrap, children)) = self.open.pop()
            && !children.is_empty()
        {
            self.last().push(wrap.around(children));
        }
    }

    /// The line so far; what was open goes on in the next one.
    pub fn take(&mut self) -> Vec<Inline> {
        let mut inner: Option<Inline> = None;
        for (wrap, children) in self.open.iter_mut().rev() {
            let mut content = std::mem::take(children);
            content.extend(inner.take());
            inner = (!content.is_empty()).then(|| wrap.clone().around(content));
        }
        let mut line = std::mem::take(&mut self.done);
        line.extend(inner);
        if self.white != White::Keep {
            trim_end(&mut line);
        }
        self.end = End::Start;
        line
    }
}

/// How many bytes of a text stay as they are: up to white space that is not one space between two words. Most texts as a whole, which are
/// taken at once and not word by word.
fn settled(text: &str) -> usize {
    let mut is_after_space = true;
    for (at, byte) in text.bytes().enumerate() {
        let is_space = is_space(char::from(byte));
        if is_space && (is_after_space || byte != b' ') {
            return at.saturating_sub(usize::from(is_after_space));
        }
        is_after_space = is_space;
    }
    text.len() - usize::from(is_after_space && !text.is_empty())
}

/// Removes white space and line breaks at the end of a line.
fn trim_end(line: &mut Vec<Inline>) {
    while let Some(last) = line.last_mut() {
        let empty = match last {
            Inline::Text(text) => {
                text.truncate(text.trim_end_matches(is_space).len());
                text.is_empty()
            }
            Inline::Break => true,
            Inline::Styled(_, children)
            | Inline::Abbr { children, .. }
            | Inline::Time { children, .. }
            | Inline::Link { children, .. }
            | Inline::Span { children, .. }
            | Inline::Override { children, .. } => {
                trim_end(children);
                children.is_empty()
            }
            Inline::BreakOpportunity
            | Inline::Ruby(_)
            | Inline::Image(_)
            | Inline::Math(_)
            | Inline::NoteRef { .. } => false,
        };
        if !empty {
            return;
        }
        line.pop();
    }
}
