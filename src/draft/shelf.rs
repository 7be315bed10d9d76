use super::{Address, Merged, Record, Unreadable, merge};

/// Everything that the stores gave, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shelf {
    /// Records of any address, one or more copies of each.
    pub records: Vec<Record>,
    /// Keys whose texts cannot be read and are no newer build's.
    pub broken: Vec<String>,
}

impl Shelf {
    /// Reads texts under their keys. Keys of something else are passed over.
    #[must_use]
    pub fn of<'a>(texts: impl IntoIterator<Item = &'a (String, String)>) -> Self {
        let mut shelf = Self::default();
        for (key, json) in texts {
            match Record::read(key, json) {
                Ok(record) => shelf.records.push(record),
                Err(Unreadable::Broken) => shelf.broken.push(key.clone()),
                Err(Unreadable::Foreign | Unreadable::Newer) => {}
            }
        }
        shelf
    }

    /// What the records of one address come to.
    #[must_use]
    pub fn merged(&self, address: &Address) -> Merged {
        merge(self.records.iter().filter(|record| record.address == *address).cloned().collect())
    }

    /// The addresses that have an unsent comment, each once, in order.
    #[must_use]
    pub fn unsent(&self) -> Vec<Address> {
        let mut addresses: Vec<Address> = self.records.iter().map(|record| record.address.clone()).collect();
        crate::order::sort(&mut addresses, |one, other| one < other);
        addresses.dedup();
        addresses.retain(|address| {
            let merged = self.merged(address);
            merged.best.iter().chain(&merged.others).any(|draft| draft.fields.says_something())
        });
        addresses
    }
}

#[cfg(test)]
mod tests {
    use super::super::Sort;
    use super::*;

    fn text(parent: Option<&str>, writer: &str, comment: &str) -> (String, String) {
        let address = Address::of_reply("s", "a", parent);
        let json = serde_json::json!({"v": 1, "site": "s", "article": "a", "parent": parent, "kind": "new", "tab": writer,
            "rev": 1, "t": 0, "seen": {}, "fields": {"comment": comment}});
        (address.key(Sort::Draft.prefix(), writer), json.to_string())
    }

    #[test]
    fn one_broken_record_does_not_hide_the_others() {
        let broken = ("standfirst.d1/s/a//new/x".to_owned(), "{".to_owned());
        let foreign = ("standfirst.s1/x".to_owned(), "{".to_owned());
        let shelf = Shelf::of(&[broken.clone(), foreign, text(None, "w", "kept")]);
        assert_eq!((shelf.records.len(), shelf.broken), (1, vec![broken.0]));
    }

    #[test]
    fn addresses_with_a_comment_are_listed_once() {
        let texts = [text(Some("7"), "w", "one"), text(Some("7"), "x", "two"), text(None, "y", " \n")];
        assert_eq!(Shelf::of(&texts).unsent(), vec![Address::of_reply("s", "a", Some("7"))]);
    }
}
