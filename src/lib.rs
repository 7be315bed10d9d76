//! Standfirst shows an article: headline, dateline, body, related articles, comments and a reply form whose text is
//! never lost. It is one WebAssembly module for the browser; its pure half also compiles natively.
//!
//! The data's way is one way: bytes → [`format`] → [`article::Article`] → `view`. Untrusted HTML passes [`html`] into the
//! same closed types, so that no HTML string reaches the page.

pub mod article;
pub mod comments;
pub mod draft;
pub mod embed;
mod find;
pub mod format;
pub mod html;
mod json_text;
mod json_value;
mod letter;
mod names;
mod order;
pub mod text;

#[cfg(target_arch = "wasm32")]
pub mod app;
#[cfg(target_arch = "wasm32")]
pub mod browser;
#[cfg(target_arch = "wasm32")]
mod later;
#[cfg(target_arch = "wasm32")]
pub mod view;

pub use article::Article;
