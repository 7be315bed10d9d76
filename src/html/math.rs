//! `math` elements to the closed set of MathML that the model has.

use super::Origin;
use super::element::Element;
use super::tree::{Id, Tree};
use crate::article::{Loss, Math, MathNode, MathTag};

/// How deep a formula may nest; what is deeper is read as its text.
const MAX_DEPTH: usize = 32;

/// Reads the `math` element `id`.
pub fn read(tree: &Tree, id: Id, origin: &mut Origin) -> Math {
    let block = tree.attribute(id, "display").is_some_and(|value| value.eq_ignore_ascii_case("block"));
    Math::MathMl { nodes: nodes(tree, id, origin, MAX_DEPTH), block }
}

/// Adds the characters of an operator that the source only implies.
fn operator(text: &str, out: &mut Vec<MathNode>) {
    if !text.is_empty() {
        out.push(MathNode::Element(MathTag::Mo, vec![MathNode::Text(text.to_owned())]));
    }
}

fn nodes(tree: &Tree, parent: Id, origin: &mut Origin, depth: usize) -> Vec<MathNode> {
    let mut out = Vec::new();
    if depth == 0 {
        let text: String = tree.descendants(parent).map(|id| tree.text(id)).collect();
        origin.issues.push(&origin.path, Loss::TooDeep);
        return vec![MathNode::Text(text.trim().to_owned())];
    }
    for id in tree.children(parent) {
        if tree.element(id).is_none() {
            let text = tree.text(id).trim();
            if !text.is_empty() {
                out.push(MathNode::Text(text.to_owned()));
            }
            continue;
        }
        let name = tree.name(id);
        if let Some(tag) = MathTag::of_name(name) {
            out.push(MathNode::Element(tag, nodes(tree, id, origin, depth - 1)));
            continue;
        }
        match name {
            // The same formula in another notation.
            "annotation" | "annotation-xml" => continue,
            _ if tree
                .element(id)
                .is_some_and(|element| element.is_hidden() || element == Element::Iframe)
                || matches!(name, "script" | "style") =>
            {
                origin.issues.push(&origin.path, Loss::DroppedMarkup(name.to_owned()));
                continue;
            }
            "semantics" | "none" => {}
            "mfenced" => operator(tree.attribute(id, "open").unwrap_or("("), &mut out),
            _ => origin.issues.push(&origin.path, Loss::UnwrappedMarkup(name.to_owned())),
        }
        let inner = nodes(tree, id, origin, depth - 1);
        if name == "mfenced" {
            for (at, node) in inner.into_iter().enumerate() {
                if at > 0 {
                    operator(tree.attribute(id, "separators").unwrap_or(","), &mut out);
                }
                out.push(node);
            }
            operator(tree.attribute(id, "close").unwrap_or(")"), &mut out);
        } else {
            // One element takes the place of one: the others count on their position.
            out.push(MathNode::Element(MathTag::Mrow, inner));
        }
    }
    out
}
