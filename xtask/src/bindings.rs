//! The glue and the module's side of it made smaller: both name each of some 230 functions in full, with a hash, and Leptos
//! links the streams of its server functions, which a page without a server never makes.

use anyhow::{Context, Result, ensure};
use std::collections::BTreeMap;

/// What the glue's functions are imported as, in place of `./NAME_bg.js`.
const NAMESPACE: &str = "b";
/// The classes of the unused streams, as the glue and the module write them.
const STREAMS: &str = "IntoUnderlying";
const STREAM_EXPORTS: [&str; 2] = ["intounderlying", "__wbg_intounderlying"];
/// How long names of exports begin that only the glue uses.
const CLOSURES: &str = "wasm_bindgen__convert__closures";

/// Glue and module with short names and without the streams.
///
/// Fails where either has another form than expected, so that no half-renamed pair ships.
pub fn slim(glue: &str, module: &[u8]) -> Result<(String, Vec<u8>)> {
    let mut names = BTreeMap::new();
    let mut namespace = None;
    let mut out = module.get(..8).context("no WebAssembly module")?.to_vec();
    let mut rest = Bytes(module.get(8..).unwrap_or_default());
    while !rest.0.is_empty() {
        let id = rest.byte()?;
        let section = rest.sized()?;
        let section = match id {
            2 => imports(section, &mut names, &mut namespace)?,
            7 => exports(section, &mut names)?,
            _ => section.to_vec(),
        };
        out.push(id);
        number(section.len(), &mut out);
        out.extend(section);
    }
    let namespace = namespace.context("the module imports nothing from the glue")?;
    let glue = without_streams(glue)?;
    ensure!(glue.contains(&format!("\"{namespace}\"")), "the glue does not offer {namespace}");
    let glue = glue.replace(&format!("\"{namespace}\""), &format!("\"{NAMESPACE}\""));
    Ok((renamed(&glue, &names), out))
}

/// The import section (WebAssembly 2.0, section 5.5.5) with the glue's functions under short names.
fn imports(
    section: &[u8],
    names: &mut BTreeMap<String, String>,
    namespace: &mut Option<String>,
) -> Result<Vec<u8>> {
    let mut rest = Bytes(section);
    let count = rest.number()?;
    let mut out = Vec::new();
    number(count, &mut out);
    for _ in 0..count {
        let (module, field) = (rest.text()?, rest.text()?);
        let before = rest.0;
        match rest.byte()? {
            0 | 4 => drop(rest.number()?),
            1 => {
                rest.byte()?;
                rest.limits()?;
            }
            2 => rest.limits()?,
            _ => drop((rest.byte()?, rest.byte()?)),
        }
        let description = before.get(..before.len() - rest.0.len()).unwrap_or_default();
        if module.ends_with("_bg.js") {
            *namespace = Some(module.to_owned());
            let short = short(names.len());
            text(NAMESPACE, &mut out);
            text(&short, &mut out);
            names.insert(field.to_owned(), short);
        } else {
            text(module, &mut out);
            text(field, &mut out);
        }
        out.extend(description);
    }
    Ok(out)
}

/// The export section (5.5.10) without the streams, and with short names for what only the glue calls.
fn exports(section: &[u8], names: &mut BTreeMap<String, String>) -> Result<Vec<u8>> {
    let mut rest = Bytes(section);
    let mut kept = 0;
    let mut out = Vec::new();
    for _ in 0..rest.number()? {
        let (name, kind, index) = (rest.text()?, rest.byte()?, rest.number()?);
        if STREAM_EXPORTS.iter().any(|start| name.starts_with(start)) {
            continue;
        }
        kept += 1;
        let short = name.starts_with(CLOSURES).then(|| short(names.len()));
        text(short.as_deref().unwrap_or(name), &mut out);
        out.push(kind);
        number(index, &mut out);
        names.extend(short.map(|short| (name.to_owned(), short)));
    }
    let mut all = Vec::new();
    number(kept, &mut all);
    all.extend(out);
    Ok(all)
}

/// The glue without the classes of the streams.
fn without_streams(glue: &str) -> Result<String> {
    let mut out = String::with_capacity(glue.len());
    let mut inside = false;
    for line in glue.lines() {
        inside |= line.starts_with(&format!("export class {STREAMS}"))
            || line.starts_with(&format!("if (Symbol.dispose) {STREAMS}"))
            || line.starts_with(&format!("const {STREAMS}"));
        if !inside {
            out.push_str(line);
            out.push('\n');
        }
        inside &= !(line == "}" || line.ends_with(';') && !line.starts_with(' '));
        inside &= !line.ends_with("));");
    }
    ensure!(!out.contains(STREAMS), "the glue uses {STREAMS}… elsewhere too: it cannot be left out");
    Ok(out)
}

/// The script with every word that has another name.
fn renamed(script: &str, names: &BTreeMap<String, String>) -> String {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
    let mut out = String::with_capacity(script.len());
    let mut rest = script;
    while let Some(c) = rest.chars().next() {
        let end = match is_word(c) {
            true => rest.find(|c| !is_word(c)),
            false => rest.find(is_word),
        };
        let (word, after) = rest.split_at(end.unwrap_or(rest.len()));
        out.push_str(names.get(word).map_or(word, String::as_str));
        rest = after;
    }
    out
}

/// The name with a number: `a0`, `b0`, …, `z0`, `a1`, ….
fn short(number: usize) -> String {
    let letter = char::from(b'a' + u8::try_from(number % 26).unwrap_or_default());
    format!("{letter}{}", number / 26)
}

fn number(mut number: usize, out: &mut Vec<u8>) {
    loop {
        let byte = u8::try_from(number & 0x7f).unwrap_or_default();
        number >>= 7;
        if number == 0 {
            return out.push(byte);
        }
        out.push(byte | 0x80);
    }
}

fn text(text: &str, out: &mut Vec<u8>) {
    number(text.len(), out);
    out.extend(text.as_bytes());
}

/// What is left of a module to read.
struct Bytes<'b>(&'b [u8]);

impl<'b> Bytes<'b> {
    fn take(&mut self, count: usize) -> Result<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(count).context("the module ends too early")?;
        self.0 = rest;
        Ok(taken)
    }

    fn byte(&mut self) -> Result<u8> {
        self.take(1)?.first().copied().context("the module ends too early")
    }

    /// An unsigned LEB128 number of at most 32 bits.
    fn number(&mut self) -> Result<usize> {
        let mut value = 0;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            value |= usize::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        anyhow::bail!("a number of more than 32 bits in the module")
    }

    fn sized(&mut self) -> Result<&'b [u8]> {
        let length = self.number()?;
        self.take(length)
    }

    fn text(&mut self) -> Result<&'b str> {
        std::str::from_utf8(self.sized()?).context("a name in the module is not UTF-8")
    }

    fn limits(&mut self) -> Result<()> {
        let flags = self.byte()?;
        self.number()?;
        if flags & 1 == 1 {
            self.number()?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Bytes, number, renamed, short, slim, text};
    use std::collections::BTreeMap;

    /// A module with one import of a function from the glue and two exports.
    fn module() -> Vec<u8> {
        let mut imports = vec![1];
        text("./a_bg.js", &mut imports);
        text("__wbg_click_0123456789abcdef", &mut imports);
        imports.extend([0, 0]);
        let mut exports = vec![2];
        text("intounderlyingsink_close", &mut exports);
        exports.extend([0, 0]);
        text("run", &mut exports);
        exports.extend([0, 0]);
        let mut module = b"\0asm\x01\0\0\0".to_vec();
        for (id, section) in [(2, imports), (7, exports)] {
            module.push(id);
            number(section.len(), &mut module);
            module.extend(section);
        }
        module
    }

    #[test]
    fn both_sides_get_the_same_short_names_and_the_streams_go() {
        let glue = "export class IntoUnderlyingSink {\n    close() {\n        return 1;\n    }\n}\n\
            if (Symbol.dispose) IntoUnderlyingSink.prototype[Symbol.dispose] = IntoUnderlyingSink.prototype.free;\n\
            const import0 = {\n    __wbg_click_0123456789abcdef: (a) => a.click(),\n};\nreturn { \"./a_bg.js\": import0 };\n\
            const IntoUnderlyingSinkFinalization = (typeof FinalizationRegistry === 'undefined')\n    ? { register: () => {} }\n    \
            : new FinalizationRegistry(ptr => wasm.__wbg_intounderlyingsink_free(ptr, 1));\nexport function run() {}\n";
        let (glue, module) = slim(glue, &module()).unwrap();
        assert_eq!(
            glue,
            "const import0 = {\n    a0: (a) => a.click(),\n};\nreturn { \"b\": import0 };\nexport function run() {}\n"
        );
        let mut rest = Bytes(&module[10..]);
        assert_eq!((rest.number().unwrap(), rest.text().unwrap(), rest.text().unwrap()), (1, "b", "a0"));
        let names = |word: &[u8]| module.windows(word.len()).any(|bytes| bytes == word);
        assert!(names(b"run") && !names(b"intounderlying") && !names(b"__wbg"));
    }

    #[test]
    fn what_is_not_as_expected_is_refused() {
        assert!(slim("no glue", &module()).is_err());
        assert!(slim("\"./a_bg.js\" IntoUnderlyingSource", &module()).is_err());
        assert!(slim("\"./a_bg.js\"", &module()[..12]).is_err());
    }

    #[test]
    fn only_whole_words_are_renamed() {
        let names = BTreeMap::from([("ab".to_owned(), "x".to_owned())]);
        assert_eq!(renamed("ab abc .ab(ab_) é ab", &names), "x abc .x(ab_) é x");
        assert_eq!((short(0), short(27)), ("a0".to_owned(), "b1".to_owned()));
    }
}
