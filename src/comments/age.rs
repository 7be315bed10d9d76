//! How long ago something was, as a reader would say it.

/// A unit of time, as `Intl.RelativeTimeFormat` names it (ECMA-402, section 17).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// 60 seconds.
    Minute,
    /// 60 minutes.
    Hour,
    /// 24 hours.
    Day,
}

impl Unit {
    /// The name that the formatter takes.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::Day => "day",
        }
    }
}

/// Milliseconds of a minute.
const MINUTE: i64 = 60_000;
/// After so many days a date says more than a count of days.
const DAYS: i64 = 7;

/// The whole units between `then` and `now`, both in milliseconds since 1970; `None` where a date says more: after a week, and for what
/// is to come. A clock that is a minute behind the server's is no future.
#[must_use]
pub fn age(then: i64, now: i64) -> Option<(u32, Unit)> {
    let minutes = now.checked_sub(then)?.div_euclid(MINUTE);
    if minutes < -1 {
        return None;
    }
    let minutes = u32::try_from(minutes).unwrap_or(0);
    match (minutes / 60, i64::from(minutes / (60 * 24))) {
        (0, _) => Some((minutes, Unit::Minute)),
        (hours, 0) => Some((hours, Unit::Hour)),
        (hours, days) if days < DAYS => Some((hours / 24, Unit::Day)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Unit, age};

    #[test]
    fn the_largest_whole_unit_is_said_up_to_a_week() {
        const NOW: i64 = 1_795_000_000_000;
        let ago = |minutes: i64| age(NOW - minutes * 60_000, NOW);
        assert_eq!(ago(0), Some((0, Unit::Minute)));
        assert_eq!(ago(59), Some((59, Unit::Minute)));
        assert_eq!(ago(60), Some((1, Unit::Hour)));
        assert_eq!(ago(23 * 60 + 59), Some((23, Unit::Hour)));
        assert_eq!(ago(24 * 60), Some((1, Unit::Day)));
        assert_eq!(ago(7 * 24 * 60 - 1), Some((6, Unit::Day)));
        assert_eq!(ago(7 * 24 * 60), None);
    }

    #[test]
    fn what_is_to_come_has_a_date_but_for_clocks_that_differ_a_little() {
        assert_eq!(age(59_000, 0), Some((0, Unit::Minute)));
        assert_eq!(age(121_000, 0), None);
        assert_eq!(age(i64::MIN, i64::MAX), None);
    }
}
