//! The glue and the module's side of it made smaller: both name each of some 350 functions in full, with a hash.
//!
//! The functions become a list in the order in which the module imports them, and their names the numbers of their places:
//! the glue names none of them, and in the module each name follows from the one before.

use anyhow::{Context, Result};
use std::collections::{BTreeMap, BTreeSet};

use crate::{
    late,
    module::{Bytes, change_sections, number, rename_exports, text},
};

/// What the glue's functions are imported as, in place of `./NAME_bg.js`.
pub const NAMESPACE: &str = "b";
/// How long names of exports begin that only the glue uses.
const CLOSURES: &str = "wasm_bindgen__convert__closures";

/// What the tools wrote, made small.
pub struct Slim {
    /// The glue of the first module.
    pub glue: String,
    /// A script that gives the other functions of the glue as a list, see [`late`].
    pub late: String,
    /// The first module.
    pub module: Vec<u8>,
}

/// Glue and module with short names, and the glue's repetitions said once (see `shapes`). The functions `later` of the glue are the
/// second script's; the module must not need them.
///
/// Fails where either has another form than expected, so that no half-renamed pair ships.
pub fn slim(glue: &str, module: &[u8], later: &[String]) -> Result<Slim> {
    let mut imported = Imported::default();
    let mut free = Free::of(glue);
    let mut closures = BTreeMap::new();
    let out = change_sections(module, |id, section| match id {
        2 => imports(section, later, &mut imported),
        7 => rename_exports(section, |name| {
            let is_closure = name.starts_with(CLOSURES);
            Some(match is_closure {
                true => closures.entry(name.to_owned()).or_insert_with(|| free.name()).clone(),
                false => name.to_owned(),
            })
        }),
        _ => Ok(section.to_vec()),
    })?;
    let [glue, list] = listed(glue, &imported, later)?.map(|script| renamed(&script, &closures));
    let (glue, list) = late::with_helpers(&glue, &list);
    let (glue, late) = late::scripts(&glue, &list, &mut free)?;
    Ok(Slim { glue, late, module: out })
}

/// The glue's functions that the module imports, in its order.
#[derive(Default)]
struct Imported {
    /// The module's name for the glue.
    namespace: String,
    names: Vec<String>,
}

/// The import section (WebAssembly 2.0, section 5.5.5) with the glue's functions by their number. Those that come later have none: the
/// module needs them no more, but has them until wasm-opt was there.
fn imports(section: &[u8], later: &[String], imported: &mut Imported) -> Result<Vec<u8>> {
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
            imported.namespace = module.to_owned();
            text(NAMESPACE, &mut out);
            if later.iter().any(|name| name == field) {
                text("", &mut out);
            } else {
                text(&imported.names.len().to_string(), &mut out);
                imported.names.push(field.to_owned());
            }
        } else {
            text(module, &mut out);
            text(field, &mut out);
        }
        out.extend(description);
    }
    Ok(out)
}

/// The glue with its functions as a list in the module's order, and the list of those that come later.
fn listed(glue: &str, imported: &Imported, later: &[String]) -> Result<[String; 2]> {
    let offered = format!("\"{}\": ", imported.namespace);
    let (_, after) = glue.split_once(&offered).context("the glue does not offer what the module imports")?;
    let (variable, _) = after.split_once(',').context("the glue's offer does not end")?;
    let begin = format!("    const {variable} = {{\n        __proto__: null,\n");
    let (before, rest) = glue.split_once(&begin).context("the glue's functions have another form")?;
    let (inside, after) = rest.split_once("\n    };\n").context("the glue's functions do not end")?;
    let mut functions = BTreeMap::new();
    let mut last = None;
    for line in inside.lines() {
        // The first line of a function has eight spaces before its name; all others have more, or are its end.
        let head = line.strip_prefix("        ").filter(|rest| !rest.starts_with([' ', '}']));
        if let Some(head) = head {
            let (name, body) = head.split_once(": ").with_context(|| format!("no function: {line}"))?;
            last = Some(name);
            functions.insert(name, format!("{body}\n"));
        } else {
            let function = last.and_then(|name| functions.get_mut(name));
            let function = function.with_context(|| format!("outside of a function: {line}"))?;
            function.push_str(&format!("{line}\n"));
        }
    }
    let list = |names: &[String]| -> Result<String> {
        let mut list = "[\n".to_owned();
        for name in names {
            let function = functions.get(name.as_str());
            let function = function.with_context(|| format!("the glue does not have {name}"))?;
            list.push_str(function.trim_end().trim_end_matches(','));
            list.push_str(",\n");
        }
        list.push_str("    ];\n");
        Ok(list)
    };
    let after = after.replace(&offered, &format!("\"{NAMESPACE}\": "));
    let first = format!("{before}    const {variable} = {}{after}", list(&imported.names)?);
    Ok([first, list(later)?])
}

/// The script with every word that has another name.
pub fn renamed(script: &str, names: &BTreeMap<String, String>) -> String {
    let mut out = String::with_capacity(script.len());
    for word in words(script) {
        out.push_str(names.get(word).map_or(word, String::as_str));
    }
    out
}

/// A script cut into words and what is between them.
pub fn words(script: &str) -> impl Iterator<Item = &str> {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
    let mut rest = script;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let end = match is_word(first) {
            true => rest.find(|c| !is_word(c)),
            false => rest.find(is_word),
        };
        let (word, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after;
        Some(word)
    })
}

/// Short names that a script does not use: `A` to `Z`, then `A0` to `Z0`, ….
pub struct Free {
    used: BTreeSet<String>,
    next: usize,
}

impl Free {
    /// Those of `script`.
    pub fn of(script: &str) -> Self {
        Self { used: words(script).map(str::to_owned).collect(), next: 0 }
    }

    /// The next one.
    pub fn name(&mut self) -> String {
        loop {
            let letter = char::from(b'A' + u8::try_from(self.next % 26).unwrap_or_default());
            let round = self.next / 26;
            self.next += 1;
            let name = match round {
                0 => letter.to_string(),
                _ => format!("{letter}{}", round - 1),
            };
            if !self.used.contains(&name) {
                return name;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Free, Slim, renamed, slim};
    use crate::module::{Bytes, number, text};
    use std::collections::BTreeMap;

    /// A module with two imports of functions from the glue and two exports.
    fn module() -> Vec<u8> {
        let mut imports = vec![2];
        for name in ["__wbg_focus_0123456789abcdef", "__wbg_click_0123456789abcdef"] {
            text("./a_bg.js", &mut imports);
            text(name, &mut imports);
            imports.extend([0, 0]);
        }
        let mut exports = vec![2];
        for name in ["wasm_bindgen__convert__closures__invoke0", "run"] {
            text(name, &mut exports);
            exports.extend([0, 0]);
        }
        let mut module = b"\0asm\x01\0\0\0".to_vec();
        for (id, section) in [(2, imports), (7, exports)] {
            module.push(id);
            number(section.len(), &mut module);
            module.extend(section);
        }
        module
    }

    const GLUE: &str = "function imports() {\n    const import0 = {\n        __proto__: null,\n        \
        __wbg_click_0123456789abcdef: function(arg0) {\n            arg0.click(A);\n        },\n        \
        __wbg_focus_0123456789abcdef: function(arg0) {\n            wasm.wasm_bindgen__convert__closures__invoke0();\n            \
        arg0.focus();\n        },\n    };\n    return {\n        \"./a_bg.js\": import0,\n    };\n}\n";

    #[test]
    fn the_glue_lists_its_functions_in_the_order_of_the_module() {
        let Slim { glue, module, .. } = slim(GLUE, &module(), &[]).unwrap();
        let (focus, click) = (glue.find(".focus()").unwrap(), glue.find(".click(A)").unwrap());
        assert!(
            focus < click && glue.contains("const import0 = [\n") && glue.contains("\"b\": import0"),
            "{glue}"
        );
        assert!(glue.contains("wasm.B()") && !glue.contains("__wbg"), "{glue}");
        let mut rest = Bytes(&module[10..]);
        assert_eq!((rest.number().unwrap(), rest.text().unwrap(), rest.text().unwrap()), (2, "b", "0"));
        rest.take(2).unwrap();
        assert_eq!((rest.text().unwrap(), rest.text().unwrap()), ("b", "1"));
        let names = |word: &[u8]| module.windows(word.len()).any(|bytes| bytes == word);
        assert!(names(b"run") && names(b"\x01B") && !names(b"closures") && !names(b"__wbg"));
    }

    #[test]
    fn what_is_not_as_expected_is_refused() {
        assert!(slim("no glue", &module(), &[]).is_err());
        assert!(slim(&GLUE.replace("__wbg_click", "__wbg_clack"), &module(), &[]).is_err());
        assert!(slim(GLUE, &module()[..12], &[]).is_err());
    }

    #[test]
    fn only_whole_words_are_renamed() {
        let names = BTreeMap::from([("ab".to_owned(), "x".to_owned())]);
        assert_eq!(renamed("ab abc .ab(ab_) é ab", &names), "x abc .x(ab_) é x");
        let mut free = Free::of("B + A0");
        let all: Vec<_> = (0..26).map(|_| free.name()).collect();
        assert_eq!((all[0].as_str(), all[1].as_str(), all[25].as_str()), ("A", "C", "B0"));
    }
}
