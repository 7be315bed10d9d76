//! Tests in a real browser, by wasm-bindgen-test: what touches its stores and its page.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod all_drafts;
mod drafts;
mod replies;
mod reply_form;
mod tab;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
