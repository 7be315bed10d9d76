//! Replies on their way to a server: kept on this device until the server confirmed them, and sent exactly once as far as the server
//! lets anybody know.
//!
//! Pure rules over an [`Entry`]: what to do next ([`Step`]), and what an answer makes of it. Whoever carries them out
//! (`view::live::sender`) writes an entry to the stores after every change, always before a reply leaves, and holds a lock that no
//! other tab has.
//!
//! - An attempt without a clear answer leaves an entry [`State::Unknown`]. It is looked for in the server's list; only if it is not
//!   there after [`SETTLE`], and the server would show it or refuse a second one, it is sent again.
//! - Before the first attempt the list is read too: comments that looked like this reply before are not mistaken for it after.
//! - After the attempt too, where its author may remove a comment: browsers send again by themselves over a connection that was closed.
//! - Where the list cannot show a reply, nothing is sent again by itself: the reader decides.

mod entry;
mod matching;
#[cfg(test)]
mod simulation;
mod step;

pub use entry::{Entry, PREFIX, State};
pub use matching::{Likeness, likeness};
pub use step::{Step, Traits};

/// For so many milliseconds after an attempt without an answer the reply may still arrive.
pub const SETTLE: u64 = 10_000;
