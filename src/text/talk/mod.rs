//! What the interface says of servers that take comments, per language. A missing sentence does not compile.

mod ar;
mod de;
mod en;
mod es;
mod fr;
mod ja;
mod sentences;

pub use sentences::Talk;

/// The sentences for a BCP 47 tag, by its language; English where there are none.
#[must_use]
pub fn talk(tag: &str) -> &'static Talk {
    match tag.get(..2).unwrap_or_default() {
        "de" => &de::DE,
        "es" => &es::ES,
        "fr" => &fr::FR,
        "ar" => &ar::AR,
        "ja" => &ja::JA,
        _ => &en::EN,
    }
}
