//! `.br` and `.gz` beside every file that gains by it, for hosts that send such files as they are.

use anyhow::{Context, Result};
use flate2::{Compression, write::GzEncoder};
use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

use super::files;

const COMPRESSIBLE: [&str; 11] =
    ["css", "html", "js", "json", "map", "md", "mjs", "svg", "txt", "wasm", "webmanifest"];

/// Writes the compressed files of a folder.
pub fn folder(folder: &Path) -> Result<()> {
    for path in files::all(folder)?.iter().filter(|path| compressible(path)) {
        let bytes = fs::read(path).with_context(|| format!("reading {}", path.display()))?;
        keep_if_smaller(path, ".br", &bytes, brotli(&bytes)?)?;
        keep_if_smaller(path, ".gz", &bytes, gzip(&bytes)?)?;
    }
    Ok(())
}

/// Binary logarithms of the windows that are tried, in bytes: the widest is not always the one that makes a file smallest.
const WINDOWS: [i32; 5] = [16, 17, 18, 20, 22];

/// Brotli at its best quality.
pub fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut smallest: Option<Vec<u8>> = None;
    for lgwin in WINDOWS {
        let mut out = Vec::new();
        let size_hint = bytes.len();
        let params = brotli::enc::BrotliEncoderParams { quality: 11, lgwin, size_hint, ..Default::default() };
        brotli::BrotliCompress(&mut &*bytes, &mut out, &params).context("compressing with Brotli")?;
        if smallest.as_ref().is_none_or(|known| out.len() < known.len()) {
            smallest = Some(out);
        }
    }
    smallest.context("no window to compress with")
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish().context("compressing with gzip")
}

fn compressible(path: &Path) -> bool {
    path.extension().and_then(|e| e.to_str()).is_some_and(|e| COMPRESSIBLE.contains(&e))
}

fn keep_if_smaller(path: &Path, suffix: &str, raw: &[u8], packed: Vec<u8>) -> Result<()> {
    if packed.len() >= raw.len() {
        return Ok(());
    }
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    let target = PathBuf::from(name);
    fs::write(&target, packed).with_context(|| format!("writing {}", target.display()))
}
