//! The same input gives the same tree natively and in each browser: see `support/trees.rs`.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::trees_support::differences;

#[wasm_bindgen_test]
#[ignore = "three addresses with a space in the host differ: engines take what the URL Standard refuses"]
fn every_tree_is_the_same_as_natively() {
    let found = differences();
    assert!(found.is_empty(), "{} differ:\n{}", found.len(), found[..found.len().min(8)].join("\n"));
}
