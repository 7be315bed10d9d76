//! What a host gets wrong is told in the element, to everybody, and never thrown.

use anyhow::Result;
use e2e::{Reply, run};

use crate::{FALLBACK, Hosted, Page, STRICT, js, wait_js};

#[test]
fn every_wrong_source_has_a_message_an_event_and_the_elements_own_content() -> Result<()> {
    run(async |t| {
        t.expect_errors();
        let hosted = Hosted::start().await?;
        hosted.api.put("/gone.json", Reply::status(410));
        hosted.api.put("/html.json", Reply::new("text/html", "<!doctype html><title>x</title>"));
        hosted.api.put("/odd.json", Reply::json("{\"flavour\": \"plum\"}"));
        hosted.api.put("/away.json", Reply::dropped());
        for (attributes, code) in [
            ("src='{api}/gone.json'", "gone"),
            ("src='{api}/html.json'", "not-json"),
            ("src='{api}/odd.json'", "no-article"),
            ("src='{api}/missing.json'", "not-found"),
            ("src='{api}/away.json'", "unreachable"),
            ("src='javascript:alert(1)'", "address-refused"),
            ("src='http://['", "not-found"),
            ("from=nothing", "no-source"),
            ("heading-level=x theme=plaid comments=::: features=' ' src=''", "no-source"),
        ] {
            let body = format!("<standfirst-article {attributes}>{FALLBACK}</standfirst-article>");
            let script = "window.thrown = []; addEventListener('error', (e) => thrown.push(e.message)); \
                addEventListener('unhandledrejection', (e) => thrown.push(String(e.reason)));";
            hosted.open(t, &Page { body: &body, script, policy: STRICT }).await?;
            wait_js(t, code, "return el.dataset.standfirst === 'error' && !!root").await?;
            assert_eq!(
                js(t, "return told.filter(({ name }) => name === 'error').map(({ code }) => code).join()")
                    .await?,
                code
            );
            let message = js(t, "return root.querySelector('[role=alert]').textContent.length > 30").await?;
            assert_eq!(message, true, "{code}");
            let link = js(t, "return el.querySelector('a').getBoundingClientRect().height > 0").await?;
            assert_eq!(link, true, "{code}");
            assert_eq!(js(t, "return thrown").await?, serde_json::json!([]), "{code}");
        }
        Ok(())
    })
}
