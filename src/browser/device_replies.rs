//! Replies kept on this device, in the stores. The record is described in `comments::device`.

use super::reply_fields::Texts;
use super::stores::{self, Change, StoreError};
use super::web_storage::Area;
use super::{clock, draft_store, json};
use crate::comments::device::{KeptReply, REPLIES, read_reply};
use crate::comments::reply::Field;
use crate::draft::{Address, Fate, Seen, article_prefix};
use wasm_bindgen::JsValue;

/// The replies to an article that are kept here, oldest first.
pub async fn of(site: &str, article: &str) -> Vec<KeptReply> {
    let prefix = article_prefix(REPLIES, site, Some(article));
    let mut texts = stores::texts_in_database(&[&prefix]).await;
    texts.extend(stores::texts_now(Area::Local, &prefix));
    let mut replies: Vec<KeptReply> =
        texts.iter().filter_map(|(key, json)| read_reply(key, json).ok()).collect();
    crate::order::sort(&mut replies, |one, other| (one.at, &one.id) < (other.at, &other.id));
    replies.dedup_by(|a, b| a.id == b.id);
    replies
}

/// Keeps a reply and retires the revisions that `seen` covers, both or neither. Comes back when a store has confirmed it.
pub async fn keep(address: &Address, texts: &Texts, seen: &Seen) -> Result<KeptReply, StoreError> {
    let id = draft_store::new_id();
    let at = clock::now().floor();
    let record = json::object(&[
        ("v", 1.into()),
        ("site", address.site.as_str().into()),
        ("article", address.article.as_str().into()),
        ("parent", address.parent.as_deref().map_or(JsValue::NULL, JsValue::from_str)),
        ("kind", address.kind.name().into()),
        ("id", id.as_str().into()),
        ("t", at.into()),
        ("comment", texts.get(Field::Comment).clone()),
        ("author", texts.get(Field::Author).clone()),
        ("url", texts.get(Field::Url).clone()),
    ]);
    let put = Change::Put { key: address.key(REPLIES, &id), json: json::text(&record) };
    draft_store::retire(address, seen, Fate::Sent, texts.get(Field::Comment), vec![put]).await?;
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a time since 1970 in milliseconds"
    )]
    let at = at as u64;
    Ok(KeptReply {
        id,
        parent: address.parent.clone(),
        author: texts.text(Field::Author),
        url: texts.text(Field::Url),
        comment: texts.text(Field::Comment),
        at,
    })
}
