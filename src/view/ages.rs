//! "3 hours ago": the times of a discussion while they are recent, and kept true.

use crate::article::{Precision, When};
use crate::browser::clock::{self, Timer};
use crate::browser::dom::{Attr, Element};
use crate::browser::intl;
use crate::comments::age;

use super::{Reader, dates};

/// So often, in milliseconds, all are said anew.
const AGAIN: i32 = 30_000;
/// The class of a time that is said by its age.
const AGED: &str = "age";

/// One time: by its age while that says more, with the date in the title, else as every date.
pub fn time(parent: &Element, when: &When, reader: &Reader) {
    dates::time(parent, when, reader);
    let Some(words) = words(when, &reader.locale) else { return };
    let Some(time) = parent.query("time") else { return };
    let title = [time.all_text(), time.get("title").unwrap_or_default()].join(" · ");
    time.set(Attr::Class(AGED));
    time.set(Attr::Title(&title));
    time.set_text(&words);
}

/// Keeps the ages in `section` true as long as what this returns lives.
pub fn ages(section: &Element, reader: &Reader) -> Timer {
    let (section, locale) = (section.clone(), reader.locale.clone());
    clock::every(AGAIN, move || {
        for time in section.query_all("time.age") {
            let when = When::parse(&time.get("datetime").unwrap_or_default());
            time.set_text_if_other(&words(&when, &locale).unwrap_or_else(|| intl::when(&locale, &when)));
        }
    })
}

/// "now", "5 minutes ago", "yesterday"; `None` where the date says more, or its instant is not known.
fn words(when: &When, locale: &str) -> Option<String> {
    let then = when.millis.filter(|_| when.zone_known && when.precision != Precision::Date)?;
    let (count, unit) = age(then, i64::try_from(clock::millis()).ok()?)?;
    intl::ago(locale, count, unit.name())
}
