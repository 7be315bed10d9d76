//! Tables. A wide one scrolls inside itself, by keyboard too.

use crate::article::{Block, BlockKind, Cell, Table, TableHeader, plain};
use crate::browser::dom::{Attr, Element, Tag};

use super::Reader;
use super::block::blocks;
use super::inline::{Manner, inlines};

/// A table in a region that scrolls.
pub fn table(parent: &Element, table: &Table, manner: &Manner<'_>, reader: &Reader) {
    let name = plain(&table.caption);
    let name = if name.is_empty() { reader.rare().table } else { &name };
    let attrs = [Attr::Class("table"), Attr::Role("region"), Attr::AriaLabel(name), Attr::TabIndex("0")];
    let element = parent.add(Tag::Div, &attrs).add(Tag::Table, &[]);
    if !table.caption.is_empty() {
        let caption = element.add(Tag::Caption, &[]).add(Tag::Span, &[Attr::DirAuto]);
        inlines(&caption, &table.caption, manner);
    }
    let (head, body) = match table.header {
        TableHeader::Row | TableHeader::Both => table.rows.split_at_checked(1).unwrap_or((&[], &table.rows)),
        TableHeader::None | TableHeader::Column => (&[] as &[Vec<Cell>], table.rows.as_slice()),
    };
    let first_column = matches!(table.header, TableHeader::Column | TableHeader::Both);
    if !head.is_empty() {
        let part = element.add(Tag::Thead, &[]);
        head.iter().for_each(|cells| row(&part, cells, true, first_column, manner, reader));
    }
    let part = element.add(Tag::Tbody, &[]);
    body.iter().for_each(|cells| row(&part, cells, false, first_column, manner, reader));
}

fn row(part: &Element, cells: &[Cell], head: bool, first_column: bool, manner: &Manner<'_>, reader: &Reader) {
    let tr = part.add(Tag::Tr, &[]);
    for (at, cell) in cells.iter().enumerate() {
        let row_header = first_column && at == 0;
        let header = head || row_header || cell.header;
        let td = tr.add(if header { Tag::Th } else { Tag::Td }, &[]);
        if header {
            td.set(Attr::Scope(if head { "col" } else { "row" }));
        }
        if cell.colspan > 1 {
            td.set(Attr::Colspan(cell.colspan));
        }
        if cell.rowspan > 1 {
            td.set(Attr::Rowspan(cell.rowspan));
        }
        match cell.body.as_slice() {
            // One plain paragraph needs no element of its own in a cell.
            [Block { kind: BlockKind::Paragraph(text), id: None, lang: None, dir: None }] => {
                inlines(&td, text, manner)
            }
            body => blocks(&td, body, manner, reader),
        }
    }
}
