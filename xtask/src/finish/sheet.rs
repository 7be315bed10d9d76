//! The page's style sheet, made one for a shadow root.

use anyhow::{Context, Result};
use std::fs;

use super::page::{Page, local};

/// The sheet of the element: what the page has, what comes to it `later`, then its `own`.
pub fn of_element(page: &Page, later: &str, own: &str) -> Result<String> {
    let mut sheet = String::new();
    for tag in page.tags().iter().filter(|tag| tag.is_link("stylesheet")) {
        let Some(name) = tag.value("href").and_then(local) else { continue };
        let css = fs::read_to_string(page.folder().join(name)).with_context(|| format!("reading {name}"))?;
        sheet.push_str(&adapt(&without_comments(&css)));
    }
    sheet.push_str(&adapt(&without_comments(later)));
    Ok(sheet + without_comments(own).trim_start())
}

/// Rules of `:root` are for the host; those of `body` for the view; `html` and `main` are the page's own. Lengths by the window's
/// width become lengths by the element's.
fn adapt(css: &str) -> String {
    let mut out = String::new();
    let mut rest = css;
    while let Some(open) = rest.find('{') {
        let (selector, after) = rest.split_at(open);
        // What stands before the selector: the end of a block around it, a statement.
        let from = selector.rfind(['}', ';']).map_or(0, |at| at + 1);
        let (before, selector) = selector.split_at(from);
        out.push_str(before);
        let block = after.find('}').map_or(after.len(), |at| at + 1);
        let selectors: Vec<String> =
            selector.split(',').filter_map(|one| selector_in_shadow(one.trim())).collect();
        if selector.trim().starts_with('@') {
            // Only its head: what is in it follows.
            out.push_str(selector);
            out.push('{');
            rest = after.get(1..).unwrap_or_default();
            continue;
        }
        if !selectors.is_empty() {
            out.push_str(&selectors.join(","));
            out.push_str(after.get(..block).unwrap_or_default());
        }
        rest = after.get(block..).unwrap_or_default();
    }
    out.push_str(rest);
    by_container(&out)
}

fn selector_in_shadow(selector: &str) -> Option<String> {
    match selector {
        ":root" => Some(":host".to_owned()),
        "body" => Some(".view".to_owned()),
        "html" | "main" => None,
        other => Some(other.to_owned()),
    }
}

/// `vw` behind a number becomes `cqi`.
fn by_container(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(at) = rest.find("vw") {
        let (before, after) = rest.split_at(at);
        let after = after.get(2..).unwrap_or_default();
        out.push_str(before);
        let number = before.ends_with(|c: char| c.is_ascii_digit());
        let ends = !after.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-');
        out.push_str(if number && ends { "cqi" } else { "vw" });
        rest = after;
    }
    out + rest
}

fn without_comments(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, rest)| rest);
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::adapt;

    #[test]
    fn the_rules_of_the_page_become_those_of_a_shadow_root() {
        assert_eq!(
            adapt(":root{--a:1}html{x:y}body{margin:0}main{z:0}a{b:c}"),
            ":host{--a:1}.view{margin:0}a{b:c}"
        );
        assert_eq!(adapt("@media print{:root{a:b}.x{c:d}}p{e:f}"), "@media print{:host{a:b}.x{c:d}}p{e:f}");
        assert_eq!(
            adapt(".a,body{w:calc(1rem + 3vw)}.vw{w:2.5vw}"),
            ".a,.view{w:calc(1rem + 3cqi)}.vw{w:2.5cqi}"
        );
        assert_eq!(adapt("@keyframes k{from{a:b}}q{c:d}"), "@keyframes k{from{a:b}}q{c:d}");
    }
}
