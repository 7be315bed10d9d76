//! Drafts: what a reader typed into a reply form and has not posted. Pure rules over records; the stores are in
//! `browser`, and `public/drafts.js` alone writes while a reader types.
//!
//! - Every form that is typed into has a writer's name of its own and one [`Record`] that nobody else writes. So two
//!   tabs, two forms or a reloaded page can never overwrite each other.
//! - A record names what its text descends from ([`Seen`]). Clocks decide nothing: of one writer's copies the highest
//!   revision is the newest, and a text is an earlier version of another only if that one has seen it.
//! - A draft that was posted or discarded is retired by a record that names exactly the revisions that are over
//!   ([`Sort::Over`]). Whatever was typed after those lives on.
//!
#![doc = include_str!("ways.md")]

mod address;
mod chore;
mod export;
mod fields;
mod listing;
mod merge;
mod percent;
mod record;
mod seen;
mod shelf;
mod sort;
#[cfg(test)]
mod test_records;

pub use address::{Address, Kind, article_prefix};
pub use chore::{Chore, chores};
pub use export::export;
pub use fields::Fields;
pub use listing::{Listed, Listing};
pub use merge::{Merged, merge};
pub use record::{Record, Unreadable};
pub use seen::{Seen, Stamp};
pub use shelf::Shelf;
pub use sort::{Fate, Sort};

/// What cannot be read is moved here, its old key after this, and stays.
pub const UNREADABLE: &str = "standfirst.bad/";
