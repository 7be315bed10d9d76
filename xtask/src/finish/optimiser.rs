//! wasm-opt over many modules: several at a time, and what it has made of the same bytes before is not made again.

use anyhow::{Context, Result, anyhow, ensure};
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeSet,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use crate::command;

/// wasm-opt with the options of a build.
pub struct Optimiser {
    options: Vec<String>,
    /// What wasm-opt says of itself.
    version: Vec<u8>,
    /// Where what it has made is kept, named by the hash of all that it was made of.
    made: PathBuf,
}

impl Optimiser {
    /// What it makes is kept in the folder `made`.
    pub fn new(options: Vec<String>, made: &Path) -> Result<Self> {
        let version =
            Command::new("wasm-opt").arg("--version").output().context("asking wasm-opt for its version")?;
        ensure!(version.status.success(), "wasm-opt --version failed");
        fs::create_dir_all(made).with_context(|| format!("creating {}", made.display()))?;
        Ok(Self { options, version: version.stdout, made: made.to_owned() })
    }

    /// Makes these files smaller in place. What was kept and none of them needs goes.
    pub fn run(&self, files: &[&Path]) -> Result<()> {
        let (next, used) = (AtomicUsize::new(0), Mutex::new(BTreeSet::new()));
        let work = || -> Result<()> {
            while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                let name = self.one(file)?;
                used.lock().unwrap_or_else(PoisonError::into_inner).insert(name);
            }
            Ok(())
        };
        let threads = thread::available_parallelism().map_or(1, usize::from);
        thread::scope(|scope| {
            let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
            workers
                .into_iter()
                .try_for_each(|worker| worker.join().map_err(|_| anyhow!("optimising broke off"))?)
        })?;
        let used = used.into_inner().unwrap_or_else(PoisonError::into_inner);
        for kept in fs::read_dir(&self.made).with_context(|| format!("reading {}", self.made.display()))? {
            let kept = kept?;
            if !used.contains(&kept.file_name()) {
                fs::remove_file(kept.path())
                    .with_context(|| format!("removing {}", kept.path().display()))?;
            }
        }
        Ok(())
    }

    /// One file; the name under which the result is kept.
    fn one(&self, file: &Path) -> Result<OsString> {
        let bytes = fs::read(file).with_context(|| format!("reading {}", file.display()))?;
        let mut hash = Sha256::new();
        for part in self.options.iter().map(String::as_bytes).chain([&self.version[..], &bytes]) {
            hash.update(part.len().to_le_bytes());
            hash.update(part);
        }
        let name = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        let kept = self.made.join(&name);
        if !kept.is_file() {
            // Written under another name first, each file's own: a build that is stopped leaves no half of a module, and two of the
            // same bytes do not write over each other.
            let half = self.made.join(format!("{name}-{}", file.file_name().unwrap_or_default().display()));
            command::run(Command::new("wasm-opt").args(&self.options).arg(file).arg("-o").arg(&half))?;
            fs::rename(&half, &kept).with_context(|| format!("keeping {}", kept.display()))?;
        }
        fs::copy(&kept, file).with_context(|| format!("writing {}", file.display()))?;
        Ok(name.into())
    }
}
