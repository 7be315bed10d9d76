/// Thousandths of a decimal number such as `12`, `-3.5` or `+640.25`; digits after the third are dropped. `None` for anything
/// else, exponents included. Reading it as a float would cost 12 KB (Brotli) of a first visit, most of it tables.
pub(crate) fn thousandths(text: &str) -> Option<i64> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !plain(whole) || !plain(part) || (whole.is_empty() && part.is_empty()) {
        return None;
    }
    let part: String = part.chars().chain("000".chars()).take(3).collect();
    let whole: i64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    Some(sign * whole.checked_mul(1000)?.checked_add(part.parse().ok()?)?)
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
