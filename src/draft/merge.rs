use super::{Record, Seen, Sort, Stamp};

/// What the records of one address come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// The draft to show: of those that nothing supersedes, the one with the highest revision.
    pub best: Option<Record>,
    /// Drafts that differ from it and that it does not descend from: typed in another tab, or before it was read.
    pub others: Vec<Record>,
    /// Earlier versions that were kept as such, the newest first; not of what is over, nor such as the drafts contain.
    pub earlier: Vec<Record>,
    /// Drafts that others descend from, and equals of the best: not to be shown as drafts.
    pub superseded: Vec<Record>,
    /// Drafts that are over: may be deleted where a store still has exactly that revision.
    pub over: Vec<Record>,
}

impl Merged {
    /// Everything that the best text stands for: it, what it descends from, and its equals. Nothing if there is none.
    #[must_use]
    pub fn seen(&self) -> Seen {
        let Some(best) = &self.best else { return Seen::default() };
        let mut seen = best.seen.clone();
        seen.add(&best.stamp);
        for equal in self.superseded.iter().filter(|draft| draft.fields == best.fields) {
            seen.add(&equal.stamp);
        }
        seen
    }
}

/// Merges all records of one address, from every store. The order does not matter, nor how often one occurs. Nothing is
/// decided by clocks but the order of equal revisions.
#[must_use]
pub fn merge(records: Vec<Record>) -> Merged {
    let mut merged = Merged::default();
    let (mut live, mut over): (Vec<Record>, Vec<Seen>) = (Vec::new(), Vec::new());
    for record in newest_of_each_writer(records) {
        match record.sort {
            Sort::Draft => live.push(record),
            Sort::Earlier => merged.earlier.push(record),
            Sort::Over(_) => over.push(record.seen),
            Sort::Reply | Sort::Person => {}
        }
    }
    let is_over = |stamp: &Stamp| over.iter().any(|seen| seen.covers(stamp));
    (merged.over, live) = live.into_iter().partition(|draft| is_over(&draft.stamp));
    let heads: Vec<(Stamp, Seen)> =
        live.iter().map(|draft| (draft.stamp.clone(), draft.seen.clone())).collect();
    // A later text has a higher revision than all that it has seen, so two cannot supersede each other.
    let is_superseded = |draft: &Record| {
        heads.iter().any(|(stamp, seen)| stamp.rev > draft.stamp.rev && seen.covers(&draft.stamp))
    };
    (merged.superseded, live) = live.into_iter().partition(is_superseded);
    crate::order::sort(&mut live, |one, other| rank(one) > rank(other));
    for draft in live {
        match &merged.best {
            // Emptied by the reader: it hides what it descends from and nothing else.
            _ if draft.fields.is_empty() => {}
            None => merged.best = Some(draft),
            Some(best) if best.fields == draft.fields => merged.superseded.push(draft),
            Some(_) => merged.others.push(draft),
        }
    }
    let shown = |comment: &str| {
        merged.best.iter().chain(&merged.others).any(|draft| draft.fields.comment.contains(comment))
    };
    merged.earlier.retain(|version| {
        let writer = version.stamp.writer.rsplit_once('-').map_or("", |(writer, _)| writer);
        let of = Stamp { writer: writer.to_owned(), rev: version.stamp.rev };
        !is_over(&of) && !shown(&version.fields.comment)
    });
    crate::order::sort(&mut merged.earlier, |one, other| rank(one) > rank(other));
    merged
}

fn rank(record: &Record) -> (u64, u64, &str) {
    (record.stamp.rev, record.at, &record.stamp.writer)
}

fn newest_of_each_writer(records: Vec<Record>) -> Vec<Record> {
    let mut newest: Vec<Record> = Vec::new();
    for record in records {
        let same =
            |known: &&mut Record| known.sort == record.sort && known.stamp.writer == record.stamp.writer;
        match newest.iter_mut().find(same) {
            Some(known) if known.stamp.rev < record.stamp.rev => *known = record,
            Some(_) => {}
            None => newest.push(record),
        }
    }
    newest
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Fate;
    use super::super::test_records::{earlier, record as draft};
    use super::*;

    fn over(seen: Seen) -> Record {
        let id = format!("x{:?}", seen);
        Record { sort: Sort::Over(Fate::Sent), seen, ..draft(&id, 0, &[], "") }
    }

    fn with(mut records: Vec<Record>, more: impl IntoIterator<Item = Record>) -> Merged {
        records.extend(more);
        merge(records)
    }

    fn shown(merged: &Merged) -> (Option<&str>, Vec<&str>) {
        let best = merged.best.as_ref().map(|draft| draft.fields.comment.as_str());
        (best, merged.others.iter().map(|draft| draft.fields.comment.as_str()).collect())
    }

    #[test]
    fn the_highest_revision_of_a_writer_wins_whatever_the_clock_says() {
        let old = Record { at: 9_000, ..draft("a", 3, &[], "old") };
        let new = Record { at: 1, ..draft("a", 4, &[], "new") };
        assert_eq!(shown(&merge(vec![new, old])), (Some("new"), vec![]));
    }

    #[test]
    fn two_tabs_keep_both_texts() {
        let copies = vec![draft("a", 5, &[], "from A"), draft("b", 9, &[], "from B")];
        assert_eq!(shown(&merge(copies)), (Some("from B"), vec!["from A"]));
    }

    #[test]
    fn a_text_that_went_on_elsewhere_is_no_other_version() {
        let copies = vec![draft("a", 5, &[], "hel"), draft("b", 6, &[("a", 5)], "hello")];
        assert_eq!(shown(&merge(copies.clone())), (Some("hello"), vec![]));
        let typed_on = vec![draft("a", 6, &[], "help"), copies[1].clone()];
        assert_eq!(shown(&merge(typed_on)), (Some("hello"), vec!["help"]));
    }

    #[test]
    fn an_emptied_field_hides_only_what_it_descends_from() {
        let emptied = draft("b", 9, &[("a", 5)], "");
        assert_eq!(shown(&merge(vec![draft("a", 5, &[], "x"), emptied.clone()])), (None, vec![]));
        assert_eq!(shown(&merge(vec![draft("c", 1, &[], "y"), emptied])), (Some("y"), vec![]));
    }

    #[test]
    fn exactly_the_revision_that_was_sent_is_retired() {
        let sent = over([Stamp { writer: "a".into(), rev: 5 }].into_iter().collect());
        let merged = with(vec![draft("a", 5, &[], "sent")], [sent.clone()]);
        assert_eq!((shown(&merged), merged.over.len()), ((None, vec![]), 1));
        let meanwhile = with(vec![draft("a", 6, &[], "sent, and more")], [sent]);
        assert_eq!(shown(&meanwhile), (Some("sent, and more"), vec![]));
    }

    #[test]
    fn a_stale_copy_in_one_store_cannot_bring_back_what_was_sent() {
        let sent = over(merge(vec![draft("b", 7, &[("a", 5)], "text")]).seen());
        let stale = vec![draft("a", 4, &[], "tex"), draft("b", 6, &[("a", 5)], "tex")];
        assert_eq!(shown(&with(stale, [sent])), (None, vec![]));
    }

    #[test]
    fn equal_texts_are_one_and_are_retired_together() {
        let copies = vec![draft("a", 5, &[], "same"), draft("b", 9, &[], "same")];
        let merged = merge(copies.clone());
        assert_eq!(shown(&merged), (Some("same"), vec![]));
        assert_eq!(shown(&with(copies, [over(merged.seen())])), (None, vec![]));
    }

    #[test]
    fn earlier_versions_are_listed_newest_first_but_not_those_of_what_is_over() {
        let versions = [earlier("a", 3, "three"), earlier("a", 7, "seven"), earlier("b", 9, "nine")];
        let merged = with(vec![draft("b", 10, &[], "nine and more")], versions.clone());
        let texts: Vec<&str> = merged.earlier.iter().map(|version| version.fields.comment.as_str()).collect();
        assert_eq!(texts, ["seven", "three"]);
        let sent = over([Stamp { writer: "a".into(), rev: 5 }].into_iter().collect());
        assert_eq!(with(vec![sent], versions).earlier.len(), 2);
    }

    /// What can happen to one reply over some pages.
    #[derive(Clone, Debug)]
    enum Step {
        /// The form of page `n` is typed into.
        Type(usize),
        /// Page `n` is reloaded: a new form, which shows what the merge gives.
        Reload(usize),
        /// What the form of page `n` shows is posted.
        Send(usize),
        /// One of the copies goes back to an earlier state: a store lost its last writes.
        Lag(usize),
    }

    fn steps() -> impl Strategy<Value = Vec<Step>> {
        let step = prop_oneof![
            4 => (0..3usize).prop_map(Step::Type),
            3 => (0..3usize).prop_map(Step::Reload),
            1 => (0..3usize).prop_map(Step::Send),
            2 => any::<usize>().prop_map(Step::Lag),
        ];
        prop::collection::vec(step, 1..60)
    }

    proptest! {
        /// Two stores of which one may lag. At the end every text that is not shown was sent, or was on the screen
        /// in a form that was then typed into.
        #[test]
        fn no_text_is_lost_over_tabs_reloads_and_lagging_stores(steps in steps()) {
            let mut sure: Vec<Record> = Vec::new();
            let mut lagging: Vec<Record> = Vec::new();
            let mut tombstones: Vec<Record> = Vec::new();
            let mut pages = vec![(Seen::default(), None::<Record>); 3];
            let mut forms = 0_u64;
            let mut typed = 0_u64;
            let mut all: Vec<Record> = Vec::new();
            for step in steps {
                match step {
                    Step::Type(page) => {
                        let (seen, last) = &mut pages[page];
                        typed += 1;
                        let writer = match last {
                            Some(last) => last.stamp.writer.clone(),
                            None => { forms += 1; format!("w{forms}") }
                        };
                        let rev = 1 + last.as_ref().map_or(0, |last| last.stamp.rev).max(seen.highest());
                        let next = Record {
                            seen: seen.clone(),
                            stamp: Stamp { writer: writer.clone(), rev },
                            ..draft("", 0, &[], &format!("text {typed}"))
                        };
                        sure.retain(|draft| draft.stamp.writer != writer);
                        sure.push(next.clone());
                        lagging.push(next.clone());
                        all.push(next.clone());
                        *last = Some(next);
                    }
                    Step::Reload(page) => {
                        let merged = merge(sure.iter().chain(&lagging).chain(&tombstones).cloned().collect());
                        pages[page] = (merged.seen(), None);
                    }
                    Step::Send(page) => {
                        let (seen, last) = &mut pages[page];
                        if let Some(last) = last {
                            seen.add(&last.stamp);
                        }
                        tombstones.push(over(seen.clone()));
                    }
                    Step::Lag(cut) => lagging.truncate(cut % (lagging.len() + 1)),
                }
            }
            let merged = merge(sure.iter().chain(&lagging).chain(&tombstones).cloned().collect());
            let visible: Vec<&Record> = merged.best.iter().chain(&merged.others).collect();
            for text in &all {
                let later = all.iter().any(|next| {
                    next.stamp.rev > text.stamp.rev && (next.stamp.writer == text.stamp.writer || next.seen.covers(&text.stamp))
                });
                let sent = tombstones.iter().any(|tombstone| tombstone.seen.covers(&text.stamp));
                prop_assert!(later || sent || visible.iter().any(|draft| draft.stamp == text.stamp), "{text:?} is gone");
                if sent {
                    prop_assert!(!visible.iter().any(|draft| draft.stamp == text.stamp), "{text:?} is back");
                }
            }
        }
    }
}
