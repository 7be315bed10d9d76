//! The chores of Standfirst, behind `cargo xtask VERB`.
//!
//! What a verb does is in the module of its name; the tests under `tests/e2e`
//! use [`server`], [`engines`] and [`project`] from here.

pub mod bench;
pub mod bindings;
pub mod cache;
pub mod command;
pub mod convert;
pub mod engines;
pub mod finish;
pub mod late;
pub mod module;
pub mod package;
pub mod page;
pub mod panics;
pub mod project;
pub mod say;
pub mod screenshots;
pub mod serve;
pub mod server;
pub mod shapes;
pub mod shims;
pub mod size;
pub mod split;
pub mod streams;
pub mod test;
pub mod tools;
pub mod watch;
