//! A second try for the few tests of a run over WebDriver that failed: drivers and browsers on a busy machine lose a press or a
//! window now and then. A test that fails twice has failed; one that passes at the second try is named.

use anyhow::{Context, Result, bail};
use std::{
    io::{BufRead, BufReader},
    process::{Command, Stdio},
};

use crate::{command, say};

/// More failures than these are no accident.
const FEW: usize = 6;

/// Runs a `cargo test`; what fails in it runs once more by itself.
pub fn run(test: &mut Command) -> Result<()> {
    let described = command::describe(test);
    let arguments: Vec<_> = test.get_args().map(std::ffi::OsStr::to_owned).collect();
    let (before, after) =
        arguments.split_at(arguments.iter().position(|word| word == "--").unwrap_or(arguments.len()));
    let variables: Vec<_> =
        test.get_envs().map(|(name, value)| (name.to_owned(), value.map(ToOwned::to_owned))).collect();
    let make = |more: &[&str], names: &[String]| {
        let mut again = Command::new(test.get_program());
        again.args(before).args(more).args(after).args(names);
        if let Some(folder) = test.get_current_dir() {
            again.current_dir(folder);
        }
        for (name, value) in &variables {
            match value {
                Some(value) => again.env(name, value),
                None => again.env_remove(name),
            };
        }
        again
    };
    let mut first = make(&["--no-fail-fast"], &[]);
    let mut child =
        first.stdout(Stdio::piped()).spawn().with_context(|| format!("could not start {described}"))?;
    let out = child.stdout.take().context("the tests have no output")?;
    let mut failed = Vec::new();
    for line in BufReader::new(out).lines() {
        let line = line.context("reading what the tests say")?;
        println!("{line}");
        failed.extend(name_of_failed(&line));
    }
    if child.wait()?.success() {
        return Ok(());
    }
    if failed.is_empty() || failed.len() > FEW {
        bail!("{described}: {} failed", failed.len());
    }
    say::note(format_args!("a second try for {}", failed.join(", ")));
    let mut exact = vec!["--exact".to_owned()];
    exact.extend(failed.iter().cloned());
    command::run(&mut make(&[], &exact))?;
    say::note(format_args!("passed at the second try: {}", failed.join(", ")));
    Ok(())
}

/// The name in a line of the list of failures: `    page::it_is_shown`.
fn name_of_failed(line: &str) -> Option<String> {
    let name = line.strip_prefix("    ")?;
    let is_name =
        name.contains("::") && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == ':');
    is_name.then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{name_of_failed, run};
    use std::process::Command;

    #[test]
    fn failures_are_known_by_their_line() {
        assert_eq!(name_of_failed("    page::it_is_shown").as_deref(), Some("page::it_is_shown"));
        for other in ["test page::it_is_shown ... ok", "    left: 1", "    panicked: no", "page::it_is_shown"]
        {
            assert_eq!(name_of_failed(other), None, "{other}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn what_fails_once_may_pass_and_what_fails_twice_has_failed() {
        let script =
            |last: u8| format!("case \"$*\" in *--exact*) exit {last};; *) echo '    a::b'; exit 1;; esac");
        let test = |script: &str| run(Command::new("sh").args(["-c", script, "sh", "--", "x"]));
        assert!(test(&script(0)).is_ok());
        assert!(test(&script(1)).is_err());
        assert!(test("echo none; exit 1").is_err());
        assert!(test("exit 0").is_ok());
    }
}
