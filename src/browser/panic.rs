//! What happens when the module breaks.
//!
//! A panic traps in the middle of an update: nothing unwinds and the view is dead, though it still stands. Drafts are saved by
//! `public/drafts.js`, which does not need the module, so typing goes on being kept; the page says so.

use crate::browser::events::Detail;
use crate::browser::host::Host;
use crate::embed::{Code, Event, State};
use crate::text;

/// Installs the hook. Once for a module.
pub fn set_hook() {
    std::panic::set_hook(Box::new(|info| {
        super::page::show_broken(&format!("Standfirst {}: {info}", env!("CARGO_PKG_VERSION")));
        let language = text::choose(&super::page::languages(""));
        let (_, sentence) = text::sentences(language).problem.panic;
        let detail = [("code", Detail::Text(Code::Panic.name())), ("sentence", Detail::Text(sentence))];
        for host in Host::all() {
            host.set_state(State::Error);
            host.dispatch(Event::Error, &detail);
        }
    }));
}
