//! Character references: `&amp;`, `&#8217;`, `&#x2019;` (HTML Standard, section 13.2.5.72 and following).

use std::sync::OnceLock;

/// The named references of the HTML Standard, section 13.5, sorted and front-coded, without `Tab`, `NewLine` and `fjlig`.
///
/// A record is one character for the length of the prefix shared with the record before (`0` + length), the rest of the
/// name, a mark (`!`: also known without its semicolon; a space before a value in ASCII), and the value of one or two
/// characters. Line ends between records have no meaning. In this form the table costs 7.9 KB of Brotli.
const TABLE: &str = include_str!("references.txt");

/// Longest name that is known without a semicolon, in bytes ("Aacute").
const LONGEST_BARE: usize = 6;

/// Longest name of all, in bytes ("CounterClockwiseContourIntegral").
const LONGEST: usize = 31;

struct Named {
    name: String,
    value: String,
    bare: bool,
}

/// The table unfolded, once, when the first uncommon name is met.
fn names() -> &'static [Named] {
    static NAMES: OnceLock<Vec<Named>> = OnceLock::new();
    NAMES.get_or_init(|| {
        let mut all: Vec<Named> = Vec::with_capacity(2200);
        let mut chars = TABLE.chars().peekable();
        while let Some(prefix) = chars.next() {
            if prefix == '\n' {
                continue;
            }
            let shared = (prefix as usize).saturating_sub('0' as usize);
            let mut name: String =
                all.last().and_then(|last| last.name.get(..shared)).unwrap_or_default().to_owned();
            while let Some(c) = chars.next_if(char::is_ascii_alphanumeric) {
                name.push(c);
            }
            let bare = chars.next_if(|c| matches!(c, '!' | ' ')) == Some('!');
            let mut value = String::new();
            value.extend(chars.next());
            while let Some(c) = chars.next_if(|c| !c.is_ascii()) {
                value.push(c);
            }
            all.push(Named { name, value, bare });
        }
        all
    })
}

fn find(name: &str) -> Option<&'static Named> {
    let names = names();
    names.binary_search_by(|named| named.name.as_str().cmp(name)).ok().and_then(|at| names.get(at))
}

/// The names that are also known without a semicolon.
fn find_bare(name: &str) -> Option<&'static Named> {
    static BARE: OnceLock<Vec<&'static Named>> = OnceLock::new();
    let bare = BARE.get_or_init(|| names().iter().filter(|named| named.bare).collect());
    bare.binary_search_by(|named| named.name.as_str().cmp(name)).ok().and_then(|at| bare.get(at).copied())
}

/// Decodes the reference that follows an `&` at the start of `rest` and appends its characters to `out`. Returns how
/// many bytes of `rest` it took; 0, with `out` unchanged, where this is no reference and the `&` is itself.
pub(super) fn decode(rest: &str, in_attribute: bool, out: &mut String) -> usize {
    if let Some(number) = rest.strip_prefix('#') {
        return decode_number(number, out).map_or(0, |taken| taken + 1);
    }
    let length = rest.bytes().take(LONGEST + 1).take_while(u8::is_ascii_alphanumeric).count();
    let Some((name, after)) = rest.split_at_checked(length) else { return 0 };
    if after.starts_with(';') {
        let common = match name {
            "amp" => "&",
            "lt" => "<",
            "gt" => ">",
            "quot" => "\"",
            "nbsp" => "\u{a0}",
            "Tab" => "\t",
            "NewLine" => "\n",
            "fjlig" => "fj",
            _ => find(name).map_or("", |named| named.value.as_str()),
        };
        if !common.is_empty() {
            out.push_str(common);
            return length + 1;
        }
    }
    for length in (2..=length.min(LONGEST_BARE)).rev() {
        let Some((name, after)) = rest.split_at_checked(length) else { continue };
        let Some(named) = find_bare(name) else { continue };
        // "&copy=1" in an address is a parameter, not a sign.
        if in_attribute && after.starts_with(|c: char| c == '=' || c.is_ascii_alphanumeric()) {
            return 0;
        }
        out.push_str(&named.value);
        return length;
    }
    0
}

/// What 0x80 to 0x9F mean, which is what windows-1252 has there.
const C1: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

fn decode_number(text: &str, out: &mut String) -> Option<usize> {
    let (radix, digits) = match text.strip_prefix(['x', 'X']) {
        Some(rest) => (16, rest),
        None => (10, text),
    };
    let mut number = 0_u32;
    let mut taken = 0;
    for digit in digits.chars().map_while(|c| c.to_digit(radix)) {
        number = number.saturating_mul(radix).saturating_add(digit).min(0x11_0000);
        taken += 1;
    }
    if taken == 0 {
        return None;
    }
    let c = match number {
        0x80..=0x9F => C1.chars().nth(usize::try_from(number - 0x80).ok()?),
        0 => None,
        _ => char::from_u32(number),
    };
    out.push(c.unwrap_or('\u{FFFD}'));
    let end = usize::from(digits.get(taken..).is_some_and(|rest| rest.starts_with(';')));
    Some(taken + end + usize::from(radix == 16))
}

/// `text` with its references decoded once, as in the text of an element.
pub(crate) fn decode_all(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_decoded(text, false, &mut out);
    out
}

/// Appends `text` to `out` with its references decoded.
pub(super) fn push_decoded(text: &str, in_attribute: bool, out: &mut String) {
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let taken = decode(after, in_attribute, out);
        if taken == 0 {
            out.push('&');
        }
        rest = after.get(taken..).unwrap_or_default();
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_holds_every_name_of_the_standard() {
        let bare = names().iter().filter(|named| named.bare).count();
        assert_eq!((names().len() + 3, bare), (2125, 106));
        assert!(names().is_sorted_by(|one, other| one.name < other.name));
        assert!(names().iter().all(|named| named.name.len() <= LONGEST && !named.value.is_empty()));
        assert!(names().iter().all(|named| !named.bare || named.name.len() <= LONGEST_BARE));
        assert_eq!(find("CounterClockwiseContourIntegral").unwrap().value, "∳");
        assert_eq!(find("nvlt").unwrap().value, "<\u{20d2}");
        assert_eq!(find("zwnj").unwrap().value, "\u{200c}");
    }

    #[test]
    fn references_are_decoded_as_the_standard_says() {
        for (source, text) in [
            ("&amp;lt;", "&lt;"),
            ("&AMP;&amp&ampx", "&&&x"),
            ("&notit; &notin;", "¬it; ∉"),
            ("&nosuch; & &; &#; &#x;", "&nosuch; & &; &#; &#x;"),
            ("&#8217;&#x2019;&#X41 &#65", "’’A A"),
            ("&#0;&#xD800;&#x110000;&#99999999999999;", "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
            ("&#x80;&#x9F;&#146;", "€Ÿ’"),
            ("&Tab;&NewLine;&fjlig;&bne;", "\t\nfj=\u{20e5}"),
        ] {
            assert_eq!(decode_all(source), text, "{source}");
        }
        let mut address = String::new();
        push_decoded("?a=1&copy=2&amp;b=3&reg;&lt", true, &mut address);
        assert_eq!(address, "?a=1&copy=2&b=3®<");
    }
}
