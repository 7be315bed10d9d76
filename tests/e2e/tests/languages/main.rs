//! Six languages: which one is spoken, how it writes, and which way it runs.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod choosing;
mod script;
mod writing;
