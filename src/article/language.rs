use crate::letter::is_letter_or_digit;

/// Direction of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dir {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

impl Dir {
    /// The value of HTML's `dir` attribute.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

/// Languages usually written from right to left (CLDR, likely subtags and script metadata).
const RTL_LANGUAGES: [&str; 27] = [
    "ar", "arc", "arz", "ary", "apc", "ars", "ckb", "dv", "fa", "glk", "he", "iw", "khw", "ks", "lrc", "mzn",
    "nqo", "pnb", "prs", "ps", "sd", "skr", "syr", "ug", "ur", "yi", "ji",
];

/// Scripts written from right to left (ISO 15924).
const RTL_SCRIPTS: [&str; 10] =
    ["arab", "hebr", "thaa", "nkoo", "syrc", "adlm", "mand", "rohg", "samr", "aran"];

/// Direction of a BCP 47 tag: of its script where it names one, else of its language.
/// `None` for a tag without a language.
#[must_use]
pub fn dir_of_language(tag: &str) -> Option<Dir> {
    let mut parts = tag.split(['-', '_']);
    let language = parts.next().filter(|part| (2..=8).contains(&part.len()))?.to_ascii_lowercase();
    let script = parts.find(|part| part.len() == 4 && part.chars().all(|c| c.is_ascii_alphabetic()));
    let rtl = match script {
        Some(script) => RTL_SCRIPTS.contains(&script.to_ascii_lowercase().as_str()),
        None => RTL_LANGUAGES.contains(&language.as_str()),
    };
    Some(if rtl { Dir::Rtl } else { Dir::Ltr })
}

/// Direction of the script that most letters of `text` belong to; `None` where it has no letters.
/// A majority, not the first strong letter, because a headline may begin with a name in Latin letters.
#[must_use]
pub fn dir_of_text(text: &str) -> Option<Dir> {
    let (mut rtl, mut ltr) = (0_usize, 0_usize);
    for c in text.chars().take(4000) {
        if !is_letter_or_digit(c) || is_digit(c) {
            continue;
        }
        if is_rtl(c) {
            rtl += 1;
        } else {
            ltr += 1;
        }
    }
    match (rtl, ltr) {
        (0, 0) => None,
        (rtl, ltr) if rtl > ltr => Some(Dir::Rtl),
        _ => Some(Dir::Ltr),
    }
}

/// Blocks of Unicode whose letters have bidirectional class R or AL (Unicode, `DerivedBidiClass.txt`).
fn is_rtl(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

/// Digits of the scripts that stand in texts of both directions.
fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '\u{660}'..='\u{669}' | '\u{6F0}'..='\u{6F9}' | '\u{7C0}'..='\u{7C9}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_in_the_tag_beats_the_language() {
        assert_eq!(dir_of_language("ar"), Some(Dir::Rtl));
        assert_eq!(dir_of_language("ar-EG"), Some(Dir::Rtl));
        assert_eq!(dir_of_language("az-Arab"), Some(Dir::Rtl));
        assert_eq!(dir_of_language("uz-Latn-AF"), Some(Dir::Ltr));
        assert_eq!(dir_of_language("ku-arab"), Some(Dir::Rtl));
        assert_eq!(dir_of_language("en"), Some(Dir::Ltr));
        assert_eq!(dir_of_language(""), None);
    }

    #[test]
    fn the_majority_of_letters_decides_for_a_text() {
        assert_eq!(dir_of_text("CNN: هجوم جديد على المدينة"), Some(Dir::Rtl));
        assert_eq!(dir_of_text("The word سلام means peace"), Some(Dir::Ltr));
        assert_eq!(dir_of_text("123 — 45"), None);
    }
}
