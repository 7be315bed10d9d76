//! Replies written without a network: they wait in the thread, and go by themselves.

use anyhow::{Context, Result};
use e2e::{Page, Reply, Test, documents, run, servers::Isso, servers::WordPress};

use crate::{post, press, typed, wait_cleared, wait_listed};

/// Takes the network away: nothing listens any more, and the browser says so.
async fn go_offline(t: &mut Test) -> Result<()> {
    t.site.stop().await;
    let script = "Object.defineProperty(navigator, 'onLine', {configurable: true, get: () => false}); dispatchEvent(new Event('offline'))";
    t.page.js(script, vec![]).await.map(drop)
}

async fn come_back(t: &mut Test) -> Result<()> {
    t.site.restart().await?;
    t.page.js("delete navigator.onLine; dispatchEvent(new Event('online'))", vec![]).await.map(drop)
}

/// Waits for a reply of this reader that is on its way, with what is said of it.
async fn wait_waiting(page: &Page, text: &str, says: &str) -> Result<()> {
    page.wait(&format!("{text:?} to wait with {says:?}"), async || {
        for item in page.all(".thread [data-own]").await? {
            let words = item.prop("textContent").await?.unwrap_or_default();
            if words.contains(text) && words.contains(says) {
                return Ok(Some(()));
            }
        }
        Ok(None)
    })
    .await
}

async fn wait_kept(page: &Page) -> Result<()> {
    let kept = "return document.documentElement.getAttribute('data-standfirst-offline')";
    page.wait("the offline copy", async || Ok((page.js(kept, vec![]).await? == "ready").then_some(()))).await
}

const WAITS: &str = "Waiting for the network.";

/// The whole way of a reply that is written offline, edited, and sent on return; and of one that is sent by the next visit.
async fn goes_by_itself(t: &mut Test, address: &str, stored: impl Fn() -> Result<Vec<String>>) -> Result<()> {
    t.page.open(address).await?;
    t.page.wait_ready().await?;
    // WordPress is known to publish, not to hold, from the first on.
    post(&t.page, "Written with a network.").await?;
    wait_listed(&t.page, "Written with a network.").await?;
    wait_cleared(&t.page).await?;
    wait_kept(&t.page).await?;

    go_offline(t).await?;
    post(&t.page, "Written on the train.").await?;
    wait_waiting(&t.page, "Written on the train.", WAITS).await?;
    wait_cleared(&t.page).await?;
    // Until it is sent it can be changed: it goes back into its form.
    press(&t.page, ".thread [data-own] [data-press=edit]").await?;
    t.page
        .wait("the text in its form", async || {
            Ok((typed(&t.page).await? == "Written on the train.").then_some(()))
        })
        .await?;
    assert!(t.page.all(".thread [data-own]").await?.is_empty(), "it waits no more while it is changed");
    post(&t.page, "Written on the slow train.").await?;
    wait_waiting(&t.page, "Written on the slow train.", WAITS).await?;
    assert_eq!(stored()?, ["Written with a network."]);
    come_back(t).await?;
    wait_listed(&t.page, "Written on the slow train.").await?;
    assert_eq!(stored()?, ["Written with a network.", "Written on the slow train."]);

    go_offline(t).await?;
    post(&t.page, "Written before the lid was closed.").await?;
    wait_waiting(&t.page, "Written before the lid was closed.", WAITS).await?;
    // The copy on the device shows it too, and offers it nowhere else as something still to be posted.
    t.page.reload().await?;
    t.page.wait_ready().await?;
    wait_waiting(&t.page, "Written before the lid was closed.", "Waiting").await?;
    assert_eq!(typed(&t.page).await?, "");
    t.page.session().goto("about:blank").await?;
    t.site.restart().await?;
    t.page.open(address).await?;
    t.page.wait_ready().await?;
    wait_listed(&t.page, "Written before the lid was closed.").await?;
    assert!(t.page.all(".thread [data-own]").await?.is_empty());
    let all = ["Written with a network.", "Written on the slow train.", "Written before the lid was closed."];
    assert_eq!(stored()?, all);
    Ok(())
}

#[test]
fn a_reply_written_offline_goes_to_isso_by_itself_once() -> Result<()> {
    run(async |t| {
        t.expect_errors();
        let Some(isso) = Isso::start(&t.site, "").await? else { return Ok(()) };
        t.site.forward("/isso", isso.port);
        t.site.put("/doc/a.json", Reply::kept_json(documents::report().to_string()));
        goes_by_itself(t, "?src=/doc/a.json&comments=isso:/isso/", || isso.stored()).await
    })
}

#[test]
fn a_reply_written_offline_goes_to_wordpress_by_itself_once() -> Result<()> {
    run(async |t| {
        t.expect_errors();
        let Some(wordpress) = WordPress::start().await? else { return Ok(()) };
        t.site.forward("/wordpress", wordpress.port);
        let address = format!("?src={}", WordPress::document("1"));
        goes_by_itself(t, &address, || wordpress.stored()).await.context("WordPress")
    })
}
