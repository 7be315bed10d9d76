//! Ending a browser as a power cut of its processes would: nothing of it gets to say goodbye.

use anyhow::{Context, Result, ensure};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    process::Command,
};

/// Sends SIGKILL to a process and all that it started, all of them at once. Linux only: it reads `/proc`.
pub fn tree(root: u32) -> Result<()> {
    kill(&descendants(root)?)
}

/// Sends SIGKILL to those processes below `root` whose command line has `part`.
pub fn some(root: u32, part: &str) -> Result<()> {
    let chosen: BTreeSet<u32> = descendants(root)?
        .into_iter()
        .filter(|pid| {
            fs::read_to_string(format!("/proc/{pid}/cmdline")).is_ok_and(|line| line.contains(part))
        })
        .collect();
    ensure!(!chosen.is_empty(), "no process below {root} has {part} in its command line");
    kill(&chosen)
}

fn kill(pids: &BTreeSet<u32>) -> Result<()> {
    // One call for all; some may be gone already, which is what is wanted.
    Command::new("kill")
        .arg("-KILL")
        .args(pids.iter().map(ToString::to_string))
        .stderr(std::process::Stdio::null())
        .status()
        .context("running kill")?;
    Ok(())
}

/// A process and everything below it.
fn descendants(root: u32) -> Result<BTreeSet<u32>> {
    let mut children: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for entry in fs::read_dir("/proc").context("reading /proc")? {
        let Some(pid) = entry?.file_name().to_str().and_then(|name| name.parse().ok()) else { continue };
        // A process may end while the list is read.
        let Ok(stat) = fs::read_to_string(format!("/proc/{pid}/stat")) else { continue };
        // The name in parentheses may hold anything; the parent is the second field after it (proc_pid_stat(5)).
        let parent = stat.rsplit_once(')').and_then(|(_, rest)| rest.split_whitespace().nth(1)?.parse().ok());
        children.entry(parent.unwrap_or(0)).or_default().push(pid);
    }
    let (mut found, mut open) = (BTreeSet::from([root]), vec![root]);
    while let Some(next) = open.pop() {
        for child in children.get(&next).into_iter().flatten() {
            if found.insert(*child) {
                open.push(*child);
            }
        }
    }
    Ok(found)
}
