//! What helps in reading, as far as it needs no browser: how the page looks, where the reader was, which passage a link means.

mod directive;
mod look;
mod place;
mod quote;

pub use directive::{read_directive, write_directive};
pub use look::{Group, LARGEST, Look, USUAL_SIZE};
pub use place::Place;
pub use quote::{BREAK, Quote};
