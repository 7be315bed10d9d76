//! Whole numbers in decimal digits. The library's writers, one for each width of numbers, cost 1 KB (Brotli) of a first visit.

/// Appends a number.
pub(crate) fn push(out: &mut String, number: u64) {
    if number > 9 {
        push(out, number / 10);
    }
    out.push(char::from(b'0' + (number % 10) as u8));
}

/// A number as text.
pub(crate) fn of(number: usize) -> String {
    signed(number as i64)
}

/// A number as text, with a minus if it is below 0.
pub(crate) fn signed(number: i64) -> String {
    let mut out = String::new();
    if number < 0 {
        out.push('-');
    }
    push(&mut out, number.unsigned_abs());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_the_library_writes_them() {
        for number in [0, 7, 10, -1, -90, 1234567890, i64::MAX, i64::MIN] {
            assert_eq!(signed(number), number.to_string());
        }
        let mut out = String::from("at ");
        push(&mut out, u64::MAX);
        assert_eq!((out, of(42)), (format!("at {}", u64::MAX), "42".to_owned()));
    }
}
