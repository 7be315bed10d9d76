//! The glue of the parts that load later, as a script of its own.
//!
//! Its functions are those that only the shims of the parts call (`crate::shims`). What they need of the first module's glue they are
//! given when the script is loaded: it is one function, which gives the list.

use anyhow::{Context, Result, bail};
use std::collections::BTreeSet;

use crate::{
    bindings::{Free, renamed, words},
    finish::scripts::strip,
    shapes::{self, HELPED},
    split::SCOPE,
};

/// What stands between the two scripts while they are made small together.
const BETWEEN: &str = "'late';\n";
/// Where the glue says how long the text is that it wrote last. Of all that is given it alone changes, and so it is asked for.
const LENGTH: &str = "WASM_VECTOR_LEN";

/// The glue without the functions and lists of names that only `list` needs, and these before it. Both still have wasm-bindgen's
/// indentation.
pub fn with_helpers(glue: &str, list: &str) -> (String, String) {
    let (mut glue, mut late) = (glue.to_owned(), format!("return {list}"));
    let is_alone = |name: &str, declared: &str, glue: &str, late: &str| {
        let count = |script: &str| words(script).filter(|word| *word == name).count();
        let needs_state = words(declared).any(|word| variables(glue).contains(word));
        count(late) > 0 && count(glue) == count(declared) && !needs_state
    };
    while let Some((_, declared)) =
        declarations(&glue).into_iter().find(|(name, declared)| is_alone(name, declared, &glue, &late))
    {
        glue = glue.replacen(&declared, "", 1);
        late.insert_str(0, &declared);
    }
    (glue, late)
}

/// Both scripts made small; the second takes what it needs of the first.
pub fn scripts(glue: &str, late: &str, free: &mut Free) -> Result<(String, String)> {
    let declared = declarations(glue).into_iter().map(|(name, _)| name);
    let known: Vec<String> = declared.chain(HELPED.map(str::to_owned)).chain(["wasm".to_owned()]).collect();
    let changing = variables(glue);
    let whole = strip(&format!("{glue}\n{BETWEEN}{late}")).context("a slash in the glue is ambiguous")?;
    let (whole, names) = shapes::once(&whole, free)?;
    let (glue, late) = whole.split_once(BETWEEN).context("the glue does not end")?;
    let used: BTreeSet<&str> = words(late).collect();
    let now = |name: &String| names.get(name).unwrap_or(name).clone();
    let needed = |name: &String| used.contains(now(name).as_str());
    if let Some(name) = changing.iter().find(|name| needed(name)) {
        bail!("the glue of the later parts needs {name}, which changes");
    }
    let mut parameters: Vec<String> = known.iter().filter(|name| needed(name)).map(now).collect();
    let mut arguments = parameters.clone();
    let mut late = late.to_owned();
    let length = now(&LENGTH.to_owned());
    if used.contains(length.as_str()) {
        late = renamed(&late, &[(length.clone(), format!("{length}()"))].into());
        arguments.push(format!("() => {length}"));
        parameters.push(length);
    }
    let glue = renamed(glue, &[(SCOPE.to_owned(), arguments.join(", "))].into());
    Ok((glue, format!("export default ({}) => {{\n{late}}};\n", parameters.join(", "))))
}

/// What the glue declares once and for all: each name, and the lines that say it.
fn declarations(glue: &str) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = Vec::new();
    let (mut is_function, mut is_constant) = (false, false);
    for line in glue.split_inclusive('\n') {
        let is_inside = is_function || (is_constant && line.starts_with([' ', '}']));
        if is_inside {
            if let Some((_, lines)) = all.last_mut() {
                lines.push_str(line);
            }
            // Comments within a function may begin their lines.
            is_function &= line != "}\n";
            continue;
        }
        let function = ["function ", "async function "].iter().find_map(|word| line.strip_prefix(word));
        let constant = line.strip_prefix("const ");
        (is_function, is_constant) = (function.is_some() && !line.ends_with("}\n"), constant.is_some());
        if let Some(name) = function.or(constant).and_then(|rest| words(rest).next()) {
            all.push((name.to_owned(), line.to_owned()));
        }
    }
    all
}

/// What the glue declares and changes, but for the module itself and the length that is asked for.
fn variables(glue: &str) -> BTreeSet<String> {
    let declared = glue.lines().filter_map(|line| line.strip_prefix("let "));
    let names =
        declared.flat_map(|names| names.split([',', ';'])).filter_map(|name| words(name.trim()).next());
    names.filter(|name| !["", "wasm", LENGTH].contains(name)).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::{scripts, with_helpers};
    use crate::bindings::Free;

    const GLUE: &str = "const late = () => (await import('./late.js')).default(scope0);
function imports() {
    const import0 = [
        function(arg0) { arg0.focus(toText(arg0)); },
    ];
}
const modes = [\"a\"];
function onlyLate(x) {
    // One comment,

// which begins its line
    return modes[x];
}
function toText(x) {
    WASM_VECTOR_LEN = x.length;
}
let cached = null;
function memory() {
    cached = 1;
}
let WASM_VECTOR_LEN = 0;
let wasm;
";

    fn divided(list: &str) -> anyhow::Result<(String, String)> {
        let (glue, late) = with_helpers(GLUE, list);
        scripts(&glue, &late, &mut Free::of(GLUE))
    }

    #[test]
    fn what_only_the_later_script_needs_goes_with_it() {
        let list = "[\n    function(arg0) {\n        wasm.run(onlyLate(toText(arg0)), WASM_VECTOR_LEN, memory());\n    },\n];\n";
        let (glue, late) = divided(list).unwrap();
        assert!(!glue.contains("onlyLate") && !glue.contains("modes"), "{glue}");
        assert!(
            late.contains("function onlyLate(x) {\nreturn modes[x];\n}") && late.contains("const modes"),
            "{late}"
        );
        assert!(!glue.contains("return modes"), "{glue}");
        // The length changes: it is asked for.
        let length = late.split(") => {").next().and_then(|head| head.rsplit(", ").next()).unwrap();
        assert!(late.starts_with("export default (toText, memory, wasm, "), "{late}");
        assert!(late.contains(&format!("toText(A)), {length}(), memory())")), "{late}");
        assert!(glue.contains(&format!(".default(toText, memory, wasm, () => {length})")), "{glue}");
    }

    #[test]
    fn what_changes_is_not_handed_over() {
        assert!(divided("[\n    () => cached,\n];\n").is_err());
        // A helper that changes it stays where it is.
        let (glue, late) = divided("[\n    () => memory(),\n];\n").unwrap();
        assert!(
            glue.contains("function memory()") && late.starts_with("export default (memory) => {"),
            "{late}"
        );
    }
}
