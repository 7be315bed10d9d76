//! Tokens to a tree: the part of the HTML Standard's tree construction (section 13.2.6) that decides which words stand in
//! which element. A fragment in `body`, without frame sets, quirks or scripts.

use std::borrow::Cow;

use super::element::Element as E;
use super::tokenizer::{Mode, Tag, Token, Tokenizer};
use super::tree::{Id, NIL, ROOT, Tree};

/// Elements open at once; what is deeper loses its element, not its text.
pub const MAX_DEPTH: usize = 256;

#[derive(Clone, Copy)]
pub struct Open {
    pub element: E,
    pub id: Id,
}

pub struct Builder<'a> {
    pub tree: Tree<'a>,
    pub open: Vec<Open>,
    /// The list of active formatting elements; `None` is a marker.
    pub active: Vec<Option<Open>>,
    /// How many paragraphs are open: almost every tag asks for one, and a deep stack is slow to search.
    paragraphs: usize,
}

/// Parses `html`, whose line ends are `\n` alone.
pub fn parse(html: &str) -> Tree<'_> {
    let mut builder = Builder { tree: Tree::new(), open: Vec::new(), active: Vec::new(), paragraphs: 0 };
    let mut tokens = Tokenizer::new(html);
    while let Some(token) = tokens.next() {
        match token {
            Token::Text(text) => builder.text(text),
            Token::Start(tag) => tokens.mode = builder.start(tag),
            Token::End(tag) => builder.end(tag),
            Token::Hidden => {}
        }
        tokens.cdata = builder.in_foreign();
    }
    builder.tree
}

impl<'a> Builder<'a> {
    pub fn current(&self) -> Open {
        self.open.last().copied().unwrap_or(Open { element: E::Unknown, id: ROOT })
    }

    pub fn in_foreign(&self) -> bool {
        matches!(self.current().element, E::Svg | E::Math | E::Foreign | E::Island)
    }

    /// Whether tags are those of SVG or MathML here.
    pub fn reads_foreign(&self) -> bool {
        matches!(self.current().element, E::Svg | E::Math | E::Foreign)
    }

    /// What a tag in SVG or MathML makes: an island of HTML in some places (section 13.2.6, "integration point").
    pub fn foreign(&self, tag: &Tag) -> E {
        let around =
            self.in_stack(|element| matches!(element, E::Svg | E::Math)).and_then(|at| self.open.get(at));
        let in_math = around.is_some_and(|open| open.element == E::Math);
        let is_island = match &*tag.name {
            "foreignobject" | "desc" | "title" => !in_math,
            "mi" | "mo" | "mn" | "ms" | "mtext" => in_math,
            "annotation-xml" => tag.attributes.iter().any(|(name, value)| {
                let html = ["text/html", "application/xhtml+xml"];
                name == "encoding" && html.iter().any(|known| value.eq_ignore_ascii_case(known))
            }),
            _ => false,
        };
        if is_island { E::Island } else { E::Foreign }
    }

    /// Whether the innermost table is open between its cells, whatever has been put before it since.
    pub fn in_table_frame(&self) -> bool {
        self.in_stack(|element| matches!(element, E::Table | E::Td | E::Th | E::Caption | E::Template))
            .and_then(|at| self.open.get(at))
            .is_some_and(|open| open.element == E::Table)
    }

    /// Where the next node goes: into the current one, or before the table if that may not hold it.
    pub fn place(&self, fosters: bool) -> (Id, Id) {
        if fosters { self.place_in(self.open.len()) } else { (self.current().id, NIL) }
    }

    /// Where a node goes that is meant for the last of the first `count` open elements: before the table if that is a part of
    /// one that holds no text ("foster parenting").
    pub fn place_in(&self, count: usize) -> (Id, Id) {
        let open = self.open.get(..count).unwrap_or_default();
        let Some(target) = open.last() else { return (ROOT, NIL) };
        if !target.element.is_table_frame() {
            return (target.id, NIL);
        }
        let table = open.iter().rev().find(|open| open.element == E::Table).map_or(NIL, |open| open.id);
        match self.tree.parent(table) {
            NIL => (target.id, NIL),
            parent => (parent, table),
        }
    }

    pub fn text(&mut self, text: Cow<'a, str>) {
        let text = if text.contains('\0') { Cow::Owned(text.replace('\0', "")) } else { text };
        let blank = text.bytes().all(|byte| byte.is_ascii_whitespace());
        let raw = matches!(
            self.current().element,
            E::Script | E::Style | E::Title | E::Textarea | E::Iframe | E::Noembed | E::Noframes | E::Xmp
        );
        if !blank && !raw && !self.in_foreign() {
            self.reconstruct();
        }
        let (parent, before) = self.place(!blank);
        self.tree.create_text(text, parent, before);
    }

    /// Makes an element and opens it, unless that would be too deep.
    pub fn push(&mut self, element: E, tag: Tag<'a>) -> Option<Id> {
        let raw = mode_of(element) != Mode::Data;
        if self.open.len() >= MAX_DEPTH && !raw {
            self.tree.too_deep += 1;
            return None;
        }
        let id = self.leaf(element, tag)?;
        self.open.push(Open { element, id });
        self.paragraphs += usize::from(element == E::P);
        Some(id)
    }

    /// Makes an element that stays empty.
    pub fn leaf(&mut self, element: E, tag: Tag<'a>) -> Option<Id> {
        let fosters = !(element.is_table_part() || matches!(element, E::Script | E::Style | E::Template));
        let (parent, before) = self.place(fosters);
        let id = self.tree.create(element, tag)?;
        self.tree.insert(id, parent, before);
        Some(id)
    }

    /// Closes all elements from place `at` of the stack on.
    pub fn close_from(&mut self, at: usize) {
        while self.open.len() > at {
            let closed = self.open.pop().map(|open| open.element);
            self.paragraphs -= usize::from(closed == Some(E::P));
            if matches!(closed, Some(E::Td | E::Th | E::Caption)) {
                self.clear_to_marker();
            }
        }
    }

    /// Forgets the formatting elements since the last marker, and the marker.
    pub fn clear_to_marker(&mut self) {
        while let Some(Some(_)) = self.active.pop() {}
    }

    /// Place in the stack of the innermost open element that `wanted` accepts, if it is in scope.
    pub fn in_scope(&self, wanted: impl Fn(E) -> bool, bounds: &[E]) -> Option<usize> {
        for (at, open) in self.open.iter().enumerate().rev() {
            if wanted(open.element) {
                return Some(at);
            }
            if open.element.bounds_scope() || bounds.contains(&open.element) {
                return None;
            }
        }
        None
    }

    pub fn close_in_scope(&mut self, element: E, bounds: &[E]) {
        if element == E::P && self.paragraphs == 0 {
            return;
        }
        if let Some(at) = self.in_scope(|open| open == element, bounds) {
            self.close_from(at);
        }
    }

    /// Place of the innermost open table.
    pub fn table(&self) -> Option<usize> {
        self.in_stack(|element| element == E::Table || element == E::Template)
            .filter(|at| self.open.get(*at).is_some_and(|open| open.element == E::Table))
    }

    pub fn in_stack(&self, wanted: impl Fn(E) -> bool) -> Option<usize> {
        self.open.iter().rposition(|open| wanted(open.element))
    }
}

/// How the text of an element is read.
pub fn mode_of(element: E) -> Mode {
    match element {
        E::Title | E::Textarea => Mode::Rcdata,
        E::Style | E::Xmp | E::Iframe | E::Noembed | E::Noframes => Mode::Rawtext,
        E::Script => Mode::Script,
        E::Plaintext => Mode::Plaintext,
        _ => Mode::Data,
    }
}
