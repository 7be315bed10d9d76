//! Where a reader was in a text: by the words at the top of the window, not by pixels, so that it is found again with another
//! type size, in another width and in a text that was changed meanwhile.

use super::Quote;

/// A place in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Number of the block in the text: where to go if its words are gone.
    pub block: usize,
    /// The words, and what stands before them.
    pub quote: Quote,
    /// How much of the text lies before it, in hundredths.
    pub share: usize,
}

/// First line of the text form; another one is of another version and is not read.
const VERSION: &str = "1";

impl Place {
    /// The text to keep.
    #[must_use]
    pub fn write(&self) -> String {
        let mut out = String::from(VERSION);
        for number in [self.block, self.share] {
            out.push('\n');
            out.push_str(&number.to_string());
        }
        for words in [&self.quote.prefix, &self.quote.start] {
            out.push('\n');
            out.push_str(&String::from_utf16_lossy(words));
        }
        out
    }

    /// The place that a kept text stands for; `None` for one of another version, or broken.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let mut lines = text.split('\n');
        if lines.next() != Some(VERSION) {
            return None;
        }
        let block = lines.next()?.parse().ok()?;
        let share = lines.next()?.parse().ok()?;
        let mut words = || lines.next().map(|line| line.encode_utf16().collect::<Vec<u16>>());
        let (prefix, start) = (words()?, words()?);
        Some(Self { block, share, quote: Quote { prefix, start, ..Quote::default() } })
    }

    /// Where its words stand in `text`: all of them, else the first half of them.
    #[must_use]
    pub fn find_in(&self, text: &[u16]) -> Option<usize> {
        let half = self.quote.start.get(..self.quote.start.len() / 2).unwrap_or_default().to_vec();
        let half = Quote { start: half, prefix: self.quote.prefix.clone(), ..Quote::default() };
        let found = self.quote.find_in(text).or_else(|| half.find_in(text));
        found.map(|(from, _)| from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_as_it_was_written_and_no_other_version() {
        let units = |text: &str| text.encode_utf16().collect::<Vec<u16>>();
        let quote = Quote { prefix: units("before"), start: units("words 漢🦀"), ..Quote::default() };
        let place = Place { block: 12, share: 43, quote };
        assert_eq!(Place::read(&place.write()), Some(place));
        for broken in ["", "2\n1\n1\na\nb", "1\nx\n1\na\nb", "1\n1\n1\na"] {
            assert_eq!(Place::read(broken), None, "{broken:?}");
        }
    }

    #[test]
    fn half_of_the_words_are_enough() {
        let units = |text: &str| text.encode_utf16().collect::<Vec<u16>>();
        let quote = Quote { start: units("the ferries stop on Sunday"), ..Quote::default() };
        let place = Place { quote, ..Place::default() };
        assert_eq!(place.find_in(&units("New. And the ferries stop at noon.")), Some(9));
        assert_eq!(place.find_in(&units("Nothing of it.")), None);
    }
}
