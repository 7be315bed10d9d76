//! Name, email address and website that a reader wants to have filled in, for one site. Off unless asked for.

use js_sys::Reflect;
use wasm_bindgen::JsValue;

use super::reply_fields::Texts;
use super::stores::{self, Change, StoreError};
use super::web_storage::Area;
use super::{draft_store, json};
use crate::comments::reply::Field;
use crate::draft::{Address, Record, Seen, Sort};

/// The one record of a site.
const NAME: &str = "me";

fn place(site: &str) -> Address {
    Address::of_reply(site, "", None)
}

fn key(site: &str) -> String {
    place(site).key(Sort::Person.prefix(), NAME)
}

/// What can be had at once.
#[must_use]
pub fn known_now(site: &str) -> Option<Record> {
    let key = key(site);
    let of = |area| {
        stores::texts_now(area, &key).into_iter().find_map(|(key, json)| Record::read(&key, &json).ok())
    };
    of(Area::Session).or_else(|| of(Area::Local))
}

/// What the database has, for where localStorage is not to be had.
pub async fn known(site: &str) -> Option<Record> {
    let texts = stores::texts_in_database(&[key(site)]).await;
    texts.into_iter().find_map(|(key, json)| Record::read(&key, &json).ok())
}

/// Keeps the three, without the comment.
pub async fn remember(site: &str, texts: &Texts) -> Result<(), StoreError> {
    let fields = json::object(&Field::ALL.map(|field| (field.name(), texts.get(field).clone())));
    // A name without a comment. Setting a property of a new plain object cannot fail.
    let _ = Reflect::set(&fields, &Field::Comment.name().into(), &JsValue::from_str(""));
    let (key, json) = draft_store::written(Sort::Person, &place(site), NAME, 0, &Seen::default(), &fields);
    stores::write(&[Change::Put { key, json }]).await
}

/// Deletes them.
pub async fn forget(site: &str) -> Result<(), StoreError> {
    stores::write(&[Change::Delete { key: key(site), up_to: None }]).await
}
