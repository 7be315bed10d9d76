//! What the interface says of servers that take comments, per language. A missing sentence does not compile.

mod ar;
mod de;
mod en;
mod es;
mod fr;
mod ja;
mod sentences;

use super::language::pick;

pub use sentences::Talk;

/// The sentences for a BCP 47 tag, by its language; English where there are none.
#[must_use]
pub fn talk(tag: &str) -> &'static Talk {
    pick(tag, [&en::EN, &de::DE, &es::ES, &fr::FR, &ar::AR, &ja::JA])
}
