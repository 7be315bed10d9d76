//! Progress: one line for each step, on standard error, so that `--json` output stays clean.

use std::fmt::Display;

/// A step that begins, for example `Building the page (release)`.
pub fn step(text: impl Display) {
    eprintln!("==> {text}");
}

/// A detail of the step before it.
pub fn note(text: impl Display) {
    eprintln!("    {text}");
}

/// Something left out or found wanting that does not stop the work.
pub fn warn(text: impl Display) {
    eprintln!("!!! {text}");
}
