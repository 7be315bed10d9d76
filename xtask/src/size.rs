//! `size`: what a first visit sends.

use anyhow::{Context, Result, bail};
use serde_json::json;
use std::{collections::BTreeSet, fs, path::Path};

use crate::finish::page::{Page, local};

/// What a first visit may send, in bytes as sent, without the article's own data and images.
///
/// A little above what was measured. Lower this whenever the measured size allows, and never raise it.
pub const BUDGET: u64 = 90_000;

/// What may be sent until an ordinary article of WordPress or a JSON Feed is shown, the first visit and the parts that read it.
pub const POSTS_BUDGET: u64 = 105_000;

/// The same for an article in JSON-LD that the first module does not read by itself.
pub const JSON_LD_BUDGET: u64 = 110_000;

/// The parts that read documents which the first module does not, what these are, and what may be sent until one is shown.
const READERS: [(&str, &str, Option<u64>); 4] = [
    ("json_ld", "JSON-LD in other shapes", Some(JSON_LD_BUDGET)),
    ("posts", "WordPress, JSON Feed, ordinary", Some(POSTS_BUDGET)),
    ("native", "native, JSON-LD beyond the ordinary", None),
    ("formats", "all others, and any markup", None),
];

/// One file of a first visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name in the folder of the page.
    pub name: String,
    /// Its bytes uncompressed.
    pub raw: u64,
    /// Its bytes as sent: those of its `.br`, where there is one.
    pub sent: u64,
}

/// Prints what a first visit of the page in `dist` sends; fails above the budget.
pub fn report(dist: &Path, as_json: bool) -> Result<()> {
    let entries = first_visit(dist)?;
    let sent: u64 = entries.iter().map(|e| e.sent).sum();
    let raw: u64 = entries.iter().map(|e| e.raw).sum();
    let brought = brought(dist)?;
    if as_json {
        let files: Vec<_> =
            entries.iter().map(|e| json!({"name": e.name, "raw": e.raw, "sent": e.sent})).collect();
        let articles: Vec<_> = brought
            .iter()
            .map(|(part, _, budget, bytes)| json!({"part": part, "sent": sent + bytes, "budget": budget}))
            .collect();
        let all = json!({"files": files, "raw": raw, "sent": sent, "budget": BUDGET, "articles": articles});
        println!("{all}");
    } else {
        println!("{:<40} {:>9} {:>9}", "first visit, bytes", "raw", "sent");
        for entry in &entries {
            println!("{:<40} {:>9} {:>9}", entry.name, entry.raw, entry.sent);
        }
        println!("{:<40} {raw:>9} {sent:>9}  of {BUDGET}", "total");
        println!("\nuntil an article is shown, with the parts that read it");
        println!("{:<40} {sent:>19}", "ordinary native, JSON-LD");
        for (_, articles, budget, bytes) in &brought {
            let of = budget.map_or_else(String::new, |budget| format!("  of {budget}"));
            println!("{articles:<40} {:>19}{of}", sent + bytes);
        }
        println!("\nand later, once the article is there or when it is asked for");
        for entry in later(dist, &entries)? {
            println!("{:<40} {:>9} {:>9}", entry.name, entry.raw, entry.sent);
        }
    }
    if sent > BUDGET {
        bail!("a first visit sends {sent} bytes, {} more than the budget of {BUDGET}", sent - BUDGET);
    }
    for (_, articles, budget, bytes) in brought {
        let all = sent + bytes;
        if let Some(budget) = budget.filter(|budget| all > *budget) {
            bail!("{articles}: shown after {all} bytes, {} more than the budget of {budget}", all - budget);
        }
    }
    Ok(())
}

/// The files of a first visit, as `index.html` names them: itself, its style sheets and scripts, the glue and the wasm.
pub fn first_visit(dist: &Path) -> Result<Vec<Entry>> {
    let page = Page::read(dist).context("no finished page: run `cargo xtask build` first")?;
    let mut names = vec!["index.html".to_owned()];
    for tag in page.tags() {
        let wanted: &[&str] = match tag.name.as_str() {
            "script" => &["src", "data-glue", "data-wasm"],
            "link" if tag.is_link("stylesheet") || tag.is_link("modulepreload") || tag.is_link("preload") => {
                &["href"]
            }
            _ => &[],
        };
        names.extend(wanted.iter().filter_map(|a| tag.value(a)).filter_map(local).map(str::to_owned));
    }
    let mut seen = BTreeSet::new();
    names.retain(|name| seen.insert(name.clone()));
    names.into_iter().map(|name| entry(dist, name)).collect()
}

/// One of [`READERS`] and what it brings, in bytes as sent.
type Brought = (&'static str, &'static str, Option<u64>, u64);

/// What each of [`READERS`] brings before an article is shown, in bytes as sent: its own file and all that it shares with other
/// parts. Nothing in a page whose module was not cut.
fn brought(dist: &Path) -> Result<Vec<Brought>> {
    let page = Page::read(dist)?;
    let tags = page.tags();
    let glue = tags.iter().find_map(|tag| tag.value("data-glue").and_then(local));
    let glue = dist.join(glue.context("index.html has no script with data-glue")?);
    let glue = fs::read_to_string(&glue).with_context(|| format!("reading {}", glue.display()))?;
    let mut all = Vec::new();
    for (part, articles, budget) in READERS {
        let mut sent = 0;
        for name in needs(&glue, part) {
            sent += entry(dist, name)?.sent;
        }
        if sent > 0 {
            all.push((part, articles, budget, sent));
        }
    }
    Ok(all)
}

/// The files that a part needs, by the glue's list (`crate::split`).
fn needs(glue: &str, part: &str) -> BTreeSet<String> {
    let glue: String = glue.chars().filter(|c| !c.is_whitespace()).collect();
    let between = |start: &str, end: &str| {
        let (_, after) = glue.split_once(start)?;
        after.split_once(end).map(|(inside, _)| inside.to_owned())
    };
    let file = |named: &str| {
        named.split_once("'./").and_then(|(_, rest)| rest.split_once('\'')).map(|(name, _)| name.to_owned())
    };
    let Some(part) = between(&format!("__wasm_split_load_{part}:later("), ")") else {
        return BTreeSet::new();
    };
    // Each `['./NAME','HASH',LENGTH,LENGTH]`.
    let packs = between("packs=[", "]];").unwrap_or_default();
    let packs: Vec<_> = packs.split("],").map(file).collect();
    let (own, numbers) = part.split_once(']').unwrap_or((&part, ""));
    let numbers: Vec<usize> = numbers.split(',').filter_map(|number| number.parse().ok()).collect();
    // The first pack asks the browser by a script.
    let late = between("import(`./", "#").filter(|_| numbers.contains(&0));
    let shared = numbers.iter().filter_map(|number| packs.get(*number)?.clone());
    shared.chain(file(own)).chain(late).collect()
}

/// The parts of the module that come later, see `src/later.rs`.
fn later(dist: &Path, first: &[Entry]) -> Result<Vec<Entry>> {
    let mut names = Vec::new();
    for file in fs::read_dir(dist).with_context(|| format!("reading {}", dist.display()))? {
        let name = file?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".wasm") && first.iter().all(|entry| entry.name != name) {
            names.push(name);
        }
    }
    names.sort();
    names.into_iter().map(|name| entry(dist, name)).collect()
}

fn entry(dist: &Path, name: String) -> Result<Entry> {
    let length = |name: &str| fs::metadata(dist.join(name)).map(|meta| meta.len());
    let raw = length(&name).with_context(|| format!("index.html names {name}, which is not there"))?;
    let sent = length(&format!("{name}.br")).unwrap_or(raw);
    Ok(Entry { name, raw, sent })
}

#[cfg(test)]
mod tests {
    use super::needs;

    #[test]
    fn the_glue_says_which_files_a_part_needs() {
        let glue = "import(`./late.js#${n}`);const packs=[['./s.wasm','sha256-d',10],['./p.wasm','sha256-a',3,20],['./q.wasm','sha256-f',7]];const parts={\
            __wasm_split_load_a:later(['./a.wasm','sha256-c'],0,1),__wasm_split_load_b:later(['./b.wasm', 'sha256-d'], 1, 2),};";
        assert_eq!(
            needs(glue, "a").into_iter().collect::<Vec<_>>(),
            ["a.wasm", "late.js", "p.wasm", "s.wasm"]
        );
        assert_eq!(needs(glue, "b").into_iter().collect::<Vec<_>>(), ["b.wasm", "p.wasm", "q.wasm"]);
        assert!(needs(glue, "c").is_empty() && needs("", "a").is_empty());
    }
}
