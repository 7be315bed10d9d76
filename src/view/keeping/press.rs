//! The buttons of the strip.

use std::rc::Rc;

use leptos::task::spawn_local;

use crate::browser::kept::Kept;
use crate::browser::{events, worker};
use crate::offline::Record;

use super::{Ask, Current, STATE, draw, forget, saving};

/// What a button of the strip does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Press {
    /// Changes over to the new version.
    Update,
    /// Shows the article as it is now.
    Show,
    /// Keeps the article until the reader says otherwise, or no longer.
    Pin,
    /// Removes all articles.
    Clear,
    /// Removes the article at this address.
    Remove(String),
}

impl Press {
    /// The value of its `data-press`.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Update => "update".to_owned(),
            Self::Show => "show".to_owned(),
            Self::Pin => "pin".to_owned(),
            Self::Clear => "clear".to_owned(),
            Self::Remove(address) => format!("remove {address}"),
        }
    }

    /// What a value of `data-press` means.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        match name {
            "update" => Some(Self::Update),
            "show" => Some(Self::Show),
            "pin" => Some(Self::Pin),
            "clear" => Some(Self::Clear),
            other => other.strip_prefix("remove ").map(|address| Self::Remove(address.to_owned())),
        }
    }
}

/// Does what a button says, and tells of it.
pub async fn pressed(current: &Rc<Current>, press: Press) {
    match press {
        Press::Update => {
            let worker = STATE.with_borrow(|state| state.worker.clone());
            if let Some(worker) = worker {
                worker.change_over().await;
            }
        }
        Press::Show => (current.shown.ask)(Ask::Show),
        Press::Pin => {
            let Some(article) = current.shown.article.clone() else { return };
            let Ok(kept) = Kept::open().await else { return };
            let pinned = kept.record(&current.shown.address).await.is_some_and(|record| record.pinned);
            if !pinned {
                // Firefox asks the reader: the article is kept whatever the answer is, and if none ever comes.
                spawn_local(worker::persist());
            }
            let outcome = saving(current, &article, false).pin(!pinned).await;
            if current.is_removed.get() {
                forget(&current.shown.address).await;
            } else {
                current.outcome.replace(Some(outcome));
            }
        }
        Press::Clear | Press::Remove(_) => remove(current, &press).await,
    }
    draw(current).await;
}

async fn remove(current: &Rc<Current>, press: &Press) {
    let removes = |address: &String| *press == Press::Clear || *press == Press::Remove(address.clone());
    // Before anything is waited for: what is being kept just now looks here when it is done.
    current.is_cleared.set(true);
    if removes(&current.shown.address) {
        current.is_removed.set(true);
    }
    let Ok(kept) = Kept::open().await else { return };
    let records = kept.records().await;
    let mut left: Vec<Record> = records.clone();
    for record in &records {
        if removes(&record.address) {
            left.retain(|other| other.address != record.address);
            kept.remove(record, &left).await;
            if record.address == current.shown.address {
                current.outcome.replace(None);
                events::set_offline_ready(false);
            }
        }
    }
}
