//! What happens when the module breaks.
//!
//! A panic traps in the middle of an update: nothing unwinds and the view is dead, though it still stands. Drafts are saved by
//! `public/drafts.js`, which does not need the module, so typing goes on being kept; the page says so.

use crate::browser::events::Detail;
use crate::browser::host::Host;
use crate::embed::{Code, Event, State};
use crate::text;

/// Installs the hook. Once for a module. The build that ships needs none: there `standfirst_broke` is called in place of all that begins
/// a panic, and no message comes with it (`xtask/src/panics.rs`).
pub fn set_hook() {
    #[cfg(not(feature = "split"))]
    std::panic::set_hook(Box::new(|info| broke(&format!(": {info}"))));
}

/// What a panic calls in the build that ships. The module traps when this returns.
#[cfg(feature = "split")]
#[allow(unsafe_code, reason = "a name that the build finds; nothing else has it")]
#[unsafe(no_mangle)]
extern "C" fn standfirst_broke() {
    // A panic in here begins no other.
    static BEGUN: std::sync::atomic::AtomicBool = std::sync::atomic::AtomicBool::new(false);
    if !BEGUN.swap(true, std::sync::atomic::Ordering::Relaxed) {
        broke(" broke");
    }
}

/// Tells the reader, the console and every host.
fn broke(message: &str) {
    let mut said = String::from(concat!("Standfirst ", env!("CARGO_PKG_VERSION")));
    said.push_str(message);
    super::page::show_broken(&said);
    let language = text::choose(&super::page::languages(""));
    let (_, sentence) = text::sentences(language).problem.panic;
    let detail = [("code", Detail::Text(Code::Panic.name())), ("sentence", Detail::Text(sentence))];
    for host in Host::all() {
        host.set_state(State::Error);
        host.dispatch(Event::Error, &detail);
    }
}
