//! The save bench: how long keeping a text holds up the key that changed it.
//!
//! 1,000 input events in the reply form, at a text of 10 KB, on a page with 5,000 comments. The time of the whole
//! dispatch counts: `drafts.js`, and whatever else the page does in that event. Ten events are timed together, for some
//! browsers' clocks tick in milliseconds.
//!
//! `cargo xtask bench save` runs it in each engine, with the variables of [`e2e::settings`]. Fails above [`MOST`].

use anyhow::{Context, Result, ensure};
use e2e::{Reply, documents, run, settings};
use serde_json::{Value, json};

/// Milliseconds that one save may take on average.
const MOST: f64 = 1.0;
const COMMENTS: usize = 5_000;
const TEXT: usize = 10_000;
const BATCHES: usize = 100;
const BATCH: usize = 10;

/// Gives the milliseconds of each batch.
const MEASURE: &str = "
    const [field, text, batches, batch, done] = arguments;
    const spans = [];
    let typed = text;
    const next = () => {
        if (spans.length === batches) return done(spans);
        let span = 0;
        for (let key = 0; key < batch; key += 1) {
            typed += 'x';
            field.value = typed;
            const event = new InputEvent('input', { bubbles: true, composed: true, inputType: 'insertText', data: 'x' });
            const start = performance.now();
            field.dispatchEvent(event);
            span += performance.now() - start;
        }
        spans.push(span);
        setTimeout(next, 60);
    };
    next();
";

fn main() -> Result<()> {
    let engine = settings::engine()?;
    run(async |t| {
        let mut document = documents::report();
        let comment = |n: usize| json!({"@type": "Comment", "@id": format!("c{n}"), "text": format!("Comment number {n}."), "author": {"name": "Mia"}});
        let keys = document.as_object_mut().context("no document")?;
        keys.insert("comment".to_owned(), (0..COMMENTS).map(comment).collect());
        t.site.put("/doc/a.json", Reply::json(document.to_string()));
        t.page.read("/doc/a.json").await?;
        t.page.find(&format!("#comment-c{}", COMMENTS - 1)).await?;
        let field = t.page.field("comment").await?;
        let arguments: Vec<Value> =
            vec![field.to_json()?, "word ".repeat(TEXT / 5).into(), BATCHES.into(), BATCH.into()];
        let spans = t.page.session().execute_async(MEASURE, arguments).await?.json().clone();
        let mut spans: Vec<f64> =
            spans.as_array().context("no figures")?.iter().filter_map(Value::as_f64).collect();
        ensure!(spans.len() == BATCHES, "{} of {BATCHES} batches were measured", spans.len());
        spans.sort_by(f64::total_cmp);
        let of_key = |span: f64| span / BATCH as f64;
        let mean = of_key(spans.iter().sum::<f64>() / BATCHES as f64);
        println!(
            "{engine}: {} saves of {TEXT} characters beside {COMMENTS} comments: {mean:.3} ms on average; slowest of {BATCHES} batches {:.3} ms a save",
            BATCHES * BATCH,
            of_key(spans.last().copied().unwrap_or_default())
        );
        ensure!(mean < MOST, "a save takes {mean:.3} ms on average, more than {MOST}");
        Ok(())
    })
}
