//! Percent-encoding of the parts of a key: exactly JavaScript's `encodeURIComponent` (ECMA-262, 19.2.6.4), since
//! `drafts.js` writes the same keys.

/// Appends `part`, encoded.
pub(super) fn push(out: &mut String, part: &str) {
    const HEX: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
    let digit = |nibble: u8| HEX.get(usize::from(nibble)).copied().unwrap_or('0');
    for byte in part.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.!~*'()".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(digit(byte >> 4));
            out.push(digit(byte & 15));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::push;

    #[test]
    fn parts_are_encoded_as_javascript_does() {
        let mut out = String::new();
        push(&mut out, "https://a.example/x?y=1#z é🦀 -_.!~*'()");
        assert_eq!(out, "https%3A%2F%2Fa.example%2Fx%3Fy%3D1%23z%20%C3%A9%F0%9F%A6%80%20-_.!~*'()");
    }
}
