//! Plurals, dates and names as each language writes them.

use anyhow::Result;
use e2e::{Reply, Setup, Test, documents, run, run_with};
use serde_json::{Value, json};

/// A report in this language with so many comments.
fn report_with(language: &str, comments: usize) -> String {
    let mut document = documents::report();
    document["inLanguage"] = Value::from(language);
    let list =
        (0..comments).map(|n| json!({"@id": format!("c{n}"), "text": "نصّ", "author": {"name": "Mia"}}));
    document["comment"] = list.collect();
    document.to_string()
}

async fn count_line(t: &Test, language: &str, comments: usize) -> Result<String> {
    t.site.put("/doc/a.json", Reply::json(report_with(language, comments)));
    t.page.read("/doc/a.json").await?;
    Ok(t.page.texts(".comments > .empty").await?.concat())
}

#[test]
fn arabic_counts_comments_in_six_forms() -> Result<()> {
    run(async |t| {
        // Digits are the browser's choice for the language; the words are ours.
        for (count, words) in [
            (0, "لا توجد تعليقات بعد."),
            (1, "تعليق واحد"),
            (2, "تعليقان"),
            (3, "تعليقات"),
            (11, "تعليقًا"),
            (100, "تعليق"),
        ] {
            let line = count_line(t, "ar", count).await?;
            let digits = line.chars().any(char::is_numeric);
            assert_eq!(digits, count > 2, "{line}");
            let bare: String = line.chars().filter(|c| !c.is_numeric()).collect();
            assert_eq!(bare.trim(), words);
        }
        Ok(())
    })
}

#[test]
fn german_french_and_japanese_count_in_theirs() -> Result<()> {
    run(async |t| {
        assert_eq!(count_line(t, "de", 1).await?, "1 Kommentar");
        assert_eq!(count_line(t, "de", 2).await?, "2 Kommentare");
        assert_eq!(count_line(t, "fr", 0).await?, "Aucun commentaire pour l’instant.");
        assert_eq!(count_line(t, "fr", 1).await?, "1 commentaire");
        assert_eq!(count_line(t, "ja", 1).await?, "コメント 1 件");
        Ok(())
    })
}

#[test]
fn engines_ask_for_no_plural_form_that_a_language_does_not_have() -> Result<()> {
    run(async |t| {
        t.page.open("").await?;
        // As in the native test of the sentences. Older engines know fewer forms, which is no harm.
        for (tag, forms) in [
            ("en", "one other"),
            ("de", "one other"),
            ("es", "one many other"),
            ("fr", "one many other"),
            ("ar", "zero one two few many other"),
            ("ja", "other"),
        ] {
            let ask = "return new Intl.PluralRules(arguments[0]).resolvedOptions().pluralCategories";
            let asked = t.page.js(ask, vec![tag.into()]).await?;
            for form in asked.as_array().unwrap() {
                assert!(forms.split(' ').any(|known| form == known), "{tag}: {form}");
            }
        }
        Ok(())
    })
}

#[test]
fn dates_and_names_are_written_as_in_the_language() -> Result<()> {
    if crate::takes_no_languages()? {
        return Ok(());
    }
    run_with(Setup { languages: "en-GB,de-CH", ..Setup::default() }, async |t| {
        for (tag, date, names) in [
            ("en", "20 November 2026", "By Ada Berg and Jon Sund"),
            ("de", "20. November 2026", "Von Ada Berg und Jon Sund"),
            ("es", "20 de noviembre de 2026", "Por Ada Berg y Jon Sund"),
            ("fr", "20 novembre 2026", "Par Ada Berg et Jon Sund"),
            ("ar", "نوفمبر", "بقلم Ada Berg وJon Sund"),
            ("ja", "2026年11月20日", "文・Ada Berg、Jon Sund"),
        ] {
            t.site.put("/doc/a.json", Reply::json(report_with(tag, 1)));
            t.page.read("/doc/a.json").await?;
            let line = t.page.texts("header .meta").await?.concat();
            assert!(line.contains(date), "{tag}: {line}");
            assert_eq!(t.page.texts("header .byline").await?, [names]);
        }
        Ok(())
    })
}
