//! What is kept of articles for reading without a network: which files, in how many bytes, and what goes first when there is
//! no more room. The browser's half is in `browser::kept` and `browser::worker`, the reader's in `view::keeping`.

mod budget;
mod files;
mod record;

pub use budget::{Budget, to_make_room, unused};
pub use files::{Picture, Wanted, files};
pub use record::{Record, is_key};
