//! What is kept on this device: JSON texts under keys of our own, in the database and in localStorage. Each fails in
//! situations in which the other does not, so that every change goes to both and one that took it is enough.

use super::indexed_db::Database;
use super::json;
use super::keeping;
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

/// Makes the changes in both stores. Fails, with what the database said, only if neither took all of them. What was
/// typed and is to be kept in this tab only goes to the tab's store and to no other.
pub async fn write(changes: &[Change]) -> Result<(), StoreError> {
    let tab_only = keeping::is_tab_only();
    let of_tab =
        |change: &&Change| tab_only && matches!(change, Change::Put { key, .. } if keeping::is_typed(key));
    let (of_tab, of_device): (Vec<&Change>, Vec<&Change>) = changes.iter().partition(of_tab);
    let session = WebStorage::of(Area::Session);
    if !of_tab.is_empty() {
        session.as_ref().map_err(Clone::clone)?.write(of_tab)?;
    }
    // A deletion must reach the tab's own copies too.
    let _ = session.and_then(|store| store.write_deletions(changes));
    match write_on_device(&of_device).await {
        // What this tab took is enough.
        Err(_) if tab_only && of_device.iter().all(|change| matches!(change, Change::Delete { .. })) => {
            Ok(())
        }
        other => other,
    }
}

async fn write_on_device(changes: &[&Change]) -> Result<(), StoreError> {
    let in_database = match Database::open().await {
        Ok(database) => database.write(changes).await,
        Err(error) => Err(error),
    };
    let in_local = WebStorage::of(Area::Local).and_then(|store| store.write(changes.iter().copied()));
    in_database.or_else(|error| in_local.map_err(|_| error))
}

/// Makes deletions on the device and not in this tab. Fails if either store refused.
pub async fn delete_on_device(deletions: &[Change]) -> Result<(), StoreError> {
    let in_local = WebStorage::of(Area::Local).and_then(|store| store.write(deletions));
    let deletions: Vec<&Change> = deletions.iter().collect();
    Database::open().await?.write(&deletions).await.and(in_local)
}

/// An event of our own at the window, since browsers tell only other tabs of a change, and a host that listens for theirs
/// expects none from us.
const CHANGED: &str = "standfirst-changed";

/// Calls `act` with the key when another tab changes localStorage or this page [tells](tell_changed) of a change, with
/// `None` when any may have changed: the other tab emptied it, or this page comes back from the browser's cache of
/// pages. As long as the listeners live.
pub fn on_change(act: impl Fn(Option<String>) + Clone + 'static) -> Vec<Listener> {
    let Some(window) = super::window() else { return Vec::new() };
    let (shown, told) = (act.clone(), act.clone());
    let stored = Listener::on(&window, "storage", move |event| act(json::get(&event, "key").as_string()));
    let told = Listener::on(&window, CHANGED, move |event| told(json::get(&event, "key").as_string()));
    let shown = Listener::on(&window, "pageshow", move |event| {
        if json::get(&event, "persisted").is_truthy() {
            shown(None);
        }
    });
    vec![stored, told, shown]
}

/// Tells those who listen by [`on_change`] in this very page that something was changed: one key, or any.
pub fn tell_changed(key: Option<&str>) {
    if let (Some(window), Ok(event)) = (super::window(), web_sys::Event::new(CHANGED)) {
        if let Some(key) = key {
            // Setting a property of a new object cannot fail.
            let _ = js_sys::Reflect::set(&event, &"key".into(), &key.into());
        }
        // Fails only while the same event is being dispatched.
        let _ = window.dispatch_event(&event);
    }
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
