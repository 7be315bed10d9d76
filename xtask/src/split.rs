//! The module cut into a first part and chunks that load later, between the compiler and wasm-bindgen.
//!
//! Trunk has no step there, so it finds this program under the name `wasm-bindgen`: the functions marked with `wasm_split`
//! in the crate leave the module with all that only they need, the real wasm-bindgen makes the glue of the rest, and the
//! loader of the chunks is written into that glue. [`crate::finish`] optimises the chunks and names them by their bytes.

use anyhow::{Context, Result, anyhow, bail, ensure};
use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{bindings, command, panics, shims, streams};

/// The variable with the folder that the chunks are written to.
pub const CHUNKS: &str = "STANDFIRST_CHUNKS";
/// The variable with the path of the real wasm-bindgen.
const REAL: &str = "STANDFIRST_WASM_BINDGEN";
/// The script that the cut module would import its loaders from; its text goes into the glue.
const LINK: &str = "./__wasm_split.js";
/// What a module with marked functions imports.
const MARK: &[u8] = b"__wasm_split_load_";

/// Whether this program was started under the name `wasm-bindgen`.
pub fn is_wasm_bindgen() -> bool {
    let name = env::args_os().next().map(PathBuf::from);
    name.as_deref().and_then(Path::file_stem).is_some_and(|name| name == "wasm-bindgen")
}

/// Makes Trunk find this program as `wasm-bindgen`, and tells it where the real one is.
///
/// `folder` is made anew and holds nothing else.
pub fn stand_in(trunk: &mut Command, folder: &Path, real: &Path) -> Result<()> {
    let (bin, chunks) = (folder.join("bin"), folder.join("chunks"));
    for folder in [&bin, &chunks] {
        fs::create_dir_all(folder).with_context(|| format!("creating {}", folder.display()))?;
    }
    let program = bin.join(format!("wasm-bindgen{}", env::consts::EXE_SUFFIX));
    let own = env::current_exe().context("looking for our own program")?;
    // A file that is being run cannot be written to, but it can be replaced.
    let fresh = bin.join(format!("new-{}", std::process::id()));
    fs::copy(&own, &fresh).with_context(|| format!("copying {}", own.display()))?;
    fs::rename(&fresh, &program).with_context(|| format!("replacing {}", program.display()))?;
    let path = trunk.get_envs().find(|(name, _)| *name == "PATH").and_then(|(_, path)| path);
    let mut folders = vec![bin];
    folders.extend(path.map(env::split_paths).into_iter().flatten());
    trunk.env("PATH", env::join_paths(folders)?).env(CHUNKS, chunks).env(REAL, real);
    Ok(())
}

/// What `wasm-bindgen` does, with the module cut first if any of its functions is marked.
pub fn as_wasm_bindgen() -> Result<()> {
    let real =
        env::var_os(REAL).context("this stands in for wasm-bindgen in a build: run `cargo xtask build`")?;
    let arguments: Vec<String> = env::args().skip(1).collect();
    let mut bindgen = Command::new(real);
    let Some(input) = arguments.iter().find(|argument| argument.ends_with(".wasm")) else {
        return command::run(bindgen.args(&arguments));
    };
    let module = fs::read(input).with_context(|| format!("reading {input}"))?;
    let folder = PathBuf::from(env::var_os(CHUNKS).context("no folder for the chunks")?);
    fs::remove_dir_all(&folder).with_context(|| format!("emptying {}", folder.display()))?;
    fs::create_dir_all(&folder).with_context(|| format!("creating {}", folder.display()))?;
    if !module.windows(MARK.len()).any(|bytes| bytes == MARK) {
        return command::run(bindgen.args(&arguments));
    }
    let main = folder.join("main.wasm");
    let module = panics::without_words(&streams::without(&module)?)?;
    let taken = shims::taken(&module)?;
    let loads = cut(&module, &folder, &main)?;
    for argument in &arguments {
        bindgen.arg(if argument == input { main.as_os_str() } else { argument.as_ref() });
    }
    command::run(bindgen.arg("--keep-lld-exports"))?;
    fs::remove_file(&main).context("removing the uncut module")?;
    let (out, name) = (PathBuf::from(option(&arguments, "--out-dir")?), option(&arguments, "--out-name")?);
    let (glue, module) = (out.join(format!("{name}.js")), out.join(format!("{name}_bg.wasm")));
    let source = fs::read_to_string(&glue).with_context(|| format!("reading {}", glue.display()))?;
    let bytes = fs::read(&module).with_context(|| format!("reading {}", module.display()))?;
    let divided = shims::divide(&bytes, &taken, bindings::NAMESPACE)?;
    let slim = bindings::slim(&with_loader(&source, &loads)?, &divided.first, &divided.names)?;
    for (path, bytes) in [
        (glue, slim.glue.as_bytes()),
        (module, &slim.module),
        (folder.join(shared(0, 0)), &divided.shims),
        (folder.join(LATE), slim.late.as_bytes()),
    ] {
        fs::write(&path, bytes).with_context(|| format!("writing {}", path.display()))?;
    }
    Ok(())
}

/// What a part needs: the pieces that it shares with others, by their number, and a file of its own.
pub type Needs = Vec<usize>;

/// Cuts the module; returns what each part needs. The pieces that several parts need are [`shared`] files in `folder`, a
/// part's own is `split_` and its name.
fn cut(module: &[u8], folder: &Path, main: &Path) -> Result<BTreeMap<String, Needs>> {
    let mut options = wasm_split_cli_support::Options::new(module);
    (options.output_dir, options.main_out_path, options.link_name) = (folder, main, LINK);
    let done = wasm_split_cli_support::transform(options).map_err(|error| anyhow!("{error:#}"))?;
    fs::remove_file(folder.join(LINK)).context("removing the unused loader")?;
    let own = |name: &String| name.starts_with("split_");
    let mut needed_by: [Vec<&Vec<String>>; WAITED.len()] = Default::default();
    for (needed, parts) in needed_by.iter_mut().zip(WAITED) {
        for part in parts {
            needed.push(done.prefetch_map.get(*part).with_context(|| format!("no part is named {part}"))?);
        }
    }
    let pack = |piece: &String| {
        let is_needed = |needed: &Vec<&Vec<String>>| needed.iter().any(|names| names.contains(piece));
        needed_by.iter().fold(0, |pack, needed| pack * 2 + usize::from(is_needed(needed)))
    };
    let pieces: BTreeSet<&String> = done.prefetch_map.values().flatten().filter(|name| !own(name)).collect();
    // The first is that of the shims.
    for (number, piece) in (1..).zip(&pieces) {
        let to = folder.join(shared(number, pack(piece)));
        let from = folder.join(format!("{piece}.wasm"));
        fs::rename(&from, to).with_context(|| format!("renaming {}", from.display()))?;
    }
    let number = |name: &String| pieces.iter().position(|piece| *piece == name).map(|at| at + 1);
    let shims = |part: &String| (!LIGHT.contains(&part.as_str())).then_some(0);
    let needs = |part: &String, names: &Vec<String>| {
        shims(part).into_iter().chain(names.iter().filter_map(number)).collect()
    };
    Ok(done.prefetch_map.iter().map(|(part, names)| (part.clone(), needs(part, names))).collect())
}

/// The file of a piece that several parts need, and which pack it goes to.
fn shared(number: usize, pack: usize) -> String {
    format!("{SHARED}{number:03}_{pack}.wasm")
}

/// The number and the pack of a [`shared`] file.
pub fn shared_places(file: &str) -> Option<(usize, usize)> {
    let (number, pack) = file.strip_prefix(SHARED)?.strip_suffix(".wasm")?.split_once('_')?;
    Some((number.parse().ok()?, pack.parse().ok()?))
}

/// The beginning of the names of [`shared`] files, whose order is that of their numbers.
const SHARED: &str = "shared_";

/// The parts that an article may wait for, those together that are for the same documents: a piece that several parts need is packed
/// with those that the same of these need, so that none waits for what only others need. `formats` needs all that `native` does.
const WAITED: [&[&str]; 3] = [&["posts"], &["json_ld"], &["native", "formats"]];

/// The parts that ask nothing of the browser that the first module does not.
const LIGHT: [&str; 2] = ["posts", "json_ld"];

/// The part of the glue that only the parts need, among the chunks and in [`LOADER`].
pub const LATE: &str = "late.js";

/// What [`LOADER`] has in the place of what the script of that name takes from the glue.
pub const SCOPE: &str = "scope0";

/// The value of an option, `--name value` or `--name=value`.
fn option<'a>(arguments: &'a [String], name: &str) -> Result<&'a str> {
    for (at, argument) in arguments.iter().enumerate() {
        let Some(rest) = argument.strip_prefix(name) else { continue };
        if rest.is_empty() {
            return arguments.get(at + 1).map(String::as_str).context("an option without its value");
        }
        if let Some(value) = rest.strip_prefix('=') {
            return Ok(value);
        }
    }
    bail!("Trunk called wasm-bindgen without {name}")
}

/// What loads the chunks: each once, a part's own one after all those that it shares with others, linked to the memory, tables and
/// functions that the first module exports. Most of what is shared is so small that a request for each would cost more than its
/// bytes: these are packs, files of one module after the other. The first, which every part needs that is not [`LIGHT`], and the script beside
/// it are what only the parts ask of the browser (`crate::shims`). A failed load is told and may be tried again: a script by another
/// address, for browsers remember that it failed. Bytes first, so that a wrong media type does no harm. `ahead` fetches a part that will
/// be needed, and tells nothing.
const LOADER: &str = "
const kept = new Map();
const once = (key, make) => {
  if (!kept.has(key)) kept.set(key, make().catch((error) => {
    kept.delete(key);
    throw error;
  }));
  return kept.get(key);
};
const bytes = ([file, integrity]) => once(file, async () => {
  const response = await fetch(new URL(file, import.meta.url), { integrity });
  if (!response.ok) throw new Error(`${response.status} ${file}`);
  return response.arrayBuffer();
});
let tries = 0;
const late = () => once('late', async () => (await import(`./late.js#${tries++}`)).default(scope0));
const link = (source, b) => WebAssembly.instantiate(source, { __wasm_split: wasm, b });
const pack = (number) => once(number, async () => {
  const [, , ...lengths] = packs[number];
  const [asked, source] = await Promise.all([number || late(), bytes(packs[number])]);
  let at = 0;
  await Promise.all(lengths.map((length) => link(source.slice(at, (at += length)), asked)));
});
const later = (own, ...numbers) => Object.assign(async (callback, data) => {
  let done = true;
  try {
    await once(own, async () => {
      const source = bytes(own);
      await Promise.all([source, ...numbers.map(pack)]);
      return link(await source);
    });
  } catch (error) {
    console.warn('A part of Standfirst did not load:', error);
    done = false;
  }
  wasm.__indirect_function_table.get(callback)(data, done);
}, { ahead: () => Promise.allSettled([own, ...numbers.map((number) => packs[number])].map(bytes)) });
export const ahead = (part) => parts[`__wasm_split_load_${part}`].ahead();
";

/// What of the loader has to do with the hashes of the chunks, and what stands there without them.
pub const PINNED: [(&str, &str); 3] = [
    ("([file, integrity]) =>", "([file]) =>"),
    ("fetch(new URL(file, import.meta.url), { integrity })", "fetch(new URL(file, import.meta.url))"),
    ("const [, , ...lengths] =", "const [, ...lengths] ="),
];

/// How the loader is told of the packs: each as it is [`named`], with the lengths of the pieces in it.
pub fn packs(packs: &[(String, Vec<usize>)]) -> String {
    let told: Vec<String> = packs
        .iter()
        .map(|(named, lengths)| {
            let lengths: String = lengths.iter().map(|length| format!(", {length}")).collect();
            format!("{}{lengths}]", named.trim_end_matches(']'))
        })
        .collect();
    format!("const packs = [{}];", told.join(", "))
}

/// The numbers of the pieces that a part needs, as the glue has them before [`crate::finish`] writes those of packs there, and the text
/// that tells them.
pub fn needs<'g>(glue: &'g str, named: &str) -> Option<(&'g str, Needs)> {
    let (_, after) = glue.split_once(named)?;
    let (told, _) = after.split_once(')')?;
    Some((told, told.split(", ").filter_map(|number| number.parse().ok()).collect()))
}

/// How the loader names a chunk, and what is known of its bytes, which [`crate::finish`] writes there.
pub fn named(file: &str, integrity: &str) -> String {
    format!("['./{file}', '{integrity}']")
}

/// The glue with the loader in place of the imports of it: wasm-bindgen writes one for each part, and offers each to the module.
fn with_loader(glue: &str, loads: &BTreeMap<String, Needs>) -> Result<String> {
    let mut loader = format!("{LOADER}{}\nconst parts = {{\n", packs(&[]));
    for (part, needs) in loads {
        let mut needed = named(&format!("split_{part}.wasm"), "");
        needs.iter().for_each(|number| needed.push_str(&format!(", {number}")));
        loader.push_str(&format!("  __wasm_split_load_{part}: later({needed}),\n"));
    }
    loader.push_str("};\n");
    let offered = format!("\"{LINK}\": ");
    let mut out = String::with_capacity(glue.len() + loader.len());
    let (mut imports, mut offers) = (0, 0);
    for line in glue.split_inclusive('\n') {
        let (once, count) = match line {
            _ if line.starts_with("import ") && line.contains(LINK) => (loader.clone(), &mut imports),
            _ if line.trim_start().starts_with(&offered) => (format!("{offered}parts,\n"), &mut offers),
            _ => {
                out.push_str(line);
                continue;
            }
        };
        if *count == 0 {
            out.push_str(&once);
        }
        *count += 1;
    }
    ensure!(
        imports > 0 && imports == offers,
        "the glue imports the loader {imports} times, but offers it {offers} times"
    );
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::{option, with_loader};
    use std::collections::BTreeMap;

    #[test]
    fn an_option_is_read_in_both_forms() {
        let arguments = ["--out-dir=/a", "--out-name", "b"].map(str::to_owned);
        assert_eq!(option(&arguments, "--out-dir").unwrap(), "/a");
        assert_eq!(option(&arguments, "--out-name").unwrap(), "b");
        assert!(option(&arguments, "--target").is_err());
    }

    #[test]
    fn the_loader_takes_the_place_of_its_imports() {
        let glue = "import * as import1 from \"./__wasm_split.js\"\nimport * as import2 from \"./__wasm_split.js\"\nlet wasm;\n\
            return {\n    \"./__wasm_split.js\": import1,\n    \"./__wasm_split.js\": import2,\n};\n";
        let loads = BTreeMap::from([("formats".to_owned(), vec![0, 2])]);
        let glue = with_loader(glue, &loads).unwrap();
        let end = "const packs = [];\nconst parts = {\n  __wasm_split_load_formats: later(['./split_formats.wasm', ''], 0, 2),\n};\n\
            let wasm;\nreturn {\n\"./__wasm_split.js\": parts,\n};\n";
        assert!(glue.ends_with(end) && !glue.contains("import "), "{glue}");
        assert!(with_loader("let wasm;", &loads).is_err());
    }
}
