//! The policy for blocks: what each element that holds text of its own becomes. What is not named here is a box around its
//! content.

use super::element::Element as E;
use super::flow::{Blocks, Flow};
use super::inline::words;
use super::run::{Run, White};
use super::tree::{Id, Tree};
use crate::article::{
    Aside, AsideRole, Block, BlockKind, Href, Inline, Item, Loss, Note, Quote, Style, plain, verbatim,
};
use crate::find::has;
use crate::letter::is_letter_or_digit;

/// Whether one of an element's classes contains `part`.
pub fn has_class(tree: &Tree, id: Id, part: &str) -> bool {
    tree.attribute(id, "class")
        .is_some_and(|class| class.split_ascii_whitespace().any(|name| has(name, part)))
}

/// Whether an element has a role (WAI-ARIA, DPUB-ARIA) or an EPUB type of this name.
fn has_role(tree: &Tree, id: Id, name: &str) -> bool {
    let is = |value: &str| {
        value.split_ascii_whitespace().any(|word| word.strip_prefix("doc-").unwrap_or(word) == name)
    };
    ["role", "epub:type"].iter().any(|key| tree.attribute(id, key).is_some_and(is))
}

impl Blocks<'_, '_> {
    /// Makes the block that an element is. `false`: it is only a box around its content.
    pub fn structure(&mut self, id: Id, element: E, flow: &mut Flow) -> bool {
        let tree = self.tree();
        let depth = flow.depth;
        match element {
            E::Hr => self.push(BlockKind::Divider, flow),
            E::Pre | E::Listing | E::Xmp | E::Plaintext => self.preformatted(id, element, flow),
            E::Ul | E::Ol | E::Menu | E::Dir if self.may_nest(depth) => {
                if has_class(tree, id, "footnotes") || has_role(tree, id, "endnotes") {
                    self.notes(id, flow);
                } else {
                    self.list(id, element, flow);
                }
            }
            E::Dl if self.may_nest(depth) => self.definitions(id, flow),
            E::Blockquote if self.may_nest(depth) => self.quote(id, flow),
            E::Figure if self.may_nest(depth) => self.figure(id, flow),
            E::Details if self.may_nest(depth) && !self.is_comment() => self.details(id, flow),
            E::Aside if self.may_nest(depth) && !self.is_comment() => {
                if has_role(tree, id, "footnote") && words(tree, id, "id").is_some() {
                    self.note(id, flow);
                } else {
                    let body = self.flow(id, &flow.run, depth + 1);
                    self.push(BlockKind::Aside(Aside { body, ..Aside::default() }), flow);
                }
            }
            E::Table if self.may_nest(depth) && !self.is_comment() => return self.table(id, flow),
            E::Div | E::Section if has_class(tree, id, "footnotes") || has_role(tree, id, "endnotes") => {
                return self.note_section(id, flow);
            }
            E::Div if has_class(tree, id, "wp-caption") && !has_class(tree, id, "wp-caption-text") => {
                if !self.may_nest(depth) {
                    return false;
                }
                self.figure(id, flow);
            }
            E::Div if has_class(tree, id, "gallery") && self.may_nest(depth) && !self.is_comment() => {
                let blocks = self.flow(id, &flow.run, depth + 1);
                self.gallery(blocks, Vec::new(), flow);
            }
            E::Video | E::Audio => return self.player(id, element == E::Video, flow),
            E::Iframe | E::Embed | E::Object | E::Applet => return self.frame(id, element, flow),
            _ => {
                if !is_box(element) {
                    self.inlines.tell(Loss::UnwrappedMarkup(tree.name(id).to_owned()));
                }
                return false;
            }
        }
        true
    }

    fn preformatted(&mut self, id: Id, element: E, flow: &mut Flow) {
        let tree = self.tree();
        let code = tree.children(id).find(|child| tree.element(*child) == Some(E::Code));
        let lone = code.filter(|code| {
            tree.children(id).all(|child| {
                child == *code || (tree.element(child).is_none() && tree.text(child).trim().is_empty())
            })
        });
        let language = code.and_then(|code| code_language(tree, code)).or_else(|| code_language(tree, id));
        let raw = element != E::Pre && element != E::Listing;
        if raw || lone.is_some() || language.is_some() {
            let code = verbatim(&self.line_of(id, &Run::default(), White::Keep));
            let code = code.strip_prefix('\n').unwrap_or(&code).to_owned();
            self.push(BlockKind::Code { code, language }, flow);
            return;
        }
        let mut text = self.line_of(id, &flow.run, White::Keep);
        if let Some(Inline::Text(first)) = text.first_mut()
            && first.starts_with('\n')
        {
            first.remove(0);
        }
        self.push(BlockKind::Preformatted(text), flow);
    }

    fn list(&mut self, id: Id, element: E, flow: &mut Flow) {
        let tree = self.tree();
        let mut items: Vec<Item> = Vec::new();
        for child in tree.children(id) {
            let number = |name| tree.attribute(child, name).and_then(|value| value.trim().parse().ok());
            match tree.element(child) {
                None if tree.text(child).trim().is_empty() => {}
                Some(E::Li) => {
                    let is_tick = |node: &Id| {
                        tree.element(*node) == Some(E::Input)
                            && tree.attribute(*node, "type") == Some("checkbox")
                    };
                    let tick = tree.children(child).find(is_tick);
                    let checked = tick.map(|tick| tree.attribute(tick, "checked").is_some());
                    let body = self.flow_where(child, &flow.run, flow.depth + 1, &|node| Some(node) != tick);
                    items.push(Item { checked, value: number("value"), body });
                }
                // A list, or text, that stands between the items belongs to the one before it.
                _ => {
                    let body = self.flow_one(child, &flow.run, flow.depth + 1);
                    match items.last_mut() {
                        Some(item) => item.body.extend(body),
                        None if body.is_empty() => {}
                        None => items.push(Item { body, ..Item::default() }),
                    }
                }
            }
        }
        let lone_pictures = items.len() > 1
            && items
                .iter()
                .all(|item| matches!(item.body.as_slice(), [Block { kind: BlockKind::Image(_), .. }]));
        if lone_pictures && !self.is_comment() {
            let blocks = items.into_iter().flat_map(|item| item.body).collect();
            self.gallery(blocks, Vec::new(), flow);
            return;
        }
        let start = tree.attribute(id, "start").and_then(|start| start.trim().parse().ok());
        let reversed = tree.attribute(id, "reversed").is_some();
        self.push(BlockKind::List { ordered: element == E::Ol, start, reversed, items }, flow);
    }

    /// A description list becomes a list whose items begin with the term.
    fn definitions(&mut self, id: Id, flow: &mut Flow) {
        let tree = self.tree();
        if has_class(tree, id, "gallery-item") {
            self.figure(id, flow);
            return;
        }
        let mut items: Vec<Item> = Vec::new();
        let mut in_terms = false;
        let groups = tree.children(id).flat_map(|child| {
            let group: Vec<Id> = match tree.element(child) {
                Some(E::Div) => tree.children(child).collect(),
                _ => vec![child],
            };
            group
        });
        for child in groups {
            let is_term = tree.element(child) == Some(E::Dt);
            if tree.element(child).is_none() && tree.text(child).trim().is_empty() {
                continue;
            }
            let body = if is_term {
                let term = self.line_of(child, &flow.run, White::Collapse);
                vec![Block::new(BlockKind::Paragraph(vec![Inline::Styled(Style::Strong, term)]))]
            } else {
                match tree.element(child) {
                    Some(E::Dd) => self.flow(child, &flow.run, flow.depth + 1),
                    _ => self.flow_one(child, &flow.run, flow.depth + 1),
                }
            };
            match items.last_mut() {
                Some(item) if !is_term || in_terms => item.body.extend(body),
                _ => items.push(Item { body, ..Item::default() }),
            }
            in_terms = is_term;
        }
        self.push(BlockKind::List { ordered: false, start: None, reversed: false, items }, flow);
    }

    fn quote(&mut self, id: Id, flow: &mut Flow) {
        let tree = self.tree();
        // Whose words they are stands last, in an element of its own.
        let last = tree
            .children(id)
            .filter(|child| tree.element(*child).is_some() || !tree.text(*child).trim().is_empty());
        let source = last.last().filter(|child| matches!(tree.element(*child), Some(E::Cite | E::Footer)));
        let body = self.flow_where(id, &flow.run, flow.depth + 1, &|child| Some(child) != source);
        let Some(body) = self.quoted_post(id, body, flow) else { return };
        let cite = source.map(|source| self.line_of(source, &flow.run, White::Collapse)).unwrap_or_default();
        let url = words(tree, id, "cite").and_then(|cite| Href::new(self.inlines.origin.base, &cite));
        let pull = has_class(tree, id, "pullquote") || has_class(tree, tree.parent(id), "pullquote");
        self.push(BlockKind::Quote(Quote { body, cite, url, pull }), flow);
    }

    /// A `figure`, or what stands for one: its content with its caption.
    fn figure(&mut self, id: Id, flow: &mut Flow) {
        let tree = self.tree();
        let is_caption = |child: Id| {
            tree.element(child) == Some(E::Figcaption)
                || has_class(tree, child, "wp-caption-text")
                || has_class(tree, child, "gallery-caption")
        };
        let mut body = self.flow_where(id, &flow.run, flow.depth + 1, &|child| !is_caption(child));
        let mut caption: Vec<Inline> = Vec::new();
        for child in tree.children(id).filter(|child| is_caption(*child)) {
            if !caption.is_empty() {
                caption.push(Inline::Break);
            }
            caption.extend(self.line_of(child, &flow.run, White::Collapse));
        }
        // A caption without an element of its own.
        let rest = body.get(1..).unwrap_or_default();
        let bare = (1..4).contains(&rest.len())
            && rest.iter().all(|block| matches!(block.kind, BlockKind::Paragraph(_)));
        if bare && caption.is_empty() && matches!(body.first(), Some(Block { kind: BlockKind::Image(_), .. }))
        {
            for block in body.drain(1..) {
                if let BlockKind::Paragraph(text) = block.kind {
                    if !caption.is_empty() {
                        caption.push(Inline::Break);
                    }
                    caption.extend(text);
                }
            }
        }
        self.gallery(body, caption, flow);
    }

    /// Blocks that belong together: one with its caption, or pictures.
    pub fn gallery(&mut self, mut blocks: Vec<Block>, caption: Vec<Inline>, flow: &mut Flow) {
        if let [only] = blocks.as_mut_slice() {
            only.id = only.id.take().or(flow.id.take());
            let place = match &mut only.kind {
                BlockKind::Image(image) => Some(&mut image.caption),
                BlockKind::Player(player) => Some(&mut player.caption),
                BlockKind::Gallery { caption, .. } => Some(caption),
                BlockKind::Quote(quote) => Some(&mut quote.cite),
                _ => None,
            };
            if let Some(place) = place.filter(|place| place.is_empty()) {
                *place = caption;
                self.append(blocks, flow);
                return;
            }
        }
        if blocks.len() > 1 && blocks.iter().all(|block| matches!(block.kind, BlockKind::Image(_))) {
            let images = blocks.into_iter().filter_map(|block| match block.kind {
                BlockKind::Image(image) => Some(image),
                _ => None,
            });
            self.push(BlockKind::Gallery { images: images.collect(), caption }, flow);
            return;
        }
        self.append(blocks, flow);
        self.push(BlockKind::Paragraph(caption), flow);
    }

    fn details(&mut self, id: Id, flow: &mut Flow) {
        let tree = self.tree();
        let summary = tree.children(id).find(|child| tree.element(*child) == Some(E::Summary));
        let title =
            summary.map(|summary| self.line_of(summary, &flow.run, White::Collapse)).unwrap_or_default();
        let body = self.flow_where(id, &flow.run, flow.depth + 1, &|child| Some(child) != summary);
        self.push(BlockKind::Aside(Aside { role: AsideRole::Toggle, title, body }), flow);
    }

    /// A box of footnotes: its lists are notes, the line over them and anything else is as elsewhere.
    fn note_section(&mut self, id: Id, flow: &mut Flow) -> bool {
        let tree = self.tree();
        let is_list = |child: Id| matches!(tree.element(child), Some(E::Ol | E::Ul));
        if !tree.children(id).any(is_list) || !self.may_nest(flow.depth) {
            return false;
        }
        let around = self.flow_where(id, &flow.run, flow.depth + 1, &|child| {
            !is_list(child) && tree.element(child) != Some(E::Hr)
        });
        self.append(around, flow);
        for list in tree.children(id).filter(|child| is_list(*child)) {
            self.notes(list, flow);
        }
        true
    }

    /// The items of a list of footnotes.
    fn notes(&mut self, list: Id, flow: &mut Flow) {
        let tree = self.tree();
        for item in tree.children(list) {
            if tree.element(item) == Some(E::Li) && words(tree, item, "id").is_some() {
                self.note(item, flow);
            } else {
                let body = self.flow_one(item, &flow.run, flow.depth + 1);
                self.append(body, flow);
            }
        }
    }

    /// One footnote, without the link that leads back from it.
    fn note(&mut self, id: Id, flow: &mut Flow) {
        let mut body = self.flow(id, &flow.run, flow.depth + 1);
        if let Some(Block { kind: BlockKind::Paragraph(text), .. }) = body.last_mut()
            && matches!(text.last(), Some(Inline::Link { href, children, .. })
                if href.fragment().is_some() && !plain(children).chars().any(is_letter_or_digit))
        {
            text.pop();
            if let Some(Inline::Text(last)) = text.last_mut() {
                last.truncate(last.trim_end().len());
            }
        }
        let id = words(self.tree(), id, "id").unwrap_or_default();
        self.push(BlockKind::Note(Note { id, body }), flow);
    }
}

/// Elements that only group others: nothing is lost with them.
fn is_box(element: E) -> bool {
    element.is_heading()
        || element.is_table_part()
        || matches!(
            element,
            E::P | E::Div
                | E::Section
                | E::Article
                | E::Main
                | E::Header
                | E::Footer
                | E::Nav
                | E::Address
                | E::Center
                | E::Hgroup
                | E::Search
                | E::Noscript
                | E::Html
                | E::Body
                | E::Head
                | E::Li
                | E::Dd
                | E::Dt
                | E::Figcaption
                | E::Summary
        )
}

/// The language that a code block's class names: `language-rust`, `lang-rust`, `brush: rust`.
fn code_language(tree: &Tree, id: Id) -> Option<String> {
    let class = tree.attribute(id, "class")?;
    let mut words = class.split([' ', ';', '\t', '\n']).filter(|word| !word.is_empty());
    while let Some(word) = words.next() {
        let name = word.strip_prefix("language-").or_else(|| word.strip_prefix("lang-"));
        let name = name.or_else(|| if word == "brush:" { words.next() } else { word.strip_prefix("brush:") });
        if let Some(name) = name.filter(|name| !name.is_empty() && name.len() <= 40) {
            return Some(name.to_owned());
        }
    }
    None
}
