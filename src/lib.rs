//! Standfirst shows an article: headline, dateline, body, related articles, comments and a reply form whose text is
//! never lost. It is one WebAssembly module for the browser; its pure half also compiles natively.
//!
//! The data's way is one way: bytes → [`format`] → [`article::Article`] → `view`. Untrusted HTML passes [`html`] into the
//! same closed types, so that no HTML string reaches the page.
//!
//! # In three places
//!
//! - **A page of its own**: `cargo xtask build`, see the README.
//! - **An element in anybody's page**: `<standfirst-article src="…">`, see `src/embed/README.md` and [`embed::element`].
//! - **A Leptos app of yours**: read a document and show it.
//!
//! ```
//! let json = br#"{ "@type": "NewsArticle", "@context": "https://schema.org", "headline": "Bridge reopens",
//!     "dateline": "PORTO VELHO", "body": ["The old bridge <em>reopened</em> on Monday."] }"#;
//! let article = standfirst::format::read(json, "https://cms.example/bridge.json")?;
//! assert_eq!(article.name(), "Bridge reopens");
//! assert_eq!(article.dateline.as_deref(), Some("PORTO VELHO"));
//! # Ok::<(), standfirst::format::FormatError>(())
//! ```
//!
//! ```ignore
//! use leptos::prelude::*;
//! use standfirst::{Article, Viewer};
//!
//! #[component]
//! fn Story(article: Article) -> impl IntoView {
//!     view! { <main class=""><Viewer article=std::sync::Arc::new(article) language="en"/></main> }
//! }
//! ```
//!
//! The second compiles for `wasm32-unknown-unknown` only, where the browser is.

pub mod article;
pub mod comments;
mod decimal;
pub mod draft;
pub mod embed;
mod find;
pub mod format;
pub mod heap;
pub mod html;
mod json_text;
mod json_value;
mod letter;
mod names;
pub mod offline;
mod order;
pub mod reading;
pub mod text;

#[cfg(target_arch = "wasm32")]
pub mod app;
#[cfg(target_arch = "wasm32")]
pub mod browser;
#[cfg(target_arch = "wasm32")]
pub mod element;
#[cfg(target_arch = "wasm32")]
mod later;
#[cfg(all(target_arch = "wasm32", feature = "split"))]
mod part;
#[cfg(target_arch = "wasm32")]
pub mod view;

pub use article::Article;
#[cfg(target_arch = "wasm32")]
pub use view::{Viewer, ViewerProps};

/// This version.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
