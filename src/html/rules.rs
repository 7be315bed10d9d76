//! What each start and end tag does to the elements that are open (HTML Standard, section 13.2.6.4, "in body" and the
//! table modes, section 13.2.6.5 for SVG and MathML).

use std::borrow::Cow;

use super::builder::{Builder, Open, mode_of};
use super::element::Element as E;
use super::tokenizer::{Mode, Tag};

impl<'a> Builder<'a> {
    /// A start tag; returns how the text after it is read.
    pub fn start(&mut self, mut tag: Tag<'a>) -> Mode {
        let mut element = E::of_name(&tag.name);
        if self.reads_foreign() {
            if !breaks_out(element, &tag) {
                let element = self.foreign(&tag);
                if tag.self_closing {
                    self.leaf(element, tag);
                } else {
                    self.push(element, tag);
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
            E::Table if self.in_table_frame() => {
                if let Some(at) = self.table() {
                    self.close_from(at);
                }
            }
            E::Li => self.close_item(&[E::Li]),
            E::Dd | E::Dt => self.close_item(&[E::Dd, E::Dt]),
            E::Button => self.close_in_scope(E::Button, &[]),
            E::A => {
                let before = self.find_active(E::A).and_then(|at| self.active.get(at).copied().flatten());
                if let Some(before) = before {
                    self.adopt(E::A, "a");
                    self.active.retain(|entry| entry.is_none_or(|entry| entry.id != before.id));
                    self.open.retain(|open| open.id != before.id);
                }
            }
            E::Nobr => {
                self.reconstruct();
                if self.in_scope(|open| open == E::Nobr, &[]).is_some() {
                    self.adopt(E::Nobr, "nobr");
                }
            }
            E::Option | E::Optgroup if self.current().element == E::Option => {
                self.close_from(self.open.len() - 1)
            }
            E::Rb | E::Rt | E::Rtc | E::Rp if self.in_scope(|open| open == E::Ruby, &[]).is_some() => {
                let keeps = matches!(element, E::Rt | E::Rp).then_some(E::Rtc);
                while self.current().element.ends_itself() && Some(self.current().element) != keeps {
                    self.close_from(self.open.len() - 1);
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
                    | E::Noembed
                    | E::Iframe
                    | E::Textarea
                    | E::Rb
                    | E::Rt
                    | E::Rtc
                    | E::Rp
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
            E::Td | E::Th => self.in_stack(|open| matches!(open, E::Tr | E::Tbody | E::Thead | E::Tfoot)),
            E::Tr => self.in_stack(|open| matches!(open, E::Tbody | E::Thead | E::Tfoot)),
            _ => None,
        };
        let frame = frame.filter(|at| *at > table);
        self.close_from(frame.unwrap_or(table) + 1);
        // What the source leaves out: every row is in a section, every cell in a row.
        let implied: &[(E, &'static str)] = match (element, self.current().element) {
            (E::Td | E::Th, E::Table) => &[(E::Tbody, "tbody"), (E::Tr, "tr")],
            (E::Td | E::Th, E::Tbody | E::Thead | E::Tfoot) => &[(E::Tr, "tr")],
            (E::Tr, E::Table) => &[(E::Tbody, "tbody")],
            _ => &[],
        };
        for (element, name) in implied {
            self.push(*element, Tag { name: Cow::Borrowed(name), ..Tag::default() });
        }
        if element.is_void() {
            self.leaf(element, tag);
        } else if self.push(element, tag).is_some() && matches!(element, E::Td | E::Th | E::Caption) {
            self.active.push(None);
        }
    }

    pub fn end(&mut self, tag: Tag<'a>) {
        let element = E::of_name(&tag.name);
        if self.in_foreign() {
            while matches!(element, E::Br | E::P) && self.reads_foreign() {
                self.open.pop();
            }
            for (at, open) in self.open.iter().enumerate().rev() {
                if !matches!(open.element, E::Svg | E::Math | E::Foreign | E::Island) {
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
                    self.clear_to_marker();
                }
            }
            E::Object | E::Marquee | E::Applet => {
                // The element bounds the scope, so it is looked for itself.
                let bound = self.in_stack(E::bounds_scope);
                let found = bound.filter(|at| self.open.get(*at).is_some_and(|open| open.element == element));
                if let Some(at) = found {
                    self.close_from(at);
                    self.clear_to_marker();
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
    pub fn close_named(&mut self, name: &str) {
        for (at, open) in self.open.iter().enumerate().rev() {
            let html = !matches!(open.element, E::Svg | E::Math | E::Foreign | E::Island);
            if html && self.tree.name(open.id) == name {
                self.close_from(at);
                return;
            }
            if open.element.is_special() {
                return;
            }
        }
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
