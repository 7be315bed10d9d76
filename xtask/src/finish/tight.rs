//! Stripped scripts without the spaces and line ends that nothing depends on.
//!
//! A line end goes only where none could stand for a semicolon (ECMA-262, section 12.10.1).

use anyhow::{Context, Result};
use std::fs;

use super::{
    page::Page,
    scripts::{Lexer, shipped},
};

/// Tightens the scripts that the page names, the glue included.
pub fn all(page: &Page) -> Result<()> {
    for name in shipped(page) {
        let path = page.folder().join(&name);
        let source = fs::read_to_string(&path).with_context(|| format!("reading {name}"))?;
        if let Some(tight) = tighten(&source) {
            fs::write(&path, tight).with_context(|| format!("writing {name}"))?;
        }
    }
    Ok(())
}

/// A script that was stripped; `None` where its literals cannot be told for sure.
pub fn tighten(stripped: &str) -> Option<String> {
    let mut lexer = Lexer::of(stripped);
    while let Some(c) = lexer.peek(0) {
        let last = lexer.last();
        let next = lexer.peek(1);
        match c {
            ' ' if !parts(last, next) => lexer.skip(),
            '\n' if !ends(last, next) => lexer.skip(),
            _ => lexer.literal_or_copy()?,
        }
    }
    lexer.finish()
}

/// Whether a space keeps two characters apart that would be read as one.
fn parts(last: Option<char>, next: Option<char>) -> bool {
    let (Some(last), Some(next)) = (last, next) else { return false };
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '#' | '\\') || !c.is_ascii();
    match (last, next) {
        ('+', '+') | ('-', '-' | '>') | ('<', '!') | ('/', '/' | '*') => true,
        (digit, '.') => digit.is_ascii_digit(),
        _ => is_word(last) && is_word(next),
    }
}

/// Whether a line end may stand for a semicolon.
fn ends(last: Option<char>, next: Option<char>) -> bool {
    let within = matches!(last, None | Some('{' | '(' | '[' | ',' | ';'));
    let before = matches!(next, None | Some('}' | ')' | ']' | ',' | ';' | '.'));
    !within && !before
}

#[cfg(test)]
mod tests {
    use super::tighten;

    #[test]
    fn what_only_people_need_goes() {
        let source =
            "const a = (b, c) => {\nif (b > 0) {\nreturn [c,\n- 1];\n}\nd();\n};\nexport { a as default };\n";
        let tight = "const a=(b,c)=>{if(b>0){return[c,-1];}\nd();};export{a as default};";
        assert_eq!(tighten(source).as_deref(), Some(tight));
    }

    #[test]
    fn what_would_be_read_otherwise_stays() {
        for source in [
            "a=b\n(c)()",
            "a + +b - -c",
            "a=1 .toFixed()",
            "return a\n++b",
            "b=`x  ${c}\n y`",
            "c=' ; '",
            "d=/ [/] +/.test(e)",
            "a in b",
            "x=a\n/b/g",
        ] {
            let tight = tighten(source).unwrap();
            assert_eq!(tight.replace(' ', ""), source.replace(' ', ""), "{source}");
            assert!(
                ["a\n++", "`x  $", "' ; '", "/ [/] +/", "a in b", "+ +b- -c", "1 .", "b\n(", "a\n/"]
                    .iter()
                    .any(|kept| tight.contains(kept)),
                "{tight}"
            );
        }
    }
}
