//! The table of ways to lose a draft names tests that exist.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::{fs, path::Path};

/// All Rust sources below a folder, as one text.
fn sources(folder: &Path, out: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            out.push_str(&fs::read_to_string(path).unwrap());
        }
    }
}

#[test]
fn each_known_way_to_lose_a_draft_has_a_test_that_exists() {
    let mut all = String::new();
    for folder in ["src", "tests"] {
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut all);
    }
    let table = include_str!("../src/draft/ways.md");
    let rows: Vec<&str> =
        table.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| #")).collect();
    assert_eq!(rows.len(), 46);
    for (number, row) in (1..).zip(rows) {
        let cells: Vec<&str> = row.trim_matches('|').split(" | ").collect();
        assert_eq!((cells.len(), cells[0].trim().parse()), (4, Ok(number)), "{row}");
        let tests: Vec<&str> =
            cells[3].split('`').skip(1).step_by(2).filter(|name| !name.contains(' ')).collect();
        assert!(!tests.is_empty(), "row {number} has no test");
        for test in tests {
            assert!(all.contains(&format!("fn {test}()")), "there is no test {test}, of row {number}");
        }
    }
}
