/// The languages that the interface speaks; the first is spoken where none of them is wanted.
pub const LANGUAGES: [&str; 6] = ["en", "de", "es", "fr", "ar", "ja"];

/// The language of the interface: the first of these BCP 47 tags that it speaks, else English.
#[must_use]
pub fn choose(tags: &[String]) -> &'static str {
    let spoken = |tag: &String| LANGUAGES.into_iter().find(|language| is_of(tag, language));
    tags.iter().find_map(spoken).unwrap_or("en")
}

/// What there is for the language of a BCP 47 tag, in the order of [`LANGUAGES`].
#[must_use]
pub fn pick<T>(tag: &str, each: [T; 6]) -> T {
    let [en, de, es, fr, ar, ja] = each;
    match tag.get(..2).unwrap_or_default() {
        "de" => de,
        "es" => es,
        "fr" => fr,
        "ar" => ar,
        "ja" => ja,
        _ => en,
    }
}

/// The tag by which dates and numbers are written in a language. `tags` are the document's and then the reader's own: the
/// reader's region counts where it is of this language, else the document's.
#[must_use]
pub fn locale<'t>(language: &'t str, tags: &'t [String]) -> &'t str {
    let mut of = tags.iter().skip(1).chain(tags.first()).filter(|tag| is_of(tag, language));
    of.next().map_or(language, String::as_str)
}

/// Whether a tag's language is this one (RFC 5646, 2.2.1; case does not matter, 2.1.1).
#[must_use]
pub fn is_of(tag: &str, language: &str) -> bool {
    let (of, rest) = tag.as_bytes().split_at(tag.len().min(language.len()));
    of.eq_ignore_ascii_case(language.as_bytes()) && matches!(rest.first(), None | Some(b'-' | b'_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(tags: &[&str]) -> Vec<String> {
        tags.iter().copied().map(Into::into).collect()
    }

    #[test]
    fn the_first_language_that_is_spoken_is_chosen() {
        assert_eq!(choose(&tags(&["de-AT", "en"])), "de");
        assert_eq!(choose(&tags(&["", "pt-BR", "FR", "en"])), "fr");
        assert_eq!(choose(&tags(&["ar_EG"])), "ar");
        assert_eq!(choose(&tags(&["jav", "deu", "e", ""])), "en");
        assert_eq!(choose(&[]), "en");
    }

    #[test]
    fn a_date_is_written_as_in_the_readers_region() {
        assert_eq!(locale("de", &tags(&["de-DE", "en-GB", "de-CH", "de"])), "de-CH");
        assert_eq!(locale("de", &tags(&["de-AT", "en-GB"])), "de-AT");
        assert_eq!(locale("en", &tags(&["de"])), "en");
    }
}
