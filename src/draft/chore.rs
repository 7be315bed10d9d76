use super::{Merged, Record, Shelf, Sort, UNREADABLE};

/// Something to be done in the stores so that they hold no more than is needed. Nothing depends on it being done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chore {
    /// Move a text that cannot be read to another key.
    MoveAside {
        /// Its key.
        key: String,
        /// The other.
        to: String,
    },
    /// Delete a record, unless what is stored under its key has a higher revision by then.
    Forget(Record),
    /// Write the comment of a superseded draft as an earlier version under this name, then forget the draft.
    MakeEarlier(Record, String),
}

/// Earlier versions of one reply that are kept.
const VERSIONS: usize = 10;
/// Milliseconds for which earlier versions and what is over are kept: 30 days.
const KEPT: u64 = 30 * 24 * 60 * 60 * 1000;

impl Record {
    /// Whether this is something that was over more than 30 days before `now`, so that it may go.
    #[must_use]
    pub fn is_past(&self, now: u64) -> bool {
        matches!(self.sort, Sort::Over(_)) && now.saturating_sub(self.at) > KEPT && !self.newer
    }
}

/// What is to be done about the records of one address, of which `merged` was made, at `now` (milliseconds since
/// 1970). A newer build's records are let be. A clock that was set back ends nothing.
#[must_use]
pub fn chores(shelf: &Shelf, merged: &Merged, now: u64) -> Vec<Chore> {
    let is_old = |record: &Record| now.saturating_sub(record.at) > KEPT;
    let known = |comment: &str| {
        let kept = merged.best.iter().chain(&merged.others).chain(&merged.earlier);
        kept.into_iter().any(|record| record.fields.comment.contains(comment))
    };
    let mut chores: Vec<Chore> = Vec::new();
    for key in &shelf.broken {
        chores.push(Chore::MoveAside { key: key.clone(), to: format!("{UNREADABLE}{key}") });
    }
    for record in merged.over.iter().chain(merged.earlier.iter().skip(VERSIONS)) {
        chores.push(Chore::Forget(record.clone()));
    }
    for record in &merged.superseded {
        chores.push(if record.fields.says_something() && !known(&record.fields.comment) {
            Chore::MakeEarlier(record.clone(), format!("{}-r", record.stamp.writer))
        } else {
            Chore::Forget(record.clone())
        });
    }
    for record in shelf.records.iter().filter(|record| is_old(record)) {
        match record.sort {
            Sort::Over(_) | Sort::Earlier => chores.push(Chore::Forget(record.clone())),
            Sort::Draft if record.fields.is_empty() => chores.push(Chore::Forget(record.clone())),
            Sort::Draft | Sort::Reply | Sort::Person => {}
        }
    }
    chores.retain(|chore| match chore {
        Chore::MoveAside { .. } => true,
        Chore::Forget(record) | Chore::MakeEarlier(record, _) => !record.newer,
    });
    chores
}

#[cfg(test)]
mod tests {
    use super::super::test_records::{earlier, record};
    use super::super::{Address, Fate};
    use super::*;

    fn chores_of(records: Vec<Record>, now: u64) -> Vec<Chore> {
        let shelf = Shelf { records, broken: Vec::new() };
        chores(&shelf, &shelf.merged(&Address::of_reply("s", "a", None)), now)
    }

    #[test]
    fn a_superseded_text_becomes_an_earlier_version_unless_it_is_still_there() {
        let old = record("a", 3, &[], "old text");
        let made = Chore::MakeEarlier(old.clone(), "a-r".to_owned());
        assert_eq!(chores_of(vec![old.clone(), record("b", 4, &[("a", 3)], "new")], 0), [made]);
        let same = record("b", 4, &[("a", 3)], "old text, and more");
        assert_eq!(chores_of(vec![old.clone(), same], 0), [Chore::Forget(old.clone())]);
        let emptied = record("b", 4, &[("a", 3)], "");
        assert_eq!(chores_of(vec![old.clone(), emptied], 0), [Chore::MakeEarlier(old, "a-r".to_owned())]);
    }

    #[test]
    fn ten_earlier_versions_are_kept_the_newest() {
        let records = (1..=12).map(|rev| earlier("w", rev, &format!("version {rev}"))).collect();
        let forgotten: Vec<u64> = chores_of(records, 0)
            .into_iter()
            .map(|chore| match chore {
                Chore::Forget(record) => record.stamp.rev,
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(forgotten, [2, 1]);
    }

    #[test]
    fn what_is_over_goes_after_thirty_days_and_an_unsent_text_never() {
        let mut over = record("x", 0, &[("a", 5)], "sent");
        over.sort = Sort::Over(Fate::Sent);
        let draft = record("b", 1, &[], "unsent");
        let empty = record("c", 1, &[], "");
        let all = vec![over.clone(), draft, empty.clone()];
        assert_eq!(chores_of(all.clone(), KEPT), []);
        assert_eq!(chores_of(all, KEPT + 1), [Chore::Forget(over), Chore::Forget(empty)]);
    }

    #[test]
    fn a_newer_builds_records_are_let_be() {
        let mut old = record("a", 3, &[], "old");
        old.newer = true;
        assert_eq!(chores_of(vec![old, record("b", 4, &[("a", 3)], "new")], u64::MAX), []);
    }
}
