//! JSON-LD's way of naming a thing in one place and describing it in another.

use serde_json::Value;

use super::value::get;
use crate::names::Names;

/// The nodes of a document by their `@id`.
#[derive(Default)]
pub struct Graph<'v> {
    nodes: Vec<&'v Value>,
    places: Names,
}

impl<'v> Graph<'v> {
    /// The nodes at the top of a document: itself, the items of its list, those of its `@graph`.
    pub fn of(nodes: &[&'v Value]) -> Self {
        let mut places = Names::default();
        for (at, node) in nodes.iter().enumerate().rev() {
            if let Some(id) = get(node, "@id").and_then(Value::as_str) {
                places.add(id, at);
            }
        }
        Self { nodes: nodes.to_vec(), places }
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
        id.and_then(|id| self.nodes.get(self.places.number(id)?).copied()).unwrap_or(value)
    }
}
