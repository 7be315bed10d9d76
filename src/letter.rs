//! What is a letter. The standard library knows of every character, by tables that cost 1.5 KB (Brotli) of a first visit; here it
//! is enough to tell words from signs.

/// Whether a character is a letter or digit of any script and not a sign, mark, picture or space. By ranges: of the characters
/// that are not ASCII some hundred rare ones count as the other.
pub(crate) fn is_letter_or_digit(c: char) -> bool {
    match c {
        '\0'..='\u{7F}' => c.is_ascii_alphanumeric(),
        // Latin-1: ª ² ³ µ ¹ º ¼ ½ ¾ and the letters from À on but × and ÷.
        '\u{80}'..='\u{A9}'
        | '\u{AB}'..='\u{B1}'
        | '\u{B4}'
        | '\u{B6}'..='\u{B8}'
        | '\u{BB}'
        | '\u{BF}'
        | '×'
        | '÷' => false,
        // Modifiers and marks.
        '\u{2C2}'..='\u{2C5}' | '\u{2D2}'..='\u{2DF}' | '\u{300}'..='\u{36F}' | '\u{37E}' | '\u{387}' => {
            false
        }
        // Signs of the Hebrew and Arabic scripts.
        '\u{589}'..='\u{5AF}'
        | '\u{5BE}'
        | '\u{5C0}'
        | '\u{5C3}'
        | '\u{5F3}'..='\u{60F}'
        | '\u{61B}'..='\u{61F}' => false,
        '\u{66A}'..='\u{66D}' | '\u{6D4}' | '\u{964}' | '\u{965}' => false,
        // General punctuation, currencies, arrows, technical signs, boxes, dingbats; raised and circled digits are digits.
        '\u{2000}'..='\u{206F}'
        | '\u{207A}'..='\u{207E}'
        | '\u{208A}'..='\u{208F}'
        | '\u{20A0}'..='\u{2101}' => false,
        '\u{2120}'..='\u{2123}'
        | '\u{2190}'..='\u{245F}'
        | '\u{2500}'..='\u{2BFF}'
        | '\u{2E00}'..='\u{3004}' => false,
        // Signs of East Asia and their wide and small forms.
        '\u{3008}'..='\u{3020}'
        | '\u{3030}'
        | '\u{303D}'
        | '\u{309B}'
        | '\u{309C}'
        | '\u{30A0}'
        | '\u{30FB}' => false,
        '\u{3200}'..='\u{321F}'
        | '\u{3260}'..='\u{327F}'
        | '\u{328A}'..='\u{33FF}'
        | '\u{4DC0}'..='\u{4DFF}' => false,
        '\u{E000}'..='\u{F8FF}' | '\u{FD3E}' | '\u{FD3F}' | '\u{FE00}'..='\u{FE6F}' | '\u{FEFF}' => false,
        '\u{FF00}'..='\u{FF0F}'
        | '\u{FF1A}'..='\u{FF20}'
        | '\u{FF3B}'..='\u{FF40}'
        | '\u{FF5B}'..='\u{FF65}' => false,
        // Emoji and what else has no script.
        '\u{FFE0}'..='\u{FFFF}' | '\u{1F000}'..='\u{1FAFF}' | '\u{E0000}'.. => false,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_digits_of_all_scripts_are_words_and_signs_are_not() {
        for c in "azAZ09éßñÀÿªº²½ŁœαΩЯжאתشعङकगதไทยაԱ漢字かなカナ한글ｱＡ１𝒳𐤀𞤀①⁴ʼ٣۴७".chars()
        {
            assert!(is_letter_or_digit(c), "{c}");
        }
        for c in " .,;-_…—«»“”¿¡§©®×÷€™←↩↑✓★❤😀🇩🏽、。「」・！？〜،؛؟।״\u{a0}\u{301}\u{200b}\u{fe0f}\u{fffd}\u{feff}".chars() {
            assert!(!is_letter_or_digit(c), "{c}");
        }
    }

    #[test]
    fn of_latin_and_of_chinese_only_rare_characters_differ_from_the_library() {
        let differ = |range: std::ops::Range<u32>| {
            range.filter_map(char::from_u32).filter(|c| is_letter_or_digit(*c) != c.is_alphanumeric()).count()
        };
        assert!(differ(0..0x300) < 30);
        assert!(differ(0x4E00..0xA48D) < 5);
    }
}
