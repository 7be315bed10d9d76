//! Writing an article to this device, with all that belongs to it.

use crate::article::Article;
use crate::browser::fetch::{self, Abort};
use crate::browser::kept::{CacheMode, Kept, NotKept, Original};
use crate::browser::{clock, pictures, worker};
use crate::embed::AddressRule;
use crate::later;
use crate::offline::{Budget, Picture, Record, files, to_make_room, unused};

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All of it is here, and was found again.
    Complete,
    /// All but some pictures or films, which did not come or may not be kept.
    WithoutSome,
    /// The server does not allow the document to be kept.
    NotAllowed,
    /// The browser has no room, even after older articles went.
    NoRoom,
    /// The browser keeps nothing for this page.
    Impossible,
    /// It did not come.
    NotFetched,
}

/// An article to be kept.
pub struct Saving<'a> {
    /// The article.
    pub article: &'a Article,
    /// Address of its document as it was asked for.
    pub address: &'a str,
    /// What opens it in `?src=`.
    pub src: &'a str,
    /// When it was fetched, in milliseconds since 1970.
    pub at: u64,
    /// Whom the page may talk to: only from there pictures can be kept.
    pub rule: &'a AddressRule,
    /// Whether it is being read, and not only fetched ahead.
    pub is_read: bool,
    /// Whether files that are here already are to be asked for again.
    pub changed: bool,
}

impl Saving<'_> {
    /// Keeps the documents that came, fetches what else is needed, and looks whether all of it is there.
    pub async fn save(&self, originals: Vec<Original>) -> Outcome {
        let Ok(kept) = Kept::open().await else { return Outcome::Impossible };
        let mut record = kept.record(self.address).await.unwrap_or_else(|| Record {
            address: self.address.to_owned(),
            read: self.at,
            ..Record::default()
        });
        self.src.clone_into(&mut record.src);
        record.headline = self.article.name();
        record.at = self.at;
        if self.is_read {
            record.read = clock::millis();
        }
        let mut documents: Vec<(String, u64)> = Vec::new();
        for original in &originals {
            let address = original.address.clone();
            let own = address == self.address;
            match self.with_room(&kept, async || kept.put(original).await).await {
                Ok(bytes) => documents.push((address, bytes)),
                Err(NotKept::NotAllowed) if own => {
                    kept.remove(&record, &kept.records().await).await;
                    return Outcome::NotAllowed;
                }
                // A list that may not be kept costs no more than the list.
                Err(NotKept::NotAllowed | NotKept::NotFetched) if !own => {}
                Err(not_kept) => return outcome(&not_kept),
            }
        }
        self.complete(&kept, record, documents).await
    }

    /// Fetches the pictures, and the media of a pinned article, and writes the record. `documents` are those that came just
    /// now; where none did, all that the record names stays.
    async fn complete(&self, kept: &Kept, mut record: Record, documents: Vec<(String, u64)>) -> Outcome {
        let before = Record { address: String::new(), ..record.clone() };
        record.files = if documents.is_empty() { before.files.clone() } else { documents };
        if !record.files.iter().any(|(file, _)| file == self.address) {
            return Outcome::NotFetched;
        }
        let mut missing = false;
        for (address, kind) in self.wanted(record.pinned) {
            if record.files.iter().any(|(file, _)| *file == address) {
                continue;
            }
            if !self.changed
                && let Some(old) = before.files.iter().find(|(file, _)| *file == address)
            {
                record.files.push(old.clone());
                continue;
            }
            // What the page's policy does not let it read cannot be kept: asking would only be refused.
            if !self.rule.allows(&address) {
                missing = true;
                continue;
            }
            let mode = if self.changed { CacheMode::Ask } else { CacheMode::Use };
            match self.with_room(kept, async || kept.fetch(&address, mode, kind).await).await {
                Ok(bytes) => record.files.push((address, bytes)),
                Err(NotKept::NoRoom(_)) => return Outcome::NoRoom,
                Err(NotKept::NotFetched | NotKept::NotAllowed) => missing = true,
            }
        }
        if let Err(not_kept) = self.with_room(kept, async || kept.write(&record).await).await {
            return outcome(&not_kept);
        }
        for file in unused(&before, &kept.records().await) {
            kept.delete(file).await;
        }
        self.make_room(kept, Budget::USUAL).await;
        if !is_all_there(kept, &record).await {
            return Outcome::NoRoom;
        }
        if missing { Outcome::WithoutSome } else { Outcome::Complete }
    }

    /// Whether all that was kept of it is still there.
    pub async fn look(&self) -> Outcome {
        let Ok(kept) = Kept::open().await else { return Outcome::Impossible };
        match kept.record(self.address).await {
            Some(record) if is_all_there(&kept, &record).await => Outcome::Complete,
            Some(_) | None => Outcome::NotFetched,
        }
    }

    /// Addresses of what the article shows, with what their media types must begin with.
    fn wanted(&self, pinned: bool) -> Vec<(String, &'static str)> {
        let wanted = files(self.article);
        let chosen = if self.is_read { pictures::chosen() } else { Vec::new() };
        let width = pictures::column();
        let choose = |picture: &Picture| {
            picture.choose(width, |address| chosen.iter().any(|one| one == address)).to_owned()
        };
        let mut addresses: Vec<(String, &'static str)> =
            wanted.pictures.iter().map(|picture| (choose(picture), "image/")).collect();
        if pinned {
            addresses.extend(wanted.media.into_iter().map(|address| (address, "")));
        }
        addresses
    }

    /// Keeps the media too, now that the reader has asked for this article; or no longer holds it against others.
    pub async fn pin(&self, pinned: bool) -> Outcome {
        let Ok(kept) = Kept::open().await else { return Outcome::Impossible };
        let Some(record) = kept.record(self.address).await else { return Outcome::NotFetched };
        self.complete(&kept, Record { pinned, ..record }, Vec::new()).await
    }

    /// Tries, and once more after half of what others take has gone, where the browser has no room.
    async fn with_room<T>(
        &self,
        kept: &Kept,
        act: impl AsyncFn() -> Result<T, NotKept>,
    ) -> Result<T, NotKept> {
        match act().await {
            Err(NotKept::NoRoom(_)) => {
                let taken: u64 =
                    kept.records().await.iter().filter(|one| !one.pinned).map(Record::bytes).sum();
                self.make_room(kept, Budget { bytes: taken / 2, ..Budget::USUAL }).await;
                act().await
            }
            other => other,
        }
    }

    async fn make_room(&self, kept: &Kept, budget: Budget) {
        let mut records = kept.records().await;
        for gone in to_make_room(&records, budget, self.address) {
            let Some(at) = records.iter().position(|record| record.address == gone) else { continue };
            let record = records.remove(at);
            kept.remove(&record, &records).await;
        }
    }
}

async fn is_all_there(kept: &Kept, record: &Record) -> bool {
    for (address, _) in &record.files {
        if !kept.has(address).await {
            return false;
        }
    }
    true
}

fn outcome(not_kept: &NotKept) -> Outcome {
    match not_kept {
        NotKept::NotFetched => Outcome::NotFetched,
        NotKept::NotAllowed => Outcome::NotAllowed,
        NotKept::NoRoom(_) => Outcome::NoRoom,
    }
}

/// Fetches an article ahead and keeps it, unless it is here already or the connection asks for thrift. Gives its address if it
/// was kept now, in whole or in part.
pub async fn fetch_ahead(src: &str, rule: &AddressRule) -> Option<String> {
    let address = rule.resolve(src)?;
    let address = address.split('#').next().unwrap_or_default();
    if worker::is_thrifty() {
        return None;
    }
    let kept = Kept::open().await.ok()?;
    if kept.record(address).await.is_some() {
        return None;
    }
    // One that does not come or cannot be read is not kept; the reader meets that problem where it can be told.
    let fetched = fetch::document(address, rule, &Abort::new(), None).await.ok()?;
    let (at, original) = (fetched.at, fetched.original);
    let article = later::read(fetched.bytes, fetched.address).await.ok()?.ok()?;
    let saving = Saving { article: &article, address, src, at, rule, is_read: false, changed: false };
    saving.save(original.into_iter().collect()).await;
    Some(address.to_owned())
}
