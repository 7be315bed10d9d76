//! Comments: the thread as a tree, where it comes from and where a reply goes.

mod age;
pub mod device;
mod order;
pub mod outbox;
pub mod reply;
pub mod server;
mod thread;

pub use age::age;
pub use order::Order;
pub use thread::{Row, thread};
