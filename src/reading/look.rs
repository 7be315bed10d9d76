//! The reader's choice of colours and type: a list of words, one a group at most, as `style/tokens.css` and `public/look.js`
//! know them. A word that is not known here, of a later version, is kept.

/// Words of which one holds at a time; none of them is the usual look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Colours.
    Theme,
    /// Typeface.
    Face,
    /// Line height.
    Line,
    /// Width of the column.
    Width,
    /// Size of the text.
    Size,
    /// Whether the keyboard has shortcuts.
    Keys,
}

/// The text size that nothing needs to be said for.
pub const USUAL_SIZE: usize = 3;
/// The largest text size; the smallest is 1.
pub const LARGEST: usize = 7;
const SIZES: [&str; LARGEST] = ["size-1", "size-2", "size-3", "size-4", "size-5", "size-6", "size-7"];

impl Group {
    /// Its words.
    #[must_use]
    pub const fn words(self) -> &'static [&'static str] {
        match self {
            Self::Theme => &["light", "sepia", "dark", "contrast"],
            Self::Face => &["sans", "plain"],
            Self::Line => &["tight", "loose"],
            Self::Width => &["narrow", "wide"],
            Self::Size => &SIZES,
            Self::Keys => &["no-keys"],
        }
    }
}

/// A look, as it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look(String);

impl Look {
    /// The look that a kept text stands for.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut look = Self::default();
        text.split_ascii_whitespace().for_each(|word| look.push(word));
        look
    }

    fn push(&mut self, word: &str) {
        if !self.0.is_empty() {
            self.0.push(' ');
        }
        self.0.push_str(word);
    }

    /// The text to keep; empty for the usual look.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }

    /// Whether a word holds.
    #[must_use]
    pub fn has(&self, word: &str) -> bool {
        self.0.split(' ').any(|own| own == word)
    }

    /// The word of a group; empty for the usual.
    #[must_use]
    pub fn of(&self, group: Group) -> &'static str {
        group.words().iter().copied().find(|word| self.has(word)).unwrap_or_default()
    }

    /// The same look with another word of a group; an empty one for the usual.
    #[must_use]
    pub fn with(&self, group: Group, word: &str) -> Self {
        let mut look = Self::default();
        self.0
            .split(' ')
            .filter(|own| !own.is_empty() && !group.words().contains(own))
            .for_each(|own| look.push(own));
        if !word.is_empty() {
            look.push(word);
        }
        look
    }

    /// The text size, 1 to [`LARGEST`].
    #[must_use]
    pub fn size(&self) -> usize {
        SIZES.iter().position(|word| self.has(word)).map_or(USUAL_SIZE, |at| at + 1)
    }

    /// The same look with another text size, as near as there is one.
    #[must_use]
    pub fn with_size(&self, size: usize) -> Self {
        let size = size.clamp(1, LARGEST);
        let word = SIZES.get(size - 1).copied().filter(|_| size != USUAL_SIZE);
        self.with(Group::Size, word.unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_has_one_word_and_other_words_stay() {
        let look = Look::read("dark  later-word sans");
        assert_eq!(look.with(Group::Theme, "sepia").text(), "later-word sans sepia");
        assert_eq!(look.with(Group::Theme, "").text(), "later-word sans");
        assert_eq!(look.of(Group::Theme), "dark");
        assert_eq!(look.of(Group::Line), "");
        assert_eq!(Look::read("").with(Group::Face, "").text(), "");
    }

    #[test]
    fn a_text_size_stays_in_its_range_and_the_usual_one_needs_no_word() {
        let look = Look::read("wide");
        assert_eq!(look.size(), USUAL_SIZE);
        assert_eq!(look.with_size(9).text(), "wide size-7");
        assert_eq!(look.with_size(0).size(), 1);
        assert_eq!(look.with_size(5).with_size(USUAL_SIZE).text(), "wide");
    }
}
