//! The tree that tokens become: nodes in one list, linked by number, so that building, moving and dropping are iterative.

use std::borrow::Cow;

use super::element::Element;
use super::tokenizer::Tag;

/// Number of a node. The root is 0.
pub type Id = u32;

/// No node.
pub const NIL: Id = Id::MAX;

/// The root, which is no element.
pub const ROOT: Id = 0;

/// Nodes of one document; the text of what is beyond is kept without its markup.
const MAX_NODES: usize = 500_000;

#[derive(Clone, Copy, Debug)]
struct Node {
    /// `None`: text.
    element: Option<Element>,
    parent: Id,
    first: Id,
    last: Id,
    next: Id,
    prev: Id,
    /// Place in `texts` or `tags`.
    data: u32,
}

const EMPTY: Node =
    Node { element: None, parent: NIL, first: NIL, last: NIL, next: NIL, prev: NIL, data: u32::MAX };

/// A parsed piece of HTML.
#[derive(Debug)]
pub struct Tree<'a> {
    nodes: Vec<Node>,
    texts: Vec<Cow<'a, str>>,
    tags: Vec<Tag<'a>>,
    /// Elements that were not made because they were nested too deeply.
    pub too_deep: usize,
    /// Elements that were not made because there were too many.
    pub too_many: usize,
}

fn number(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(NIL)
}

impl<'a> Tree<'a> {
    pub(super) fn new() -> Self {
        let root = Node { element: Some(Element::Unknown), ..EMPTY };
        Self { nodes: vec![root], texts: Vec::new(), tags: Vec::new(), too_deep: 0, too_many: 0 }
    }

    fn node(&self, id: Id) -> Node {
        self.nodes.get(id as usize).copied().unwrap_or(EMPTY)
    }

    fn change(&mut self, id: Id, change: impl FnOnce(&mut Node)) {
        if let Some(node) = self.nodes.get_mut(id as usize) {
            change(node);
        }
    }

    /// The element that a node is; `None` for text.
    pub fn element(&self, id: Id) -> Option<Element> {
        self.node(id).element
    }

    /// The characters of a text node.
    pub fn text(&self, id: Id) -> &str {
        let node = self.node(id);
        if node.element.is_some() {
            return "";
        }
        self.texts.get(node.data as usize).map_or("", |text| text)
    }

    fn tag(&self, id: Id) -> Option<&Tag<'a>> {
        let node = self.node(id);
        node.element.and_then(|_| self.tags.get(node.data as usize))
    }

    /// Lower-case name of an element, as it was written.
    pub fn name(&self, id: Id) -> &str {
        self.tag(id).map_or("", |tag| &tag.name)
    }

    /// The value of an element's attribute.
    pub fn attribute(&self, id: Id, name: &str) -> Option<&str> {
        let found = self.tag(id)?.attributes.iter().find(|(known, _)| known == name)?;
        Some(&found.1)
    }

    /// Whether two elements have the same attributes.
    pub(super) fn same_attributes(&self, one: Id, other: Id) -> bool {
        let attributes = |id| self.tag(id).map(|tag| &tag.attributes);
        self.node(one).data == self.node(other).data || attributes(one) == attributes(other)
    }

    pub fn parent(&self, id: Id) -> Id {
        self.node(id).parent
    }

    pub fn first(&self, id: Id) -> Id {
        self.node(id).first
    }

    pub fn next(&self, id: Id) -> Id {
        self.node(id).next
    }

    /// The children of a node, in order.
    pub fn children(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        let mut at = self.first(id);
        std::iter::from_fn(move || {
            let child = (at != NIL).then_some(at)?;
            at = self.next(child);
            Some(child)
        })
    }

    /// All that is inside a node, in reading order.
    pub fn descendants(&self, root: Id) -> impl Iterator<Item = Id> + '_ {
        let mut at = root;
        std::iter::from_fn(move || {
            if at == NIL {
                return None;
            }
            let mut next = self.first(at);
            while next == NIL && at != root && at != NIL {
                next = self.next(at);
                if next == NIL {
                    at = self.parent(at);
                }
            }
            at = next;
            (at != NIL).then_some(at)
        })
    }

    fn push(&mut self, node: Node) -> Option<Id> {
        if self.nodes.len() >= MAX_NODES {
            return None;
        }
        self.nodes.push(node);
        Some(number(self.nodes.len() - 1))
    }

    /// A new element that stands nowhere yet; `None` where there are too many.
    pub(super) fn create(&mut self, element: Element, tag: Tag<'a>) -> Option<Id> {
        let data = number(self.tags.len());
        let id = self.push(Node { element: Some(element), data, ..EMPTY });
        match id {
            Some(_) => self.tags.push(tag),
            None => self.too_many += 1,
        }
        id
    }

    /// Another element with the tag of `id`.
    pub(super) fn twin(&mut self, id: Id) -> Option<Id> {
        let Node { element, data, .. } = self.node(id);
        self.push(Node { element, data, ..EMPTY })
    }

    /// A new text node at a place.
    pub(super) fn create_text(&mut self, text: Cow<'a, str>, parent: Id, before: Id) {
        let data = number(self.texts.len());
        match self.push(Node { data, ..EMPTY }) {
            Some(id) => {
                self.texts.push(text);
                self.insert(id, parent, before);
            }
            None => {
                if let Some(last) = self.texts.last_mut() {
                    last.to_mut().push_str(&text);
                }
            }
        }
    }

    /// Puts a node into `parent`, before `before` or at the end; takes it from where it was.
    pub(super) fn insert(&mut self, id: Id, parent: Id, before: Id) {
        self.detach(id);
        let prev = if before == NIL { self.node(parent).last } else { self.node(before).prev };
        self.change(id, |node| (node.parent, node.prev, node.next) = (parent, prev, before));
        match prev {
            NIL => self.change(parent, |node| node.first = id),
            _ => self.change(prev, |node| node.next = id),
        }
        match before {
            NIL => self.change(parent, |node| node.last = id),
            _ => self.change(before, |node| node.prev = id),
        }
    }

    fn detach(&mut self, id: Id) {
        let Node { parent, prev, next, .. } = self.node(id);
        if parent == NIL {
            return;
        }
        match prev {
            NIL => self.change(parent, |node| node.first = next),
            _ => self.change(prev, |node| node.next = next),
        }
        match next {
            NIL => self.change(parent, |node| node.last = prev),
            _ => self.change(next, |node| node.prev = prev),
        }
    }

    /// Moves all children of `from` to the end of `to`.
    pub(super) fn move_children(&mut self, from: Id, to: Id) {
        let mut at = self.first(from);
        while at != NIL {
            let next = self.next(at);
            self.insert(at, to, NIL);
            at = next;
        }
    }
}
