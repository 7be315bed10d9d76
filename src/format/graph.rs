//! JSON-LD's way of naming a thing in one place and describing it in another.

use std::collections::HashMap;

use serde_json::Value;

use super::value::get;

/// The nodes of a document by their `@id`.
#[derive(Default)]
pub struct Graph<'v> {
    nodes: HashMap<&'v str, &'v Value>,
}

impl<'v> Graph<'v> {
    /// The nodes at the top of a document: itself, the items of its list, those of its `@graph`.
    pub fn of(nodes: &[&'v Value]) -> Self {
        let named = nodes.iter().filter_map(|node| Some((get(node, "@id")?.as_str()?, *node)));
        Self { nodes: named.collect() }
    }

    /// The description of a thing that is only named here (`{"@id": "#author"}`); else the value itself.
    pub fn resolve<'s>(&self, value: &'s Value) -> &'s Value
    where
        'v: 's,
    {
        let Some(object) = value.as_object() else { return value };
        let described = object.keys().any(|key| matches!(key.as_str(), "name" | "url" | "contentUrl"));
        if described {
            return value;
        }
        let id = object.get("@id").and_then(Value::as_str);
        id.and_then(|id| self.nodes.get(id).copied()).unwrap_or(value)
    }
}
