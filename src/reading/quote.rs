//! Words by which a passage is found again, though the text around it changed.

/// Stands between two blocks in a text: a unit that no text of a document holds (U+0000 is refused by HTML).
pub const BREAK: u16 = 0;

/// At most so many UTF-16 units are quoted as a whole; of a longer passage only its beginning and end.
const WHOLE: usize = 150;
/// Units of context on each side, and of the beginning and end of a long passage: whole words within this length.
const CONTEXT: usize = 32;

/// A passage by its words. Texts are UTF-16, as the browser counts them; white space is one space.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quote {
    /// What stands right before it; may be empty.
    pub prefix: Vec<u16>,
    /// The passage, or its beginning.
    pub start: Vec<u16>,
    /// Its end, where only its beginning is in `start`; else empty.
    pub end: Vec<u16>,
    /// What stands right after it; may be empty.
    pub suffix: Vec<u16>,
}

const SPACE: u16 = 0x20;

fn is_word(unit: u16) -> bool {
    // Surrogates are halves of letters as often as not; scripts without spaces are never cut at a word's edge.
    char::from_u32(u32::from(unit)).is_none_or(|c| c.is_alphanumeric())
}

/// Written without spaces between words: any place is as good as another.
fn is_dense(unit: u16) -> bool {
    (0x2E80..=0x9FFF).contains(&unit)
        || (0xF900..=0xFAFF).contains(&unit)
        || (0xFF00..=0xFFEF).contains(&unit)
}

fn in_word(text: &[u16], at: usize) -> bool {
    let unit = |at: Option<usize>| at.and_then(|at| text.get(at)).copied();
    match (unit(at.checked_sub(1)), unit(Some(at))) {
        (Some(before), Some(after)) => {
            is_word(before) && is_word(after) && !is_dense(before) && !is_dense(after)
        }
        _ => false,
    }
}

fn same(one: u16, other: u16) -> bool {
    let lower = |unit: u16| u8::try_from(unit).map_or(unit, |byte| u16::from(byte.to_ascii_lowercase()));
    one == other || lower(one) == lower(other)
}

/// The first place from `from` on where `words` stand.
fn find(text: &[u16], words: &[u16], from: usize) -> Option<usize> {
    let first = *words.first()?;
    (from..=text.len().checked_sub(words.len())?).find(|at| {
        text.get(*at).is_some_and(|unit| same(*unit, first))
            && text
                .get(*at..at + words.len())
                .is_some_and(|here| here.iter().zip(words).all(|(a, b)| same(*a, *b)))
    })
}

/// Units without the white space and block ends at both ends.
fn trimmed(text: &[u16], mut from: usize, mut to: usize) -> (usize, usize) {
    let blank = |at: usize| text.get(at).is_some_and(|unit| *unit == SPACE || *unit == BREAK);
    while from < to && blank(from) {
        from += 1;
    }
    while to > from && blank(to - 1) {
        to -= 1;
    }
    (from, to)
}

impl Quote {
    /// Quotes the units from `from` to `to`, whole words of them. `None` where there is nothing but space.
    #[must_use]
    pub fn of(text: &[u16], from: usize, to: usize) -> Option<Self> {
        let (mut from, mut to) = trimmed(text, from.min(to), to.max(from).min(text.len()));
        if from == to {
            return None;
        }
        while in_word(text, from) {
            from -= 1;
        }
        while in_word(text, to) {
            to += 1;
        }
        let passage = text.get(from..to)?;
        let whole = passage.len() <= WHOLE && !passage.contains(&BREAK);
        let mut quote = Self::default();
        if whole {
            quote.start = passage.to_vec();
        } else {
            quote.start = after(text, from, to);
            quote.end = before(text, to, from);
        }
        // Context only where the words alone do not say which passage it is.
        if find(text, &quote.start, 0) != Some(from) || find(text, &quote.start, from + 1).is_some() {
            quote.prefix = before(text, from, 0);
            quote.suffix = after(text, to, text.len());
        }
        Some(quote)
    }

    /// Where it stands in `text`: with its context, else without.
    #[must_use]
    pub fn find_in(&self, text: &[u16]) -> Option<(usize, usize)> {
        self.search(text, true).or_else(|| self.search(text, false))
    }

    fn search(&self, text: &[u16], in_context: bool) -> Option<(usize, usize)> {
        let mut from = 0;
        while let Some(start) = find(text, &self.start, from) {
            from = start + 1;
            let mut end = start + self.start.len();
            if !self.end.is_empty() {
                end = find(text, &self.end, end)? + self.end.len();
            }
            let fits =
                !in_context || (ends_with(text, start, &self.prefix) && begins_with(text, end, &self.suffix));
            if fits {
                return Some((start, end));
            }
        }
        None
    }
}

fn ends_with(text: &[u16], at: usize, words: &[u16]) -> bool {
    let (_, end) = trimmed(text, 0, at);
    words.is_empty()
        || end.checked_sub(words.len()).is_some_and(|start| find(text, words, start) == Some(start))
}

fn begins_with(text: &[u16], at: usize, words: &[u16]) -> bool {
    let (start, _) = trimmed(text, at, text.len());
    words.is_empty() || find(text.get(..start + words.len()).unwrap_or_default(), words, start) == Some(start)
}

/// Whole words from `at` on, inside one block and before `limit`.
fn after(text: &[u16], at: usize, limit: usize) -> Vec<u16> {
    let (at, limit) = trimmed(text, at, limit);
    let mut end = at;
    while end < limit && end - at < CONTEXT && text.get(end).is_some_and(|unit| *unit != BREAK) {
        end += 1;
    }
    while end > at && end < limit && in_word(text, end) {
        end -= 1;
    }
    let (from, to) = trimmed(text, at, end);
    text.get(from..to).unwrap_or_default().to_vec()
}

/// Whole words up to `at`, inside one block and not before `limit`.
fn before(text: &[u16], at: usize, limit: usize) -> Vec<u16> {
    let (limit, at) = trimmed(text, limit, at);
    let mut start = at;
    while start > limit && at - start < CONTEXT && text.get(start - 1).is_some_and(|unit| *unit != BREAK) {
        start -= 1;
    }
    while start < at && in_word(text, start) {
        start += 1;
    }
    let (from, to) = trimmed(text, start, at);
    text.get(from..to).unwrap_or_default().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units(text: &str) -> Vec<u16> {
        text.encode_utf16().map(|unit| if unit == 10 { BREAK } else { unit }).collect()
    }

    fn quoted(text: &str, part: &str) -> (String, String) {
        let at = text.split_once(part).unwrap().0.encode_utf16().count();
        let text = units(text);
        let quote = Quote::of(&text, at, at + part.encode_utf16().count()).unwrap();
        let (from, to) = quote.find_in(&text).unwrap();
        (String::from_utf16(&quote.prefix).unwrap(), String::from_utf16(&text[from..to]).unwrap())
    }

    #[test]
    fn a_passage_is_quoted_by_whole_words_and_found_again() {
        assert_eq!(
            quoted("The old bridge reopened on Monday.", "ld brid"),
            (String::new(), "old bridge".into())
        );
        assert_eq!(quoted("橋が月曜日に開いた。", "月曜日"), (String::new(), "月曜日".into()));
    }

    #[test]
    fn words_that_stand_twice_are_told_apart_by_what_is_around_them() {
        let text = "One bridge here.\nTwo bridge there.";
        let units = units(text);
        let second = text.rfind("bridge").unwrap();
        let quote = Quote::of(&units, second, second + 6).unwrap();
        assert_eq!(quote.find_in(&units), Some((second, second + 6)));
        assert_eq!(String::from_utf16(&quote.prefix).unwrap(), "Two");
    }

    #[test]
    fn a_long_passage_over_several_blocks_is_found_by_its_ends() {
        let text =
            format!("Before.\nIt begins here{}\nand it ends there.\nAfter.", " and goes on".repeat(30));
        let all = units(&text);
        let (from, to) = (text.find("It begins").unwrap(), text.find("\nAfter").unwrap());
        let quote = Quote::of(&all, from, to).unwrap();
        assert!(!quote.end.is_empty());
        assert_eq!(quote.find_in(&all), Some((from, to)));
    }

    #[test]
    fn a_passage_is_found_though_the_text_before_it_changed() {
        let text = "A first block.\nThe words that were read, and more.";
        let at = text.find("words").unwrap();
        let quote = Quote::of(&units(text), at, at + 10).unwrap();
        let changed = units("Another beginning.\nInserted.\nThe words that were read, and more.");
        let (from, to) = quote.find_in(&changed).unwrap();
        assert_eq!(String::from_utf16(&changed[from..to]).unwrap(), "words that");
    }

    #[test]
    fn nothing_is_quoted_of_white_space_and_nothing_found_of_what_is_gone() {
        assert_eq!(Quote::of(&units("a  \n b"), 1, 4), None);
        let quote = Quote { start: units("gone"), ..Quote::default() };
        assert_eq!(quote.find_in(&units("not there")), None);
        assert_eq!(quote.find_in(&[]), None);
    }
}
