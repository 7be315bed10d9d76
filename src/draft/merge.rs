use super::{Draft, Seen, Stamp, Tombstone};

/// What the copies of one address's drafts come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// The text to show: of those that nothing supersedes, the one with the highest revision.
    pub best: Option<Draft>,
    /// Texts that differ from it and that it does not descend from: typed in another tab, or before it was read.
    pub others: Vec<Draft>,
    /// Earlier versions of what is kept, and its equals: not to be shown as drafts.
    pub earlier: Vec<Draft>,
    /// What tombstones cover: may be deleted where a store still has exactly that revision.
    pub over: Vec<Draft>,
}

impl Merged {
    /// Everything that the best text stands for: it, what it descends from, and its equals. Nothing if there is none.
    #[must_use]
    pub fn seen(&self) -> Seen {
        let Some(best) = &self.best else { return Seen::default() };
        let mut seen = best.seen.clone();
        seen.add(&best.stamp);
        self.earlier
            .iter()
            .filter(|draft| draft.fields == best.fields)
            .for_each(|draft| seen.add(&draft.stamp));
        seen
    }
}

/// Merges all copies of one address's drafts, from every store, with the tombstones of that address. The order of the
/// copies does not matter, nor how often one occurs. Nothing is decided by clocks but the order of equal revisions.
#[must_use]
pub fn merge(copies: Vec<Draft>, tombstones: &[Tombstone]) -> Merged {
    let mut merged = Merged::default();
    let mut live: Vec<Draft> = Vec::new();
    for copy in newest_of_each_writer(copies) {
        let over = tombstones.iter().any(|tombstone| tombstone.seen.covers(&copy.stamp));
        if over { merged.over.push(copy) } else { live.push(copy) }
    }
    let heads: Vec<(Stamp, Seen)> =
        live.iter().map(|draft| (draft.stamp.clone(), draft.seen.clone())).collect();
    let (mut kept, earlier): (Vec<Draft>, Vec<Draft>) = live.into_iter().partition(|draft| {
        // A later text has a higher revision than all that it has seen, so two cannot supersede each other.
        !heads.iter().any(|(stamp, seen)| stamp.rev > draft.stamp.rev && seen.covers(&draft.stamp))
    });
    merged.earlier = earlier;
    crate::order::sort(&mut kept, |one, other| rank(one) > rank(other));
    for draft in kept {
        if draft.fields.is_empty() {
            // Emptied by the reader: it hides what it descends from and nothing else.
            continue;
        }
        match &merged.best {
            None => merged.best = Some(draft),
            Some(best) if best.fields == draft.fields => merged.earlier.push(draft),
            Some(_) => merged.others.push(draft),
        }
    }
    merged
}

fn rank(draft: &Draft) -> (u64, u64, &str) {
    (draft.stamp.rev, draft.at, &draft.stamp.writer)
}

fn newest_of_each_writer(copies: Vec<Draft>) -> Vec<Draft> {
    let mut newest: Vec<Draft> = Vec::new();
    for copy in copies {
        match newest.iter_mut().find(|known| known.stamp.writer == copy.stamp.writer) {
            Some(known) if known.stamp.rev < copy.stamp.rev => *known = copy,
            Some(_) => {}
            None => newest.push(copy),
        }
    }
    newest
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Address, Fate, Fields};
    use super::*;

    fn draft(writer: &str, rev: u64, seen: &[(&str, u64)], comment: &str) -> Draft {
        Draft {
            address: Address::of_reply("s", "a", None),
            stamp: Stamp { writer: writer.to_owned(), rev },
            seen: seen
                .iter()
                .map(|(writer, rev)| Stamp { writer: (*writer).to_owned(), rev: *rev })
                .collect(),
            at: 0,
            fields: Fields { comment: comment.to_owned(), ..Fields::default() },
            caret: None,
            newer: false,
            json: String::new(),
        }
    }

    fn tombstone(seen: Seen) -> Tombstone {
        let address = Address::of_reply("s", "a", None);
        Tombstone { address, id: "x".into(), fate: Fate::Sent, at: 0, seen, comment: String::new() }
    }

    fn shown(merged: &Merged) -> (Option<&str>, Vec<&str>) {
        let best = merged.best.as_ref().map(|draft| draft.fields.comment.as_str());
        (best, merged.others.iter().map(|draft| draft.fields.comment.as_str()).collect())
    }

    #[test]
    fn the_highest_revision_of_a_writer_wins_whatever_the_clock_says() {
        let old = Draft { at: 9_000, ..draft("a", 3, &[], "old") };
        let new = Draft { at: 1, ..draft("a", 4, &[], "new") };
        assert_eq!(shown(&merge(vec![new, old], &[])), (Some("new"), vec![]));
    }

    #[test]
    fn two_tabs_keep_both_texts() {
        let copies = vec![draft("a", 5, &[], "from A"), draft("b", 9, &[], "from B")];
        assert_eq!(shown(&merge(copies, &[])), (Some("from B"), vec!["from A"]));
    }

    #[test]
    fn a_text_that_went_on_elsewhere_is_no_other_version() {
        let copies = vec![draft("a", 5, &[], "hel"), draft("b", 6, &[("a", 5)], "hello")];
        assert_eq!(shown(&merge(copies.clone(), &[])), (Some("hello"), vec![]));
        let typed_on = vec![draft("a", 6, &[], "help"), copies[1].clone()];
        assert_eq!(shown(&merge(typed_on, &[])), (Some("hello"), vec!["help"]));
    }

    #[test]
    fn an_emptied_field_hides_only_what_it_descends_from() {
        let emptied = draft("b", 9, &[("a", 5)], "");
        assert_eq!(shown(&merge(vec![draft("a", 5, &[], "x"), emptied.clone()], &[])), (None, vec![]));
        assert_eq!(shown(&merge(vec![draft("c", 1, &[], "y"), emptied], &[])), (Some("y"), vec![]));
    }

    #[test]
    fn exactly_the_revision_that_was_sent_is_retired() {
        let sent = tombstone([Stamp { writer: "a".into(), rev: 5 }].into_iter().collect());
        let merged = merge(vec![draft("a", 5, &[], "sent")], std::slice::from_ref(&sent));
        assert_eq!((shown(&merged), merged.over.len()), ((None, vec![]), 1));
        let meanwhile = merge(vec![draft("a", 6, &[], "sent, and more")], &[sent]);
        assert_eq!(shown(&meanwhile), (Some("sent, and more"), vec![]));
    }

    #[test]
    fn a_stale_copy_in_one_store_cannot_bring_back_what_was_sent() {
        let sent = tombstone(merge(vec![draft("b", 7, &[("a", 5)], "text")], &[]).seen());
        let stale = vec![draft("a", 4, &[], "tex"), draft("b", 6, &[("a", 5)], "tex")];
        assert_eq!(shown(&merge(stale, &[sent])), (None, vec![]));
    }

    #[test]
    fn equal_texts_are_one_and_are_retired_together() {
        let copies = vec![draft("a", 5, &[], "same"), draft("b", 9, &[], "same")];
        let merged = merge(copies.clone(), &[]);
        assert_eq!(shown(&merged), (Some("same"), vec![]));
        assert_eq!(shown(&merge(copies, &[tombstone(merged.seen())])), (None, vec![]));
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
            let mut sure: Vec<Draft> = Vec::new();
            let mut lagging: Vec<Draft> = Vec::new();
            let mut tombstones: Vec<Tombstone> = Vec::new();
            let mut pages = vec![(Seen::default(), None::<Draft>); 3];
            let mut forms = 0_u64;
            let mut typed = 0_u64;
            let mut all: Vec<Draft> = Vec::new();
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
                        let next = Draft {
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
                        let merged = merge(sure.iter().chain(&lagging).cloned().collect(), &tombstones);
                        pages[page] = (merged.seen(), None);
                    }
                    Step::Send(page) => {
                        let (seen, last) = &mut pages[page];
                        if let Some(last) = last {
                            seen.add(&last.stamp);
                        }
                        tombstones.push(tombstone(seen.clone()));
                    }
                    Step::Lag(cut) => lagging.truncate(cut % (lagging.len() + 1)),
                }
            }
            let merged = merge(sure.iter().chain(&lagging).cloned().collect(), &tombstones);
            let visible: Vec<&Draft> = merged.best.iter().chain(&merged.others).collect();
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
