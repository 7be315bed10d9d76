//! What must not ship: ways to turn text into markup or code, and markup that the policy refuses.
//!
//! Link-time elimination makes absence a proof: what the release's glue does not
//! mention, the page cannot call.

use anyhow::{Context, Result, bail, ensure};
use std::{fs, path::Path};

use super::{files, page::Page};

/// Words that no shipped script may hold, each with its reason.
const FORBIDDEN: [(&str, &str); 7] = [
    ("innerHTML", "it parses text as markup"),
    ("outerHTML", "it parses text as markup"),
    ("insertAdjacentHTML", "it parses text as markup"),
    ("DOMParser", "it parses text as markup"),
    ("createContextualFragment", "it parses text as markup"),
    ("new Function", "it runs text as code"),
    ("eval(", "it runs text as code"),
];

/// Fails on the first script that holds a forbidden word.
pub fn scripts(folder: &Path) -> Result<()> {
    for path in files::all(folder)?.iter().filter(|p| p.extension().is_some_and(|e| e == "js" || e == "mjs"))
    {
        let script = fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
        if let Some((word, reason)) = forbidden(&script) {
            let name = path.strip_prefix(folder).unwrap_or(path).display();
            bail!(
                "{name} holds `{word}`: {reason}, and pages with Trusted Types refuse it. \
                 In Rust, a `view!` of static markup brings it in: use builder syntax or view!{{class=\"\", …}}"
            );
        }
    }
    Ok(())
}

fn forbidden(script: &str) -> Option<(&'static str, &'static str)> {
    FORBIDDEN.into_iter().find(|(word, _)| script.contains(word))
}

/// Fails on markup in `index.html` that the policy would refuse: inline scripts and styles, handlers.
pub fn markup(page: &Page) -> Result<()> {
    for tag in page.tags() {
        let name = &tag.name;
        let data = tag.value("type").is_some_and(|t| t.contains("json"));
        ensure!(name != "style", "index.html has a <style>: the policy refuses it, link a file from style/");
        ensure!(
            name != "script" || data || tag.attribute("src").is_some(),
            "index.html has an inline script: the policy refuses it"
        );
        for attribute in &tag.attributes {
            let attribute = &attribute.name;
            ensure!(
                attribute != "style" && !attribute.starts_with("on"),
                "index.html has <{name} {attribute}=…>: the policy refuses it"
            );
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::forbidden;

    #[test]
    fn a_forbidden_word_is_named() {
        assert_eq!(forbidden("t.innerHTML=x").map(|f| f.0), Some("innerHTML"));
        assert_eq!(forbidden("retrieval(x)").map(|f| f.0), Some("eval("));
        assert_eq!(forbidden("t.textContent = x"), None);
    }
}
