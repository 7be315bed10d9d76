//! Seeing that a source of the page changed.
//!
//! The few hundred files are looked at in turn: that works alike on every system,
//! in containers and on network folders, where notices of the system get lost.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

/// What the page is built from.
const SOURCES: [&str; 8] =
    ["Cargo.lock", "Cargo.toml", "Trunk.toml", "index.html", "public", "schema", "src", "style"];

/// How long between two looks.
const INTERVAL: Duration = Duration::from_millis(400);

/// Each source with its time and length.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot(BTreeMap<PathBuf, (Option<SystemTime>, u64)>);

impl Snapshot {
    /// How the sources stand now. A file that cannot be read counts as absent.
    pub fn take(root: &Path) -> Self {
        let mut files = BTreeMap::new();
        let mut paths: Vec<PathBuf> = SOURCES.iter().map(|name| root.join(name)).collect();
        while let Some(path) = paths.pop() {
            let Ok(meta) = fs::metadata(&path) else { continue };
            if meta.is_dir() {
                paths.extend(fs::read_dir(&path).into_iter().flatten().flatten().map(|entry| entry.path()));
            } else {
                files.insert(path, (meta.modified().ok(), meta.len()));
            }
        }
        Self(files)
    }

    /// Returns when the sources differ from this and have come to rest: the new state and one changed path.
    pub async fn changed(&self, root: &Path) -> (Self, PathBuf) {
        loop {
            tokio::time::sleep(INTERVAL).await;
            let now = Self::take(root);
            if let Some(path) = self.difference(&now) {
                tokio::time::sleep(INTERVAL / 4).await;
                return (Self::take(root), path);
            }
        }
    }

    fn difference(&self, now: &Self) -> Option<PathBuf> {
        let changed = now.0.iter().find(|(path, state)| self.0.get(*path) != Some(*state));
        let gone = || self.0.keys().find(|path| !now.0.contains_key(*path));
        changed.map(|(path, _)| path).or_else(gone).cloned()
    }
}
