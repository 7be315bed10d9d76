//! Formatting elements: `b`, `a` and their like go on in the next block if that begins before their end tag (HTML Standard,
//! sections 13.2.4.3 and 13.2.6.4.7).

use super::builder::{Builder, MAX_DEPTH, Open};
use super::element::Element as E;
use super::tree::{Id, NIL};

/// Formatting elements that go on in the next block. Browsers have no such limit, and take quadratic time.
const MAX_ACTIVE: usize = 16;

impl Builder<'_> {
    /// Puts an element into the list of active formatting elements: at most three alike ("Noah's Ark clause").
    pub fn activate(&mut self, open: Open) {
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
    pub fn reconstruct(&mut self) {
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
    pub fn find_active(&self, element: E) -> Option<usize> {
        let since = self.active.iter().rposition(Option::is_none).map_or(0, |at| at + 1);
        let found = self.active.iter().rposition(|entry| entry.is_some_and(|open| open.element == element));
        found.filter(|at| *at >= since)
    }

    /// The "adoption agency algorithm": an end tag of a formatting element in which a block was opened.
    pub fn adopt(&mut self, element: E, name: &str) {
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
        let (parent, before) = self.place_in(open_at);
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
