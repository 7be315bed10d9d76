use serde_json::Value;

/// One revision of one writer. The text of a stamp never changes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stamp {
    /// The writer's name, without `:`.
    pub writer: String,
    /// From 1.
    pub rev: u64,
}

impl Stamp {
    /// Reads `writer:revision`, as `data-draft-at` has it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (writer, rev) = text.rsplit_once(':')?;
        Some(Self { writer: writer.to_owned(), rev: rev.parse().ok()? })
    }
}

/// What a text descends from: for each writer the highest revision that went into it (a version vector).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen(Vec<Stamp>);

/// More writers than this are forgotten, lowest revision first: the longest known chain of reloads of one text is
/// tidied at each of them, and what is forgotten is at worst offered once more.
const MOST: usize = 16;

impl Seen {
    /// Whether this text descends from `stamp`, or is it.
    #[must_use]
    pub fn covers(&self, stamp: &Stamp) -> bool {
        self.0.iter().any(|seen| seen.writer == stamp.writer && seen.rev >= stamp.rev)
    }

    /// Adds a revision and all before it of the same writer.
    pub fn add(&mut self, stamp: &Stamp) {
        match self.0.iter_mut().find(|seen| seen.writer == stamp.writer) {
            Some(seen) => seen.rev = seen.rev.max(stamp.rev),
            None => self.0.push(stamp.clone()),
        }
        if self.0.len() > MOST {
            crate::order::sort(&mut self.0, |one, other| one.rev > other.rev);
            self.0.truncate(MOST);
        }
    }

    /// Adds everything that `other` covers.
    pub fn join(&mut self, other: &Self) {
        other.0.iter().for_each(|stamp| self.add(stamp));
    }

    /// The highest revision of each writer.
    #[must_use]
    pub fn stamps(&self) -> &[Stamp] {
        &self.0
    }

    /// The highest revision that it names, 0 if none.
    #[must_use]
    pub fn highest(&self) -> u64 {
        self.0.iter().map(|stamp| stamp.rev).max().unwrap_or(0)
    }

    /// As records and `data-draft-seen` have it: `{"writer":revision}`.
    #[must_use]
    pub fn json(&self) -> String {
        let mut out = crate::json_text::Object::new();
        self.0.iter().for_each(|stamp| out.json(&stamp.writer, &stamp.rev.to_string()));
        out.end()
    }

    /// Reads [`Seen::json`]; entries that are no revision are left out.
    #[must_use]
    pub fn of(value: &Value) -> Self {
        let entries = value.as_object().into_iter().flatten();
        Self(
            entries
                .filter_map(|(writer, rev)| Some(Stamp { writer: writer.clone(), rev: rev.as_u64()? }))
                .collect(),
        )
    }
}

impl FromIterator<Stamp> for Seen {
    fn from_iter<I: IntoIterator<Item = Stamp>>(stamps: I) -> Self {
        let mut seen = Self::default();
        stamps.into_iter().for_each(|stamp| seen.add(&stamp));
        seen
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stamp(writer: &str, rev: u64) -> Stamp {
        Stamp { writer: writer.to_owned(), rev }
    }

    #[test]
    fn a_revision_covers_the_earlier_ones_of_its_writer_alone() {
        let seen: Seen = [stamp("a.1", 5)].into_iter().collect();
        assert!(seen.covers(&stamp("a.1", 5)) && seen.covers(&stamp("a.1", 1)));
        assert!(!seen.covers(&stamp("a.1", 6)) && !seen.covers(&stamp("a.2", 1)));
    }

    #[test]
    fn its_json_is_read_back() {
        let seen: Seen = [stamp("a.1", 5), stamp("b.1", 7)].into_iter().collect();
        let read = Seen::of(&serde_json::from_str(&seen.json()).unwrap());
        assert!(read.covers(&stamp("a.1", 5)) && read.covers(&stamp("b.1", 7)));
        assert_eq!(read.highest(), 7);
        assert_eq!(Seen::of(&serde_json::json!({"a": "x", "b": -1, "c": 2})).json(), r#"{"c":2}"#);
    }

    #[test]
    fn the_newest_writers_are_kept_when_there_are_too_many() {
        let seen: Seen = (1..=40).map(|n| stamp(&format!("w{n}"), n)).collect();
        assert!(seen.covers(&stamp("w40", 40)) && !seen.covers(&stamp("w1", 1)));
        assert_eq!(seen.highest(), 40);
    }
}
