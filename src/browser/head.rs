//! The page's head: what a browser, a bookmark and a crawler that runs scripts read there.

use std::cell::OnceCell;

use js_sys::{Function, Object, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element};

/// What the head says of an article.
pub struct Head<'a> {
    /// Title of the page.
    pub title: &'a str,
    /// Description; empty: none.
    pub description: &'a str,
    /// Canonical http(s) address of the original.
    pub canonical: Option<&'a str>,
    /// JSON-LD text.
    pub json_ld: &'a str,
}

/// Writes title, description, canonical link and JSON-LD. Only the page does this, never an embed.
pub fn write(head: &Head<'_>) {
    let Some(document) = super::document() else { return };
    document.set_title(head.title);
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
    let Some(text) = POLICY.with(|policy| policy.get_or_init(Policy::create).script(text)) else { return };
    let Ok(element) = document.create_element("script") else { return };
    let typed = element.set_attribute("type", "application/ld+json");
    let filled = Reflect::set(&element, &"text".into(), &text);
    if typed.is_ok() && filled.is_ok() {
        append(document, &element);
    }
}

thread_local! {
    static POLICY: OnceCell<Policy> = const { OnceCell::new() };
}

/// The page's one Trusted Types policy. Under `require-trusted-types-for`, engines ask for it even where a `script`
/// element holds data that never runs, and even where the text comes as a text node.
enum Policy {
    /// The browser has no Trusted Types: text is taken as it is.
    NotNeeded,
    /// `createScript` of the policy `standfirst`.
    Ours { policy: JsValue, create_script: Function },
    /// The host's policy allows no name of ours: the page goes without JSON-LD.
    Refused,
}

impl Policy {
    fn create() -> Self {
        let factory = Reflect::get(&js_sys::global(), &"trustedTypes".into()).unwrap_or_default();
        if factory.is_falsy() {
            return Self::NotNeeded;
        }
        Self::ours(&factory).unwrap_or(Self::Refused)
    }

    fn ours(factory: &JsValue) -> Option<Self> {
        let method =
            |of: &JsValue, name: &str| Reflect::get(of, &name.into()).ok()?.dyn_into::<Function>().ok();
        let rules = Object::new();
        let unchanged = Closure::<dyn Fn(JsValue) -> JsValue>::new(|text| text).into_js_value();
        Reflect::set(&rules, &"createScript".into(), &unchanged).ok()?;
        let policy = method(factory, "createPolicy")?.call2(factory, &"standfirst".into(), &rules).ok()?;
        let create_script = method(&policy, "createScript")?;
        Some(Self::Ours { policy, create_script })
    }

    /// What `script.text` takes; `None` if it would take nothing.
    fn script(&self, text: &str) -> Option<JsValue> {
        match self {
            Self::NotNeeded => Some(text.into()),
            Self::Ours { policy, create_script } => create_script.call1(policy, &text.into()).ok(),
            Self::Refused => None,
        }
    }
}

fn append(document: &Document, element: &Element) {
    if let Some(head) = document.head() {
        // Fails only where the element holds the head.
        let _ = head.append_child(element);
    }
}
