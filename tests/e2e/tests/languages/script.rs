//! Direction and typography of each script.

use anyhow::Result;
use e2e::{Reply, documents, run};
use serde_json::{Value, json};

/// The computed style of the first element of a selector.
const STYLE: &str = "return getComputedStyle(document.querySelector(arguments[0]))[arguments[1]]";

#[test]
fn each_comment_and_block_has_its_own_language_and_direction() -> Result<()> {
    run(async |t| {
        let mut document = documents::report();
        document["body"] = json!([
            "An English paragraph.",
            {"type": "paragraph", "text": "فقرة بالعربية.", "lang": "ar", "dir": "rtl"},
        ]);
        document["comment"] = json!([
            {"@id": "c1", "text": "تعليق بالعربية.", "lang": "ar", "author": {"name": "ليلى"}},
            {"@id": "c2", "text": "Ein Kommentar.", "inLanguage": "de", "author": {"name": "Jan"}},
            {"@id": "c3", "text": "שלום לכולם", "author": {"name": "Noa"}},
        ]);
        t.site.put("/doc/a.json", Reply::json(document.to_string()));
        t.page.read("/doc/a.json").await?;
        t.page.wait_text("שלום לכולם").await?;
        let of = "return [...document.querySelectorAll(arguments[0])].map((e) => [e.closest('[lang]').lang, getComputedStyle(e).direction])";
        let body = t.page.js(of, vec![".body > p".into()]).await?;
        assert_eq!(body, json!([["en", "ltr"], ["ar", "rtl"]]));
        let comments = t.page.js(of, vec![".comment-body".into()]).await?;
        assert_eq!(comments, json!([["ar", "rtl"], ["de", "ltr"], ["en", "rtl"]]));
        // What the interface says around them stays its own.
        let buttons = t.page.js(of, vec![".comment button".into()]).await?;
        assert_eq!(buttons, json!([["en", "ltr"], ["en", "ltr"], ["en", "ltr"]]));
        Ok(())
    })
}

#[test]
fn words_of_the_interface_inside_an_article_say_their_language_where_it_differs() -> Result<()> {
    run(async |t| {
        let mut document = documents::report();
        document["inLanguage"] = Value::from("he");
        document["headline"] = Value::from("הגשר נפתח מחדש");
        document["body"] =
            json!(["פסקה ראשונה.<a href=\"#n1\">1</a>", {"type": "note", "id": "n1", "body": ["הערה."]}]);
        t.site.put("/doc/a.json", Reply::json(document.to_string()));
        t.page.read("/doc/a.json").await?;
        let notes = "const h = document.querySelector('.notes h2'); return [h.lang, h.dir, h.textContent]";
        assert_eq!(t.page.js(notes, vec![]).await?, json!(["en", "ltr", "Notes"]));
        assert_eq!(t.page.js(STYLE, vec!["article".into(), "direction".into()]).await?, "rtl");
        assert_eq!(t.page.js(STYLE, vec!["form".into(), "direction".into()]).await?, "ltr");
        Ok(())
    })
}

/// A Japanese headline in a German list was set in whatever typeface the system has for such signs, read aloud in German,
/// and an Arabic one stood at the other side of its card than its date.
#[test]
fn a_related_article_in_another_language_says_so_and_stands_on_the_side_of_its_card() -> Result<()> {
    run(async |t| {
        let mut document = documents::report();
        document["relatedLink"] = json!([
            {"url": "/one", "headline": "紙漉きの冬", "description": "谷に残る三つの桶", "inLanguage": "ja"},
            {"url": "/two", "headline": "الماء يعود", "description": "قرية جبلية", "inLanguage": "ar"},
            {"url": "/three", "headline": "The same language", "datePublished": "2026-11-20"},
        ]);
        t.site.put("/doc/a.json", Reply::json(document.to_string()));
        t.page.read("/doc/a.json").await?;
        let cards = "return [...document.querySelectorAll('.cards :is(a, p)')].map((e) => { \
                     const range = document.createRange(); range.selectNodeContents(e); \
                     const of = (one) => one.getBoundingClientRect().left; \
                     return [e.closest('[lang]').lang, Math.abs(of(range) - of(e.closest('li'))) < 3] })";
        let left = ["ja", "ja", "ar", "ar", "en", "en"].map(|lang| json!([lang, true]));
        assert_eq!(t.page.js(cards, vec![]).await?, json!(left));
        Ok(())
    })
}

#[test]
fn an_arabic_page_is_laid_out_from_right_to_left_and_nothing_sticks_out() -> Result<()> {
    run(async |t| {
        t.page.read("samples/arabic.json").await?;
        t.page.find("form").await?;
        for selector in ["article h1", ".body p", ".related", ".comments", "form"] {
            assert_eq!(
                t.page.js(STYLE, vec![selector.into(), "direction".into()]).await?,
                "rtl",
                "{selector}"
            );
        }
        // The line begins at the right: the first label stands nearer to the right edge than to the left one.
        let label = "const range = document.createRange(); range.selectNodeContents(document.querySelector('form label')); const { left, right } = range.getBoundingClientRect(); return innerWidth - right < left";
        assert_eq!(t.page.js(label, vec![]).await?, true);
        let over = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
        assert_eq!(t.page.js(over, vec![]).await?, 0);
        Ok(())
    })
}

#[test]
fn stress_is_a_dot_in_japanese_weight_in_arabic_and_slant_in_english() -> Result<()> {
    run(async |t| {
        for (language, text, slant, weight) in [
            ("en", "so <em>much</em>", "italic", "400"),
            ("ja", "<em>強調</em>する", "normal", "400"),
            ("ar", "نصّ <em>مهم</em> هنا", "normal", "600"),
        ] {
            let mut document = documents::second();
            document["inLanguage"] = Value::from(language);
            document["headline"] = Value::from(text.replace("<em>", "").replace("</em>", ""));
            document["body"] = json!([text]);
            t.site.put("/doc/a.json", Reply::json(document.to_string()));
            t.page.read("/doc/a.json").await?;
            assert_eq!(
                t.page.js(STYLE, vec![".body em".into(), "fontStyle".into()]).await?,
                slant,
                "{language}"
            );
            assert_eq!(
                t.page.js(STYLE, vec![".body em".into(), "fontWeight".into()]).await?,
                weight,
                "{language}"
            );
            let dots = t.page.js(STYLE, vec![".body em".into(), "textEmphasisStyle".into()]).await?;
            assert_eq!(dots != "none", language == "ja", "{dots}");
            let spacing = t.page.js(STYLE, vec!["h1".into(), "letterSpacing".into()]).await?;
            assert_eq!(spacing == "normal" || spacing == "0px", language != "en", "{language}: {spacing}");
        }
        Ok(())
    })
}
