//! The page that ships, in real browsers, over WebDriver.
//!
//! A test is a sentence and a call of [`run`], which gives it a fresh browser and a
//! [`Site`] of its own, and which fails it if the page violated its policy or logged
//! an error. `cargo xtask test --only e2e` sets the engine and builds the page; the
//! variables are those of [`settings`].

pub mod axe;
pub mod browser;
pub mod build;
pub mod documents;
pub mod harness;
pub mod page;
pub mod paper;
pub mod servers;
pub mod settings;
pub mod site;

pub use browser::{Scheme, Setup, Stores};
pub use harness::{Test, run, run_with};
pub use page::Page;
pub use site::{Reply, Site, Trouble};
