//! Tokens to a tree: the part of the HTML Standard's tree construction (section 13.2.6) that decides which words stand in
//! which element. A fragment in `body`, without frame sets, quirks or scripts.

use std::borrow::Cow;

use super::element::Element as E;
use super::tokenizer::{Mode, Tag, Token, Tokenizer};
use super::tree::{Id, NIL, ROOT, Tree};

/// Elements open at once; what is deeper loses its element, not its text.
const MAX_DEPTH: usize = 256;

/// Formatting elements that go on in the next block. Browsers have no such limit, and take quadratic time.
const MAX_ACTIVE: usize = 16;

#[derive(Clone, Copy)]
struct Open {
    element: E,
    id: Id,
}

struct Builder<'a> {
    tree: Tree<'a>,
    open: Vec<Open>,
    /// The list of active formatting elements; `None` is a marker.
    active: Vec<Option<Open>>,
}

/// Parses `html`, whose line ends are `\n` alone.
pub fn parse(html: &str) -> Tree<'_> {
    let mut builder = Builder { tree: Tree::new(), open: Vec::new(), active: Vec::new() };
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
    fn current(&self) -> Open {
        self.open.last().copied().unwrap_or(Open { element: E::Unknown, id: ROOT })
    }

    fn in_foreign(&self) -> bool {
        matches!(self.current().element, E::Svg | E::Math | E::Foreign)
    }

    /// Whether tags are those of SVG or MathML here: not inside their integration points.
    fn reads_foreign(&self) -> bool {
        let current = self.current();
        match current.element {
            E::Svg | E::Math => true,
            E::Foreign => match self.tree.name(current.id) {
                "foreignobject" | "desc" | "title" | "mi" | "mo" | "mn" | "ms" | "mtext" => false,
                "annotation-xml" => !self.tree.attribute(current.id, "encoding").is_some_and(|encoding| {
                    encoding.eq_ignore_ascii_case("text/html")
                        || encoding.eq_ignore_ascii_case("application/xhtml+xml")
                }),
                _ => true,
            },
            _ => false,
        }
    }

    /// Where the next node goes: into the current one, or before the table if that may not hold it.
    fn place(&self, fosters: bool) -> (Id, Id) {
        let current = self.current();
        if !(fosters && current.element.is_table_frame()) {
            return (current.id, NIL);
        }
        let table = self.open.iter().rev().find(|open| open.element == E::Table).map_or(NIL, |open| open.id);
        match self.tree.parent(table) {
            NIL => (current.id, NIL),
            parent => (parent, table),
        }
    }

    fn text(&mut self, text: Cow<'a, str>) {
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
    fn push(&mut self, element: E, tag: Tag<'a>) -> Option<Id> {
        let raw = mode_of(element) != Mode::Data;
        if self.open.len() >= MAX_DEPTH && !raw {
            self.tree.too_deep += 1;
            return None;
        }
        let id = self.leaf(element, tag)?;
        self.open.push(Open { element, id });
        Some(id)
    }

    /// Makes an element that stays empty.
    fn leaf(&mut self, element: E, tag: Tag<'a>) -> Option<Id> {
        let fosters = !(element.is_table_part() || matches!(element, E::Script | E::Style | E::Template));
        let (parent, before) = self.place(fosters);
        let id = self.tree.create(element, tag)?;
        self.tree.insert(id, parent, before);
        Some(id)
    }

    /// Closes all elements from place `at` of the stack on.
    fn close_from(&mut self, at: usize) {
        while self.open.len() > at {
            let closed = self.open.pop().map(|open| open.element);
            if matches!(
                closed,
                Some(E::Td | E::Th | E::Caption | E::Object | E::Marquee | E::Applet | E::Template)
            ) {
                while let Some(Some(_)) = self.active.pop() {}
            }
        }
    }

    /// Place in the stack of the innermost open element that `wanted` accepts, if it is in scope.
    fn in_scope(&self, wanted: impl Fn(E) -> bool, bounds: &[E]) -> Option<usize> {
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

    fn close_in_scope(&mut self, element: E, bounds: &[E]) {
        if let Some(at) = self.in_scope(|open| open == element, bounds) {
            self.close_from(at);
        }
    }

    /// Place of the innermost open table.
    fn table(&self) -> Option<usize> {
        self.in_stack(|element| element == E::Table || element == E::Template)
            .filter(|at| self.open.get(*at).is_some_and(|open| open.element == E::Table))
    }

    fn in_stack(&self, wanted: impl Fn(E) -> bool) -> Option<usize> {
        self.open.iter().rposition(|open| wanted(open.element))
    }

    /// A start tag; returns how the text after it is read.
    fn start(&mut self, mut tag: Tag<'a>) -> Mode {
        let mut element = E::of_name(&tag.name);
        if self.reads_foreign() {
            if !breaks_out(element, &tag) {
                if tag.self_closing {
                    self.leaf(E::Foreign, tag);
                } else {
                    self.push(E::Foreign, tag);
                }
                return Mode::Data;
            }
            while self.reads_foreign() {
                self.open.pop();
            }
        }
        if tag.name == "image" {
            (element, tag.name) = (E::Img, Cow::Borrowed("img"));
        }
        match element {
            E::Html | E::Head | E::Body | E::Frameset | E::Frame => return Mode::Data,
            _ if element.is_table_part() => {
                self.table_part(element, tag);
                return Mode::Data;
            }
            E::Table if self.current().element.is_table_frame() => {
                if let Some(at) = self.table() {
                    self.close_from(at);
                }
            }
            E::Li => self.close_item(&[E::Li]),
            E::Dd | E::Dt => self.close_item(&[E::Dd, E::Dt]),
            E::Button => self.close_in_scope(E::Button, &[]),
            E::A | E::Nobr if self.find_active(element).is_some() => self.adopt(element, &tag.name),
            E::Option | E::Optgroup if self.current().element == E::Option => {
                self.close_from(self.open.len() - 1)
            }
            E::Rb | E::Rt | E::Rtc | E::Rp => {
                while matches!(self.current().element, E::Rb | E::Rt | E::Rp)
                    || (self.current().element == E::Rtc && matches!(element, E::Rb | E::Rtc))
                {
                    self.open.pop();
                }
            }
            _ => {}
        }
        if element.closes_p() || matches!(element, E::Li | E::Dd | E::Dt) {
            self.close_in_scope(E::P, &[E::Button]);
        }
        if element.is_heading() && self.current().element.is_heading() {
            self.open.pop();
        }
        let flows = !element.closes_p()
            && !matches!(
                element,
                E::Li
                    | E::Dd
                    | E::Dt
                    | E::Script
                    | E::Style
                    | E::Link
                    | E::Meta
                    | E::Title
                    | E::Base
                    | E::Template
                    | E::Param
                    | E::Source
                    | E::Track
                    | E::Noframes
                    | E::Noscript
            );
        if flows {
            self.reconstruct();
        }
        let closed = matches!(element, E::Svg | E::Math) && tag.self_closing;
        if element.is_void() || closed {
            self.leaf(element, tag);
            return Mode::Data;
        }
        let Some(id) = self.push(element, tag) else { return Mode::Data };
        if element.is_formatting() {
            self.activate(Open { element, id });
        }
        if matches!(element, E::Object | E::Marquee | E::Applet | E::Template) {
            self.active.push(None);
        }
        mode_of(element)
    }

    /// Closes the item before this one, if no other list or block is in between.
    fn close_item(&mut self, items: &[E]) {
        for (at, open) in self.open.iter().enumerate().rev() {
            if items.contains(&open.element) {
                self.close_from(at);
                return;
            }
            if open.element.is_special() && !matches!(open.element, E::Address | E::Div | E::P) {
                return;
            }
        }
    }

    fn table_part(&mut self, element: E, tag: Tag<'a>) {
        let Some(table) = self.table() else { return };
        let frame = match element {
            E::Td | E::Th => self.in_stack(|open| open == E::Tr),
            E::Tr => self.in_stack(|open| matches!(open, E::Tbody | E::Thead | E::Tfoot)),
            _ => None,
        };
        let frame = frame.filter(|at| *at > table);
        self.close_from(frame.unwrap_or(table) + 1);
        if matches!(element, E::Td | E::Th) && frame.is_none() {
            self.push(E::Tr, Tag { name: Cow::Borrowed("tr"), ..Tag::default() });
        }
        if element.is_void() {
            self.leaf(element, tag);
        } else if self.push(element, tag).is_some() && matches!(element, E::Td | E::Th | E::Caption) {
            self.active.push(None);
        }
    }

    fn end(&mut self, tag: Tag<'a>) {
        let element = E::of_name(&tag.name);
        if self.in_foreign() {
            for (at, open) in self.open.iter().enumerate().rev() {
                if !matches!(open.element, E::Svg | E::Math | E::Foreign) {
                    break;
                }
                if self.tree.name(open.id) == tag.name {
                    self.close_from(at);
                    return;
                }
            }
        }
        match element {
            E::Html | E::Head | E::Body => {}
            E::Br => {
                self.reconstruct();
                self.leaf(E::Br, tag);
            }
            E::P => self.close_in_scope(E::P, &[E::Button]),
            E::Li => self.close_in_scope(E::Li, &[E::Ol, E::Ul]),
            E::Table => {
                if let Some(at) = self.table() {
                    self.close_from(at);
                }
            }
            _ if element.is_table_part() => {
                let table = self.table();
                let at = self.in_stack(|open| open == element);
                if let Some(at) = at.filter(|at| table.is_some_and(|table| *at > table)) {
                    self.close_from(at);
                }
            }
            E::Template => {
                if let Some(at) = self.in_stack(|open| open == E::Template) {
                    self.close_from(at);
                }
            }
            E::Object | E::Marquee | E::Applet => {
                // The element bounds the scope, so it is looked for itself.
                let bound = self.in_stack(E::bounds_scope);
                let found = bound.filter(|at| self.open.get(*at).is_some_and(|open| open.element == element));
                if let Some(at) = found {
                    self.close_from(at);
                }
            }
            _ if element.is_heading() => {
                if let Some(at) = self.in_scope(E::is_heading, &[]) {
                    self.close_from(at);
                }
            }
            _ if element.is_formatting() => self.adopt(element, &tag.name),
            _ if element.closes_p() || matches!(element, E::Dd | E::Dt | E::Button) => {
                self.close_in_scope(element, &[]);
            }
            _ => self.close_named(&tag.name),
        }
    }

    /// "Any other end tag".
    fn close_named(&mut self, name: &str) {
        for (at, open) in self.open.iter().enumerate().rev() {
            if self.tree.name(open.id) == name {
                self.close_from(at);
                return;
            }
            if open.element.is_special() {
                return;
            }
        }
    }

    /// Puts an element into the list of active formatting elements: at most three alike ("Noah's Ark clause").
    fn activate(&mut self, open: Open) {
        let since = self.active.iter().rposition(Option::is_none).map_or(0, |at| at + 1);
        let mut alike = 0;
        let mut earliest = None;
        for (at, entry) in self.active.iter().enumerate().skip(since) {
            if let Some(entry) = entry
                && entry.element == open.element
                && self.tree.same_attributes(entry.id, open.id)
            {
                alike += 1;
                earliest = earliest.or(Some(at));
            }
        }
        let leaving = match earliest {
            Some(at) if alike >= 3 => Some(at),
            _ if self.active.len() - since >= MAX_ACTIVE => Some(since),
            _ => None,
        };
        if let Some(at) = leaving {
            self.active.remove(at);
        }
        self.active.push(Some(open));
    }

    fn is_open(&self, id: Id) -> bool {
        self.open.iter().rev().any(|open| open.id == id)
    }

    /// Opens again the formatting elements that a block's end has closed.
    fn reconstruct(&mut self) {
        let closed = |entry: &Option<Open>| entry.is_some_and(|open| !self.is_open(open.id));
        let count = self.active.iter().rev().take_while(|entry| closed(entry)).count();
        for at in self.active.len() - count..self.active.len() {
            if self.open.len() >= MAX_DEPTH {
                return;
            }
            let Some(Some(entry)) = self.active.get(at).copied() else { return };
            let (parent, before) = self.place(true);
            let Some(id) = self.tree.twin(entry.id) else { return };
            self.tree.insert(id, parent, before);
            let open = Open { element: entry.element, id };
            self.open.push(open);
            if let Some(slot) = self.active.get_mut(at) {
                *slot = Some(open);
            }
        }
    }

    /// Place in the active list of the last element of this kind since the last marker.
    fn find_active(&self, element: E) -> Option<usize> {
        let since = self.active.iter().rposition(Option::is_none).map_or(0, |at| at + 1);
        let found = self.active.iter().rposition(|entry| entry.is_some_and(|open| open.element == element));
        found.filter(|at| *at >= since)
    }

    /// The "adoption agency algorithm": an end tag of a formatting element in which a block was opened.
    fn adopt(&mut self, element: E, name: &str) {
        for _ in 0..8 {
            let Some(active_at) = self.find_active(element) else { return self.close_named(name) };
            let Some(Some(formatting)) = self.active.get(active_at).copied() else { return };
            let Some(open_at) = self.open.iter().rposition(|open| open.id == formatting.id) else {
                self.active.remove(active_at);
                return;
            };
            let above = self.open.iter().enumerate().skip(open_at + 1);
            let mut block = None;
            for (at, open) in above {
                if open.element.bounds_scope() {
                    return;
                }
                if block.is_none() && open.element.is_special() {
                    block = Some((at, open.id));
                }
            }
            let Some((block_at, block)) = block else {
                self.close_from(open_at);
                self.active.remove(active_at);
                return;
            };
            if !self.move_block(formatting, active_at, open_at, block_at, block) {
                return;
            }
        }
    }

    /// Moves the block out of the formatting element and gives its content one of its own. `false`: no room for nodes.
    fn move_block(
        &mut self,
        formatting: Open,
        active_at: usize,
        open_at: usize,
        block_at: usize,
        block: Id,
    ) -> bool {
        let between: Vec<Open> = self.open.drain(open_at..block_at).skip(1).collect();
        let mut last = block;
        let mut bookmark = active_at;
        let mut kept = Vec::new();
        for (count, open) in between.into_iter().rev().enumerate() {
            let listed = self.active.iter().position(|entry| entry.is_some_and(|entry| entry.id == open.id));
            let Some(listed) = listed else { continue };
            if count >= 3 {
                self.active.remove(listed);
                bookmark -= usize::from(listed < bookmark);
                continue;
            }
            let Some(id) = self.tree.twin(open.id) else { return false };
            let twin = Open { element: open.element, id };
            if let Some(slot) = self.active.get_mut(listed) {
                *slot = Some(twin);
            }
            if last == block {
                bookmark = listed + 1;
            }
            self.tree.insert(last, id, NIL);
            last = id;
            kept.push(twin);
        }
        let kept_count = kept.len();
        self.open.splice(open_at..open_at, kept.into_iter().rev());
        let block_at = open_at + kept_count;
        let common = open_at.checked_sub(1).and_then(|at| self.open.get(at).copied());
        let common = common.unwrap_or(Open { element: E::Unknown, id: ROOT });
        let (parent, before) = match self.tree.parent(common.id) {
            parent if common.element == E::Table && parent != NIL => (parent, common.id),
            _ => (common.id, NIL),
        };
        self.tree.insert(last, parent, before);
        let Some(id) = self.tree.twin(formatting.id) else { return false };
        self.tree.move_children(block, id);
        self.tree.insert(id, block, NIL);
        let twin = Open { element: formatting.element, id };
        let old = self.active.iter().position(|entry| entry.is_some_and(|entry| entry.id == formatting.id));
        if let Some(old) = old {
            self.active.remove(old);
            bookmark -= usize::from(old < bookmark);
        }
        self.active.insert(bookmark.min(self.active.len()), Some(twin));
        self.open.insert((block_at + 1).min(self.open.len()), twin);
        true
    }
}

/// How the text of an element is read.
fn mode_of(element: E) -> Mode {
    match element {
        E::Title | E::Textarea => Mode::Rcdata,
        E::Style | E::Xmp | E::Iframe | E::Noembed | E::Noframes => Mode::Rawtext,
        E::Script => Mode::Script,
        E::Plaintext => Mode::Plaintext,
        _ => Mode::Data,
    }
}

/// Whether a start tag in SVG or MathML ends it because it can only be HTML (section 13.2.6.5).
fn breaks_out(element: E, tag: &Tag) -> bool {
    match element {
        E::Font => tag.attributes.iter().any(|(name, _)| matches!(&**name, "color" | "face" | "size")),
        E::B
        | E::Big
        | E::Blockquote
        | E::Body
        | E::Br
        | E::Center
        | E::Code
        | E::Dd
        | E::Div
        | E::Dl
        | E::Dt
        | E::Em
        | E::Embed
        | E::H1
        | E::H2
        | E::H3
        | E::H4
        | E::H5
        | E::H6
        | E::Head
        | E::Hr
        | E::I
        | E::Img
        | E::Li
        | E::Listing
        | E::Menu
        | E::Meta
        | E::Nobr
        | E::Ol
        | E::P
        | E::Pre
        | E::Ruby
        | E::S
        | E::Small
        | E::Span
        | E::Strong
        | E::Strike
        | E::Sub
        | E::Sup
        | E::Table
        | E::Tt
        | E::U
        | E::Ul
        | E::Var => true,
        _ => false,
    }
}
