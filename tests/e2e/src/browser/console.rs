//! Errors in the console of the page, without a script of ours in it.

use anyhow::Result;
use thirtyfour::WebDriver;
use xtask::engines::Engine;

/// The errors so far. Failed requests below `/doc/` do not count: tests make them fail.
pub async fn errors(engine: Engine, session: &WebDriver, driver_log: &str) -> Result<Vec<String>> {
    let errors = match engine {
        Engine::Chromium => session
            .browser_log()
            .await?
            .into_iter()
            .filter(|e| e.level == "SEVERE")
            .map(|e| e.message)
            .collect(),
        Engine::Firefox => firefox(driver_log),
        // MiniBrowser keeps its console to itself under automation; violations are reported to the site.
        Engine::WebKit => Vec::new(),
    };
    Ok(errors
        .into_iter()
        .filter(|message| !(message.contains("/doc/") && is_failed_request(message)))
        .collect())
}

fn is_failed_request(message: &str) -> bool {
    ["Failed to load resource", "net::ERR_", "Access to fetch", "Cross-Origin Request Blocked"]
        .iter()
        .any(|m| message.contains(m))
}

/// Firefox prints what a page logs and throws between what its own parts do; those name their files, or themselves.
fn firefox(log: &str) -> Vec<String> {
    // The last is thrown by its own part for text directives, which names no file.
    const OWN: [&str; 5] = [
        "resource://",
        "moz-src://",
        "chrome://",
        "RSLoader",
        "[Exception... \"Component is not available\"",
    ];
    let of_page = |line: &&str| {
        let error = line.starts_with("JavaScript error: http") || line.starts_with("console.error: ");
        error && !OWN.iter().any(|own| line.contains(own))
    };
    log.lines().filter(of_page).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::firefox;

    #[test]
    fn only_what_a_page_did_counts_in_firefox() {
        let log = "JavaScript error: http://127.0.0.1:1/, line 1: Error: x\n\
            JavaScript error: resource://gre/modules/A.sys.mjs, line 5: y\n\
            console.error: (new TypeError(\"x\", \"moz-src:///a.sys.mjs\", 9))\nconsole.error: RSLoader:\nconsole.warn: \"w\"\nconsole.error: \"z\"\n";
        assert_eq!(firefox(log).len(), 2);
    }
}
