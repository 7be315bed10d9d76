//! The thread bench: an article under 5,000 comments of up to 12 levels, with the document and from a list.
//!
//! Says, in milliseconds: from the arrival of the data until the first 50 comments and until all are shown; the longest task after
//! the arrival; until a permalink to the last comment has the focus; and what a key in the reply form takes until the next frame,
//! here and on a page of plain HTML with the same comments.
//!
//! `cargo xtask bench thread` runs it in Chromium, which alone tells of long tasks, with the variables of [`e2e::settings`].

use anyhow::{Context, Result};
use e2e::{Page, Reply, Test, documents, run};
use serde_json::{Value, json};

const COMMENTS: usize = 5_000;
/// Rounds of each case; the median counts.
const ROUNDS: usize = 5;

/// Runs before the page's own scripts and notes when what is there.
const PROBE: &str = "
    const seen = (window.__seen = { tasks: [] });
    new PerformanceObserver((list) => list.getEntries().forEach((task) => seen.tasks.push([task.startTime, task.duration])))
        .observe({ type: 'longtask', buffered: true });
    const painted = (name) => setTimeout(() => { seen[name] = performance.now(); });
    const look = () => {
        const count = document.querySelector('.thread')?.childElementCount ?? 0;
        if (count >= 50 && !seen.asked) { seen.asked = true; painted('first'); }
        if (document.activeElement?.id.startsWith('comment-') && !seen.went) { seen.went = true; painted('focused'); }
        if (count >= 5000 && !seen.whole) { seen.whole = true; painted('all'); }
        requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
";

/// The slowest but one of 20 keys, from the event to the task after the next frame.
const KEYS: &str = "
    const done = arguments[0], field = Array.from(document.querySelectorAll('textarea')).at(-1), spans = [];
    field.scrollIntoView(); field.focus();
    const next = () => {
        if (spans.length === 20) return done(spans.sort((one, other) => one - other)[18]);
        const start = performance.now();
        field.setRangeText('x', field.value.length, field.value.length, 'end');
        field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, data: 'x', inputType: 'insertText' }));
        requestAnimationFrame(() => { const after = new MessageChannel(); after.port1.onmessage = () => { spans.push(performance.now() - start); setTimeout(next, 20); }; after.port2.postMessage(0); });
    };
    setTimeout(next, 1000);
";

fn main() -> Result<()> {
    run(async |t| {
        // A page of plain HTML names no icon, and the browser asks for one.
        t.expect_errors();
        let script = json!({ "source": PROBE });
        t.page.session().cdp().send_raw("Page.addScriptToEvaluateOnNewDocument", script).await?;
        let thread = documents::thread(COMMENTS);
        let mut whole = documents::report();
        whole.as_object_mut().context("no document")?.insert("comment".to_owned(), thread.clone());
        let mut bare = documents::report();
        bare.as_object_mut().context("no document")?.remove("comment");
        t.site.put("/doc/whole.json", Reply::json(whole.to_string()));
        t.site.put("/doc/bare.json", Reply::json(bare.to_string()));
        t.site.put("/doc/list.json", Reply::json(thread.to_string()));
        t.site.put("/doc/static.html", Reply::new("text/html; charset=utf-8", plain_page(&thread)));
        let last = format!("#comment-{}", COMMENTS - 1);
        for (name, address, data) in [
            ("with the document", "?src=/doc/whole.json", "whole.json"),
            ("from a list", "?src=/doc/bare.json&comments=list:/doc/list.json", "list.json"),
        ] {
            let (mut first, mut all, mut task, mut focused) = (vec![], vec![], vec![], vec![]);
            for _ in 0..ROUNDS {
                let seen = visit(&t.page, address, data, "all").await?;
                first.push(seen.since("first")?);
                all.push(seen.since("all")?);
                task.push(seen.longest()?);
                let seen = visit(&t.page, &format!("{address}{last}"), data, "focused").await?;
                focused.push(seen.since("focused")?);
            }
            println!(
                "{COMMENTS} comments {name}: first 50 after {:.0} ms, all after {:.0}, longest task {:.0}, the last one focused after {:.0}",
                median(first),
                median(all),
                median(task),
                median(focused)
            );
        }
        let key = keys(t, "?src=/doc/whole.json").await?;
        let plain = keys(t, "doc/static.html").await?;
        println!("a key: {key:.1} ms, on plain HTML {plain:.1}");
        Ok(())
    })
}

/// What the probe saw in one visit.
struct Seen {
    times: Value,
    arrived: f64,
}

impl Seen {
    fn since(&self, name: &str) -> Result<f64> {
        let at = self.times.get(name).and_then(Value::as_f64);
        Ok(at.with_context(|| format!("{name} was not seen: {}", self.times))? - self.arrived)
    }

    /// The longest task that ended after the data had come.
    fn longest(&self) -> Result<f64> {
        let tasks = self.times.get("tasks").and_then(Value::as_array).context("no tasks")?;
        let late = tasks.iter().filter_map(|task| {
            let (start, length) = (task.get(0)?.as_f64()?, task.get(1)?.as_f64()?);
            (start + length > self.arrived).then_some(length)
        });
        Ok(late.fold(0.0, f64::max))
    }
}

async fn visit(page: &Page, address: &str, data: &str, until: &str) -> Result<Seen> {
    page.session().goto("about:blank").await?;
    page.open(address).await?;
    let script = format!("return window.__seen?.{until} === undefined ? null : window.__seen");
    let times = page
        .wait(until, async || Ok(Some(page.js(&script, vec![]).await?).filter(|seen| !seen.is_null())))
        .await?;
    let arrival = format!(
        "return performance.getEntriesByType('resource').find((entry) => entry.name.endsWith('{data}'))?.responseEnd"
    );
    let arrived = page.js(&arrival, vec![]).await?.as_f64().context("no data came")?;
    // Folding and what else comes later are tasks too.
    if until == "all" {
        tokio::time::sleep(std::time::Duration::from_millis(1_500)).await;
        let times = page.js("return window.__seen", vec![]).await?;
        return Ok(Seen { times, arrived });
    }
    Ok(Seen { times, arrived })
}

async fn keys(t: &Test, address: &str) -> Result<f64> {
    t.page.open(address).await?;
    t.page.find("textarea").await?;
    tokio::time::sleep(std::time::Duration::from_secs(3)).await;
    let mut spans = Vec::new();
    for _ in 0..ROUNDS {
        let span = t.page.session().execute_async(KEYS, vec![]).await?;
        spans.push(span.json().as_f64().context("no time of a key")?);
    }
    Ok(median(spans))
}

fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or_default()
}

/// The same comments as ready HTML, nested as a server would send them.
fn plain_page(thread: &Value) -> String {
    let mut out = String::from("<!doctype html><meta charset=utf-8><title>Plain</title><ol>");
    for comment in thread.as_array().into_iter().flatten() {
        let text = |key: &str| comment.get(key).and_then(Value::as_str).unwrap_or_default();
        out.push_str(&format!(
            "<li id=\"comment-{}\"><b>Reader</b> <time>{}</time><p>{}</p></li>",
            text("@id"),
            text("datePublished"),
            text("text")
        ));
    }
    out + "</ol><form><textarea name=comment rows=6></textarea></form>"
}
