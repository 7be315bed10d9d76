//! Links to a passage: the text directive of an address (WICG, "URL Fragment Text Directives", section 3.3).

use super::Quote;

/// What separates the directives from the rest of the fragment.
const MARK: &str = ":~:";

/// The passage that an address names, the first where it names several.
#[must_use]
pub fn read_directive(address: &str) -> Option<Quote> {
    let (_, directives) = address.split_once(MARK)?;
    let text = directives.split('&').find_map(|one| one.strip_prefix("text="))?;
    let mut quote = Quote::default();
    let mut parts: Vec<&str> = text.split(',').collect();
    if let Some(prefix) = parts.first().and_then(|part| part.strip_suffix('-')) {
        quote.prefix = decoded(prefix);
        parts.remove(0);
    }
    if let Some(suffix) = parts.last().and_then(|part| part.strip_prefix('-')) {
        quote.suffix = decoded(suffix);
        parts.pop();
    }
    let [start, end @ ..] = parts.as_slice() else { return None };
    quote.start = decoded(start);
    quote.end = end.first().map(|end| decoded(end)).unwrap_or_default();
    (!quote.start.is_empty()).then_some(quote)
}

/// The directive of a passage, to follow the `#` of an address.
#[must_use]
pub fn write_directive(quote: &Quote) -> String {
    let mut out = String::from(":~:text=");
    if !quote.prefix.is_empty() {
        push(&mut out, &quote.prefix);
        out.push_str("-,");
    }
    push(&mut out, &quote.start);
    if !quote.end.is_empty() {
        out.push(',');
        push(&mut out, &quote.end);
    }
    if !quote.suffix.is_empty() {
        out.push_str(",-");
        push(&mut out, &quote.suffix);
    }
    out
}

fn decoded(part: &str) -> Vec<u16> {
    crate::article::percent_decode(part).encode_utf16().collect()
}

/// Percent-encoded: all but letters and digits, since `-`, `,` and `&` have a meaning here.
fn push(out: &mut String, units: &[u16]) {
    for byte in String::from_utf16_lossy(units).bytes() {
        if byte.is_ascii_alphanumeric() {
            out.push(char::from(byte));
        } else {
            out.push('%');
            for nibble in [byte >> 4, byte & 15] {
                out.push(char::from_digit(u32::from(nibble), 16).unwrap_or('0').to_ascii_uppercase());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units(text: &str) -> Vec<u16> {
        text.encode_utf16().collect()
    }

    #[test]
    fn what_is_written_is_read() {
        for (prefix, start, end, suffix) in [
            ("", "old bridge", "", ""),
            ("the", "a, b-c & d", "e%f", "und ä 漢 🦀"),
            ("", "start", "", "after"),
            ("before", "start", "", ""),
        ] {
            let quote =
                Quote { prefix: units(prefix), start: units(start), end: units(end), suffix: units(suffix) };
            assert_eq!(read_directive(&format!("?src=a.json#b{}", write_directive(&quote))), Some(quote));
        }
    }

    #[test]
    fn links_of_browsers_are_read_and_others_are_none() {
        let quote = read_directive("https://a.example/?src=x#:~:text=reopened,nine%20years&text=b").unwrap();
        assert_eq!((quote.start, quote.end), (units("reopened"), units("nine years")));
        for other in ["#block-1", "#:~:text=", "#:~:text=a-,-b", "#:~:selector(x)", ""] {
            assert_eq!(read_directive(other), None, "{other}");
        }
    }
}
