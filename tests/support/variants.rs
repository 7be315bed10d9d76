//! A document with any one value of it odd.

use serde_json::{Value, json};

/// Values that may stand anywhere in what publishers send.
fn odd() -> Vec<Value> {
    vec![
        Value::Null,
        json!(""),
        json!(" two  words "),
        json!(true),
        json!(7),
        json!(1.5),
        json!("12"),
        json!(-1),
        json!([]),
        json!({}),
        json!(["a", "b"]),
        json!([["a"], "b"]),
        json!({ "name": "N", "url": "/n" }),
        json!({ "@id": "#x" }),
        json!({ "@type": "WebPage", "@id": "https://news.example/page" }),
        json!({ "type": "divider" }),
        json!({ "type": "note", "id": "x", "body": ["n"] }),
        json!({ "type": "paragraph" }),
        json!({ "type": "quote", "text": "q" }),
        json!({ "@value": "text", "@language": "en" }),
        json!("https://other.example/x"),
        json!("/rooted"),
        json!("javascript:alert(1)"),
        json!("a &amp; b &lt;i&gt;"),
        json!("R&D <em>x</em>"),
        json!("<p>block</p>"),
        json!("a < b"),
        json!("one, two; One\n\nthree"),
        json!("2026-13-40"),
        json!("2026-11-20"),
        json!("en_GB"),
        json!("ar"),
        json!("rtl"),
        json!("x"),
    ]
}

/// The places of all values in `value`, as JSON pointers.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(key, item)| places(item, &format!("{at}/{key}"), found));
        }
        Value::Object(object) => object.iter().for_each(|(key, item)| {
            places(item, &format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")), found);
        }),
        _ => {}
    }
}

/// Every document that differs from `whole` in one value.
pub fn variants(whole: &Value) -> Vec<Value> {
    let mut found = Vec::new();
    places(whole, "", &mut found);
    let mut all = vec![whole.clone()];
    for place in found.iter().filter(|place| !place.is_empty()) {
        for value in odd() {
            let mut document = whole.clone();
            *document.pointer_mut(place).unwrap() = value;
            all.push(document);
        }
    }
    all
}
