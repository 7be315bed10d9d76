//! Comments: the thread as a tree, where it comes from and where a reply goes.

pub mod device;
pub mod reply;
mod thread;

pub use thread::{Row, thread};
