//! What holds for the sentences of every language.

use std::collections::BTreeSet;

use super::*;

static ENGLISH: Language =
    Language { article: &en::EN, rare: &en::RARE, form: &en::FORM, offline: &en::OFFLINE };

fn all() -> Vec<&'static Language> {
    std::iter::once(&ENGLISH).chain(&FILES).collect()
}

fn each(language: &Language) -> Vec<(&'static str, &'static str)> {
    let mut all = Vec::new();
    let see = &mut |name, sentence| all.push((name, sentence));
    language.article.each("", see);
    language.rare.each("", see);
    language.form.each("", see);
    language.offline.each("", see);
    all
}

/// The places of a sentence, `{name}` as `name`.
fn places(sentence: &str) -> BTreeSet<&str> {
    sentence.split('{').skip(1).map(|rest| rest.split_once('}').unwrap_or((rest, "")).0).collect()
}

/// The plural forms of each language (Unicode CLDR 48, plural rules, cardinals). That engines ask for no others is tested
/// in them.
fn forms(tag: &str) -> &'static [&'static str] {
    match tag {
        "en" | "de" => &["one", "other"],
        "es" | "fr" => &["one", "many", "other"],
        "ar" => &["zero", "one", "two", "few", "many", "other"],
        "ja" => &["other"],
        _ => &[],
    }
}

const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

#[test]
fn every_language_is_there_once() {
    let tags: Vec<_> = all().iter().map(|one| one.article.tag).collect();
    assert_eq!(tags, LANGUAGES);
}

#[test]
fn no_sentence_is_empty_or_breaks_its_line() {
    for language in all() {
        for (name, sentence) in each(language) {
            let of = format!("{name} in {}", language.article.tag);
            // Plural forms that a language does not have are the only empty ones.
            assert!(CATEGORIES.contains(&name) || !sentence.is_empty(), "{of} is empty");
            assert!(
                !sentence.contains('\n') && !sentence.starts_with('#') && sentence.trim() == sentence,
                "{of}: {sentence:?}"
            );
        }
    }
}

#[test]
fn every_language_has_the_same_places_in_the_same_sentences() {
    let english = each(&ENGLISH);
    for language in &FILES {
        for ((name, theirs), (_, own)) in each(language).into_iter().zip(&english) {
            if !CATEGORIES.contains(&name) {
                assert_eq!(places(theirs), places(own), "{name} in {}: {theirs}", language.article.tag);
            }
        }
    }
}

#[test]
fn every_language_has_the_plural_forms_of_its_rules() {
    for language in all() {
        let (mut seen, mut other) = (Vec::new(), 0);
        for (name, sentence) in each(language) {
            let Some(at) = CATEGORIES.iter().position(|category| *category == name) else { continue };
            let needed = forms(language.article.tag).contains(&name);
            assert_eq!(
                needed,
                !sentence.is_empty(),
                "the form {name} in {}: {sentence:?}",
                language.article.tag
            );
            seen.push((at, sentence));
            if name == "other" {
                other += 1;
                // "One comment" and the like may do without their number; no form has a place that the last does not have.
                for (_, form) in seen.drain(..) {
                    assert!(places(form).is_subset(&places(sentence)), "{form} in {}", language.article.tag);
                }
            }
        }
        assert!(other > 0);
    }
}

#[test]
fn plurals_have_the_places_of_the_english_ones() {
    let of = |language: &'static Language| -> Vec<_> {
        each(language)
            .into_iter()
            .filter(|(name, _)| *name == "other")
            .map(|(_, form)| places(form))
            .collect()
    };
    for language in &FILES {
        assert_eq!(of(language), of(&ENGLISH), "{}", language.article.tag);
    }
}

#[test]
fn the_three_headings_are_the_same_in_every_language() {
    for language in all() {
        let headings = [language.article.related, language.article.comments, language.form.leave_reply];
        assert_eq!(
            headings,
            ["Related Articles", "Post Comments", "Leave a Reply"],
            "{}",
            language.article.tag
        );
    }
}

#[test]
fn a_file_gives_back_the_sentences_that_were_written() {
    for language in &FILES {
        assert!(read(language.article.tag, file(language)));
        let tag = language.article.tag;
        let here =
            Language { article: sentences(tag), rare: rare(tag), form: form(tag), offline: offline(tag) };
        assert_eq!(each(&here), each(language));
        assert!(std::ptr::eq(form(tag), here.form), "read again");
    }
    assert_eq!(sentences("pt").tag, "en");
    assert!(std::ptr::eq(form("pt"), &en::FORM) && std::ptr::eq(offline("pt"), &en::OFFLINE));
}

#[test]
fn a_file_of_another_build_or_language_or_a_part_of_one_is_refused() {
    let whole = file(&FILES[0]);
    let end = whole.len();
    let part: String = whole.chars().take(whole.chars().count() / 2).collect();
    let other = format!("1{whole}");
    let longer = format!("{whole}Noch eine\n");
    for wrong in ["", "<!doctype html>", &part, &other, &longer, whole.get(..end - 1).unwrap()] {
        assert!(!read("de", wrong.to_owned()), "{wrong}");
    }
    assert!(!read("fr", whole));
}

#[test]
fn places_are_filled_and_unknown_ones_stay_visible() {
    assert_eq!(fill("By {name} at {time}", &[("name", "A {b}")]), "By A {b} at {time}");
    assert_eq!(fill("open { brace", &[]), "open { brace");
}
