//! localStorage and sessionStorage, each of which may be absent, refuse itself, be full, or be emptied by others.

use js_sys::Reflect;
use wasm_bindgen::JsValue;
use web_sys::Storage;

use super::stores::{Change, StoreError};

/// Which of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// For all tabs, and after them.
    Local,
    /// For this tab.
    Session,
}

/// One of them, known to be there.
pub struct WebStorage(Storage);

impl WebStorage {
    /// Fails where the browser refuses it or it is `null`.
    pub fn of(area: Area) -> Result<Self, StoreError> {
        let window = super::window().ok_or(StoreError::Absent)?;
        let storage = match area {
            Area::Local => window.local_storage(),
            Area::Session => window.session_storage(),
        };
        storage.map_err(refused)?.map(Self).ok_or(StoreError::Absent)
    }

    /// The texts of all keys that begin with `prefix`.
    pub fn texts(&self, prefix: &str) -> Result<Vec<(String, String)>, StoreError> {
        let mut keys = Vec::new();
        for index in 0..self.0.length().map_err(refused)? {
            let key = self.0.key(index).map_err(refused)?;
            keys.extend(key.filter(|key| key.starts_with(prefix)));
        }
        let text = |key: String| Some((key.clone(), self.0.get_item(&key).ok()??));
        Ok(keys.into_iter().filter_map(text).collect())
    }

    /// The text of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<String> {
        self.0.get_item(key).ok()?
    }

    /// Makes the changes, one after the other. Where one fails the later ones are not made.
    pub fn write<'a>(&self, changes: impl IntoIterator<Item = &'a Change>) -> Result<(), StoreError> {
        changes.into_iter().try_for_each(|change| self.make(change))
    }

    /// Makes only those that take something away.
    pub fn write_deletions(&self, changes: &[Change]) -> Result<(), StoreError> {
        let deletions = changes.iter().filter(|change| matches!(change, Change::Delete { .. }));
        deletions.into_iter().try_for_each(|change| self.make(change))
    }

    fn make(&self, change: &Change) -> Result<(), StoreError> {
        match change {
            Change::Put { key, json } => self.0.set_item(key, json).map_err(refused),
            Change::Delete { key, .. } => match self.get(key) {
                Some(json) if change.deletes(&json) => self.0.remove_item(key).map_err(refused),
                _ => Ok(()),
            },
            Change::Move { key, to } => {
                // As JavaScript has it: a text that we cannot read may hold anything.
                let text = Reflect::get(&self.0, &JsValue::from_str(key)).map_err(refused)?;
                if text.is_string() {
                    Reflect::set(&self.0, &JsValue::from_str(to), &text).map_err(refused)?;
                    self.0.remove_item(key).map_err(refused)?;
                }
                Ok(())
            }
        }
    }
}

fn refused(error: JsValue) -> StoreError {
    StoreError::Refused(super::reason(&error))
}
