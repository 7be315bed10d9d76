//! Numbers of JSON as text, without the library's writer of fractions, which costs 4 KB (Brotli) of a first visit.

use serde_json::{Number, Value};

use crate::decimal;

/// A number as text: whole numbers exactly, others with up to three digits after the point.
pub fn text(number: &Number) -> String {
    if let Some(number) = number.as_i64() {
        return decimal::signed(number);
    }
    let mut out = String::new();
    if let Some(number) = number.as_u64() {
        decimal::push(&mut out, number);
        return out;
    }
    let value = number.as_f64().unwrap_or_default();
    #[allow(
        clippy::cast_possible_truncation,
        reason = "saturates, which is far from any number of a document"
    )]
    let all = (value * 1000.0).round() as i64;
    if all < 0 {
        out.push('-');
    }
    let mut part = all.unsigned_abs();
    decimal::push(&mut out, part / 1000);
    part %= 1000;
    if part > 0 {
        out.push('.');
    }
    while part > 0 {
        decimal::push(&mut out, part / 100);
        part = part % 100 * 10;
    }
    out
}

/// An id that is a string or a number.
pub fn id(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(self::text(number)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_people_write_them() {
        for (json, written) in [
            ("7", "7"),
            ("-7", "-7"),
            ("18446744073709551615", "18446744073709551615"),
            ("1.5", "1.5"),
            ("-0.25", "-0.25"),
            ("3.0", "3"),
            ("-12.04", "-12.04"),
            ("0.0609", "0.061"),
        ] {
            let Value::Number(number) = serde_json::from_str(json).unwrap() else { panic!("a number") };
            assert_eq!(text(&number), written);
        }
    }
}
