//! Our own small API: `schema/comments.openapi.json`. A reply carries a key that is the same whenever it is sent, so that sending it
//! again stores it once.

use serde_json::Value;

use super::{Answer, Call, Lost, Outcome, Refusal, Reply, Rules, Subject, id, query, text};
use crate::comments::reply::Field;
use crate::json_text::Object;

/// What is asked for until the server's list says otherwise.
pub const RULES: Rules = Rules::DEVICE;

/// A page of comments.
pub fn list(address: &str, subject: &Subject, cursor: Option<&str>) -> Call {
    let mut pairs = vec![("article", subject.id.as_str()), ("url", subject.url.as_str())];
    pairs.extend(cursor.map(|cursor| ("after", cursor)));
    Call::get(&query::with(address, &pairs))
}

/// Posts a reply.
pub fn post(address: &str, subject: &Subject, reply: &Reply, key: &str) -> Call {
    let mut author = Object::new();
    for (name, value) in [("name", &reply.author), ("email", &reply.email), ("url", &reply.url)] {
        if !value.trim().is_empty() {
            author.text(name, value.trim());
        }
    }
    let mut json = Object::new();
    json.text("article", &subject.id);
    json.text("url", &subject.url);
    json.text("title", &subject.title);
    if let Some(parent) = &reply.parent {
        json.text("parent", parent);
    }
    json.text("text", &reply.text);
    json.json("author", &author.end());
    let mut call = Call::post_json(address, json.end());
    call.headers.push(("Idempotency-Key", format!("\"{key}\"")));
    call
}

/// What the answer means. Faults are problem details (RFC 9457) with a `code`.
pub fn outcome(answer: &Answer) -> Outcome {
    let Some(value) = answer.json() else {
        return Outcome::Unknown(match answer.status {
            200..=299 => Lost::Nonsense,
            status => Lost::Status(status),
        });
    };
    let stored = id(&value, "@id");
    match answer.status {
        200 | 201 if stored.is_some() => return Outcome::Published(stored),
        202 if stored.is_some() => return Outcome::Held(stored),
        _ => {}
    }
    let Some(code) = text(&value, "code").filter(|_| (400..500).contains(&answer.status)) else {
        return Outcome::Unknown(Lost::Status(answer.status));
    };
    if code == "too-fast" {
        return Outcome::TooFast(answer.retry_after().unwrap_or(30));
    }
    let errors = value.get("errors").and_then(Value::as_array);
    let first = errors.and_then(|errors| errors.first());
    let fields: Vec<Field> =
        errors.into_iter().flatten().filter_map(|error| Field::of(text(error, "field")?)).collect();
    let limit =
        first.and_then(|error| error.get("limit")?.as_u64()).and_then(|limit| u32::try_from(limit).ok());
    let words = text(&value, "detail").or_else(|| text(&value, "title")).unwrap_or(code);
    Outcome::Refused(Refusal::of(code, fields, limit, words))
}
