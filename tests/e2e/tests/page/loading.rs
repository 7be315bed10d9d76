//! What a first visit asks for.

use anyhow::Result;
use e2e::{Reply, documents, run};
use std::collections::BTreeMap;

#[test]
fn every_file_of_a_first_visit_is_asked_for_once() -> Result<()> {
    run(async |t| {
        t.site.put("/doc/a.json", Reply::json(documents::report().to_string()));
        t.page.read("/doc/a.json").await?;
        let mut counts = BTreeMap::new();
        for request in t.site.requests() {
            *counts.entry(request.path).or_insert(0) += 1;
        }
        let twice: Vec<_> = counts.iter().filter(|(_, count)| **count > 1).collect();
        assert!(twice.is_empty(), "{twice:?}");
        assert!(counts.keys().any(|path| path.ends_with("_bg.wasm")), "{counts:?}");
        Ok(())
    })
}

#[test]
fn nothing_is_asked_of_another_host() -> Result<()> {
    run(async |t| {
        t.site.put("/doc/a.json", Reply::json(documents::report().to_string()));
        t.page.read("/doc/a.json").await?;
        let names = "return performance.getEntriesByType('resource').map((e) => new URL(e.name).origin).filter((o) => o !== location.origin)";
        assert_eq!(t.page.js(names, vec![]).await?, serde_json::json!([]));
        Ok(())
    })
}
