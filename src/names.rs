use serde_json::{Map, Value};

/// Names with a number each, such as the ids of comments with their places. Made of what holds the objects of JSON: another
/// kind of map would cost 1 KB (Brotli) of a first visit.
#[derive(Debug, Default)]
pub(crate) struct Names(Map<String, Value>);

impl Names {
    /// Adds a name with its number. False where the name is there: it keeps the number that it has.
    pub(crate) fn add(&mut self, name: &str, number: usize) -> bool {
        // Mostly it is new: then one search does.
        let Some(known) = self.0.insert(name.to_owned(), number.into()) else { return true };
        self.0.insert(name.to_owned(), known);
        false
    }

    /// Whether a name is there.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// The number of a name.
    pub(crate) fn number(&self, name: &str) -> Option<usize> {
        self.0.get(name)?.as_u64().and_then(|number| usize::try_from(number).ok())
    }
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn the_first_of_a_name_counts() {
        let mut names = Names::default();
        assert!(names.add("a", 3) && !names.add("a", 4));
        assert_eq!((names.number("a"), names.number("b")), (Some(3), None));
    }
}
