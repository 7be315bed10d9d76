//! What the reading aids say, per language. A missing sentence does not compile.

mod ar;
mod de;
mod en;
mod es;
mod fr;
mod ja;
mod sentences;

use super::language::pick;

pub use sentences::AidSentences;

/// The sentences for a BCP 47 tag, by its language; English where there are none.
#[must_use]
pub fn aid_sentences(tag: &str) -> &'static AidSentences {
    pick(tag, [&en::EN, &de::DE, &es::ES, &fr::FR, &ar::AR, &ja::JA])
}
