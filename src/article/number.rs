/// Thousandths of a decimal number such as `12`, `-3.5` or `+640.25`; digits after the third are dropped. `None` for anything
/// else, exponents included. Reading it as a float would cost 12 KB (Brotli) of a first visit, most of it tables.
pub(crate) fn thousandths(text: &str) -> Option<i64> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let (mut value, mut places, mut is_number) = (0_i64, None, false);
    for byte in digits.bytes() {
        match (byte, &mut places) {
            (b'.', None) => places = Some(0),
            (b'0'..=b'9', Some(3)) => is_number = true,
            (b'0'..=b'9', places) => {
                is_number = true;
                value = value.checked_mul(10)?.checked_add(i64::from(byte - b'0'))?;
                if let Some(places) = places {
                    *places += 1;
                }
            }
            _ => return None,
        }
    }
    for _ in places.unwrap_or(0)..3 {
        value = value.checked_mul(10)?;
    }
    is_number.then_some(sign * value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_read_to_the_thousandth() {
        for (text, value) in [
            ("12", Some(12_000)),
            ("-3.5", Some(-3_500)),
            ("+.25", Some(250)),
            ("640.", Some(640_000)),
            ("1.23456", Some(1_234)),
        ] {
            assert_eq!(thousandths(text), value, "{text}");
        }
        for text in ["", ".", "-", "1e3", "1.2.3", "0x1", "99999999999999999999", "١"] {
            assert_eq!(thousandths(text), None, "{text}");
        }
    }
}
