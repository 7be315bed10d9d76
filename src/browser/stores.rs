//! What is kept on this device: JSON texts under keys of our own, in the database and in localStorage. Each fails in
//! situations in which the other does not, so that every change goes to both and one that took it is enough.

use super::indexed_db::Database;
use super::json;
use super::listener::Listener;
use super::web_storage::{Area, WebStorage};
use crate::draft::Record;

/// Why a store did not take or give something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// The browser has no such store for this page.
    Absent,
    /// It has, and said this.
    Refused(String),
}

impl std::fmt::Display for StoreError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Absent => f.write_str("the browser has no store for this page"),
            Self::Refused(reason) => f.write_str(reason),
        }
    }
}

/// One change to the stores.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Sets the text of a key. No lone surrogates: JSON escapes them.
    Put {
        /// The key.
        key: String,
        /// The text.
        json: String,
    },
    /// Deletes a key, if what is there then may go.
    Delete {
        /// The key.
        key: String,
        /// Only if the text is a record whose `rev` is at most this; `None` deletes whatever is there.
        up_to: Option<u64>,
    },
    /// Moves a text to another key, unread.
    Move {
        /// The key.
        key: String,
        /// Its new key.
        to: String,
    },
}

impl Change {
    /// Whether this deletes a key that holds `json`.
    #[must_use]
    pub fn deletes(&self, json: &str) -> bool {
        match self {
            Self::Delete { up_to: None, .. } => true,
            Self::Delete { key, up_to: Some(rev) } => {
                Record::read(key, json).is_ok_and(|record| record.stamp.rev <= *rev && !record.newer)
            }
            Self::Put { .. } | Self::Move { .. } => false,
        }
    }
}

/// Makes the changes in both stores. Fails, with what the database said, only if neither took all of them.
pub async fn write(changes: &[Change]) -> Result<(), StoreError> {
    let in_database = match Database::open().await {
        Ok(database) => database.write(changes).await,
        Err(error) => Err(error),
    };
    // A deletion must reach the tab's own copies too.
    let _ = WebStorage::of(Area::Session).and_then(|store| store.write_deletions(changes));
    let in_local = WebStorage::of(Area::Local).and_then(|store| store.write(changes));
    in_database.or_else(|error| in_local.map_err(|_| error))
}

/// Calls `act` with the key when another tab changes localStorage, with `None` when it empties it or when this page comes
/// back from the browser's cache of pages, as long as the listeners live.
pub fn on_change(act: impl Fn(Option<String>) + Clone + 'static) -> Vec<Listener> {
    let Some(window) = super::window() else { return Vec::new() };
    let shown = act.clone();
    let stored = Listener::on(&window, "storage", move |event| act(json::get(&event, "key").as_string()));
    let shown = Listener::on(&window, "pageshow", move |event| {
        if json::get(&event, "persisted").is_truthy() {
            shown(None);
        }
    });
    vec![stored, shown]
}

/// Texts of all keys of localStorage or sessionStorage that begin with `prefix`; none where it cannot be read.
#[must_use]
pub fn texts_now(area: Area, prefix: &str) -> Vec<(String, String)> {
    WebStorage::of(area).and_then(|store| store.texts(prefix)).unwrap_or_default()
}

/// Texts of all keys of the database that begin with one of `prefixes`; none where it cannot be read. Then localStorage
/// is what there is.
pub async fn texts_in_database(prefixes: &[String]) -> Vec<(String, String)> {
    let mut texts = Vec::new();
    if let Ok(database) = Database::open().await {
        for prefix in prefixes {
            texts.extend(database.texts(prefix).await.unwrap_or_default());
        }
    }
    texts
}
