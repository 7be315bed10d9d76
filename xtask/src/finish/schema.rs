//! The schema of the native format, published beside the page.

use anyhow::{Context, Result};
use std::{fs, path::Path};

/// Copies the project's `schema/` to `schema/` of the page.
pub fn publish(root: &Path, folder: &Path) -> Result<()> {
    copy_folder(&root.join("schema"), &folder.join("schema"))
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).with_context(|| format!("creating {}", to.display()))?;
    for entry in fs::read_dir(from).with_context(|| format!("reading {}", from.display()))? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), &target).with_context(|| format!("copying {}", entry.path().display()))?;
        }
    }
    Ok(())
}
