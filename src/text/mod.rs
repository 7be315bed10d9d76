//! What the interface says, per language. Every sentence of every language is a field of [`Sentences`], so a missing
//! one does not compile. Sentences hold places such as `{name}`, filled by [`fill`].
//!
//! English is in the module, and of the parts that load later with them ([`later`], [`talk`], [`aids`]). Each other language is a
//! file, written by `cargo xtask finish` from the same Rust source, one sentence a line in the order of the fields, and fetched when
//! that language is to be shown: a page of one language sends no other. A file is 2.1 to 2.4 KB as sent (Brotli); all five in the
//! module would add 10 KB to every first visit, and more with every sentence. `public/start.js` asks for the file beside the module, which takes longer to
//! arrive, so nobody waits for it; and where it does not come within three seconds, or is of another build, English is shown.

mod aids;
mod ar;
mod de;
mod en;
mod es;
mod fr;
mod ja;
mod language;
mod later;
mod losses;
mod said;
mod sentences;
mod talk;
#[cfg(test)]
mod tests;

use std::cell::RefCell;

pub use aids::{AidSentences, aid_sentences};
pub use language::{LANGUAGES, choose, is_of, locale};
pub use later::{FormSentences, OfflineSentences, RareSentences, form, offline, rare};
pub use losses::say as say_losses;
pub use said::Said;
pub use sentences::{Plural, Problems, Sentences};
pub use talk::{Talk, talk};

use said::{Lines, hex};

/// All sentences of one language.
pub struct Language {
    /// Those of the article and its states.
    pub article: &'static Sentences,
    rare: &'static RareSentences,
    form: &'static FormSentences,
    offline: &'static OfflineSentences,
}

/// The languages that are files.
pub static FILES: [Language; 5] = [
    Language { article: &de::DE, rare: &de::RARE, form: &de::FORM, offline: &de::OFFLINE },
    Language { article: &es::ES, rare: &es::RARE, form: &es::FORM, offline: &es::OFFLINE },
    Language { article: &fr::FR, rare: &fr::RARE, form: &fr::FORM, offline: &fr::OFFLINE },
    Language { article: &ar::AR, rare: &ar::RARE, form: &ar::FORM, offline: &ar::OFFLINE },
    Language { article: &ja::JA, rare: &ja::RARE, form: &ja::FORM, offline: &ja::OFFLINE },
];

thread_local! {
    /// Languages whose file was read, with the rest of the file, for later parts: five at most, so each may stay for good.
    static READ: RefCell<Vec<(&'static Sentences, &'static str)>> = const { RefCell::new(Vec::new()) };
}

/// The sentences of a language, by a tag of [`LANGUAGES`]; English where it was not read.
#[must_use]
pub fn sentences(tag: &str) -> &'static Sentences {
    READ.with_borrow(|read| read.iter().find(|(one, _)| one.tag == tag).map(|(one, _)| *one))
        .unwrap_or(&en::EN)
}

/// The rest of the file of a language, and its tag; nothing where it was not read.
fn rest(tag: &str) -> Option<(&'static str, &'static str)> {
    READ.with_borrow(|read| read.iter().find(|(one, _)| one.tag == tag).map(|(one, rest)| (one.tag, *rest)))
}

/// Whether the sentences of a language are here.
#[must_use]
pub fn is_here(tag: &str) -> bool {
    sentences(tag).tag == tag
}

/// Reads the file of a language. Returns whether it is that language's and of this build; if not, nothing changes.
pub fn read(tag: &str, file: String) -> bool {
    let Some(lines) = file.strip_prefix(SHAPE).and_then(|rest| rest.strip_prefix('\n')) else {
        return false;
    };
    let mut lines = Lines::of(Box::leak(Box::from(lines)));
    let mut sentences = Box::new(en::EN);
    sentences.read(&mut lines);
    let whole = lines.rest().starts_with(later::RARE) && lines.rest().ends_with(later::END);
    let is_it = whole && sentences.tag == tag;
    if is_it && !is_here(tag) {
        READ.with_borrow_mut(|read| read.push((Box::leak(sentences), lines.rest())));
    }
    is_it
}

/// The file of a language, as [`read`] takes it.
#[must_use]
pub fn file(language: &Language) -> String {
    let mut out = String::from(SHAPE);
    out.push('\n');
    fn add(part: &impl Said, out: &mut String) {
        part.each("", &mut |_, sentence| out.extend([sentence, "\n"]));
    }
    add(language.article, &mut out);
    out.push_str(later::RARE);
    add(language.rare, &mut out);
    out.push_str(later::FORM);
    add(language.form, &mut out);
    out.push_str(later::OFFLINE);
    add(language.offline, &mut out);
    out.push_str(later::END);
    out
}

/// The first line of a file: which fields it was written for.
const SHAPE: &str = {
    const ALL: [u32; 4] =
        [Sentences::SHAPE, RareSentences::SHAPE, FormSentences::SHAPE, OfflineSentences::SHAPE];
    const HEX: [u8; 32] = hex(ALL);
    match std::str::from_utf8(&HEX) {
        Ok(shape) => shape,
        Err(_) => "",
    }
};

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
