//! "3 hours ago": the times of a discussion while they are recent, and kept true.

use crate::article::{Precision, When};
use crate::browser::clock::{self, Timer};
use crate::browser::dom::{Attr, Element};
use crate::browser::intl;
use crate::comments::{Unit, age};

use super::Reader;

/// So often, in milliseconds, all are said anew.
const AGAIN: i32 = 30_000;

/// Says the times in `section` by their age as long as what this returns lives. The date stays in the title.
pub fn ages(section: &Element, reader: &Reader) -> Timer {
    say(section, &reader.locale);
    let (section, locale) = (section.clone(), reader.locale.clone());
    clock::every(AGAIN, move || say(&section, &locale))
}

fn say(section: &Element, locale: &str) {
    let now = i64::try_from(clock::millis()).unwrap_or(i64::MAX);
    for time in section.query_all("time[datetime]") {
        let Some(when) = time.get("datetime").map(|written| When::parse(&written)) else { continue };
        let Some(then) = when.millis.filter(|_| when.zone_known && when.precision != Precision::Date) else {
            continue;
        };
        let date = intl::when(locale, &when);
        match age(then, now).and_then(|(count, unit)| words(locale, count, unit)) {
            Some(words) => {
                time.set_text_if_other(&words);
                let title = time.get("title").unwrap_or_default();
                if !title.starts_with(&date) {
                    time.set(Attr::Title(&format!("{date} · {title}")));
                }
            }
            None => time.set_text_if_other(&date),
        }
    }
}

/// "now", "5 minutes ago", "yesterday".
fn words(locale: &str, count: u32, unit: Unit) -> Option<String> {
    intl::ago(locale, count, unit.name())
}
