//! The page's head: what a browser, a bookmark and a crawler that runs scripts read there.

use js_sys::Reflect;
use web_sys::{Document, Element};

use super::policy;

/// What the head says of an article.
pub struct Head<'a> {
    /// Description; empty: none.
    pub description: &'a str,
    /// Canonical http(s) address of the original.
    pub canonical: Option<&'a str>,
    /// JSON-LD text.
    pub json_ld: &'a str,
}

/// Writes description, canonical link and JSON-LD. Only the page does this, never an embed.
pub fn write(head: &Head<'_>) {
    let Some(document) = super::document() else { return };
    let description = (!head.description.is_empty()).then_some(head.description);
    place(&document, "meta", "name", "description", "content", description);
    place(&document, "link", "rel", "canonical", "href", head.canonical);
    write_json_ld(&document, head.json_ld);
}

/// The one element `name[key=value]` of the head: made where it is missing, removed where `content` is `None`.
fn place(document: &Document, name: &str, key: &str, value: &str, attribute: &str, content: Option<&str>) {
    let found = document.query_selector(&format!("head {name}[{key}={value}]")).ok().flatten();
    let Some(content) = content else {
        if let Some(element) = found {
            element.remove();
        }
        return;
    };
    let element = found.or_else(|| {
        let element = document.create_element(name).ok()?;
        element.set_attribute(key, value).ok()?;
        append(document, &element);
        Some(element)
    });
    if let Some(element) = element {
        // Fails only for an invalid attribute name.
        let _ = element.set_attribute(attribute, content);
    }
}

fn write_json_ld(document: &Document, text: &str) {
    if let Ok(Some(old)) = document.query_selector("head script[type='application/ld+json']") {
        old.remove();
    }
    let Some(text) = policy::script(text) else { return };
    let Ok(element) = document.create_element("script") else { return };
    let typed = element.set_attribute("type", "application/ld+json");
    let filled = Reflect::set(&element, &"text".into(), &text);
    if typed.is_ok() && filled.is_ok() {
        append(document, &element);
    }
}

fn append(document: &Document, element: &Element) {
    if let Some(head) = document.head() {
        // Fails only where the element holds the head.
        let _ = head.append_child(element);
    }
}
