//! Tables.

use super::element::Element as E;
use super::flow::{Blocks, Flow};
use super::run::White;
use super::tree::{Id, Tree};
use crate::article::{BlockKind, Cell, Table, TableHeader};

/// The rows of a table in the order of the source, those of its sections included, each with whether it is in the head.
fn rows(tree: &Tree, table: Id) -> Vec<(Id, bool)> {
    let mut rows = Vec::new();
    for child in tree.children(table) {
        match tree.element(child) {
            Some(E::Tr) => rows.push((child, false)),
            Some(section @ (E::Thead | E::Tbody | E::Tfoot)) => {
                let inner = tree.children(child).filter(|row| tree.element(*row) == Some(E::Tr));
                rows.extend(inner.map(|row| (row, section == E::Thead)));
            }
            _ => {}
        }
    }
    rows
}

fn cells<'a>(tree: &'a Tree<'a>, row: Id) -> impl Iterator<Item = Id> + 'a {
    tree.children(row).filter(|cell| matches!(tree.element(*cell), Some(E::Td | E::Th)))
}

/// How many columns or rows a cell spans (HTML Standard, section 4.9.11).
fn span(tree: &Tree, cell: Id, name: &str, most: u16) -> u16 {
    let span = tree.attribute(cell, name).and_then(|value| value.trim().parse::<u16>().ok());
    span.unwrap_or(1).clamp(1, most)
}

impl Blocks<'_, '_> {
    /// A table of data; `false` where the table only arranges its content on a page.
    pub fn table(&mut self, id: Id, flow: &mut Flow) -> bool {
        let tree = self.tree();
        let rows = rows(tree, id);
        let most = rows.iter().map(|(row, _)| cells(tree, *row).count()).max().unwrap_or(0);
        let role = tree.attribute(id, "role").unwrap_or_default();
        if rows.len() < 2 && most < 2 || matches!(role, "presentation" | "none") {
            return false;
        }
        let mut table = Table { header: TableHeader::None, ..Table::default() };
        if let Some(caption) = tree.children(id).find(|child| tree.element(*child) == Some(E::Caption)) {
            table.caption = self.line_of(caption, &flow.run, White::Collapse);
        }
        for (row, head) in rows {
            let mut line = Vec::new();
            for cell in cells(tree, row) {
                line.push(Cell {
                    body: self.flow(cell, &flow.run, flow.depth + 1),
                    colspan: span(tree, cell, "colspan", 1000),
                    rowspan: span(tree, cell, "rowspan", 65_534),
                    header: head || tree.element(cell) == Some(E::Th),
                });
            }
            table.rows.push(line);
        }
        self.push(BlockKind::Table(table), flow);
        true
    }
}
