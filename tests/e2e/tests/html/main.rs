//! Untrusted HTML in the page that ships, in every engine.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

mod hostile;
mod not_shown;
#[path = "../../../support/payloads.rs"]
mod payloads;
