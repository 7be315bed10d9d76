//! Where a file does not come, or is another one, the element's own content stays and the host is told why.

use anyhow::Result;
use e2e::{Reply, Setup, Test, run, run_with, settings};

use crate::{FALLBACK, Hosted, ONE, Page, STRICT, js, wait_js, wait_ready};

/// The file of the build whose name ends so, and its bytes.
fn file(ends: &str) -> Result<(String, Vec<u8>)> {
    let files = std::fs::read_dir(settings::dist()?)?.flatten();
    let names = files.map(|file| file.file_name().to_string_lossy().into_owned());
    let name = names.filter(|name| name.ends_with(ends)).min_by_key(String::len).expect("the file");
    let bytes = std::fs::read(settings::dist()?.join(&name))?;
    Ok((format!("/{name}"), bytes))
}

fn flipped(mut bytes: Vec<u8>) -> Vec<u8> {
    let at = bytes.len() / 2;
    bytes[at] ^= 1;
    bytes
}

async fn assert_fallback(t: &Test) -> Result<()> {
    assert_eq!(
        js(t, "return !el.shadowRoot && el.firstElementChild.getBoundingClientRect().height > 0").await?,
        true
    );
    Ok(())
}

/// The element tells this reason within a second, and its own content stays.
async fn assert_tells(t: &Test, reason: &str) -> Result<()> {
    wait_js(t, "an error", "return told.some(({ name }) => name === 'error')").await?;
    let told = js(
        t,
        "const { code, reason } = told.find(({ name }) => name === 'error'); return [code, reason].join()",
    )
    .await?;
    assert_eq!(told, format!("start-failed,{reason}"));
    assert_eq!(js(t, "return el.dataset.standfirst").await?, "error");
    assert_fallback(t).await
}

#[test]
fn a_module_with_one_bit_changed_never_runs() -> Result<()> {
    run(async |t| {
        t.expect_errors();
        let hosted = Hosted::start().await?;
        let (name, bytes) = file("standfirst.js")?;
        hosted.cdn.put(&name, Reply::new("text/javascript", flipped(bytes)));
        hosted.open(t, &Page { body: ONE, script: "", policy: STRICT }).await?;
        t.page.js("return new Promise((done) => setTimeout(done, 500))", vec![]).await?;
        assert_eq!(js(t, "return !customElements.get('standfirst-article')").await?, true);
        assert_fallback(t).await
    })
}

#[test]
fn without_scripts_the_elements_own_content_is_read() -> Result<()> {
    run_with(Setup { scripts: false, ..Setup::default() }, async |t| {
        let hosted = Hosted::start().await?;
        hosted.open(t, &Page { body: ONE, script: "", policy: "" }).await?;
        let link = t.page.find("standfirst-article a").await?;
        assert!(link.is_displayed().await? && FALLBACK.contains(&link.text().await?));
        Ok(())
    })
}

#[test]
fn wasm_with_one_bit_changed_is_not_run() -> Result<()> {
    run(async |t| {
        t.expect_errors();
        let hosted = Hosted::start().await?;
        let (name, bytes) = file("_bg.wasm")?;
        hosted.cdn.put(&name, Reply::new("application/wasm", flipped(bytes)));
        hosted.open(t, &Page { body: ONE, script: "", policy: STRICT }).await?;
        assert_tells(t, "integrity").await
    })
}

#[test]
fn wasm_that_is_not_there_is_told() -> Result<()> {
    run(async |t| {
        t.expect_errors();
        let hosted = Hosted::start().await?;
        hosted.cdn.put(&file("_bg.wasm")?.0, Reply::status(404));
        hosted.open(t, &Page { body: ONE, script: "", policy: STRICT }).await?;
        assert_tells(t, "not-found").await
    })
}

#[test]
fn wasm_that_the_policy_keeps_from_running_is_told() -> Result<()> {
    run(async |t| {
        t.expect_errors();
        let hosted = Hosted::start().await?;
        let policy = STRICT.replace(" 'wasm-unsafe-eval'", "");
        hosted.open(t, &Page { body: ONE, script: "", policy: &policy }).await?;
        assert_tells(t, "wasm-refused").await
    })
}

#[test]
fn wasm_that_the_policy_keeps_from_being_fetched_is_told() -> Result<()> {
    run(async |t| {
        t.expect_errors();
        let hosted = Hosted::start().await?;
        let policy = STRICT.replace("connect-src {cdn}", "connect-src");
        hosted.open(t, &Page { body: ONE, script: "", policy: &policy }).await?;
        assert_tells(t, "policy").await
    })
}

#[test]
fn wasm_that_is_not_shared_with_the_host_is_told() -> Result<()> {
    run(async |t| {
        t.expect_errors();
        let hosted = Hosted::start().await?;
        let (name, bytes) = file("_bg.wasm")?;
        hosted.cdn.put(&name, Reply::new("application/wasm", bytes).unshared());
        hosted.open(t, &Page { body: ONE, script: "", policy: STRICT }).await?;
        assert_tells(t, "cross-origin").await
    })
}

#[test]
fn wasm_of_a_wrong_type_works_all_the_same() -> Result<()> {
    run(async |t| {
        let hosted = Hosted::start().await?;
        let (name, bytes) = file("_bg.wasm")?;
        hosted.cdn.put(&name, Reply::new("application/octet-stream", bytes));
        hosted.open(t, &Page { body: ONE, script: "", policy: STRICT }).await?;
        wait_ready(t).await
    })
}
