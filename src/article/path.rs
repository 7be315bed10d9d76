use std::fmt;

use crate::decimal;

/// Where a value stands in a JSON document, as a chain on the stack: nothing is allocated until an issue is told.
///
/// `Path::ROOT.key("author").index(0)` is written `$.author[0]`.
#[derive(Clone, Copy, Debug)]
pub struct Path<'a> {
    up: Option<&'a Path<'a>>,
    step: Step<'a>,
}

#[derive(Clone, Copy, Debug)]
enum Step<'a> {
    Root,
    Key(&'a str),
    Index(usize),
    /// A path that was written before.
    Written(&'a str),
    /// The same key at every level of a tree: `.comment[0].comment[3]`.
    Chain(&'a str, &'a [usize]),
}

impl Path<'static> {
    /// The document: `$`.
    pub const ROOT: Self = Self { up: None, step: Step::Root };
}

impl<'a> Path<'a> {
    /// The place that a path written before names.
    #[must_use]
    pub fn at(written: &'a str) -> Self {
        Self { up: None, step: Step::Written(written) }
    }

    /// The value of a key.
    #[must_use]
    pub fn key(&'a self, key: &'a str) -> Self {
        Self { up: Some(self), step: Step::Key(key) }
    }

    /// An item of a list, counted from 0.
    #[must_use]
    pub fn index(&'a self, index: usize) -> Self {
        Self { up: Some(self), step: Step::Index(index) }
    }

    /// An item of a tree whose every node holds its children in a list under `key`.
    #[must_use]
    pub fn chain(&'a self, key: &'a str, indices: &'a [usize]) -> Self {
        Self { up: Some(self), step: Step::Chain(key, indices) }
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

impl Path<'_> {
    /// The path as it is written, without the library's code that formats values.
    pub(super) fn text(&self) -> String {
        let mut steps = vec![self.step];
        let mut at = self.up;
        while let Some(path) = at {
            steps.push(path.step);
            at = path.up;
        }
        let mut out = String::new();
        let index = |out: &mut String, index: usize| {
            out.push('[');
            out.push_str(&decimal::of(index));
            out.push(']');
        };
        for step in steps.iter().rev() {
            match step {
                Step::Root => out.push('$'),
                Step::Written(path) => out.push_str(path),
                Step::Key(key) if is_name(key) => out.extend([".", key]),
                Step::Key(key) => out.extend(["['", key, "']"]),
                Step::Index(number) => index(&mut out, *number),
                Step::Chain(key, indices) => {
                    for number in *indices {
                        out.extend([".", key]);
                        index(&mut out, *number);
                    }
                }
            }
        }
        out
    }
}

/// Whether a key can be written after a dot (RFC 9535, section 2.5.1.1).
fn is_name(key: &str) -> bool {
    !key.is_empty()
        && !key.starts_with(|c: char| c.is_ascii_digit())
        && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || !c.is_ascii())
}

#[cfg(test)]
mod tests {
    use super::Path;

    #[test]
    fn a_path_is_written_as_rfc_9535_has_it() {
        let (author, id) = (Path::ROOT.key("author"), Path::ROOT.key("@id"));
        assert_eq!(author.index(2).to_string(), "$.author[2]");
        assert_eq!(id.to_string(), "$['@id']");
        assert_eq!(Path::ROOT.chain("comment", &[0, 3]).to_string(), "$.comment[0].comment[3]");
    }
}
