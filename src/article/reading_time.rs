use super::{Article, article_text};

/// Characters that a reader takes in a minute, by language: means of the International Reading Speed Texts
/// (Trauzettel-Klosinski and Dietz, IOVS 53/9, 2012), the figures that Firefox's Reader View uses too.
const SPEEDS: [(&str, usize); 7] =
    [("en", 987), ("de", 920), ("es", 1_025), ("fr", 998), ("ar", 612), ("ja", 357), ("zh", 255)];
/// For all other languages: about the mean of those that were measured.
const USUAL: usize = 920;

/// How many minutes the text takes, rounded, at least 1; `None` for an article without a text.
#[must_use]
pub fn reading_minutes(article: &Article) -> Option<usize> {
    let length = article_text(article).chars().count();
    let language = article.lang.as_deref().and_then(|tag| tag.get(..2)).unwrap_or_default();
    let speed = SPEEDS.iter().find(|(name, _)| name.eq_ignore_ascii_case(language));
    let speed = speed.map_or(USUAL, |(_, speed)| *speed);
    (length > 0).then_some(((length + speed / 2) / speed).max(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Block, BlockKind, Inline};

    fn of(lang: &str, letters: usize) -> Option<usize> {
        let text = vec![Inline::Text("あ".repeat(letters))];
        let block = Block { id: None, lang: None, dir: None, kind: BlockKind::Paragraph(text) };
        let body = if letters == 0 { Vec::new() } else { vec![block] };
        reading_minutes(&Article { lang: Some(lang.to_owned()), body, ..Article::default() })
    }

    #[test]
    fn a_text_takes_minutes_by_its_language_and_never_none() {
        assert_eq!(of("en", 5 * 987), Some(5));
        assert_eq!(of("ja", 5 * 357), Some(5));
        assert_eq!(of("JA-Jpan", 357 + 200), Some(2));
        assert_eq!(of("tlh", 10), Some(1));
        assert_eq!(of("en", 0), None);
    }
}
