//! Dates, numbers, lists and plurals through the browser's `Intl`: none of its data is in the module.

use std::cell::RefCell;

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::article::{Precision, When};

/// What a formatter shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    /// "20 November 2026"
    Day,
    /// "20 November 2026 at 08:15"
    DayAndTime,
    /// "08:15"
    Time,
}

type Key = (String, Style, bool);

thread_local! {
    /// Formatters are slow to make (some milliseconds the first time) and quick to use. Holds their bound `format`.
    static DATES: RefCell<Vec<(Key, Function)>> = const { RefCell::new(Vec::new()) };
}

/// Makes `new Intl.NAME(locale, options)`. A tag that `Intl` does not take falls back to the browser's own language.
fn make(name: &str, locale: &str, options: &[(&str, &str)]) -> Option<Object> {
    let intl = Reflect::get(&js_sys::global(), &JsValue::from_str("Intl")).ok()?;
    let constructor: Function = Reflect::get(&intl, &JsValue::from_str(name)).ok()?.dyn_into().ok()?;
    let object = Object::new();
    for (key, value) in options {
        Reflect::set(&object, &JsValue::from_str(key), &JsValue::from_str(value)).ok()?;
    }
    let with = |locale: JsValue| Reflect::construct(&constructor, &Array::of2(&locale, &object)).ok();
    with(JsValue::from_str(locale)).or_else(|| with(JsValue::UNDEFINED))?.dyn_into().ok()
}

/// Calls a method of an `Intl` object with one value.
fn call(object: &Object, method: &str, value: &JsValue) -> Option<String> {
    let method: Function = Reflect::get(object, &JsValue::from_str(method)).ok()?.dyn_into().ok()?;
    method.call1(object, value).ok()?.as_string()
}

fn format(locale: &str, style: Style, utc: bool, millis: f64) -> Option<String> {
    let key = (locale.to_owned(), style, utc);
    let known = DATES.with_borrow(|dates| {
        dates.iter().find(|(known, _)| *known == key).map(|(_, formatter)| formatter.clone())
    });
    let formatter = match known {
        Some(formatter) => formatter,
        None => {
            let mut options = match style {
                Style::Day => vec![("dateStyle", "long")],
                Style::DayAndTime => vec![("dateStyle", "long"), ("timeStyle", "short")],
                Style::Time => vec![("timeStyle", "short")],
            };
            if utc {
                options.push(("timeZone", "UTC"));
            }
            let object = make("DateTimeFormat", locale, &options)?;
            // `format` is a getter that gives a function bound to the formatter.
            let formatter: Function =
                Reflect::get(&object, &JsValue::from_str("format")).ok()?.dyn_into().ok()?;
            DATES.with_borrow_mut(|dates| dates.push((key, formatter.clone())));
            formatter
        }
    };
    formatter.call1(&JsValue::UNDEFINED, &JsValue::from_f64(millis)).ok()?.as_string()
}

/// A date for a reader: in the reader's zone where its instant is known, else by the source's own clock; a date that
/// was not understood as it was written.
#[must_use]
pub fn when(locale: &str, when: &When) -> String {
    let Some(millis) = when.millis else { return when.text.clone() };
    let style = if when.precision == Precision::Date { Style::Day } else { Style::DayAndTime };
    #[allow(clippy::cast_precision_loss, reason = "years 1 to 9999 are exact in a double")]
    let millis = millis as f64;
    format(locale, style, !when.zone_known, millis).unwrap_or_else(|| when.text.clone())
}

/// The time of day of an instant (milliseconds since 1970) in the reader's zone.
#[must_use]
pub fn time(locale: &str, millis: f64) -> String {
    format(locale, Style::Time, false, millis).unwrap_or_default()
}

/// A number with the language's digits and separators.
#[must_use]
pub fn number(locale: &str, number: f64) -> String {
    make("NumberFormat", locale, &[("maximumFractionDigits", "1")])
        .and_then(|formatter| call(&formatter, "format", &JsValue::from_f64(number)))
        .unwrap_or_else(|| {
            js_sys::Number::from(number).to_string_with_radix(10).map(String::from).unwrap_or_default()
        })
}

/// The plural category of `count`, for `text::Plural::of`.
#[must_use]
pub fn plural(locale: &str, count: f64) -> String {
    make("PluralRules", locale, &[])
        .and_then(|rules| call(&rules, "select", &JsValue::from_f64(count)))
        .unwrap_or_else(|| "other".to_owned())
}

thread_local! {
    /// The formatter that was asked last, with its language: each comment asks the same one.
    static AGO: RefCell<Option<(String, Object, Function)>> = const { RefCell::new(None) };
}

/// How long ago something was, by a count of a unit that `Intl.RelativeTimeFormat` knows: "yesterday", "3 hours ago".
#[must_use]
pub fn ago(locale: &str, count: u32, unit: &'static str) -> Option<String> {
    if !AGO.with_borrow(|ago| ago.as_ref().is_some_and(|(known, ..)| known == locale)) {
        let formatter = make("RelativeTimeFormat", locale, &[("numeric", "auto")])?;
        let method = Reflect::get(&formatter, &JsValue::from_str("format")).ok()?.dyn_into().ok()?;
        AGO.replace(Some((locale.to_owned(), formatter, method)));
    }
    // Not -0, which some engines say as "in 0 minutes".
    let past = JsValue::from_f64(0.0 - f64::from(count));
    let said = |(_, formatter, method): &(String, Object, Function)| {
        method.call2(formatter, &past, &JsValue::from_str(unit)).ok()?.as_string()
    };
    AGO.with_borrow(|ago| ago.as_ref().and_then(said))
}

/// Names as a list of the language: "A, B and C".
#[must_use]
pub fn list(locale: &str, names: &[String]) -> String {
    if let [name] = names {
        return name.clone();
    }
    let values: Array = names.iter().map(|name| JsValue::from_str(name)).collect();
    make("ListFormat", locale, &[("type", "conjunction")])
        .and_then(|formatter| call(&formatter, "format", &values))
        .unwrap_or_else(|| crate::find::join(names, ", "))
}
