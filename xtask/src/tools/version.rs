//! Every version that we pin, and how a version is read from what a tool prints.
//!
//! wasm-bindgen is not here: it must be the one in `Cargo.lock`.

use std::path::Path;
use std::process::Command;

use crate::command;

/// Trunk: 0.22 needs a newer Rust than the project does.
pub const TRUNK: &str = "0.21.14";
/// geckodriver, the WebDriver of Firefox.
pub const GECKODRIVER: &str = "0.37.1";
/// npm's `binaryen`, which brings `wasm-opt`.
pub const BINARYEN: &str = "132.0.0";
/// The crate `wasm-opt`, used where there is no npm. It wraps Binaryen 116.
pub const WASM_OPT_CRATE: &str = "0.116.1";
/// The oldest Binaryen that reads what today's rustc writes.
pub const BINARYEN_OLDEST: Version = [116, 0, 0];
/// npm's `axe-core`, the accessibility checks.
pub const AXE_CORE: &str = "4.14.1";

/// PyPI's `isso`, a server for tests.
pub const ISSO: &str = "0.14.0";

/// Major, minor and patch; absent parts are zero.
pub type Version = [u64; 3];

/// The first version in a text such as `trunk 0.21.14` or `wasm-opt version 132 (version_132)`.
pub fn parse(text: &str) -> Option<Version> {
    let word = text.split_whitespace().find(|w| w.starts_with(|c: char| c.is_ascii_digit()))?;
    let mut version = [0; 3];
    for (slot, part) in version.iter_mut().zip(word.split('.')) {
        *slot = part.parse().ok()?;
    }
    Some(version)
}

/// What `PROGRAM --version` says; `None` if it does not run or names no version.
pub fn of(program: &Path) -> Option<Version> {
    parse(&command::output(Command::new(program).arg("--version"))?)
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn a_version_is_found_in_what_tools_print() {
        assert_eq!(parse("trunk 0.21.14\n"), Some([0, 21, 14]));
        assert_eq!(parse("wasm-opt version 132 (version_132)"), Some([132, 0, 0]));
        assert_eq!(parse("geckodriver 0.37.1 (2a1f4c 2026-01-01)"), Some([0, 37, 1]));
        assert_eq!(parse("no number"), None);
    }
}
