//! Reading JSON (RFC 8259) into untyped values. The library's parser is left out of the module with its error texts and its
//! tables of powers of ten, 8 KB (Brotli) of a first visit; its `Value` stays.

use serde_json::{Map, Number, Value};

/// Documents whose lists and objects nest deeper are refused: the stack of a page is 1 MB.
pub(crate) const MAX_DEPTH: usize = 512;

/// Why a text is no JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// The byte, counted from 0, at which it shows.
    pub at: usize,
    /// What is expected there, for people; `None` where a list or object nests deeper than [`MAX_DEPTH`].
    pub wanted: Option<&'static str>,
}

/// The value of a JSON text. Of two equal keys the last one counts. Half a surrogate pair, which `JSON.stringify` may write
/// (ECMA-262, 25.5.2.3), becomes U+FFFD. The flag says that strings had control characters as they are, which is no JSON and
/// can mean only one thing: tabs and line ends stay, the others become U+FFFD.
pub(crate) fn parse(text: &str) -> Result<(Value, bool), Fault> {
    let mut reader = Reader { text, at: 0, wanted: "", was_mended: false };
    let value = reader.value(0);
    if value.is_some() {
        reader.wanted = "the end";
        reader.skip_space();
    }
    match value {
        Some(value) if reader.at == text.len() => Ok((value, reader.was_mended)),
        _ => Err(Fault { at: reader.at, wanted: Some(reader.wanted).filter(|wanted| !wanted.is_empty()) }),
    }
}

/// A text that is read from its start on. Where a method gives `None`, `at` is the place of the fault.
struct Reader<'t> {
    text: &'t str,
    at: usize,
    /// What is read now, for people; empty where it nests too deeply.
    wanted: &'static str,
    /// Whether a string had control characters as they are.
    was_mended: bool,
}

impl Reader<'_> {
    /// The byte at hand; 0 at the end, which JSON has nowhere.
    fn byte(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    /// Steps over a byte if it is the one at hand.
    fn take(&mut self, byte: u8) -> bool {
        let is_there = self.byte() == byte;
        self.at += usize::from(is_there);
        is_there
    }

    fn skip_space(&mut self) {
        while matches!(self.byte(), b' ' | b'\n' | b'\r' | b'\t') {
            self.at += 1;
        }
    }

    /// `depth` is how many lists and objects it stands in.
    fn value(&mut self, depth: usize) -> Option<Value> {
        self.wanted = "a value";
        self.skip_space();
        let byte = self.byte();
        match byte {
            b'{' | b'[' if depth >= MAX_DEPTH => {
                self.wanted = "";
                None
            }
            b'{' => self.object(depth + 1),
            b'[' => self.list(depth + 1),
            b'"' => self.string().map(Value::String),
            b'-' | b'0'..=b'9' => self.number().map(Value::Number),
            _ => {
                let (word, value) = match byte {
                    b't' => ("true", Value::Bool(true)),
                    b'f' => ("false", Value::Bool(false)),
                    _ => ("null", Value::Null),
                };
                self.text.get(self.at..)?.starts_with(word).then(|| self.at += word.len())?;
                Some(value)
            }
        }
    }

    fn list(&mut self, depth: usize) -> Option<Value> {
        let mut items = Vec::new();
        self.at += 1;
        self.skip_space();
        if !self.take(b']') {
            loop {
                items.push(self.value(depth)?);
                if self.ends(b']', "a comma or ]")? {
                    break;
                }
            }
        }
        Some(Value::Array(items))
    }

    fn object(&mut self, depth: usize) -> Option<Value> {
        let mut object = Map::new();
        self.at += 1;
        self.skip_space();
        if !self.take(b'}') {
            loop {
                self.wanted = "a key in quotes";
                self.skip_space();
                let key = self.string()?;
                self.wanted = "a colon";
                self.skip_space();
                self.take(b':').then_some(())?;
                object.insert(key, self.value(depth)?);
                if self.ends(b'}', "a comma or }")? {
                    break;
                }
            }
        }
        Some(Value::Object(object))
    }

    /// After an item: whether `end` follows and not a comma.
    fn ends(&mut self, end: u8, wanted: &'static str) -> Option<bool> {
        self.wanted = wanted;
        self.skip_space();
        let ends = self.take(end);
        (ends || self.take(b',')).then_some(ends)
    }

    fn string(&mut self) -> Option<String> {
        self.take(b'"').then_some(())?;
        self.wanted = "the end of a text";
        let mut out = String::new();
        loop {
            let ahead = self.text.get(self.at..)?;
            let end = ahead.bytes().position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1F));
            let end = end.unwrap_or(ahead.len());
            out.push_str(ahead.get(..end)?);
            self.at += end;
            if self.take(b'"') {
                return Some(out);
            }
            out.push(match ahead.as_bytes().get(end)? {
                b'\\' => {
                    self.at += 1;
                    self.escaped()?
                }
                control => {
                    self.at += 1;
                    self.was_mended = true;
                    match control {
                        b'\n' | b'\r' | b'\t' => char::from(*control),
                        _ => char::REPLACEMENT_CHARACTER,
                    }
                }
            });
        }
    }

    /// What an escape stands for, after its backslash.
    fn escaped(&mut self) -> Option<char> {
        let c = match self.byte() {
            b'b' => '\u{8}',
            b'f' => '\u{C}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            byte @ (b'"' | b'\\' | b'/') => char::from(byte),
            _ => {
                let unit = self.unit()?;
                let before = self.at;
                // 0xD800 to 0xDBFF and then 0xDC00 to 0xDFFF are one character together.
                if unit >> 10 == 0x36 && self.take(b'\\') {
                    match self.unit() {
                        Some(low) if low >> 10 == 0x37 => {
                            return char::from_u32(0x1_0000 + ((unit & 0x3FF) << 10) + (low & 0x3FF));
                        }
                        _ => self.at = before,
                    }
                }
                return Some(char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER));
            }
        };
        self.at += 1;
        Some(c)
    }

    /// The code unit of `uXXXX`.
    fn unit(&mut self) -> Option<u32> {
        self.take(b'u').then_some(())?;
        let mut unit = 0;
        for _ in 0..4 {
            unit = unit * 16 + char::from(self.byte()).to_digit(16)?;
            self.at += 1;
        }
        Some(unit)
    }

    /// Whole numbers exactly, as far as 64 bits reach; others to 19 digits.
    fn number(&mut self) -> Option<Number> {
        self.wanted = "a number";
        let is_negative = self.take(b'-');
        let (mut digits, mut exponent) = (0, 0);
        let starts_with_zero = self.byte() == b'0';
        let whole = self.digits(&mut digits, &mut exponent);
        if whole == 0 || (starts_with_zero && whole > 1) {
            return None;
        }
        let mut is_whole = exponent == 0;
        if self.take(b'.') {
            is_whole = false;
            let part = self.digits(&mut digits, &mut exponent);
            exponent -= i32::try_from(part).ok().filter(|part| *part > 0)?;
        }
        if matches!(self.byte(), b'e' | b'E') {
            is_whole = false;
            self.at += 1;
            let is_small = self.take(b'-');
            if !is_small {
                self.take(b'+');
            }
            let (mut power, mut dropped) = (0, 0);
            if self.digits(&mut power, &mut dropped) == 0 {
                return None;
            }
            let power = i32::try_from(power).unwrap_or(i32::MAX);
            exponent = exponent.saturating_add(if is_small { -power } else { power });
        }
        if is_whole && !is_negative {
            return Some(digits.into());
        }
        match 0_i64.checked_sub_unsigned(digits) {
            Some(number) if is_whole && digits > 0 => Some(number.into()),
            _ => {
                let value = scaled(digits, exponent);
                // `None` where it is out of range.
                Number::from_f64(if is_negative { -value } else { value })
            }
        }
    }

    /// Appends the digits at hand to `number`; those that 64 bits have no room for add to `exponent`. How many there are.
    fn digits(&mut self, number: &mut u64, exponent: &mut i32) -> usize {
        let start = self.at;
        while let Some(digit) = char::from(self.byte()).to_digit(10) {
            let longer = number.checked_mul(10).and_then(|number| number.checked_add(digit.into()));
            match longer.filter(|_| *exponent == 0) {
                Some(longer) => *number = longer,
                None => *exponent += 1,
            }
            self.at += 1;
        }
        self.at - start
    }
}

/// `digits` times ten to the power of `exponent`. Exact where both have at most 15 and 22 digits, as almost all numbers do, else
/// to some units in the last place.
fn scaled(digits: u64, exponent: i32) -> f64 {
    #[allow(clippy::cast_precision_loss, reason = "17 digits are what the type holds")]
    let mut value = digits as f64;
    // 10^22 is the largest power that the type holds exactly. Beyond 400 all is zero or out of range.
    let mut left = exponent.unsigned_abs().min(400);
    while left > 0 {
        let mut power = 1.0;
        let step = left.min(22);
        for _ in 0..step {
            power *= 10.0;
        }
        value = if exponent < 0 { value / power } else { value * power };
        left -= step;
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{prop, prop_assert_eq, proptest};

    fn same(text: &str) -> Result<(), String> {
        let (own, library) = (parse(text), serde_json::from_str::<Value>(text));
        match (&own, &library) {
            (Ok((own, false)), Ok(library)) if own == library => Ok(()),
            (Err(_), Err(_)) => Ok(()),
            _ => Err(format!("{text:?}: {own:?}, {library:?}")),
        }
    }

    #[test]
    fn texts_are_read_as_the_library_reads_them() {
        let texts = concat!(
            r#"null| true |false|nul|nullx|| |{}|[ ]|[1,]|[,1]|[1 2]|{"a":1,}|{,}|{"a" 1}|{a:1}|{"a":1 "b":2}|{"a":1,"a":2}"#,
            r#"|[[],{"x":[{}]}]|[|{|{"a"|{"a":|"|"\|"\u|"\u12"|"\x"|"\/\b\f\n\r\t\"\\é𝒳\u00e9\uD835\udcb3""#,
            "|\u{a0}1|\u{feff}1|1\0|\r\n\t1",
            "|0|-0|-0.0|-|01|-01|1.|.5|1.5|-1.5e3|1e|1e+|1E-2|1e400|1e-400|0e999999999999|+1|3.14159|1553703216.863",
            "|9223372036854775807|-9223372036854775808|-9223372036854775809|18446744073709551615|18446744073709551616",
            "|184467440737095516190",
        );
        for text in texts.split('|') {
            assert_eq!(same(text), Ok(()));
        }
    }

    #[test]
    fn a_fault_says_what_was_expected_and_where() {
        let fault = |text| parse(text).unwrap_err();
        assert_eq!(fault("{\"a\": oops}"), Fault { at: 6, wanted: Some("a value") });
        assert_eq!(fault("[1 2]"), Fault { at: 3, wanted: Some("a comma or ]") });
        assert_eq!(fault("{'a'}"), Fault { at: 1, wanted: Some("a key in quotes") });
        assert_eq!(fault("{} x"), Fault { at: 3, wanted: Some("the end") });
        assert_eq!(fault(&"[".repeat(MAX_DEPTH + 1)), Fault { at: MAX_DEPTH, wanted: None });
        assert!(parse(&("[".repeat(MAX_DEPTH) + &"]".repeat(MAX_DEPTH))).is_ok());
    }

    #[test]
    fn half_a_surrogate_pair_becomes_a_replacement_character() {
        for (text, read) in [
            (r#""\ud800""#, "\u{FFFD}"),
            (r#""\udc00\ud800x""#, "\u{FFFD}\u{FFFD}x"),
            (r#""\ud800\n""#, "\u{FFFD}\n"),
            (r#""\ud800\u0041""#, "\u{FFFD}A"),
            (r#""\ud800\ud835\udcb3""#, "\u{FFFD}𝒳"),
        ] {
            assert_eq!(parse(text), Ok((Value::String(read.to_owned()), false)), "{text}");
        }
        assert!(parse(r#""\ud800\u00""#).is_err());
    }

    #[test]
    fn control_characters_in_a_text_are_kept_and_told() {
        let read = parse("{\"a\": \"1\n\t2\u{0}\"}");
        assert_eq!(read, Ok((serde_json::json!({"a": "1\n\t2\u{FFFD}"}), true)));
        assert!(parse("\"\n").is_err());
        assert!(parse("\"\\\n\"").is_err());
    }

    proptest! {
        #[test]
        fn any_text_of_the_signs_of_json_is_read_as_the_library_reads_it(
            signs in prop::collection::vec(prop::sample::select(
                &["{", "}", "[", "]", ",", ":", "\"a\"", "\"", "\\n", "1", "0", "-", ".", "e", "null", "true", " "][..]
            ), 0..12)
        ) {
            prop_assert_eq!(same(&signs.concat()), Ok(()));
        }

        #[test]
        fn decimals_are_read_exactly(whole in -1_000_000_000_i64..1_000_000_000, part in 0..1_000_000_u32, power in -9..9_i32) {
            prop_assert_eq!(same(&format!("{whole}.{part:06}e{power}")), Ok(()));
        }
    }
}
