//! `standfirst.js`: the element for other pages in one file, with the hashes of what it fetches in it.
//!
//! A host pins that one file by its hash, and so everything: neither the glue nor the wasm can change under it.

use anyhow::{Context, Result, ensure};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::json;
use sha2::{Digest, Sha384};
use standfirst::embed::element as contract;
use std::{fs, path::Path};

use super::{
    chunks,
    html::Tag,
    page::{Page, hash, local},
    scripts, sheet, tight,
};

/// The file that defines `<standfirst-article>` when it is loaded.
pub const DEFINES: &str = "standfirst.js";
/// The same file without that: it exports `define`.
pub const QUIET: &str = "standfirst-define.js";

/// What the module holds of its files: nothing, but for the package's copy that holds all.
pub const HELD: &str = "const HELD={};";

/// The sheets that come to the page with later parts; the element has them from the beginning, in this order.
const LATER: [&str; 4] = ["rare.css", "comments.css", "form.css", "print.css"];

/// Where the page's part of `drafts.js` begins.
const PAGE_ONLY: &str = "// The page only";

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))
}

fn start(page: &Page) -> Result<Tag> {
    let tags = page.tags().into_iter();
    let mut starts = tags.filter(|tag| tag.name == "script" && tag.attribute("data-glue").is_some());
    starts.next().context("index.html has no start script")
}

/// The page's glue as the element has it, from before its line ends go.
pub fn glue(page: &Page) -> Result<String> {
    let start = start(page)?;
    let name = start.value("data-glue").and_then(local).context("the start script names no glue")?;
    let source = read(&page.folder().join(name))?;
    within(&match chunks::late()? {
        Some(late) => with_late(&source, &late)?,
        None => source,
    })
}

/// The glue with that of the parts in it: a script that is asked for by its name could change under the host's hash of this one.
fn with_late(source: &str, late: &str) -> Result<String> {
    let (before, rest) =
        source.split_once("(await import(`").context("the glue does not import that of the parts")?;
    let (_, after) =
        rest.split_once("`)).default").context("the glue imports that of the parts in another way")?;
    let late = late.strip_prefix("export default ").context("the glue of the parts is no function")?;
    Ok(format!("{before}({}){after}", late.trim_end().trim_end_matches(';')))
}

/// Writes both files and the style sheet of the element. The page's names must be final; `glue` is what [`glue`] gave.
pub fn write(page: &Page, glue: &str, project: &Path, release: bool) -> Result<()> {
    let folder = page.folder();
    let start = start(page)?;
    let wasm_name = start.value("data-wasm").and_then(local).context("the start script names no wasm")?;

    let style = |name: &&str| read(&project.join("style").join(name));
    let later = LATER.iter().map(style).collect::<Result<String>>()?;
    let css = sheet::of_element(page, &later, &style(&"element.css")?)?;
    // Not `.css`: bundlers run what they make of style sheets over files of that name.
    let sheet_name = format!("standfirst-{}.sheet.txt", hash(css.as_bytes()));
    fs::write(folder.join(&sheet_name), &css).with_context(|| format!("writing {sheet_name}"))?;

    let wasm = fs::read(folder.join(wasm_name)).with_context(|| format!("reading {wasm_name}"))?;
    let drafts = read(&project.join("public/drafts.js"))?;
    let (drafts, _) = drafts.split_once(PAGE_ONLY).with_context(|| {
        format!(
            "public/drafts.js has no line that begins with {PAGE_ONLY:?}, after which the page's part follows"
        )
    })?;
    let element = read(&project.join("public/element.js"))?;
    let mut words = String::from("const WORDS = {\n");
    for (language, name) in start
        .attributes
        .iter()
        .filter_map(|one| Some((one.name.strip_prefix("data-words-")?, local(&one.value)?)))
    {
        let bytes = fs::read(folder.join(name)).with_context(|| format!("reading {name}"))?;
        words.push_str(&format!(
            "{language}: {{ url: {}, integrity: \"{}\" }},\n",
            address(name),
            integrity(&bytes)
        ));
    }
    words.push_str("};\n");
    let joined = format!(
        "const VERSION = \"{}\";\n{HELD}\n{}{}{}{words}const glue = (() => {{\n{glue}\n}})();\n{drafts}\n{element}",
        standfirst::VERSION,
        lists(),
        file("WASM", wasm_name, &wasm),
        file("SHEET", &sheet_name, css.as_bytes()),
    );
    let shipped = scripts::strip(&joined).and_then(|stripped| tight::tighten(&stripped));
    let joined = shipped.filter(|_| release).unwrap_or(joined);
    for (name, last) in [(DEFINES, "define();\n"), (QUIET, "")] {
        fs::write(folder.join(name), format!("{joined}{last}")).with_context(|| format!("writing {name}"))?;
    }
    Ok(())
}

/// The lists of the contract that the shell goes by.
fn lists() -> String {
    let names = |content: bool| {
        let wanted = contract::ATTRIBUTES.iter().filter(|attribute| attribute.content == content);
        wanted.map(|attribute| attribute.name).collect::<Vec<_>>()
    };
    format!(
        "const CONTENT = {};\nconst OTHER = {};\nconst PARTS = {};\n",
        json!(names(true)),
        json!(names(false)),
        json!(contract::PARTS)
    )
}

/// The value of `integrity` for some bytes.
#[must_use]
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", base64(&Sha384::digest(bytes)))
}

fn file(constant: &str, name: &str, bytes: &[u8]) -> String {
    format!("const {constant} = {{ url: {}, integrity: \"{}\" }};\n", address(name), integrity(bytes))
}

/// The address of a file beside the module. This very expression is what bundlers know: they copy the file and put its new
/// address here.
pub fn address(name: &str) -> String {
    format!("new URL(\"./{name}\",import.meta.url).href")
}

/// The loader of the parts that come later, as `crate::split` writes it into the glue, with addresses that bundlers know and the
/// element's own way to fetch.
fn addresses(source: &str) -> Result<String> {
    const FETCH: &str = "fetch(new URL(file, import.meta.url), { integrity })";
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    while let Some((before, after)) = rest.split_once("['./") {
        let (name, after) = after.split_once('\'').context("a chunk's name that does not end")?;
        out.push_str(before);
        out.push_str(&format!("[{}", address(name)));
        rest = after;
    }
    out.push_str(rest);
    ensure!(
        out.contains(FETCH) || !source.contains("['./"),
        "the glue fetches its chunks in another way than `{FETCH}`"
    );
    Ok(out.replace(FETCH, "get({ url: file, integrity })"))
}

/// The body of a function that gives what the glue exports and the element calls.
fn within(source: &str) -> Result<String> {
    const EXPORTS: [&str; 4] = ["mount", "unmount", "goTo", "prepare"];
    // The module's own guess where the wasm lies, which is not used, would have bundlers look for a file of that name.
    const GUESS: &str = "module_or_path = new URL(";
    let mut out = String::new();
    let source = addresses(source)?;
    for line in source.lines() {
        let line = line.trim_start();
        if line.starts_with("export {") || line.starts_with(GUESS) {
            continue;
        }
        ensure!(!line.starts_with("import "), "the glue imports another file: standfirst.js must be one");
        out.push_str(line.strip_prefix("export ").unwrap_or(line));
        out.push('\n');
    }
    for name in EXPORTS {
        ensure!(out.contains(&format!("function {name}(")), "the glue does not export {name}");
    }
    out.push_str(&format!("return {{ init: __wbg_init, {} }};", EXPORTS.join(", ")));
    Ok(out)
}

/// Some bytes as text.
pub fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::within;

    #[test]
    fn the_glue_becomes_the_body_of_a_function() {
        let source = "const load = ['./c-1.wasm', 'sha256-x']; fetch(new URL(file, import.meta.url), { integrity });\n\
            export function mount() {}\nexport function unmount() {}\nexport function goTo() {}\n\
            export function prepare() {}\n    module_or_path = new URL('x', import.meta.url);\nexport { a as default };\n";
        let body = within(source).unwrap();
        assert!(!body.contains("export") && !body.contains("'x'"));
        assert!(body.contains("[new URL(\"./c-1.wasm\",import.meta.url).href, 'sha256-x']"), "{body}");
        assert!(body.contains("get({ url: file, integrity })"));
        assert!(body.ends_with("return { init: __wbg_init, mount, unmount, goTo, prepare };"));
        assert!(within("import * as a from './b.js';").is_err());
        assert!(within("export function mount() {}").is_err());
    }
}
