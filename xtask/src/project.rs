//! Where the project is and what its lock file says.

use anyhow::{Context, Result};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The folder that holds the workspace's `Cargo.toml`.
///
/// Cargo says at run time where xtask's manifest is; a binary that is started
/// without Cargo uses the place it was compiled in.
pub fn root() -> PathBuf {
    let manifest = match std::env::var_os("CARGO_MANIFEST_DIR") {
        Some(dir) => PathBuf::from(dir),
        None => PathBuf::from(env!("CARGO_MANIFEST_DIR")),
    };
    manifest.ancestors().find(|dir| dir.join("Trunk.toml").is_file()).unwrap_or(&manifest).to_path_buf()
}

/// The version of a package in `Cargo.lock`.
///
/// Fails if there is no lock file or no such package in it.
pub fn locked_version(root: &Path, package: &str) -> Result<String> {
    let path = root.join("Cargo.lock");
    let lock = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    find_version(&lock, package).with_context(|| format!("no package {package} in {}", path.display()))
}

fn find_version(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines();
    lines.find(|line| *line == name)?;
    let version = lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')?;
    Some(version.to_owned())
}

#[cfg(test)]
mod tests {
    use super::find_version;

    #[test]
    fn the_lock_file_names_the_version_of_a_package() {
        let lock = "[[package]]\nname = \"a-b\"\nversion = \"1.0.0\"\n\n[[package]]\nname = \"a\"\nversion = \"0.2.130\"\n";
        assert_eq!(find_version(lock, "a").as_deref(), Some("0.2.130"));
        assert_eq!(find_version(lock, "c"), None);
    }
}
