//! axe-core on every state, light and dark.

use anyhow::Result;
use e2e::{Reply, Scheme, Setup, Test, axe::assert_accessible, documents, run_with};
use serde_json::json;

/// Shows every state in turn and has axe look at it.
async fn look_at_all(t: &mut Test) -> Result<()> {
    t.site.put("/doc/a.json", Reply::json(documents::report().to_string()));
    t.page.read("/doc/a.json").await?;
    t.page.wait_text("An answer to it.").await?;
    assert_accessible(t, "an article").await?;

    t.page.open("").await?;
    t.page.wait_ready().await?;
    assert_accessible(t, "the sample").await?;

    t.site.put(
        "/doc/empty.json",
        Reply::json(json!({"@type": "NewsArticle", "headline": "Empty", "body": []}).to_string()),
    );
    t.page.read("/doc/empty.json").await?;
    assert_accessible(t, "an article without a body").await?;

    for (name, reply) in [
        ("missing", Reply::status(404)),
        ("forbidden", Reply::status(403)),
        ("not JSON", Reply::json("{")),
        ("no article", Reply::json("{\"a\": 1}")),
        ("away", Reply::dropped()),
    ] {
        t.site.put("/doc/b.json", reply);
        t.page.open("?src=/doc/b.json").await?;
        t.page.wait_state("error").await?;
        assert_accessible(t, name).await?;
    }
    t.page.open("?src=https://elsewhere.example/a.json").await?;
    t.page.wait_state("error").await?;
    assert_accessible(t, "address not allowed").await?;

    t.site.put("/doc/slow.json", Reply::json(documents::report().to_string()).stalled(20));
    t.page.open("?src=/doc/slow.json").await?;
    t.page.wait_state("loading").await?;
    t.page
        // Not the heading alone that is there from the beginning: the sentence would come while axe looks.
        .wait("a sentence while loading", async || {
            Ok(t.page.all(".loading [role=status] h1:not([hidden])").await?.first().map(|_| ()))
        })
        .await?;
    assert_accessible(t, "loading").await
}

#[test]
fn axe_finds_nothing_in_any_state_in_light_colours() -> Result<()> {
    run_with(Setup::default(), look_at_all)
}

#[test]
fn axe_finds_nothing_in_any_state_in_dark_colours() -> Result<()> {
    run_with(Setup { scheme: Scheme::Dark, ..Setup::default() }, look_at_all)
}
