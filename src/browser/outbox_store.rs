//! The outbox in the stores: each reply under a key of its own, in the database and in localStorage.

use serde_json::Value;
use wasm_bindgen::JsValue;

use super::stores::{self, Change, StoreError};
use super::web_storage::Area;
use super::{clock, draft_store};
use crate::comments::outbox::{Entry, PREFIX, State};
use crate::draft::{Address, Fate, Seen, article_prefix};

/// Milliseconds for which what is over is kept, so that a copy in a store that lags does not come back: 30 days.
const KEPT: u64 = 30 * 24 * 60 * 60 * 1000;

/// The revisions of drafts that are on their way to a server, as far as can be known at once. They are not offered as something
/// still to be posted.
#[must_use]
pub fn under_way(address: &Address) -> Seen {
    let mut seen = Seen::default();
    for (_, json) in stores::texts_now(Area::Local, &address.key(PREFIX, "")) {
        // Only these two of its members: this is in the first module, the rest of the outbox is not.
        let Ok((value, _)) = crate::json_value::parse(&json) else { continue };
        let state = value.get("state").and_then(Value::as_str).unwrap_or_default();
        if matches!(state, "queued" | "sending" | "unknown" | "held") {
            seen.join(&Seen::of(value.get("seen").unwrap_or(&Value::Null)));
        }
    }
    seen
}

/// Whether anything at all is in the outbox, as far as can be known at once.
#[must_use]
pub fn has_any() -> bool {
    !stores::texts_now(Area::Local, PREFIX).is_empty()
}

/// All replies, or those to an article, oldest first.
pub async fn all(article: Option<(&str, &str)>) -> Vec<Entry> {
    let prefix =
        article.map_or_else(|| PREFIX.to_owned(), |(site, id)| article_prefix(PREFIX, site, Some(id)));
    let mut texts = stores::texts_in_database(std::slice::from_ref(&prefix)).await;
    texts.extend(stores::texts_now(Area::Local, &prefix));
    Entry::all(&texts)
}

/// Writes an entry. Comes back when a store has confirmed it.
pub async fn put(entry: &Entry) -> Result<(), StoreError> {
    stores::write(&[Change::Put { key: entry.key(), json: entry.json() }]).await
}

/// Writes an entry that has arrived and retires exactly the revisions of the draft that it was, both or neither.
pub async fn retire(entry: &Entry) -> Result<(), StoreError> {
    let put = Change::Put { key: entry.key(), json: entry.json() };
    let comment = JsValue::from_str(&entry.reply.text);
    draft_store::retire(&entry.address, &entry.seen, Fate::Sent, &comment, Some(put)).await
}

/// Forgets what has been over for long.
pub async fn tidy(entries: &[Entry]) {
    let now = clock::millis();
    let is_old = |entry: &&Entry| {
        matches!(entry.state, State::Sent | State::Withdrawn)
            && now.saturating_sub(entry.at.max(entry.since)) > KEPT
    };
    let changes: Vec<Change> =
        entries.iter().filter(is_old).map(|entry| Change::Delete { key: entry.key(), up_to: None }).collect();
    if !changes.is_empty()
        && let Err(error) = stores::write(&changes).await
    {
        super::warn(&format!("standfirst: the outbox could not be tidied: {error}"));
    }
}
