//! Continuing where one was.

use anyhow::Result;
use e2e::{Reply, documents, run};
use serde_json::Value;

use super::{holds, press, read};

fn numbered() -> Value {
    let mut document = documents::long();
    for (at, paragraph) in document["body"].as_array_mut().unwrap().iter_mut().enumerate() {
        let words = (0..60).map(|word| format!("w{at}x{word} ")).collect::<String>();
        *paragraph = Value::from(words.trim_end());
    }
    document
}

/// The words at the top of the window.
const TOP: &str = "const y = 6; \
    for (const p of document.querySelectorAll('.body > p')) { \
        if (p.getBoundingClientRect().bottom < y) continue; \
        const node = p.firstChild; const range = document.createRange(); \
        for (const found of node.data.matchAll(/\\S+/g)) { \
            range.setStart(node, found.index); range.setEnd(node, found.index + found[0].length); \
            if (range.getBoundingClientRect().bottom > y) return found[0]; } }";

/// A place kept in pixels or as a share of the page is another one after any of these changes.
#[test]
fn reading_continues_at_the_same_words_after_type_width_and_earlier_text_changed() -> Result<()> {
    run(async |t| {
        t.site.put("/doc/a.json", Reply::json(numbered().to_string()));
        read(t, "/doc/a.json").await?;
        assert!(t.page.all(".offer").await?.is_empty(), "something is offered on a first visit");
        t.page
            .js("document.querySelectorAll('.body > p')[30].scrollIntoView(); scrollBy(0, 90)", vec![])
            .await?;
        holds(
            t,
            "the place to be kept",
            "Object.keys(localStorage).some((key) => key.startsWith('standfirst.place.'))",
        )
        .await?;
        tokio::time::sleep(std::time::Duration::from_millis(600)).await;
        let was = t.page.js(TOP, vec![]).await?;
        let was = was.as_str().unwrap();
        assert!(was.starts_with("w30x"), "{was}");

        let mut changed = numbered();
        let body = changed["body"].as_array_mut().unwrap();
        body[0] = Value::from("Another beginning. ".repeat(200));
        body.remove(5);
        body.insert(10, Value::from("Inserted. ".repeat(90)));
        t.site.put("/doc/a.json", Reply::json(changed.to_string()));
        t.page.open("").await?;
        t.page.js("localStorage.setItem('standfirst.look', 'size-6 narrow loose')", vec![]).await?;
        t.page.session().set_window_rect(0, 0, 700, 800).await?;
        read(t, "/doc/a.json").await?;
        assert!(t.page.scroll_top().await? < 1.0, "the reader was moved without being asked");
        press(t, "Continue there").await?;
        // Other words may stand before them in the line now.
        let at_top = format!(
            "(() => {{ const p = document.querySelectorAll('.body > p')[30].firstChild; const range = document.createRange(); \
             const at = p.data.indexOf('{was} '); range.setStart(p, at); range.setEnd(p, at + 4); \
             const below = range.getBoundingClientRect().top; \
             return below > -2 && below < 30; }})()"
        );
        holds(t, "the same words at the top", &at_top).await
    })
}

#[test]
fn an_offer_can_be_declined() -> Result<()> {
    run(async |t| {
        t.site.put("/doc/a.json", Reply::json(numbered().to_string()));
        read(t, "/doc/a.json").await?;
        t.page.js("document.querySelectorAll('.body > p')[20].scrollIntoView()", vec![]).await?;
        holds(
            t,
            "the place to be kept",
            "Object.keys(localStorage).some((key) => key.startsWith('standfirst.place.'))",
        )
        .await?;
        t.page.open("").await?;
        read(t, "/doc/a.json").await?;
        press(t, "Not now").await?;
        holds(t, "no offer", "!document.querySelector('.offer')").await?;
        assert!(t.page.scroll_top().await? < 1.0);
        Ok(())
    })
}
