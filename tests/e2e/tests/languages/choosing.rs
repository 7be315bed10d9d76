//! Which language the interface speaks.

use anyhow::Result;
use e2e::{Reply, Setup, Test, documents, run, run_with};
use serde_json::Value;
use std::time::Duration;

/// The tag of each language, "Reply" and "(optional)" in it, and its direction.
const LANGUAGES: [(&str, &str, &str, &str); 6] = [
    ("en", "Reply", "(optional)", "ltr"),
    ("de", "Antworten", "(freiwillig)", "ltr"),
    ("es", "Responder", "(opcional)", "ltr"),
    ("fr", "Répondre", "(facultatif)", "ltr"),
    ("ar", "ردّ", "(اختياري)", "rtl"),
    ("ja", "返信", "（任意）", "ltr"),
];

/// A report in this language; `None`: it does not say in which.
fn report_in(language: Option<&str>) -> String {
    let mut document = documents::report();
    document["inLanguage"] = language.map_or(Value::Null, Value::from);
    document.to_string()
}

/// Checks that the interface speaks a language: its words, its direction, the language of the page, the three headings.
async fn speaks(t: &Test, (tag, reply, optional, dir): (&str, &str, &str, &str)) -> Result<()> {
    let shown = t.page.wait("the thread", async || {
        let shown = t.page.texts(".thread button.reply").await?;
        Ok((!shown.is_empty()).then_some(shown))
    });
    assert!(shown.await?.iter().all(|words| words == reply), "{tag}");
    assert!(t.page.texts("form label").await?.iter().any(|label| label.contains(optional)), "{tag}");
    let root = "const at = document.documentElement; return [at.lang, at.dir, getComputedStyle(document.querySelector('form')).direction]";
    assert_eq!(t.page.js(root, vec![]).await?, serde_json::json!([tag, dir, dir]));
    let headings = t.page.texts("h2:lang(en)").await?;
    assert_eq!(headings, ["Related Articles", "Post Comments", "Leave a Reply"], "{tag}");
    Ok(())
}

#[test]
fn the_interface_speaks_the_language_of_the_document() -> Result<()> {
    run_with(Setup { languages: "fr-CA,ja", ..Setup::default() }, async |t| {
        for language in LANGUAGES {
            t.site.put("/doc/a.json", Reply::json(report_in(Some(language.0))));
            t.page.read("/doc/a.json").await?;
            speaks(t, language).await?;
        }
        Ok(())
    })
}

fn of_the_browser(languages: &'static str, tag: &'static str) -> Result<()> {
    if crate::takes_no_languages()? {
        return Ok(());
    }
    run_with(Setup { languages, ..Setup::default() }, async |t| {
        let language = LANGUAGES.into_iter().find(|language| language.0 == tag).unwrap();
        // A document of a language that the interface does not speak, and one that says none.
        for document in [Some("pt-BR"), None] {
            t.site.put("/doc/a.json", Reply::json(report_in(document)));
            t.page.read("/doc/a.json").await?;
            speaks(t, language).await?;
            let own = "return document.querySelector('article').lang";
            assert_eq!(t.page.js(own, vec![]).await?, document.unwrap_or_default());
        }
        Ok(())
    })
}

#[test]
fn a_german_browser_decides_where_the_document_does_not() -> Result<()> {
    of_the_browser("pl,de-AT,en", "de")
}

#[test]
fn a_spanish_browser_decides_where_the_document_does_not() -> Result<()> {
    of_the_browser("es-MX", "es")
}

#[test]
fn a_french_browser_decides_where_the_document_does_not() -> Result<()> {
    of_the_browser("fr-FR,en", "fr")
}

#[test]
fn an_arabic_browser_decides_where_the_document_does_not() -> Result<()> {
    of_the_browser("ar-EG,en", "ar")
}

#[test]
fn a_japanese_browser_decides_where_the_document_does_not() -> Result<()> {
    of_the_browser("ja,de", "ja")
}

#[test]
fn an_english_browser_decides_where_the_document_does_not() -> Result<()> {
    of_the_browser("sv,en-GB", "en")
}

#[test]
fn going_from_a_german_article_to_an_english_one_changes_the_language() -> Result<()> {
    run(async |t| {
        let mut german = documents::report();
        german["inLanguage"] = Value::from("de");
        t.site.put("/doc/a.json", Reply::json(german.to_string()));
        t.site.put("/doc/second.json", Reply::json(documents::second().to_string()));
        t.page.read("/doc/a.json").await?;
        t.page.wait_text("2 Kommentare").await?;
        t.page.find("nav.related a").await?.click().await?;
        t.page.wait_text("No comments yet.").await?;
        assert_eq!(t.page.js("return document.documentElement.lang", vec![]).await?, "en");
        t.page.session().back().await?;
        t.page.wait_text("2 Kommentare").await
    })
}

#[test]
fn an_english_page_fetches_no_sentences() -> Result<()> {
    run(async |t| {
        t.site.put("/doc/a.json", Reply::json(report_in(Some("en"))));
        t.page.open("?src=/doc/a.json").await?;
        // Not longer: the worker then keeps all languages.
        t.page.wait_state("ready").await?;
        let asked: Vec<_> = t.site.requests().into_iter().map(|request| request.path).collect();
        assert!(asked.iter().all(|path| !path.contains("words-")), "{asked:?}");
        Ok(())
    })
}

/// The addresses of the files of sentences, from the page that ships.
fn files() -> Result<Vec<String>> {
    let names = std::fs::read_dir(e2e::settings::dist()?)?.flatten().map(|e| e.file_name());
    let names = names.map(|name| format!("/{}", name.to_string_lossy()));
    let names: Vec<_> = names.filter(|name| name.starts_with("/words-") && name.ends_with(".txt")).collect();
    assert_eq!(names.len(), 5);
    Ok(names)
}

#[test]
fn a_file_of_sentences_that_does_not_come_makes_nobody_wait() -> Result<()> {
    run(async |t| {
        t.expect_errors();
        t.site.put("/doc/a.json", Reply::json(report_in(Some("de"))));
        for file in files()? {
            t.site.put(&file, Reply::status(200).delayed(Duration::from_secs(600)));
        }
        t.page.read("/doc/a.json").await?;
        speaks(t, LANGUAGES[0]).await?;
        for (status, body) in [(404, ""), (200, "de of another build"), (200, "")] {
            for file in files()? {
                t.site.put(&file, Reply::json(body).with_status(status));
            }
            t.page.read("/doc/a.json").await?;
            speaks(t, LANGUAGES[0]).await?;
        }
        Ok(())
    })
}

#[test]
fn an_error_is_told_in_the_language_of_the_browser() -> Result<()> {
    if crate::takes_no_languages()? {
        return Ok(());
    }
    run_with(Setup { languages: "de", ..Setup::default() }, async |t| {
        t.expect_errors();
        t.site.put("/doc/a.json", Reply::status(404));
        t.page.open("?src=/doc/a.json").await?;
        t.page.wait_text("Artikel nicht gefunden").await?;
        t.page.wait_text("Erneut versuchen").await
    })
}
