//! The chunks of the module: optimised, named by their bytes, and written into the glue with what their bytes must be.

use anyhow::{Context, Result, ensure};
use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};
use std::{
    collections::{BTreeMap, BTreeSet},
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
    split::{self, CHUNKS, LATE},
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
    let (mut packs, mut packed, mut places) = (Vec::new(), BTreeMap::<_, Vec<_>>::new(), Vec::new());
    // Which pack a piece is in.
    let mut pack_of = BTreeMap::new();
    for chunk in modules {
        let file = chunk.file_name().and_then(|name| name.to_str()).context("a chunk without a name")?;
        let bytes = fs::read(chunk).with_context(|| format!("reading {file}"))?;
        let stem = file.trim_end_matches(".wasm").trim_start_matches("split_").replace('_', "-");
        let Some((number, pack)) = split::shared_places(file) else {
            places.push((split::named(file, ""), write(&stem, &bytes)?));
            continue;
        };
        // The first is the first pack.
        if number == 0 || bytes.len() > SMALL {
            pack_of.insert(number, packs.len());
            packs.push((write(&stem, &bytes)?, vec![bytes.len()]));
        } else {
            packed.entry(pack).or_default().push((number, bytes));
        }
    }
    for (pack, pieces) in packed {
        pack_of.extend(pieces.iter().map(|(number, _)| (*number, packs.len())));
        let lengths = pieces.iter().map(|(_, bytes)| bytes.len()).collect();
        let bytes: Vec<u8> = pieces.into_iter().flat_map(|(_, bytes)| bytes).collect();
        packs.push((write(&format!("pack-{pack}"), &bytes)?, lengths));
    }
    for (placeholder, told) in &mut places {
        let (pieces, numbers) = split::needs(&source, placeholder).context("the glue names no pieces")?;
        *placeholder += pieces;
        let needed: BTreeSet<_> = numbers.iter().filter_map(|number| pack_of.get(number)).collect();
        needed.iter().for_each(|pack| *told += &format!(", {pack}"));
    }
    places.push((split::packs(&[]), split::packs(&packs)));
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

/// Takes out of the page's glue what the bytes of the chunks must be. The element, which a host pins by its hash, needs that; the page's
/// own scripts come unpinned from the same server, and the names of the chunks follow their bytes: it would be a kilobyte for nothing.
pub fn unpin(page: &Page) -> Result<()> {
    let tags = page.tags();
    let Some(glue) = tags.iter().find_map(|tag| tag.value("data-glue").and_then(local)) else {
        return Ok(());
    };
    let glue = page.folder().join(glue);
    let source = fs::read_to_string(&glue).with_context(|| format!("reading {}", glue.display()))?;
    fs::write(&glue, unpinned(&source)?).with_context(|| format!("writing {}", glue.display()))
}

fn unpinned(glue: &str) -> Result<String> {
    const HASH: &str = ", 'sha256-";
    if !glue.contains(HASH) {
        return Ok(glue.to_owned());
    }
    let mut parts = glue.split(HASH);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str(part.split_once('\'').context("a hash that does not end")?.1);
    }
    for (pinned, free) in split::PINNED {
        ensure!(out.matches(pinned).count() == 1, "the loader has no `{pinned}`, or several");
        out = out.replace(pinned, free);
    }
    Ok(out)
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

#[cfg(test)]
mod tests {
    use super::unpinned;
    use crate::split::PINNED;

    #[test]
    fn hashes_go_and_what_takes_them_with_them() {
        let [with, without] = [0, 1].map(|way| {
            let loader: Vec<&str> = PINNED.iter().map(|both| [both.0, both.1][way]).collect();
            let hash = ["", ", 'sha256-a+/='"][1 - way];
            format!(
                "const packs = [['./a.wasm'{hash}, 7]]; {} later(['./b.wasm'{hash}], 0)",
                loader.join(" ")
            )
        });
        assert_eq!(unpinned(&with).unwrap(), without);
        assert_eq!(unpinned("let wasm;").unwrap(), "let wasm;");
        assert!(unpinned("['./a.wasm', 'sha256-a']").is_err());
    }
}
