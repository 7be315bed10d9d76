use super::{Fate, Record, Seen, Shelf, Sort};

/// A text in the list of drafts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The text and where it belongs.
    pub record: Record,
    /// All that the text stands for: what is retired when it is thrown away.
    pub seen: Seen,
}

/// Every text of the stores that a reader can still have, the newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// Typed and not sent, from every article; different texts for the same reply are listed each.
    pub unsent: Vec<Listed>,
    /// Thrown away less than 30 days ago, and not had back since.
    pub discarded: Vec<Listed>,
}

impl Listing {
    /// The list of all records of `shelf`, or of those of one `site` alone, at `now` (milliseconds since 1970).
    #[must_use]
    pub fn of(shelf: &Shelf, site: Option<&str>, now: u64) -> Self {
        let mut listing = Self::default();
        for address in shelf.unsent() {
            let merged = shelf.merged(&address);
            let seen_of_best = merged.seen();
            for record in merged.best.into_iter().chain(merged.others) {
                if record.fields.says_something() {
                    let mut seen = record.seen.clone();
                    seen.add(&record.stamp);
                    if listing.unsent.last().is_none_or(|last| last.record.address != address) {
                        seen.join(&seen_of_best);
                    }
                    listing.unsent.push(Listed { record, seen });
                }
            }
        }
        for record in &shelf.records {
            let same = |listed: &Listed| {
                listed.record.address == record.address
                    && listed.record.fields.comment.contains(&record.fields.comment)
            };
            let known = listing.unsent.iter().chain(&listing.discarded).any(same);
            let over = record.sort == Sort::Over(Fate::Discarded) && !record.is_past(now);
            if over && record.fields.says_something() && !known {
                listing.discarded.push(Listed { record: record.clone(), seen: record.seen.clone() });
            }
        }
        for list in [&mut listing.unsent, &mut listing.discarded] {
            list.retain(|listed| site.is_none_or(|site| listed.record.address.site == site));
            crate::order::sort(list, |one, other| one.record.at > other.record.at);
        }
        listing
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_records::record;
    use super::super::{Address, Stamp};
    use super::*;

    fn listing(records: Vec<Record>, site: Option<&str>) -> Listing {
        Listing::of(&Shelf { records, broken: Vec::new() }, site, 0)
    }

    fn texts(list: &[Listed]) -> Vec<&str> {
        list.iter().map(|listed| listed.record.fields.comment.as_str()).collect()
    }

    fn of_article(article: &str, writer: &str, at: u64, comment: &str) -> Record {
        Record { address: Address::of_reply("s", article, None), at, ..record(writer, 1, &[], comment) }
    }

    fn discarded(writer: &str, seen: &[(&str, u64)], comment: &str) -> Record {
        Record { sort: Sort::Over(Fate::Discarded), ..record(writer, 0, seen, comment) }
    }

    #[test]
    fn the_texts_of_all_articles_are_listed_the_newest_first_and_each_once() {
        let old = of_article("one", "a", 1, "old");
        let all =
            vec![old.clone(), of_article("two", "b", 5, "new"), old, of_article("three", "c", 3, " \n")];
        assert_eq!(texts(&listing(all, None).unsent), ["new", "old"]);
    }

    #[test]
    fn both_texts_of_two_tabs_are_listed_and_each_is_thrown_away_alone() {
        let listing =
            listing(vec![record("a", 5, &[], "from A"), record("b", 9, &[("c", 2)], "from B")], None);
        let of = |text: &str| {
            listing.unsent.iter().find(|listed| listed.record.fields.comment == text).unwrap().seen.clone()
        };
        let stamp = |writer: &str, rev| Stamp { writer: writer.to_owned(), rev };
        assert!(of("from A").covers(&stamp("a", 5)) && !of("from A").covers(&stamp("b", 9)));
        assert!(of("from B").covers(&stamp("b", 9)) && of("from B").covers(&stamp("c", 2)));
        assert!(!of("from B").covers(&stamp("a", 5)));
    }

    #[test]
    fn a_discarded_text_is_listed_as_such_until_it_is_had_back() {
        let over = discarded("x", &[("a", 5)], "thrown away");
        let gone = record("a", 5, &[], "thrown away");
        let list = listing(vec![gone.clone(), over.clone()], None);
        assert_eq!((texts(&list.unsent), texts(&list.discarded)), (vec![], vec!["thrown away"]));
        let back = record("b", 6, &[("a", 5)], "thrown away, and more");
        let list = listing(vec![gone, over, back], None);
        assert_eq!((texts(&list.unsent), texts(&list.discarded)), (vec!["thrown away, and more"], vec![]));
    }

    #[test]
    fn what_was_discarded_a_month_ago_is_not_listed() {
        let shelf = Shelf { records: vec![discarded("x", &[], "thrown away")], broken: Vec::new() };
        let day = 24 * 60 * 60 * 1000;
        assert_eq!(Listing::of(&shelf, None, 29 * day).discarded.len(), 1);
        assert_eq!(Listing::of(&shelf, None, 31 * day).discarded.len(), 0);
    }

    #[test]
    fn an_embed_lists_the_drafts_of_its_own_site_alone() {
        let mut foreign = record("f", 1, &[], "of another site");
        foreign.address = Address::of_reply("https://other.example", "a", None);
        let all = vec![foreign, record("a", 1, &[], "own")];
        assert_eq!(texts(&listing(all.clone(), Some("s")).unsent), ["own"]);
        assert_eq!(listing(all, None).unsent.len(), 2);
    }
}
