//! axe-core's accessibility checks.

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::{fs, time::Duration};

use crate::{harness::Test, settings};

/// The tags of WCAG 2.2 at level AA, and good practice.
const RULES: &str = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']";

/// Fails on any finding of axe on the page as it stands; `what` names the state in the message.
///
/// Says so and passes where axe-core is not installed.
pub async fn assert_accessible(test: &mut Test, what: &str) -> Result<()> {
    let Some(path) = settings::axe() else {
        eprintln!("skipped: no axe-core here ({what})");
        return Ok(());
    };
    // What axe itself does to the page is not the page's doing.
    test.check_clean().await?;
    let axe = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    let script = format!(
        "const done = arguments[arguments.length - 1]; {axe}\n\
         axe.run(document, {{ runOnly: {RULES}, resultTypes: ['violations'] }})\
         .then((r) => done(r.violations), (e) => done(String(e)));"
    );
    let session = test.page.session();
    session.set_script_timeout(Duration::from_secs(120)).await?;
    let found = session.execute_async(script, vec![]).await.context("running axe")?.json().clone();
    test.site.forget_violations();
    let findings = found.as_array().with_context(|| format!("axe failed: {found}"))?;
    ensure!(
        findings.is_empty(),
        "axe finds in {what}:\n{}",
        findings.iter().map(describe).collect::<String>()
    );
    Ok(())
}

fn describe(finding: &Value) -> String {
    let text =
        |value: &Value, key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let mut lines = format!("- {}: {}\n", text(finding, "id"), text(finding, "help"));
    for node in finding.get("nodes").and_then(Value::as_array).into_iter().flatten() {
        lines.push_str(&format!("    {}\n", text(node, "html")));
        for reason in text(node, "failureSummary").lines().skip(1) {
            lines.push_str(&format!("      {}\n", reason.trim()));
        }
    }
    lines
}
