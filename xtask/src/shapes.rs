//! What wasm-bindgen writes into its glue hundreds of times, said once.
//!
//! Each shape is a pattern of wasm-bindgen's own text without comments and indentation. Text that has another form stays as it is: a
//! new version of wasm-bindgen costs bytes, never correctness.

use anyhow::Result;
use regex::Regex;
use std::collections::BTreeMap;

use crate::bindings::{Free, renamed};

/// The names of what stands for the shapes.
pub const HELPED: [&str; 4] = ["ref0", "text0", "is0", "caught0"];

/// What stands for the shapes.
const HELPERS: &str = "const ref0 = (ret) => isLikeNone(ret) ? 0 : addToExternrefTable0(ret);
const text0 = (at, ret) => {
const ptr = isLikeNone(ret) ? 0 : passStringToWasm0(ret, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
getDataViewMemory0().setInt32((at >>> 0) + 4, WASM_VECTOR_LEN, true);
getDataViewMemory0().setInt32(at >>> 0, ptr, true);
};
const is0 = (test) => {
try {
return test();
} catch (_) {
return false;
}
};
const caught0 = (f) => (...args) => handleError(f, args);
";

/// What is written in which way, in the order in which it is looked for.
const SHAPES: [(&str, &str); 10] = [
    // An object or nothing, for Rust.
    (
        r"const ret = (.*);\nreturn isLikeNone\(ret\) \? 0 : addToExternrefTable0\(ret\);\n",
        "return ref0($1);\n",
    ),
    (r"const ret = (.*);\nreturn ret;\n", "return $1;\n"),
    // A text, or perhaps one, for Rust.
    (
        r"const ret = (.*);\n(?:var|const) ptr1 = (?:isLikeNone\(ret\) \? 0 : )?passStringToWasm0\(ret, wasm\.__wbindgen_malloc, wasm\.__wbindgen_realloc\);\n(?:var|const) len1 = WASM_VECTOR_LEN;\ngetDataViewMemory0\(\)\.setInt32\(\(arg0 >>> 0\) \+ 4 \* 1, len1, true\);\ngetDataViewMemory0\(\)\.setInt32\(\(arg0 >>> 0\) \+ 4 \* 0, ptr1, true\);\n",
        "text0(arg0, $1);\n",
    ),
    // A question of class.
    (
        r"let result;\ntry \{\nresult = (arg0 instanceof \w+);\n\} catch \(_\) \{\nresult = false;\n\}\nreturn result;\n",
        "return is0(() => $1);\n",
    ),
    // What may throw.
    (
        r"(?m)^function\(\) \{ return handleError\(function \((.*)\) \{\n((?:.*\n)*?)\}, arguments\); \},\n",
        "caught0(($1) => {\n$2}),\n",
    ),
    // A function of the list, none of which asks for `this`.
    (r"(?m)^function\((.*)\) \{\n", "($1) => {\n"),
    // One that only gives a value, or does one thing.
    (r"=> \{\nreturn ([^{\n].*);\n\}", "=> $1"),
    (r"=> \{\n((?:arg0|console|[A-Z]\w*)[.\[].*);\n\}", "=> $1"),
    // The page says where the module is, and waits for it.
    (r"if \(module_or_path === undefined\) \{\nmodule_or_path = new URL\(.*, import\.meta\.url\);\n\}\n", ""),
    (r"function initSync\(module\) \{\n(?:.*\n)*?\}\n(let __wbg_init_promise;\n)", "$1"),
];

/// The glue's own names that it uses most.
const NAMES: [&str; 18] = [
    "arg0",
    "arg1",
    "arg2",
    "arg3",
    "arg4",
    "arg5",
    "ref0",
    "text0",
    "is0",
    "caught0",
    "isLikeNone",
    "addToExternrefTable0",
    "getStringFromWasm0",
    "getDataViewMemory0",
    "passStringToWasm0",
    "getUint8ArrayMemory0",
    "WASM_VECTOR_LEN",
    "handleError",
];

/// The glue, without comments and indentation, with each of the shapes said once; `free` are names that it does not use. Gives also
/// what names have become others.
///
/// Fails only where a pattern is none.
pub fn once(glue: &str, free: &mut Free) -> Result<(String, BTreeMap<String, String>)> {
    let mut out = format!("{HELPERS}{glue}");
    for (shape, said) in SHAPES {
        out = Regex::new(shape)?.replace_all(&out, said).into_owned();
    }
    out = out.replace("export { initSync, __wbg_init as default };", "export { __wbg_init as default };");
    let names: BTreeMap<_, _> = NAMES.iter().map(|name| ((*name).to_owned(), free.name())).collect();
    Ok((renamed(&out, &names), names))
}

#[cfg(test)]
mod tests {
    use super::{HELPERS, once};
    use crate::bindings::Free;

    fn said(glue: &str) -> String {
        let (whole, _) = once(glue, &mut Free::of(glue)).unwrap();
        let (helpers, _) = once("", &mut Free::of(glue)).unwrap();
        whole.strip_prefix(helpers.as_str()).unwrap().to_owned()
    }

    #[test]
    fn each_shape_is_said_once() {
        let glue = "function(arg0) {\nconst ret = arg0.body;\nreturn isLikeNone(ret) ? 0 : addToExternrefTable0(ret);\n},\n\
            function(arg0, arg1) {\narg0.hidden = arg1 !== 0;\n},\n\
            function() { return handleError(function (arg0) {\narg0.focus();\n}, arguments); },\n\
            function(arg0) {\nlet result;\ntry {\nresult = arg0 instanceof Map;\n} catch (_) {\nresult = false;\n}\n\
            const ret = result;\nreturn ret;\n},\n";
        assert_eq!(
            said(glue),
            "(A) => G(A.body),\n(A, B) => A.hidden = B !== 0,\nJ((A) => A.focus()),\n(A) => I(() => A instanceof Map),\n"
        );
    }

    #[test]
    fn a_text_goes_to_rust_by_one_function() {
        let pass = "passStringToWasm0(ret, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);\n";
        let set = "getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 1, len1, true);\n\
            getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 0, ptr1, true);\n";
        let sure = format!("const ret = arg1.href;\nconst ptr1 = {pass}const len1 = WASM_VECTOR_LEN;\n{set}");
        let perhaps = format!(
            "const ret = arg1.key;\nvar ptr1 = isLikeNone(ret) ? 0 : {pass}var len1 = WASM_VECTOR_LEN;\n{set}"
        );
        assert_eq!(said(&(sure + &perhaps)), "H(A, B.href);\nH(A, B.key);\n");
    }

    #[test]
    fn what_has_another_form_stays() {
        for glue in [
            "const ret = a();\nb(ret);\nreturn ret;\n",
            "f(() => {\nreturn {\na };\n});\n",
            "() => {\nif (a) b();\n}\n",
        ] {
            assert_eq!(said(glue), glue);
        }
        assert!(HELPERS.ends_with('\n'));
    }
}
