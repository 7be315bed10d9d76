//! What the interface says, per language. Every sentence of every language is a field of [`Sentences`], so a missing
//! one does not compile. Sentences hold places such as `{name}`, filled by [`fill`].
//!
//! English is in the module. Each other language is a file, written by `cargo xtask finish` from the same Rust source,
//! one sentence a line in the order of the fields, and fetched when that language is to be shown: a page of one language
//! sends no other. A file is 1.8 to 2.1 KB as sent (Brotli); all five in the module would add 10 KB to every
//! first visit, and more with every sentence. `public/start.js` asks for the file beside the module, which takes longer to
//! arrive, so nobody waits for it; and where it does not come within three seconds, or is of another build, English is shown.

mod aids;
mod ar;
mod de;
mod en;
mod es;
mod fr;
mod ja;
mod language;
mod losses;
mod said;
mod sentences;
mod talk;
#[cfg(test)]
mod tests;

use std::cell::RefCell;

pub use aids::{AidSentences, aid_sentences};
pub use language::{LANGUAGES, choose, is_of, locale};
pub use losses::say as say_losses;
pub use said::Said;
pub use sentences::{Offline, Plural, Problems, Sentences};
pub use talk::{Talk, talk};

use said::Lines;

/// The languages that are files.
pub static FILES: [&Sentences; 5] = [&de::DE, &es::ES, &fr::FR, &ar::AR, &ja::JA];

thread_local! {
    /// Languages whose file was read: five at most, so each may stay for good.
    static READ: RefCell<Vec<&'static Sentences>> = const { RefCell::new(Vec::new()) };
}

/// The sentences of a language, by a tag of [`LANGUAGES`]; English where it was not read.
#[must_use]
pub fn sentences(tag: &str) -> &'static Sentences {
    READ.with_borrow(|read| read.iter().copied().find(|one| one.tag == tag)).unwrap_or(&en::EN)
}

/// Whether the sentences of a language are here.
#[must_use]
pub fn is_here(tag: &str) -> bool {
    sentences(tag).tag == tag
}

/// Reads the file of a language. Returns whether it is that language's and of this build; if not, nothing changes.
pub fn read(tag: &str, file: String) -> bool {
    let shape = shape();
    let Some(lines) = file.strip_prefix(shape.as_str()).and_then(|rest| rest.strip_prefix('\n')) else {
        return false;
    };
    let mut lines = Lines::of(Box::leak(Box::from(lines)));
    let mut sentences = Box::new(en::EN);
    sentences.read(&mut lines);
    let whole = lines.is_over() && sentences.tag == tag;
    if whole && !is_here(tag) {
        READ.with_borrow_mut(|read| read.push(Box::leak(sentences)));
    }
    whole
}

/// The file of a language, as [`read`] takes it.
#[must_use]
pub fn file(sentences: &Sentences) -> String {
    let mut out = shape();
    out.push('\n');
    sentences.each("", &mut |_, sentence| {
        out.push_str(sentence);
        out.push('\n');
    });
    out
}

/// The first line of a file: which fields it was written for.
fn shape() -> String {
    Sentences::SHAPE.to_string()
}

/// `sentence` with each `{key}` replaced by its value.
#[must_use]
pub fn fill(sentence: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(sentence.len() + 16);
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        match after.split_once('}') {
            Some((key, tail)) => {
                match values.iter().find(|(name, _)| *name == key) {
                    Some((_, value)) => out.push_str(value),
                    None => out.extend(["{", key, "}"]),
                }
                rest = tail;
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}
