//! The table of contents.

use anyhow::Result;
use e2e::{Reply, Setup, documents, run, run_with};

use super::{holds, read};

#[test]
fn a_long_read_lists_its_sections_and_goes_to_them() -> Result<()> {
    let setup = Setup { window: (1400, 900), ..Setup::default() };
    run_with(setup, async |t| {
        read(t, "samples/long-read.json").await?;
        let sections = t.page.texts(".body > h2").await?;
        assert_eq!(sections.len(), 40);
        holds(t, "the contents", "document.querySelectorAll('.contents a').length === 40").await?;
        t.page.js("document.querySelectorAll('.contents a')[20].click()", vec![]).await?;
        let heading = "document.querySelectorAll('.body > h2')[20].getBoundingClientRect()";
        holds(t, "the section in sight", &format!("{heading}.top >= 0 && {heading}.top < innerHeight / 2"))
            .await?;
        let current = "document.querySelector('.contents [aria-current]')";
        holds(t, "the section marked", &format!("{current} === document.querySelectorAll('.contents a')[20]"))
            .await
    })
}

#[test]
fn a_short_article_has_no_contents() -> Result<()> {
    run(async |t| {
        t.site.put("/doc/a.json", Reply::json(documents::report().to_string()));
        read(t, "/doc/a.json").await?;
        assert!(t.page.all(".contents").await?.is_empty());
        t.page.wait_text("1 minute to read").await
    })
}
