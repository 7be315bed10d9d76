//! Making elements.
//!
//! An element is made from the closed list [`Tag`] and takes only the attributes of [`Attr`], whose addresses are types that
//! only an allowed scheme can become: there is no way to name another element or attribute, and none to turn text into markup.

mod attr;
mod element;
mod find;
mod mount;
mod redraw;
mod tag;

pub use attr::{Attr, DataName};
pub use element::{Element, element, insert_answer, insert_before, math_root, pressed, pressed_href};
pub use find::Box;
pub use mount::{RawElement, RawEvent, RawNode, SendElement};
pub use redraw::{by_id, mark_links};
pub use tag::Tag;
