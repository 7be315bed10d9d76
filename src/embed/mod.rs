//! What pages and hosts may rely on: addresses, configuration, states, events and their codes.

mod address_rule;
mod config;
mod contract;
pub mod element;
mod inside;
mod route;

pub use address_rule::AddressRule;
pub use config::Config;
pub use contract::{Code, Event, State};
pub use inside::{forget_inside, mark_inside, mark_links, shorten, src_of};
pub use route::{CommentsSource, Route};
