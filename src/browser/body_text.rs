//! The text of an article as it stands in the page: which words are where.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Node, Range};

use super::dom::{Box, Element};
use super::json;
use crate::reading::BREAK;

/// Elements whose edges are the edges of a block of text.
const BLOCKS: [&str; 22] = [
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "ul",
    "ol",
    "figure",
    "figcaption",
    "pre",
    "blockquote",
    "table",
    "td",
    "th",
    "div",
    "section",
    "details",
    "summary",
    "br",
];
/// What is not part of a sentence: readings, the signs of notes, and our own parts.
const LEFT_OUT: &str = "rt, rp, .sign, .contents, .panel, [role=doc-backlink]";

/// The text of an element, its text nodes, and where each begins.
pub struct BodyText {
    units: Vec<u16>,
    nodes: Vec<(usize, Node)>,
}

impl BodyText {
    /// Reads the text of `element`.
    #[must_use]
    pub fn of(element: &Element) -> Self {
        let mut text = Self { units: Vec::new(), nodes: Vec::new() };
        text.read(&element.0);
        text
    }

    fn read(&mut self, node: &Node) {
        let mut next = node.first_child();
        while let Some(child) = next {
            next = child.next_sibling();
            if child.node_type() == Node::TEXT_NODE {
                let data = child.node_value().unwrap_or_default();
                self.nodes.push((self.units.len(), child));
                self.units.extend(data.encode_utf16().map(|unit| if is_space(unit) { 0x20 } else { unit }));
                continue;
            }
            let Some(element) = child.dyn_ref::<web_sys::Element>() else { continue };
            if element.matches(LEFT_OUT).unwrap_or(true) {
                continue;
            }
            let block = BLOCKS.contains(&element.local_name().as_str());
            if block {
                self.end_block();
            }
            self.read(&child);
            if block {
                self.end_block();
            }
        }
    }

    fn end_block(&mut self) {
        if self.units.last().is_some_and(|unit| *unit != BREAK) {
            self.units.push(BREAK);
        }
    }

    /// The text in UTF-16, every white space as one space, blocks apart by [`BREAK`].
    #[must_use]
    pub fn units(&self) -> &[u16] {
        &self.units
    }

    /// The text node that holds a unit, and which of its units that is; at the end of a block, the node's end.
    fn node_at(&self, unit: usize) -> Option<(&Node, usize)> {
        let after = self.nodes.partition_point(|(start, _)| *start <= unit);
        let (start, node) = self.nodes.get(after.checked_sub(1)?)?;
        let next = self.nodes.get(after).map_or(self.units.len(), |(next, _)| *next);
        let breaks = self.units.get(*start..next)?.iter().rev().take_while(|unit| **unit == BREAK).count();
        Some((node, (unit - start).min(next - start - breaks)))
    }

    fn range(&self, from: usize, to: usize) -> Option<Range> {
        let range = super::document()?.create_range().ok()?;
        let (start, start_at) = self.node_at(from)?;
        let (end, end_at) = self.node_at(to.checked_sub(1)?)?;
        let one = usize::from(self.units.get(to - 1).is_some_and(|unit| *unit != BREAK));
        range.set_start(start, u32::try_from(start_at).ok()?).ok()?;
        range.set_end(end, u32::try_from(end_at + one).ok()?).ok()?;
        Some(range)
    }

    /// Where the units from `from` to `to` are in the window.
    #[must_use]
    pub fn place(&self, from: usize, to: usize) -> Option<Box> {
        Some(Box::of(&self.range(from, to)?.get_bounding_client_rect()))
    }

    /// The first unit whose line is not wholly above `y`, in CSS pixels of the window.
    #[must_use]
    pub fn first_below(&self, y: f64) -> usize {
        let (mut low, mut high) = (0, self.units.len());
        while low < high {
            let middle = (low + high) / 2;
            // The end of a block is where its last letter is.
            let letters = self.units.get(low..=middle).unwrap_or_default();
            let letter = letters.iter().rposition(|unit| *unit != BREAK).map(|at| low + at);
            let above = letter.is_none_or(|at| self.place(at, at + 1).is_some_and(|place| place.bottom <= y));
            if above {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// The child of `body` that holds a unit.
    #[must_use]
    pub fn block_of(&self, unit: usize, body: &Element) -> Option<Element> {
        let (node, _) = self.node_at(unit)?;
        body.children().into_iter().find(|child| child.0.contains(Some(node)))
    }

    /// What the reader has selected of it, as units from and to.
    #[must_use]
    pub fn selected(&self) -> Option<(usize, usize)> {
        let (start, start_at, end, end_at) = selection_ends(&self.nodes.first()?.1)?;
        let from = self.unit_of(&start, start_at)?;
        let to = self.unit_of(&end, end_at)?;
        (from < to).then_some((from, to))
    }

    /// The unit at a place of the document; for an element, the first unit behind its child of that number.
    fn unit_of(&self, node: &Node, offset: u32) -> Option<usize> {
        if let Some((start, _)) = self.nodes.iter().find(|(_, own)| own.is_same_node(Some(node))) {
            return Some(start + usize::try_from(offset).ok()?);
        }
        // Between two nodes: the first text node that does not begin before that place.
        let place = super::document()?.create_range().ok()?;
        place.set_start(node, offset).ok()?;
        let behind =
            self.nodes.iter().find(|(_, own)| place.compare_point(own, 0).is_ok_and(|order| order >= 0));
        Some(behind.map_or(self.units.len(), |(start, _)| *start))
    }

    /// Paints the units as a passage that a link named, where the browser can without changing the document.
    pub fn paint(&self, from: usize, to: usize) {
        let Some(range) = self.range(from, to) else { return };
        let global = js_sys::global();
        let registry = json::get(&json::get(&global, "CSS"), "highlights");
        let Ok(highlight) = json::get(&global, "Highlight").dyn_into::<js_sys::Function>() else { return };
        let Ok(painted) = js_sys::Reflect::construct(&highlight, &js_sys::Array::of1(&range)) else { return };
        if let Ok(set) = json::get(&registry, "set").dyn_into::<js_sys::Function>() {
            // What cannot be painted is still scrolled to.
            let _ = set.call2(&registry, &JsValue::from_str("standfirst-passage"), &painted);
        }
    }
}

/// Both ends of the reader's selection. In a shadow tree some browsers have a selection of its own.
fn selection_ends(inside: &Node) -> Option<(Node, u32, Node, u32)> {
    let root = inside.get_root_node();
    let of_root = json::get(&root, "getSelection").dyn_into::<js_sys::Function>().ok();
    let of_root = of_root.and_then(|call| call.call0(&root).ok()).filter(|selection| !selection.is_null());
    let selection: web_sys::Selection = match of_root {
        Some(selection) => selection.unchecked_into(),
        None => super::window()?.get_selection().ok()??,
    };
    if selection.is_collapsed() || selection.range_count() == 0 {
        return None;
    }
    let range = selection.get_range_at(0).ok()?;
    Some((
        range.start_container().ok()?,
        range.start_offset().ok()?,
        range.end_container().ok()?,
        range.end_offset().ok()?,
    ))
}

fn is_space(unit: u16) -> bool {
    char::from_u32(u32::from(unit)).is_some_and(char::is_whitespace)
}
