//! The same input gives the same tree natively and in each browser: see `support/trees.rs`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "support/payloads.rs"]
mod payloads;
#[path = "support/trees.rs"]
mod trees;

/// After a change of the trees that is meant: copy the file that this test names.
#[test]
fn trees_are_as_written_down() {
    let lines = trees::lines().join("\n") + "\n";
    if lines != trees::EXPECTED {
        let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("trees.txt");
        std::fs::write(&file, &lines).unwrap();
        let found = trees::differences();
        panic!(
            "{} trees are others now; {} has the new lines:\n{}",
            found.len(),
            file.display(),
            found.iter().take(5).cloned().collect::<Vec<_>>().join("\n")
        );
    }
}
