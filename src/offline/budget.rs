use super::Record;

/// How much may be kept, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// What all articles that nobody asked to keep may take together.
    pub bytes: u64,
    /// How many of them there may be.
    pub articles: usize,
}

impl Budget {
    /// For reading as it comes: some dozen articles with pictures.
    pub const USUAL: Self = Self { bytes: 60_000_000, articles: 60 };
}

/// Addresses of the articles that must go to keep to `budget`: those read longest ago first; never a pinned one, and never
/// `current`, the one being read.
#[must_use]
pub fn to_make_room(records: &[Record], budget: Budget, current: &str) -> Vec<String> {
    let mut loose: Vec<&Record> = records.iter().filter(|record| !record.pinned).collect();
    crate::order::sort(&mut loose, |one, other| one.read > other.read);
    let (mut bytes, mut articles) = (0, 0);
    let mut gone = Vec::new();
    // The newest stay, as long as they fit.
    for record in loose {
        let full = bytes + record.bytes() > budget.bytes || articles + 1 > budget.articles;
        if full && record.address != current {
            gone.push(record.address.clone());
        } else {
            bytes += record.bytes();
            articles += 1;
        }
    }
    gone
}

/// Addresses of files that no article of `records` needs any more, of those that `removed` had.
#[must_use]
pub fn unused<'r>(removed: &'r Record, records: &[Record]) -> Vec<&'r str> {
    let is_used = |address: &str| {
        let others = records.iter().filter(|record| record.address != removed.address);
        others.flat_map(|record| &record.files).any(|(file, _)| file == address)
    };
    removed.files.iter().map(|(file, _)| file.as_str()).filter(|file| !is_used(file)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(address: &str, read: u64, bytes: u64, pinned: bool) -> Record {
        let files = vec![(format!("{address}.jpg"), bytes), ("shared.jpg".to_owned(), 0)];
        Record { address: address.to_owned(), read, pinned, files, ..Record::default() }
    }

    #[test]
    fn what_was_read_longest_ago_goes_first_and_pinned_articles_stay() {
        let records = [
            record("old", 1, 40, false),
            record("pinned", 0, 90, true),
            record("mid", 2, 40, false),
            record("new", 3, 40, false),
        ];
        let gone = |bytes, articles| to_make_room(&records, Budget { bytes, articles }, "new");
        assert_eq!(gone(120, 9), [""; 0]);
        assert_eq!(gone(100, 9), ["old"]);
        assert_eq!(gone(50, 9), ["mid", "old"]);
        assert_eq!(gone(1000, 2), ["old"]);
    }

    #[test]
    fn the_article_being_read_stays_even_where_it_alone_is_too_large() {
        let records = [record("huge", 1, 500, false), record("small", 2, 5, false)];
        assert_eq!(to_make_room(&records, Budget { bytes: 100, articles: 9 }, "huge"), [""; 0]);
        assert_eq!(to_make_room(&records, Budget { bytes: 100, articles: 9 }, "small"), ["huge"]);
    }

    #[test]
    fn a_picture_that_another_article_shows_stays() {
        let records = [record("a", 1, 1, false), record("b", 2, 1, false)];
        assert_eq!(unused(&records[0], &records), ["a.jpg"]);
        assert_eq!(unused(&records[0], &records[..1]), ["a.jpg", "shared.jpg"]);
    }
}
