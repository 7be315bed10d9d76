//! `custom-elements.json`, by which editors and documentation know the element (schema 1.0.0 of custom-elements-manifest).

use serde_json::{Value, json};
use standfirst::embed::{Event, element as contract};

/// The manifest.
pub fn manifest() -> Value {
    let attributes = contract::ATTRIBUTES.map(|attribute| {
        json!({"name": attribute.name, "fieldName": super::types::property(attribute.name), "description": attribute.about,
            "type": {"text": super::types::of_attribute(attribute.takes)}})
    });
    let members = contract::MEMBERS.map(|(name, kind, about)| match name.split_once('(') {
        Some((name, _)) => {
            json!({"kind": "method", "name": name, "description": about, "return": {"type": {"text": kind}}})
        }
        None => json!({"kind": "field", "name": name.trim_start_matches("readonly "), "description": about,
            "readonly": name.starts_with("readonly "), "type": {"text": kind}}),
    });
    let named = |pairs: &[(&str, &str)]| -> Vec<Value> {
        pairs.iter().map(|(name, about)| json!({"name": name, "description": about})).collect()
    };
    let parts: Vec<Value> = contract::PARTS
        .iter()
        .map(|(name, _)| *name)
        .chain([contract::BASE])
        .map(|name| json!({"name": name}))
        .collect();
    let events = Event::ALL.map(
        |event| json!({"name": event.name(), "description": event.about(), "type": {"text": "CustomEvent"}}),
    );
    json!({
        "schemaVersion": "1.0.0",
        "modules": [{
            "kind": "javascript-module",
            "path": "index.js",
            "declarations": [{
                "kind": "class", "customElement": true, "name": "StandfirstArticle", "tagName": contract::TAG,
                "superclass": {"name": "HTMLElement"},
                "attributes": attributes, "members": members, "events": events, "cssParts": parts,
                "slots": named(&contract::SLOTS), "cssProperties": named(&contract::PROPERTIES),
            }],
            "exports": [
                {"kind": "custom-element-definition", "name": contract::TAG, "declaration": {"name": "StandfirstArticle"}},
                {"kind": "js", "name": "StandfirstArticle", "declaration": {"name": "StandfirstArticle"}},
            ],
        }],
    })
}

#[cfg(test)]
mod tests {
    use super::manifest;

    #[test]
    fn the_manifest_names_every_attribute_event_and_part() {
        let manifest = manifest();
        let element = &manifest["modules"][0]["declarations"][0];
        for (list, name) in
            [("attributes", "src"), ("events", "standfirst-ready"), ("cssParts", "base"), ("members", "goTo")]
        {
            assert!(
                element[list].as_array().unwrap().iter().any(|one| one["name"] == name),
                "{list}: {name}"
            );
        }
    }
}
