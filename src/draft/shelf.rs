use super::{Address, DRAFTS, Draft, Merged, TOMBSTONES, Tombstone, Unreadable, merge, read, read_tombstone};

/// Everything that the stores gave, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shelf {
    /// Copies of drafts, of any address, one or more of each.
    pub drafts: Vec<Draft>,
    /// Tombstones, of any address.
    pub tombstones: Vec<Tombstone>,
    /// Keys whose texts cannot be read and are no newer build's.
    pub broken: Vec<String>,
}

impl Shelf {
    /// Reads texts under their keys. Keys of other sorts of records are passed over.
    #[must_use]
    pub fn of(texts: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut shelf = Self::default();
        for (key, json) in texts {
            let read = if key.starts_with(DRAFTS) {
                read(&key, &json).map(|draft| shelf.drafts.push(draft))
            } else if key.starts_with(TOMBSTONES) {
                read_tombstone(&key, &json).map(|tombstone| shelf.tombstones.push(tombstone))
            } else {
                continue;
            };
            match read {
                Ok(()) | Err(Unreadable::Newer) => {}
                Err(Unreadable::Broken) => shelf.broken.push(key),
            }
        }
        shelf
    }

    /// What the copies of one address come to.
    #[must_use]
    pub fn merged(&self, address: &Address) -> Merged {
        let drafts = self.drafts.iter().filter(|draft| draft.address == *address).cloned().collect();
        let tombstones = self.tombstones.iter().filter(|tombstone| tombstone.address == *address).cloned();
        merge(drafts, &tombstones.collect::<Vec<_>>())
    }

    /// The addresses that have an unsent comment, each once, in order.
    #[must_use]
    pub fn unsent(&self) -> Vec<Address> {
        let mut addresses: Vec<Address> = self.drafts.iter().map(|draft| draft.address.clone()).collect();
        crate::order::sort(&mut addresses, |one, other| one < other);
        addresses.dedup();
        addresses.retain(|address| {
            let merged = self.merged(address);
            merged.best.iter().chain(&merged.others).any(|draft| !draft.fields.comment.trim().is_empty())
        });
        addresses
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(parent: Option<&str>, writer: &str, comment: &str) -> (String, String) {
        let address = Address::of_reply("s", "a", parent);
        let json = serde_json::json!({"v": 1, "site": "s", "article": "a", "parent": parent, "kind": "new", "tab": writer,
            "rev": 1, "t": 0, "seen": {}, "fields": {"comment": comment}});
        (address.key(DRAFTS, writer), json.to_string())
    }

    #[test]
    fn one_broken_record_does_not_hide_the_others() {
        let broken = ("standfirst.d1/s/a//new/x".to_owned(), "{".to_owned());
        let foreign = ("standfirst.s1/x".to_owned(), "{".to_owned());
        let shelf = Shelf::of([broken.clone(), foreign, text(None, "w", "kept")]);
        assert_eq!((shelf.drafts.len(), shelf.broken), (1, vec![broken.0]));
    }

    #[test]
    fn addresses_with_a_comment_are_listed_once() {
        let texts = [text(Some("7"), "w", "one"), text(Some("7"), "x", "two"), text(None, "y", " \n")];
        assert_eq!(Shelf::of(texts).unsent(), vec![Address::of_reply("s", "a", Some("7"))]);
    }
}
