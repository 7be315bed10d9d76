//! Replies kept on this device, in the stores.

use super::reply_fields::Texts;
use super::stores::{self, Change, StoreError};
use super::web_storage::Area;
use super::{draft_store, json};
use crate::comments::device::KeptReply;
use crate::comments::reply::Field;
use crate::draft::{Address, Fate, Record, Seen, Shelf, Sort, article_prefix};

/// The replies to an article that are kept here, oldest first.
pub async fn of(site: &str, article: &str) -> Vec<KeptReply> {
    let prefix = article_prefix(Sort::Reply.prefix(), site, Some(article));
    let mut texts = stores::texts_in_database(std::slice::from_ref(&prefix)).await;
    texts.extend(stores::texts_now(Area::Local, &prefix));
    let mut replies: Vec<KeptReply> =
        Shelf::of(&texts).records.into_iter().filter_map(KeptReply::of).collect();
    crate::order::sort(&mut replies, |one, other| (one.at, &one.id) < (other.at, &other.id));
    replies.dedup_by(|a, b| a.id == b.id);
    replies
}

/// Keeps a reply and retires the revisions that `seen` covers, both or neither. Comes back when a store has confirmed
/// it. The email address is not kept: only a server would need it.
pub async fn keep(address: &Address, texts: &Texts, seen: &Seen) -> Result<KeptReply, StoreError> {
    let fields =
        [Field::Comment, Field::Author, Field::Url].map(|field| (field.name(), texts.get(field).clone()));
    let id = draft_store::new_id();
    let (key, json) =
        draft_store::written(Sort::Reply, address, &id, 0, &Seen::default(), &json::object(&fields));
    let put = Change::Put { key: key.clone(), json: json.clone() };
    draft_store::retire(address, seen, Fate::Sent, texts.get(Field::Comment), Some(put)).await?;
    // What was just written can be read.
    Record::read(&key, &json).ok().and_then(KeptReply::of).ok_or(StoreError::Absent)
}
