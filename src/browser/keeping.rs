//! The reader's choice of what is kept where: a shared computer is to keep nothing that was typed.

use super::stores::{self, Change, StoreError};
use super::web_storage::{Area, WebStorage};
use super::{clock, draft_store};
use crate::draft::{Fate, Record, Sort};

/// `tab` under this key of one of the two Web Storages: what is typed is kept in the tab only. See `public/drafts.js`.
const KEEP: &str = "standfirst.s1/keep";
const AREAS: [Area; 2] = [Area::Local, Area::Session];
/// Milliseconds after which a change that `drafts.js` knew of is in the database or will not get there.
const SETTLED_AFTER: i32 = 150;
/// What is made of what a reader types.
const TYPED: [Sort; 4] = [Sort::Draft, Sort::Earlier, Sort::Over(Fate::Sent), Sort::Person];

/// Whether what is typed is to be kept in this tab only.
#[must_use]
pub fn is_tab_only() -> bool {
    let says_so = |area| WebStorage::of(area).ok()?.get(KEEP).filter(|value| value == "tab");
    AREAS.into_iter().any(|area| says_so(area).is_some())
}

/// Whether a key is that of something made of what a reader types.
#[must_use]
pub fn is_typed(key: &str) -> bool {
    TYPED.iter().any(|sort| key.starts_with(sort.prefix()))
}

/// From now on what is typed is kept in this tab only. What the device had of it moves here: drafts, earlier versions,
/// what was discarded, a remembered name. Fails if the device did not let go of it.
pub async fn in_tab_only() -> Result<(), StoreError> {
    set(Some("tab"));
    // What `drafts.js` was about to write is written by then, and nothing more comes.
    clock::sleep(SETTLED_AFTER).await;
    let prefixes: Vec<String> = TYPED.iter().map(|sort| sort.prefix().to_owned()).collect();
    let mut texts = stores::texts_in_database(&prefixes).await;
    prefixes.iter().for_each(|prefix| texts.extend(stores::texts_now(Area::Local, prefix)));
    // The last of a key stays: the one with the highest revision, whichever store had it.
    crate::order::sort(&mut texts, |one, other| revision(one) < revision(other));
    let puts: Vec<Change> =
        texts.iter().map(|(key, json)| Change::Put { key: key.clone(), json: json.clone() }).collect();
    // A text that the tab does not take stays on the device: better kept where it should not be than lost.
    WebStorage::of(Area::Session)?.write(&puts)?;
    let deletions = texts.into_iter().map(|(key, _)| Change::Delete { key, up_to: None });
    stores::delete_on_device(&deletions.collect::<Vec<_>>()).await?;
    stores::tell_changed(None);
    Ok(())
}

/// From now on what is typed is kept on this device again, with what this tab has.
pub async fn on_device() -> Result<(), StoreError> {
    set(None);
    let mut texts = Vec::new();
    for sort in TYPED {
        texts.extend(stores::texts_now(Area::Session, sort.prefix()));
        texts.extend(draft_store::in_memory(sort.prefix()));
    }
    let puts: Vec<Change> = texts.into_iter().map(|(key, json)| Change::Put { key, json }).collect();
    stores::write(&puts).await?;
    let session = WebStorage::of(Area::Session)?;
    for put in &puts {
        if let Change::Put { key, .. } = put {
            session.write(&[Change::Delete { key: key.clone(), up_to: None }])?;
        }
    }
    stores::tell_changed(None);
    Ok(())
}

fn revision((key, json): &(String, String)) -> u64 {
    Record::read(key, json).map_or(0, |record| record.stamp.rev)
}

fn set(value: Option<&str>) {
    let change = match value {
        Some(value) => Change::Put { key: KEEP.to_owned(), json: value.to_owned() },
        None => Change::Delete { key: KEEP.to_owned(), up_to: None },
    };
    for area in AREAS {
        // One of the two is enough; where there is neither, nothing is kept anyway.
        let _ = WebStorage::of(area).and_then(|store| store.write(std::slice::from_ref(&change)));
    }
}
