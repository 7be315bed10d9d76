//! Tests in a real browser, by wasm-bindgen-test: what touches its stores and its page.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod all_drafts;
mod drafts;
#[path = "../support/payloads.rs"]
mod payloads;
mod replies;
mod reply_form;
mod tab;
mod trees;
#[path = "../support/trees.rs"]
mod trees_support;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
