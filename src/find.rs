//! Strings in strings, and made of strings. The standard library's search, which is quick for long needles too, costs 3 KB (Brotli) of a
//! first visit with the messages and tables that it brings; what is looked for here has a few characters. Its `join` and `concat`, one
//! piece of code for each way to be called, cost 0.4 KB, and `format!` all that formats values.

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

/// The last byte of `text` that is `byte`, one of ASCII.
pub(crate) fn last(text: &str, byte: u8) -> Option<usize> {
    text.bytes().rposition(|other| other == byte)
}

/// `text` with `new` in place of every `old`, one of ASCII.
pub(crate) fn replace(text: &str, old: char, new: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c == old {
            out.push_str(new);
        } else {
            out.push(c);
        }
    }
    out
}

/// Texts one after another.
pub(crate) fn concat(parts: &[&str]) -> String {
    let mut out = String::new();
    parts.iter().for_each(|part| out.push_str(part));
    out
}

/// Texts with `between` between each two.
#[cfg(any(test, target_arch = "wasm32"))]
pub(crate) fn join(parts: &[String], between: &str) -> String {
    let mut out = String::new();
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            out.push_str(between);
        }
        out.push_str(part);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_put_together_as_the_library_puts_them() {
        assert_eq!((last("a@b@c", b'@'), last("é", b'@')), (Some(3), None));
        assert_eq!(replace("+é++", '+', "%20"), "%20é%20%20");
        assert_eq!(concat(&["a", "", "é"]), "aé");
        for parts in [vec![], vec!["a".to_owned()], vec!["a".to_owned(), String::new(), "b".to_owned()]] {
            assert_eq!(join(&parts, ", "), parts.join(", "));
        }
    }

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
