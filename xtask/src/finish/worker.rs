//! The worker's list: the files that the page may ask for, each with a hash of its bytes.

use anyhow::{Context, Result, ensure};
use serde_json::{Map, Value, json};
use std::{fs, path::Path};

use super::{
    files,
    page::{Page, hash, local},
    scripts,
};

/// The worker's file, at the root of its scope.
pub const WORKER: &str = "sw.js";

/// What is in the folder but is no file of the page: documents to read, the element for other pages, and the worker itself.
const OTHERS: [&str; 6] =
    ["samples/", "schema/", "variants/", WORKER, "standfirst.js", "standfirst-define.js"];

/// What the worker's source has where the list and its version go.
const PLACES: [&str; 2] = ["const VERSION = '';", "const FILES = {};"];

/// The last element of `index.html`: a page without it was cut off.
const LAST: &str = "standfirst-broken";

/// Writes the list and a version that follows from it into the worker. The list stays empty, which makes the worker take
/// itself away, where the configuration in `index.html` has the feature `no-offline`.
///
/// Fails if the worker has no place for them.
pub fn write_list(page: &Page, release: bool) -> Result<()> {
    let path = page.folder().join(WORKER);
    let mut worker = fs::read_to_string(&path).with_context(|| format!("reading {WORKER}"))?;
    if release && let Some(stripped) = scripts::strip(&worker) {
        worker = stripped;
    }
    for place in PLACES {
        ensure!(worker.matches(place).count() == 1, "{WORKER} must have `{place}` exactly once");
    }
    let list = if is_wanted(page) { list(page)? } else { Map::new() };
    let list = Value::Object(list).to_string();
    let version = hash(format!("{worker}{list}").as_bytes());
    let worker = worker
        .replace(PLACES[0], &format!("const VERSION = '{version}';"))
        .replace(PLACES[1], &format!("const FILES = {list};"));
    fs::write(&path, worker).with_context(|| format!("writing {WORKER}"))
}

/// By path below the folder: the hash; for the page itself what must stand in it.
pub fn list(page: &Page) -> Result<Map<String, Value>> {
    let mut list = Map::new();
    for path in files::all(page.folder())? {
        let name = relative(&path, page.folder());
        if name == "index.html" {
            list.insert(name, json!(marks(page)));
        } else if !OTHERS
            .iter()
            .any(|other| name == *other || other.ends_with('/') && name.starts_with(other))
            && !name.ends_with(".sheet.txt")
            && !name.ends_with(".br")
            && !name.ends_with(".gz")
        {
            let bytes = fs::read(&path).with_context(|| format!("reading {name}"))?;
            list.insert(name, json!([hash(&bytes)]));
        }
    }
    Ok(list)
}

/// The path of a file below a folder as an address has it.
fn relative(path: &Path, folder: &Path) -> String {
    let parts = path.strip_prefix(folder).unwrap_or(path).components();
    parts.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// What tells the page of this build from that of another: the names of its files, which follow their bytes.
fn marks(page: &Page) -> Vec<String> {
    let tags = page.tags();
    let attributes = tags
        .iter()
        .filter(|tag| tag.name == "script" || tag.is_link("stylesheet"))
        .flat_map(|tag| ["src", "href", "data-glue", "data-wasm"].map(|name| tag.value(name)));
    let names = attributes.flatten().filter_map(local).map(str::to_owned);
    names.chain([LAST.to_owned()]).collect()
}

fn is_wanted(page: &Page) -> bool {
    let tags = page.tags();
    let config = tags.iter().find(|tag| tag.value("id") == Some("standfirst-config"));
    let config = config.and_then(|tag| serde_json::from_str::<Value>(&tag.raw_text).ok());
    let features = config.as_ref().and_then(|config| config.get("features")).and_then(Value::as_array);
    !features.is_some_and(|features| features.iter().any(|feature| feature == "no-offline"))
}

#[cfg(test)]
mod tests {
    use super::{WORKER, write_list};
    use crate::finish::page::{Page, hash};
    use std::{error::Error, fs};

    const SOURCE: &str = "const VERSION = '';\nconst FILES = {};\n";

    fn finished(config: &str) -> Result<String, Box<dyn Error>> {
        let folder = std::env::temp_dir().join(format!(
            "standfirst-worker-{}-{}",
            std::process::id(),
            hash(config.as_bytes())
        ));
        fs::create_dir_all(folder.join("samples"))?;
        let index = format!(
            "<link rel=stylesheet href=./s-1.css><script src=./a-1.js type=module></script>\
             <script id=standfirst-config type=application/json>{config}</script><p id=standfirst-broken>"
        );
        for (name, text) in [
            ("index.html", index.as_str()),
            (WORKER, SOURCE),
            ("a-1.js", "a"),
            ("s-1.css", "s"),
            ("a-1.js.br", "x"),
            ("standfirst.js", "x"),
            ("samples/one.json", "{}"),
        ] {
            fs::write(folder.join(name), text)?;
        }
        write_list(&Page::read(&folder)?, true)?;
        let worker = fs::read_to_string(folder.join(WORKER))?;
        fs::remove_dir_all(&folder)?;
        Ok(worker)
    }

    #[test]
    fn the_list_has_the_files_of_the_page_and_nothing_else() -> Result<(), Box<dyn Error>> {
        let worker = finished("{}")?;
        let wanted = format!(
            r#"const FILES = {{"a-1.js":["{}"],"index.html":["s-1.css","a-1.js","standfirst-broken"],"s-1.css":["{}"]}};"#,
            hash(b"a"),
            hash(b"s")
        );
        assert!(worker.contains(&wanted), "{worker}");
        assert!(!worker.contains("VERSION = ''"));
        Ok(())
    }

    #[test]
    fn a_site_that_wants_no_offline_copy_gets_a_worker_that_ends_itself() -> Result<(), Box<dyn Error>> {
        assert!(finished(r#"{"features": ["no-offline"]}"#)?.contains("const FILES = {};"));
        Ok(())
    }
}
