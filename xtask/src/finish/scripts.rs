//! Scripts without their comments and indentation.
//!
//! Line ends stay, so that nothing depends on where a semicolon would be put in. A
//! script that this lexer is not sure about ships as it was written.

use anyhow::{Context, Result};
use std::fs;

use super::page::{Page, local};
use crate::say;

/// Strips the scripts that the page names, the glue included.
pub fn strip_all(page: &Page) -> Result<()> {
    for name in shipped(page) {
        let path = page.folder().join(&name);
        let source = fs::read_to_string(&path).with_context(|| format!("reading {name}"))?;
        match strip(&source) {
            Some(stripped) => fs::write(&path, stripped).with_context(|| format!("writing {name}"))?,
            None => say::note(format_args!("{name} keeps its comments: one of its slashes is ambiguous")),
        }
    }
    Ok(())
}

/// The scripts that the page names, the glue and the draft writer included.
pub fn shipped(page: &Page) -> Vec<String> {
    let tags = page.tags();
    let scripts = tags.iter().filter(|tag| tag.name == "script");
    let named =
        scripts.flat_map(|tag| ["src", "data-drafts", "data-glue"].map(|attribute| tag.value(attribute)));
    named.flatten().filter_map(local).map(str::to_owned).collect()
}

/// The script without comments and indentation; `None` if a `/` could be a division or a regular expression,
/// or if a literal does not end.
pub fn strip(source: &str) -> Option<String> {
    let mut lexer = Lexer::of(source);
    while let Some(c) = lexer.peek(0) {
        match c {
            '/' if lexer.peek(1) == Some('/') => lexer.line_comment(),
            '/' if lexer.peek(1) == Some('*') => lexer.block_comment()?,
            '\n' | '\r' => lexer.line_end(),
            ' ' | '\t' if lexer.at_line_start() || lexer.out.ends_with(' ') => lexer.skip(),
            _ => lexer.literal_or_copy()?,
        }
    }
    lexer.line_end();
    lexer.finish()
}

/// Reads a script character by character, and its literals whole.
pub(super) struct Lexer {
    source: Vec<char>,
    at: usize,
    out: String,
    /// For each template literal that we are in a `${…}` of: how many braces are open in there.
    templates: Vec<u32>,
}

impl Lexer {
    /// At the beginning of a script.
    pub fn of(source: &str) -> Self {
        let out = String::with_capacity(source.len());
        Self { source: source.chars().collect(), at: 0, out, templates: Vec::new() }
    }

    /// What was written; `None` within a literal.
    pub fn finish(self) -> Option<String> {
        self.templates.is_empty().then_some(self.out)
    }

    /// Passes a character.
    pub fn skip(&mut self) {
        self.at += 1;
    }

    /// The character that was written last.
    pub fn last(&self) -> Option<char> {
        self.out.chars().next_back()
    }

    /// Copies a literal, or one character of anything else; `None` where that is not sure, or a literal does not end.
    pub fn literal_or_copy(&mut self) -> Option<()> {
        match self.peek(0)? {
            '/' => match self.slash_begins_regex()? {
                true => self.regex()?,
                false => self.copy(),
            },
            quote @ ('"' | '\'') => self.string(quote)?,
            '`' => self.template()?,
            '}' if self.templates.last() == Some(&0) => {
                self.templates.pop();
                self.template()?;
            }
            _ => self.copy(),
        }
        Some(())
    }

    /// The character so many after the next one.
    pub fn peek(&self, ahead: usize) -> Option<char> {
        self.source.get(self.at + ahead).copied()
    }

    fn at_line_start(&self) -> bool {
        self.out.is_empty() || self.out.ends_with('\n')
    }

    fn copy(&mut self) {
        if let Some(c) = self.peek(0) {
            match (c, self.templates.last_mut()) {
                ('{', Some(depth)) => *depth += 1,
                ('}', Some(depth)) => *depth = depth.saturating_sub(1),
                _ => {}
            }
            self.out.push(c);
            self.at += 1;
        }
    }

    fn line_end(&mut self) {
        self.at += 1;
        self.end_line();
    }

    fn end_line(&mut self) {
        self.out.truncate(self.out.trim_end_matches([' ', '\t']).len());
        if !self.at_line_start() {
            self.out.push('\n');
        }
    }

    fn line_comment(&mut self) {
        while self.peek(0).is_some_and(|c| !matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}')) {
            self.at += 1;
        }
    }

    fn block_comment(&mut self) -> Option<()> {
        let mut lines = false;
        self.at += 2;
        loop {
            match self.peek(0)? {
                '*' if self.peek(1) == Some('/') => break,
                c => lines |= matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}'),
            }
            self.at += 1;
        }
        self.at += 2;
        if lines {
            self.end_line();
        } else if !self.at_line_start() && !self.out.ends_with(' ') {
            self.out.push(' ');
        }
        Some(())
    }

    /// Copies up to an unescaped `end`, which must come before the line ends.
    fn literal(&mut self, end: char) -> Option<()> {
        let mut class = false;
        loop {
            let c = self.peek(0)?;
            self.out.push(c);
            self.at += 1;
            match c {
                '\\' => {
                    self.out.push(self.peek(0)?);
                    self.at += 1;
                }
                '\n' | '\r' => return None,
                '[' if end == '/' => class = true,
                ']' if end == '/' => class = false,
                _ if c == end && !class => return Some(()),
                _ => {}
            }
        }
    }

    fn string(&mut self, quote: char) -> Option<()> {
        self.out.push(quote);
        self.at += 1;
        self.literal(quote)
    }

    fn regex(&mut self) -> Option<()> {
        self.out.push('/');
        self.at += 1;
        self.literal('/')
    }

    /// Copies from a backtick, or from the `}` that ends a `${…}`, to the next `${` or the end of the literal.
    fn template(&mut self) -> Option<()> {
        self.out.push(self.peek(0)?);
        self.at += 1;
        loop {
            let c = self.peek(0)?;
            self.out.push(c);
            self.at += 1;
            match c {
                '\\' => {
                    self.out.push(self.peek(0)?);
                    self.at += 1;
                }
                '`' => return Some(()),
                '$' if self.peek(0) == Some('{') => {
                    self.out.push('{');
                    self.at += 1;
                    self.templates.push(0);
                    return Some(());
                }
                _ => {}
            }
        }
    }

    /// Whether a `/` here begins a regular expression; `None` after a `}`, where it may be either.
    fn slash_begins_regex(&self) -> Option<bool> {
        const BEFORE_REGEX: [&str; 12] = [
            "return", "typeof", "case", "in", "of", "delete", "void", "throw", "new", "else", "await",
            "yield",
        ];
        let before = self.out.trim_end();
        let word_starts =
            before.rfind(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '$'))).map_or(0, |i| i + 1);
        let word = before.get(word_starts..).unwrap_or_default();
        match before.chars().next_back() {
            None => Some(true),
            Some('}') => None,
            Some(')' | ']' | '"' | '\'' | '`') => Some(false),
            Some(_) => Some(word.is_empty() || BEFORE_REGEX.contains(&word)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::strip;

    #[test]
    fn comments_and_indentation_go_and_code_stays() {
        let source =
            "// head\n  /** doc\n   * more */\n  const a = 1; // one\n\n  if (a /* x */ > 0)\n    b();\n";
        assert_eq!(strip(source).as_deref(), Some("const a = 1;\nif (a > 0)\nb();\n"));
    }

    #[test]
    fn what_looks_like_a_comment_in_a_literal_stays() {
        for line in [
            "x('http://a/*b*/');\n",
            "x(\"//\", '\\'//');\n",
            "y = /\\/\\/[/*]\"/.test(z);\n",
            "return /'/g;\n",
            "w = `  // ${a + `/* ${{ b: '}' }.b} */`}  \n  // tail`;\n",
            "q = (a + b) / 2 / c[0] / d;\n",
        ] {
            assert_eq!(strip(line).as_deref(), Some(line));
        }
    }

    #[test]
    fn a_comment_over_lines_still_ends_a_line() {
        assert_eq!(strip("a = b /*\n*/ c").as_deref(), Some("a = b\nc\n"));
        assert_eq!(strip("return/* */x").as_deref(), Some("return x\n"));
    }

    #[test]
    fn doubtful_scripts_are_left_alone() {
        for source in ["a = {} / 2", "'open", "`open", "/* open", "x = /open"] {
            assert_eq!(strip(source), None, "{source}");
        }
    }
}
