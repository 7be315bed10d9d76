//! The chunks of the module: optimised, named by their bytes, and written into the glue with what their bytes must be.

use anyhow::{Context, Result, ensure};
use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};
use std::{
    env, fs,
    path::{Path, PathBuf},
};

use super::{
    files, html,
    optimiser::Optimiser,
    page::{Page, hash, local},
    tight::tighten,
};
use crate::{
    project,
    split::{self, CHUNKS, LATE, Piece, SHARED, SHARED_EARLY},
};

/// What several parts need is a file of its own if it has more bytes than these.
const SMALL: usize = 6_000;

/// Puts the chunks of this build beside the page. Nothing happens where the module was not cut.
pub fn publish(page: &Page) -> Result<()> {
    let Some(folder) = env::var_os(CHUNKS) else { return Ok(()) };
    let mut chunks: Vec<_> = files::all(Path::new(&folder))?;
    chunks.sort();
    if chunks.is_empty() {
        return Ok(());
    }
    let tags = page.tags();
    let glue = tags.iter().find_map(|tag| tag.value("data-glue").and_then(local));
    let glue = page.folder().join(glue.context("index.html has no script with data-glue")?);
    let mut source = fs::read_to_string(&glue).with_context(|| format!("reading {}", glue.display()))?;
    let root = project::root();
    let modules: Vec<&Path> =
        chunks.iter().map(PathBuf::as_path).filter(|chunk| !chunk.ends_with(LATE)).collect();
    Optimiser::new(optimisations(&root)?, &root.join("target/optimised"))?.run(&modules)?;
    let write = |stem: &str, bytes: &[u8]| -> Result<String> {
        let name = format!("standfirst-{stem}-{}.wasm", hash(bytes));
        fs::write(page.folder().join(&name), bytes).with_context(|| format!("writing {name}"))?;
        Ok(split::named(&name, &format!("sha256-{}", STANDARD.encode(Sha256::digest(bytes)))))
    };
    let (mut early, mut pack, mut pieces) = (Vec::new(), Vec::new(), Vec::new());
    let mut places = Vec::new();
    for chunk in modules {
        let file = chunk.file_name().and_then(|name| name.to_str()).context("a chunk without a name")?;
        let bytes = fs::read(chunk).with_context(|| format!("reading {file}"))?;
        let stem = file.trim_end_matches(".wasm").trim_start_matches("split_").replace('_', "-");
        if !file.starts_with(SHARED) {
            places.push((split::named(file, ""), write(&stem, &bytes)?));
        } else if bytes.len() > SMALL {
            pieces.push(Piece::Own(write(&stem, &bytes)?));
        } else if file.ends_with(SHARED_EARLY) {
            pieces.push(Piece::Early(bytes.len()));
            early.extend(bytes);
        } else {
            pieces.push(Piece::Packed(bytes.len()));
            pack.extend(bytes);
        }
    }
    if !pieces.is_empty() {
        let packs = [write("early", &early)?, write("shared", &pack)?];
        let told = split::pieces([&packs[0], &packs[1]], &pieces);
        places.push((split::pieces([&split::named("", ""); 2], &[]), told));
    }
    let late = read_late(Path::new(&folder))?;
    let late = tighten(&late).unwrap_or(late);
    let name = format!("standfirst-late-{}.js", hash(late.as_bytes()));
    fs::write(page.folder().join(&name), late).with_context(|| format!("writing {name}"))?;
    places.push((LATE.to_owned(), name));
    for (placeholder, told) in places {
        ensure!(source.contains(&placeholder), "the glue has no {placeholder}");
        source = source.replace(&placeholder, &told);
    }
    fs::write(&glue, source).with_context(|| format!("writing {}", glue.display()))
}

/// The glue of the parts, as the cut wrote it among the chunks.
fn read_late(folder: &Path) -> Result<String> {
    fs::read_to_string(folder.join(LATE)).context("reading the glue of the later parts")
}

/// The same, where this build was cut.
pub fn late() -> Result<Option<String>> {
    env::var_os(CHUNKS)
        .map(PathBuf::from)
        .filter(|folder| folder.join(LATE).is_file())
        .map(|folder| read_late(&folder))
        .transpose()
}

/// What Trunk has wasm-opt do with the first module, by the project's `index.html`.
fn optimisations(root: &Path) -> Result<Vec<String>> {
    let source = fs::read_to_string(root.join("index.html")).context("reading index.html")?;
    let tags = html::tags(&source);
    let module = tags.iter().find(|tag| tag.attribute("data-wasm-opt").is_some());
    let module = module.context("index.html does not say how the module is optimised")?;
    let level = module.value("data-wasm-opt").unwrap_or_default();
    let params = module.value("data-wasm-opt-params").unwrap_or_default();
    let mut options = vec![format!("-O{level}")];
    options.extend(params.split_whitespace().map(str::to_owned));
    Ok(options)
}
