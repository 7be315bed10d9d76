//! Strings in strings. The standard library's search, which is quick for long needles too, costs 3 KB (Brotli) of a first visit
//! with the messages and tables that it brings; what is looked for here has a few characters.

/// The byte at which `part` first stands in `text`. `part` is not empty.
pub(crate) fn find(text: &str, part: &str) -> Option<usize> {
    let (text, part) = (text.as_bytes(), part.as_bytes());
    // Most places differ in the first byte already.
    text.windows(part.len().max(1)).position(|place| place.first() == part.first() && place == part)
}

/// Whether `part` stands in `text`.
pub(crate) fn has(text: &str, part: &str) -> bool {
    find(text, part).is_some()
}

/// What stands before and after the first `part`.
pub(crate) fn split_once<'t>(text: &'t str, part: &str) -> Option<(&'t str, &'t str)> {
    let (before, rest) = text.split_at_checked(find(text, part)?)?;
    Some((before, rest.strip_prefix(part)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_found_as_the_library_finds_them() {
        for text in ["", "a", "://", "a://b://c", "aab", "é://é", "x:/://y"] {
            for part in ["://", "a", "ab", "é"] {
                assert_eq!(find(text, part), text.find(part), "{text} {part}");
                assert_eq!(has(text, part), text.contains(part));
                assert_eq!(split_once(text, part), text.split_once(part));
            }
        }
    }
}
