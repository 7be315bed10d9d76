//! Points in time as documents write them.

use crate::decimal;

/// How exact a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    /// A day.
    Date,
    /// A minute.
    Minute,
    /// A second.
    Second,
}

/// A point in time as the source wrote it, and what could be understood of it.
#[derive(Clone, Debug, PartialEq)]
pub struct When {
    /// The source's own text.
    pub text: String,
    /// Milliseconds since 1970-01-01T00:00Z. Where `zone_known` is false they are those of the same wall clock in
    /// UTC: to be shown in UTC, never converted. `None` where the text was not understood: show `text`.
    pub millis: Option<i64>,
    /// How exact it is.
    pub precision: Precision,
    /// Whether the source names a zone, so that the instant is known and may be shown in the reader's.
    pub zone_known: bool,
}

impl When {
    /// Reads a date as documents have it: ISO 8601 (RFC 3339 and looser: a space for `T`, no seconds, no zone, no colon
    /// in the zone, a date alone), RFC 2822, JavaScript's `Date.toString()`, and English month names. Never fails:
    /// what is not understood keeps its text. Day-and-month in figures alone ("03/04/2019") is not guessed.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let text = text.trim();
        let understood = iso(text).or_else(|| words(text));
        let (millis, precision, zone_known) = match understood {
            Some((millis, precision, zone_known)) => (Some(millis), precision, zone_known),
            None => (None, Precision::Date, false),
        };
        Self { text: text.to_owned(), millis, precision, zone_known }
    }

    /// A date that the source says is in UTC although its text names no zone (WordPress's `date_gmt`).
    #[must_use]
    pub fn parse_utc(text: &str) -> Self {
        let mut when = Self::parse(text);
        when.zone_known = when.millis.is_some();
        when
    }

    /// Seconds or milliseconds since 1970, told apart by size: numbers under 10^11 are seconds (until the year 5138).
    /// `None` where the number is no date between the years 1 and 9999.
    #[must_use]
    pub fn epoch(number: f64) -> Option<Self> {
        let millis = if number.abs() < 1e11 { number * 1000.0 } else { number };
        if !(-6.2e13..2.5e14).contains(&millis) {
            return None;
        }
        #[allow(clippy::cast_possible_truncation, reason = "the range was checked")]
        let millis = millis as i64;
        Some(Self {
            text: iso_text(millis),
            millis: Some(millis),
            precision: Precision::Second,
            zone_known: true,
        })
    }

    /// ISO 8601 in UTC, where the instant is known; else the source's own text.
    #[must_use]
    pub fn iso(&self) -> String {
        match self.millis {
            Some(millis) if self.zone_known => iso_text(millis),
            _ => self.text.clone(),
        }
    }
}

type Understood = (i64, Precision, bool);

fn number(text: &str) -> Option<i64> {
    (!text.is_empty() && text.len() <= 9 && text.bytes().all(|b| b.is_ascii_digit()))
        .then(|| text.bytes().fold(0, |number, digit| number * 10 + i64::from(digit - b'0')))
}

/// Days since 1970-01-01 of a date in the proleptic Gregorian calendar; `None` for no such date.
fn days(year: i64, month: i64, day: i64) -> Option<i64> {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return None,
    };
    if !(1..=9999).contains(&year) || !(1..=length).contains(&day) {
        return None;
    }
    // Years that begin in March, so that the leap day is the last.
    let (y, m) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    Some(
        y * 365 + y.div_euclid(4) - y.div_euclid(100) + y.div_euclid(400) + (m * 153 + 2) / 5 + day
            - 1
            - 719_468,
    )
}

fn iso_text(millis: i64) -> String {
    let (day, in_day) = (millis.div_euclid(86_400_000), millis.rem_euclid(86_400_000));
    let z = day + 719_468;
    let era = z.div_euclid(146_097);
    let doe = z.rem_euclid(146_097);
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let (d, m) = (doy - (153 * mp + 2) / 5 + 1, if mp < 10 { mp + 3 } else { mp - 9 });
    let y = yoe + era * 400 + i64::from(m <= 2);
    let (hour, minute, second) = (in_day / 3_600_000, in_day / 60_000 % 60, in_day / 1000 % 60);
    let mut out = String::new();
    let mut add = |number: i64, width: usize, end: char| {
        let digits = decimal::signed(number);
        for _ in digits.len()..width {
            out.push('0');
        }
        out.push_str(&digits);
        out.push(end);
    };
    add(y, 4, '-');
    add(m, 2, '-');
    add(d, 2, 'T');
    add(hour, 2, ':');
    add(minute, 2, ':');
    add(second, 2, 'Z');
    out
}

/// Time of day `HH:MM[:SS[.fraction]]` in milliseconds. A leap second counts as the one before.
fn clock(text: &str) -> Option<(i64, Precision)> {
    let mut parts = text.split(':');
    let hour = parts.next().filter(|hour| hour.len() <= 2).and_then(number)?;
    let minute = parts.next().filter(|minute| minute.len() == 2).and_then(number)?;
    let (second, fraction, precision) = match parts.next() {
        None => (0, 0, Precision::Minute),
        Some(text) => {
            let (second, fraction) = text.split_once(['.', ',']).unwrap_or((text, "0"));
            let digits: String = fraction.chars().chain("000".chars()).take(3).collect();
            fraction.bytes().all(|b| b.is_ascii_digit()).then_some(())?;
            (number(second)?.min(59 + i64::from(second != "60")), number(&digits)?, Precision::Second)
        }
    };
    let valid = parts.next().is_none() && hour < 24 && minute < 60 && second < 60;
    valid.then_some((((hour * 60 + minute) * 60 + second) * 1000 + fraction, precision))
}

/// Offset from UTC in milliseconds: `Z`, `+HH:MM`, `-HHMM`, `+HH`, `GMT`, `GMT+HHMM`, and the zones of RFC 2822, section 4.3.
fn zone(text: &str) -> Option<i64> {
    let hours = match text.to_ascii_uppercase().as_str() {
        "Z" | "GMT" | "UTC" | "UT" => 0,
        "EDT" => -4,
        "EST" | "CDT" => -5,
        "CST" | "MDT" => -6,
        "MST" | "PDT" => -7,
        "PST" => -8,
        other => {
            let offset = other.strip_prefix("GMT").or_else(|| other.strip_prefix("UTC")).unwrap_or(other);
            let (sign, rest) = match (offset.strip_prefix('+'), offset.strip_prefix(['-', '\u{2212}'])) {
                (Some(rest), _) => (1, rest),
                (_, Some(rest)) => (-1, rest),
                _ => return None,
            };
            let digits: String = rest.chars().filter(|c| *c != ':').collect();
            let (hour, minute) = match digits.len() {
                1 | 2 => (number(&digits)?, 0),
                4 => (number(digits.get(..2)?)?, number(digits.get(2..)?)?),
                _ => return None,
            };
            return (hour < 24 && minute < 60).then_some(sign * (hour * 60 + minute) * 60_000);
        }
    };
    Some(hours * 3_600_000)
}

/// ISO 8601 calendar dates, as loose as documents write them.
fn iso(text: &str) -> Option<Understood> {
    let mut date = text.get(..10)?.split('-');
    let (y, m, d) = (date.next()?, date.next()?, date.next()?);
    if y.len() != 4 || m.len() != 2 || d.len() != 2 {
        return None;
    }
    let midnight = days(number(y)?, number(m)?, number(d)?)? * 86_400_000;
    let rest = text.get(10..)?;
    if rest.is_empty() {
        return Some((midnight, Precision::Date, false));
    }
    let rest = rest.strip_prefix(['T', 't', ' '])?.trim();
    let end =
        rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, ':' | '.' | ','))).unwrap_or(rest.len());
    let (time, offset) = rest.split_at_checked(end)?;
    let (in_day, precision) = clock(time)?;
    let offset = offset.trim();
    if offset.is_empty() {
        return Some((midnight + in_day, precision, false));
    }
    Some((midnight + in_day - zone(offset)?, precision, true))
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

fn month(word: &str) -> Option<i64> {
    let word = word.to_ascii_lowercase();
    let at = MONTHS.iter().position(|name| *name == word || (word.len() >= 3 && name.starts_with(&word)))?;
    i64::try_from(at + 1).ok()
}

/// Dates with an English month name, in any order of the parts, each of which must be there at most once.
fn words(text: &str) -> Option<Understood> {
    let (mut year, mut mon, mut day, mut time, mut offset) = (None, None, None, None, None);
    let mut half_day = None;
    let text = text.split('(').next()?;
    for word in text.split([' ', ',', '\u{a0}']).filter(|word| !word.is_empty()) {
        let ordinal = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)).and_then(number);
        let lower = word.trim_end_matches('.').to_ascii_lowercase();
        if let Some(found) = month(lower.as_str()).filter(|_| mon.is_none()) {
            mon = Some(found);
        } else if let Some(found) = number(word).or(ordinal) {
            let place = if word.len() == 4 { &mut year } else { &mut day };
            if place.replace(found).is_some() {
                return None;
            }
        } else if word.contains(':') && !word.starts_with(['+', '-']) {
            if time.replace(clock(word)?).is_some() {
                return None;
            }
        } else if lower == "am" || lower == "pm" {
            half_day = Some(lower == "pm");
        } else if let Some(found) = zone(word) {
            offset = Some(found);
        } else if lower != "at"
            && !["mon", "tue", "wed", "thu", "fri", "sat", "sun"].iter().any(|name| lower.starts_with(name))
        {
            return None;
        }
    }
    let midnight = days(year?, mon?, day?)? * 86_400_000;
    let Some((mut in_day, precision)) = time else {
        return Some((midnight, Precision::Date, false));
    };
    if let Some(pm) = half_day {
        let hour = in_day / 3_600_000;
        match (pm, hour) {
            (false, 12) => in_day -= 43_200_000,
            (true, 1..=11) => in_day += 43_200_000,
            (_, 1..=12) => {}
            _ => return None,
        }
    }
    Some((midnight + in_day - offset.unwrap_or(0), precision, offset.is_some()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn understood(text: &str) -> Option<(String, bool)> {
        let when = When::parse(text);
        when.millis.map(|millis| (iso_text(millis), when.zone_known))
    }

    #[test]
    fn dates_of_the_wild_are_understood() {
        for (text, iso, zone) in [
            ("2026-11-20T08:15:00-04:00", "2026-11-20T12:15:00Z", true),
            ("2026-11-20T08:15:00.123Z", "2026-11-20T08:15:00Z", true),
            ("2019-11-19T07:09:00+0000", "2019-11-19T07:09:00Z", true),
            ("2017-05-12T00:00+02:00", "2017-05-11T22:00:00Z", true),
            ("2016-06-01T07:00", "2016-06-01T07:00:00Z", false),
            ("2016-06-01 07:00:30", "2016-06-01T07:00:30Z", false),
            ("2024-02-29", "2024-02-29T00:00:00Z", false),
            ("19 Nov 2019 07:09 GMT", "2019-11-19T07:09:00Z", true),
            ("Tue, 19 Nov 2019 07:09:11 EST", "2019-11-19T12:09:11Z", true),
            ("November 19, 2019", "2019-11-19T00:00:00Z", false),
            ("Tue Nov 19 2019 03:05:46 GMT+0000 (Coordinated Universal Time)", "2019-11-19T03:05:46Z", true),
            ("Nov. 3rd, 2020 at 12:30 am", "2020-11-03T00:30:00Z", false),
            ("1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z", true),
        ] {
            assert_eq!(understood(text), Some((iso.to_owned(), zone)), "{text}");
        }
    }

    #[test]
    fn what_is_not_understood_keeps_its_text() {
        for text in [
            "",
            "yesterday",
            "03/04/2019",
            "2019-13-01",
            "2019-02-30",
            "Jun 25 '24",
            "2019-11-19T25:00Z",
            "2019-11-19Tnoon",
            "١٩ نوفمبر ٢٠١٩",
            "2019-11-1é",
        ] {
            let when = When::parse(text);
            assert_eq!((when.text.as_str(), when.millis), (text, None));
            assert_eq!(when.iso(), text);
        }
    }

    #[test]
    fn seconds_and_milliseconds_are_told_apart_by_size() {
        assert_eq!(When::epoch(1_553_703_216.0).unwrap().iso(), "2019-03-27T16:13:36Z");
        assert_eq!(When::epoch(1_553_703_216_863.0).unwrap().iso(), "2019-03-27T16:13:36Z");
        assert_eq!(When::epoch(f64::NAN), None);
        assert_eq!(When::epoch(1e300), None);
    }
}
