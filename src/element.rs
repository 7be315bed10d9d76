//! Viewers in elements of somebody's page, by number.

use std::any::Any;
use std::cell::{Cell, RefCell};

use crate::app::{self, Given};
use crate::browser::host::Host;
use crate::embed::Route;

/// A viewer that stands in an element. Dropping it ends it.
struct Mounted {
    number: u32,
    host: Host,
    _view: Box<dyn Any>,
}

thread_local! {
    static MOUNTED: RefCell<Vec<Mounted>> = const { RefCell::new(Vec::new()) };
    static LAST: Cell<u32> = const { Cell::new(0) };
}

/// Shows an article at `host` and gives the number of the viewer. `src` is an absolute address, `text` a document itself, which
/// counts before it; `config` is the configuration block as a page has it, its addresses absolute too.
#[must_use]
pub fn mount(host: Host, src: Option<String>, text: Option<String>, config: String, fragment: String) -> u32 {
    let number = LAST.get() + 1;
    LAST.set(number);
    let given = Given { route: Route { src, fragment, ..Route::default() }, text, config };
    let mounted = Mounted { number, host: host.clone(), _view: app::open_at(host, given, None) };
    MOUNTED.with_borrow_mut(|all| all.push(mounted));
    number
}

/// Ends a viewer: its requests, its listeners and all that it holds.
pub fn unmount(number: u32) {
    let ended = MOUNTED.with_borrow_mut(|all| {
        let at = all.iter().position(|mounted| mounted.number == number)?;
        Some(all.swap_remove(at))
    });
    // Outside the borrow: what ends may call back.
    drop(ended);
}

/// Goes to a place in a viewer's article. Says whether there is one of that name.
#[must_use]
pub fn go_to(number: u32, fragment: &str) -> bool {
    let host = MOUNTED.with_borrow(|all| {
        all.iter().find(|mounted| mounted.number == number).map(|mounted| mounted.host.clone())
    });
    host.is_some_and(|host| host.go_to(fragment))
}
