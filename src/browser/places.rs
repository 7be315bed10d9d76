//! Where readers were in articles, on this device.

use super::stores::Change;
use super::web_storage::{Area, WebStorage};
use crate::reading::Place;

const KEY: &str = "standfirst.place.";
/// Places of more articles than these are not kept: the store has to have room for drafts.
const MOST: usize = 200;

/// Keeps a place in an article, or forgets it. Where nothing may be kept, nothing is offered later.
pub fn keep(article: &str, place: Option<&Place>) {
    let Ok(store) = WebStorage::of(Area::Local) else { return };
    let key = format!("{KEY}{article}");
    let Some(place) = place else {
        let _ = store.write(&[Change::Delete { key, up_to: None }]);
        return;
    };
    if store.get(&key).is_none() {
        let others = store.texts(KEY).unwrap_or_default();
        if let Some((other, _)) = others.into_iter().nth(MOST - 1) {
            let _ = store.write(&[Change::Delete { key: other, up_to: None }]);
        }
    }
    // A full store keeps the earlier place.
    let _ = store.write(&[Change::Put { key, json: place.write() }]);
}

/// The place that was kept of an article.
#[must_use]
pub fn of(article: &str) -> Option<Place> {
    Place::read(&WebStorage::of(Area::Local).ok()?.get(&format!("{KEY}{article}"))?)
}
