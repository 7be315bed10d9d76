//! What the list of drafts does: it shows texts of every article, throws them away, brings them back and deletes them.

use wasm_bindgen::JsValue;

use super::stores::{self, Change, StoreError};
use super::{clock, draft_store, json};
use crate::draft::{Listed, Listing, Record, Shelf, Sort};

/// All drafts, or those of one `site` alone.
pub async fn listing(site: Option<&str>) -> Result<Listing, StoreError> {
    let shelf = draft_store::everything().await;
    let past = past(&shelf, clock::millis());
    if !past.is_empty() {
        stores::write(&past).await?;
    }
    Ok(Listing::of(&shelf, site, clock::millis()))
}

/// What was over for 30 days goes, of articles too that are not opened any more.
fn past(shelf: &Shelf, now: u64) -> Vec<Change> {
    let over = shelf.records.iter().filter(|record| record.is_past(now));
    over.map(|record| Change::Delete { key: record.key(), up_to: Some(record.stamp.rev) }).collect()
}

/// The text of a record, exact to the last code unit.
#[must_use]
pub fn comment(record: &Record) -> JsValue {
    json::get(&json::get(&whole(record), "fields"), "comment")
}

fn whole(record: &Record) -> JsValue {
    json::parse(&record.json).unwrap_or_default()
}

/// Throws a text away; for 30 days it can be [brought back](bring_back).
pub async fn discard(listed: &Listed) -> Result<(), StoreError> {
    let Listed { record, seen } = listed;
    draft_store::discard(&record.address, seen, &comment(record), &whole(record)).await?;
    stores::tell_changed(None);
    Ok(())
}

/// Makes a draft again of a text that was thrown away.
pub async fn bring_back(listed: &Listed) -> Result<(), StoreError> {
    let Listed { record, seen } = listed;
    let fields = json::object(&[("comment", comment(record))]);
    let (id, rev) = (draft_store::new_id(), seen.highest() + 1);
    let put = draft_store::put_about(Sort::Draft, &record.address, &id, rev, seen, &fields, &whole(record));
    // The draft has seen what was thrown away, so that the word of its end is not needed any more.
    stores::write(&[put, Change::Delete { key: record.key(), up_to: None }]).await?;
    stores::tell_changed(None);
    Ok(())
}

/// Deletes the words of a text that was thrown away.
pub async fn delete(listed: &Listed) -> Result<(), StoreError> {
    let Listed { record, seen } = listed;
    // What it says is over stays over: only the words go.
    let fields = json::object(&[("comment", "".into())]);
    let (key, json) =
        draft_store::written(record.sort, &record.address, &record.stamp.writer, 0, seen, &fields);
    stores::write(&[Change::Put { key, json }]).await
}
