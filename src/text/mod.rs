//! What the interface says, per language. Every sentence of every language is a field of [`Sentences`], so a missing
//! one does not compile. Sentences hold places such as `{name}`, filled by [`fill`].

mod en;
mod sentences;

pub use sentences::{Plural, Sentences};

/// The sentences for a BCP 47 tag, by its language; English where there are none.
#[must_use]
pub fn sentences(_tag: &str) -> &'static Sentences {
    &en::EN
}

/// `sentence` with each `{key}` replaced by its value.
#[must_use]
pub fn fill(sentence: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(sentence.len() + 16);
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        match after.split_once('}') {
            Some((key, tail)) => {
                match values.iter().find(|(name, _)| *name == key) {
                    Some((_, value)) => out.push_str(value),
                    None => out.extend(["{", key, "}"]),
                }
                rest = tail;
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled_and_unknown_ones_stay_visible() {
        assert_eq!(fill("By {name} at {time}", &[("name", "A {b}")]), "By A {b} at {time}");
        assert_eq!(fill("open { brace", &[]), "open { brace");
    }
}
