use super::{Dir, Href, Image, Math};

/// A piece of running text.
///
/// Nesting is at most [`super::MAX_INLINE_DEPTH`] deep, so views may recurse.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    /// Characters, white space already as it is to be shown.
    Text(String),
    /// A line break.
    Break,
    /// A place where a long word may break.
    BreakOpportunity,
    /// Text with a meaning that has an element of its own.
    Styled(Style, Vec<Inline>),
    /// An abbreviation with its long form.
    Abbr {
        /// The long form.
        title: Option<String>,
        /// The short one.
        children: Vec<Inline>,
    },
    /// A date or time; `datetime` is the machine's form, verbatim from the source.
    Time {
        /// HTML "valid time string" or anything else the source had.
        datetime: Option<String>,
        /// As printed.
        children: Vec<Inline>,
    },
    /// A link.
    Link {
        /// Where to.
        href: Href,
        /// Advisory text.
        title: Option<String>,
        /// The words of the link.
        children: Vec<Inline>,
    },
    /// Text in another language or direction.
    Span {
        /// BCP 47 tag.
        lang: Option<String>,
        /// Direction.
        dir: Option<Dir>,
        /// The text.
        children: Vec<Inline>,
    },
    /// Text whose direction is forced, letter by letter.
    Override {
        /// Direction.
        dir: Dir,
        /// The text.
        children: Vec<Inline>,
    },
    /// Text with its reading above it.
    Ruby(Vec<RubyPart>),
    /// A small picture in the line.
    Image(Box<Image>),
    /// A formula in the line.
    Math(Box<Math>),
    /// The sign that leads to a footnote.
    NoteRef {
        /// Id of the [`super::Note`].
        note: String,
        /// What the source printed for it; views show the note's number.
        label: String,
    },
}

/// What a stretch of text is. Each has exactly one HTML element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `strong`
    Strong,
    /// `em`
    Em,
    /// `b`: set apart without more importance
    Bold,
    /// `i`: another voice, a term
    Italic,
    /// `u`
    Underline,
    /// `s`: no longer right
    Strike,
    /// `del`
    Deleted,
    /// `ins`
    Inserted,
    /// `code`
    Code,
    /// `kbd`
    Keyboard,
    /// `samp`
    Sample,
    /// `var`
    Variable,
    /// `sub`
    Subscript,
    /// `sup`
    Superscript,
    /// `mark`
    Mark,
    /// `small`
    Small,
    /// `q`
    Quote,
    /// `cite`
    Cite,
    /// `dfn`
    Definition,
    /// `bdi`
    Isolate,
}

/// One base with its reading.
#[derive(Clone, Debug, PartialEq)]
pub struct RubyPart {
    /// The characters.
    pub base: Vec<Inline>,
    /// How they are read; empty where this stretch has no reading.
    pub reading: Vec<Inline>,
}

/// The text of `inlines` alone, white space collapsed and trimmed, breaks as spaces.
/// Ruby readings and note signs are left out; pictures give their alternative text.
#[must_use]
pub fn plain(inlines: &[Inline]) -> String {
    let mut out = String::new();
    push_plain(inlines, false, &mut out);
    super::text::collapse(&out)
}

/// The same with white space as it is, breaks as line ends: for text whose lines count.
#[must_use]
pub fn verbatim(inlines: &[Inline]) -> String {
    let mut out = String::new();
    push_plain(inlines, false, &mut out);
    out
}

/// Appends the text of `inlines`; `all` is with what is seen but is no part of a sentence: readings and note signs.
pub(super) fn push_plain(inlines: &[Inline], all: bool, out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => out.push_str(text),
            Inline::Break => out.push('\n'),
            Inline::BreakOpportunity => {}
            Inline::NoteRef { label, .. } => out.push_str(if all { label } else { "" }),
            Inline::Styled(_, children)
            | Inline::Abbr { children, .. }
            | Inline::Time { children, .. }
            | Inline::Link { children, .. }
            | Inline::Span { children, .. }
            | Inline::Override { children, .. } => push_plain(children, all, out),
            Inline::Ruby(parts) => {
                for part in parts {
                    push_plain(&part.base, all, out);
                    if all {
                        push_plain(&part.reading, all, out);
                    }
                }
            }
            Inline::Image(image) => out.push_str(&image.alt),
            Inline::Math(math) => out.push_str(&math.text()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_collapses_space_and_leaves_out_readings_and_note_signs() {
        let inlines = [
            Inline::Text("  A ".into()),
            Inline::Styled(Style::Em, vec![Inline::Text("fine\n".into()), Inline::Break]),
            Inline::Ruby(vec![RubyPart {
                base: vec![Inline::Text("漢".into())],
                reading: vec![Inline::Text("かん".into())],
            }]),
            Inline::NoteRef { note: "n1".into(), label: "1".into() },
        ];
        assert_eq!(plain(&inlines), "A fine 漢");
    }
}
