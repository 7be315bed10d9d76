//! The page in Trunk's staging folder while it is being finished.

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};
use std::{
    fs,
    ops::Range,
    path::{Path, PathBuf},
};

use super::html::{self, Tag};

/// `index.html` and the folder it stands in.
pub struct Page {
    folder: PathBuf,
    source: String,
}

impl Page {
    /// Reads `index.html` of a folder.
    pub fn read(folder: &Path) -> Result<Self> {
        let path = folder.join("index.html");
        let source = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
        Ok(Self { folder: folder.to_path_buf(), source })
    }

    /// Writes `index.html` back.
    pub fn write(&self) -> Result<()> {
        let path = self.folder.join("index.html");
        fs::write(&path, &self.source).with_context(|| format!("writing {}", path.display()))
    }

    /// All start tags, in order.
    pub fn tags(&self) -> Vec<Tag> {
        html::tags(&self.source)
    }

    /// Replaces parts of the source; the ranges are those of [`Page::tags`].
    pub fn replace(&mut self, changes: Vec<(Range<usize>, String)>) {
        self.source = html::replace(&self.source, changes);
    }

    /// The folder that the page stands in.
    pub fn folder(&self) -> &Path {
        &self.folder
    }
}

/// The file name that a relative address of the page stands for: `./a.js` or `a.js`. `None` for any other.
pub fn local(address: &str) -> Option<&str> {
    let name = address.strip_prefix("./").unwrap_or(address);
    let plain = !name.is_empty()
        && !name.starts_with('/')
        && !name.contains([':', '?', '#', '\\'])
        && !name.contains("..");
    plain.then_some(name)
}

/// Sixteen hexadecimal digits of the SHA-256 of some bytes: the part of a name that changes with them.
pub fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// Reads a file that the page names.
pub fn read_named(folder: &Path, name: &str) -> Result<Vec<u8>> {
    let path = folder.join(name);
    if !path.is_file() {
        bail!(
            "index.html names {name}, which is not in the build: copy it with <link data-trunk rel=\"copy-file\">"
        );
    }
    fs::read(&path).with_context(|| format!("reading {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::{hash, local};

    #[test]
    fn only_relative_addresses_are_local() {
        assert_eq!(local("./a.js"), Some("a.js"));
        assert_eq!(local("schema/a.json"), Some("schema/a.json"));
        for other in ["https://a.example/b.js", "//a.example/b.js", "/b.js", "../b.js", "data:,x", ""] {
            assert_eq!(local(other), None, "{other}");
        }
    }

    #[test]
    fn a_name_changes_with_the_bytes() {
        assert_eq!(hash(b"a").len(), 16);
        assert_ne!(hash(b"a"), hash(b"b"));
    }
}
