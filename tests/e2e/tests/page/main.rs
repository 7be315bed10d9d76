//! What the page promises, in every engine.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

mod accessible;
mod hostile;
mod layout;
mod loading;
mod navigation;
mod posts;
mod reading;
mod related;
mod replying;
mod states;
