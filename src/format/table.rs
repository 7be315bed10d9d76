//! Tables of the native format.

use serde_json::Value;

use super::list::{paragraph, text_or_body};
use super::reader::Reader;
use super::value::{get, items};
use crate::article::{BlockKind, Cell, Path, Table, TableHeader};

/// A table. `depth` is how many blocks the content of its cells stands in.
pub fn table(value: &Value, path: &Path, depth: usize, reader: &mut Reader) -> BlockKind {
    let header = match get(value, "header").map(|header| (header, header.as_str())) {
        None | Some((_, Some("none"))) => TableHeader::None,
        Some((_, Some("row"))) => TableHeader::Row,
        Some((_, Some("column"))) => TableHeader::Column,
        Some((_, Some("both"))) => TableHeader::Both,
        Some((header, _)) => {
            reader.wrong(&path.key("header"), "none, row, column or both", header);
            TableHeader::None
        }
    };
    let key = path.key("rows");
    let mut rows = Vec::new();
    for (at, row) in reader.list(value, "rows", path).iter().enumerate() {
        let path = key.index(at);
        if !row.is_array() {
            reader.wrong(&path, "a list of cells", row);
        }
        let cells = items(row).iter().enumerate();
        rows.push(cells.map(|(at, value)| cell(value, &path.index(at), depth, reader)).collect());
    }
    BlockKind::Table(Table { caption: reader.rich(value, "caption", path), header, rows })
}

fn cell(value: &Value, path: &Path, depth: usize, reader: &mut Reader) -> Cell {
    if !value.is_object() {
        // Figures are as usual in cells as text.
        let body = match value {
            Value::Number(number) => vec![crate::article::Block::text(super::number::text(number))],
            _ => paragraph(value, path, reader),
        };
        return Cell { body, colspan: 1, rowspan: 1, header: false };
    }
    let mut span = |key, most| {
        let span = reader.number(value, key, path).unwrap_or(1).clamp(1, most);
        u16::try_from(span).unwrap_or(1)
    };
    let (colspan, rowspan) = (span("colspan", 1000), span("rowspan", 65_534));
    Cell {
        body: text_or_body(value, path, depth, reader),
        colspan,
        rowspan,
        header: reader.truth(value, "header", path).unwrap_or(false),
    }
}
