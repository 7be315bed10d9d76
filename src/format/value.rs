//! Parts of an untyped value.

use serde_json::Value;

/// The value of a key; `null` is as if it were missing.
pub fn get<'v>(object: &'v Value, key: &str) -> Option<&'v Value> {
    object.get(key).filter(|value| !value.is_null())
}

/// The first of `keys` that an object has.
pub fn get_any<'v>(object: &'v Value, keys: &[&'static str]) -> Option<(&'static str, &'v Value)> {
    keys.iter().find_map(|key| Some((*key, get(object, key)?)))
}

/// The items of a list; of anything else the value itself.
pub fn items(value: &Value) -> &[Value] {
    match value {
        Value::Array(items) => items,
        Value::Null => &[],
        _ => std::slice::from_ref(value),
    }
}

/// The items of what stands under a key.
pub fn items_of<'v>(object: &'v Value, key: &str) -> &'v [Value] {
    get(object, key).map(items).unwrap_or_default()
}

/// What sort of value it is, for people.
pub fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// The first 200 characters: an address may be megabytes of `data:`.
pub fn shortened(text: &str) -> String {
    text.chars().take(200).collect()
}

/// Whether a text has the form of a language tag (BCP 47).
pub fn is_language_tag(tag: &str) -> bool {
    let first = tag.split('-').next().unwrap_or_default();
    (2..=3).contains(&first.len())
        && first.bytes().all(|byte| byte.is_ascii_alphabetic())
        && tag.len() <= 35
        && tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}
