//! The linked module without the streams of Leptos's server functions, which a page without a server never makes.
//!
//! The crate `wasm-streams` exports three classes to JavaScript; an export is a root, so all that they need would stay: closures,
//! promises, and the glue's side of each. Before the module is cut they lose their exports and wasm-bindgen its descriptions of
//! them. The cut then leaves out what nothing else reaches.

use anyhow::{Context, Result, ensure};

use crate::module::{Bytes, change_sections, rename_exports, text};

/// How the names of the classes' exports begin: methods, destructors, and what describes the methods to wasm-bindgen.
const EXPORTS: [&str; 3] = ["intounderlying", "__wbg_intounderlying", "__wbindgen_describe_intounderlying"];
/// The custom section in which wasm-bindgen's macros describe what they were used on.
const DESCRIPTIONS: &str = "__wasm_bindgen_unstable";
/// The modules of the classes, as a description names the place of its macro.
const PLACES: [&str; 2] =
    ["wasm_streams::readable::into_underlying_", "wasm_streams::writable::into_underlying_"];

/// The module without the classes' exports and descriptions. One that has neither stays as it is.
///
/// Fails where only one of the two is found: then the classes are described in another way than this expects.
pub fn without(module: &[u8]) -> Result<Vec<u8>> {
    let (mut exports, mut descriptions) = (0, 0);
    let module = change_sections(module, |id, section| match id {
        0 => described(section, &mut descriptions),
        7 => rename_exports(section, |name| {
            let is_class = EXPORTS.iter().any(|start| name.starts_with(start));
            exports += usize::from(is_class);
            (!is_class).then(|| name.to_owned())
        }),
        _ => Ok(section.to_vec()),
    })?;
    ensure!(
        (exports == 0) == (descriptions == 0),
        "{exports} exports of wasm-streams, but {descriptions} descriptions of them: see `xtask/src/streams.rs`"
    );
    Ok(module)
}

/// A custom section; of the descriptions those of other places. Each is two blocks, of wasm-bindgen's version and of what is
/// described. A block is its length in four bytes, the lowest first, and its bytes.
fn described(section: &[u8], left_out: &mut usize) -> Result<Vec<u8>> {
    let mut rest = Bytes(section);
    if rest.text()? != DESCRIPTIONS {
        return Ok(section.to_vec());
    }
    let mut out = Vec::with_capacity(section.len());
    text(DESCRIPTIONS, &mut out);
    while !rest.0.is_empty() {
        let both = rest.0;
        let version = block(&mut rest)?;
        ensure!(version.starts_with(b"{"), "a description without its version: see `xtask/src/streams.rs`");
        let described = block(&mut rest)?;
        if PLACES.iter().any(|place| described.windows(place.len()).any(|bytes| bytes == place.as_bytes())) {
            *left_out += 1;
            continue;
        }
        out.extend(Bytes(both).take(both.len() - rest.0.len())?);
    }
    Ok(out)
}

fn block<'b>(rest: &mut Bytes<'b>) -> Result<&'b [u8]> {
    let length: [u8; 4] = rest.take(4)?.try_into().context("a block without its length")?;
    rest.take(usize::try_from(u32::from_le_bytes(length))?)
}

#[cfg(test)]
mod tests {
    use super::{DESCRIPTIONS, without};
    use crate::module::{number, text};

    fn module(exports: &[&str], blocks: &[&str]) -> Vec<u8> {
        let mut list = Vec::new();
        number(exports.len(), &mut list);
        for name in exports {
            text(name, &mut list);
            list.extend([0, 7]);
        }
        let mut custom = Vec::new();
        text(DESCRIPTIONS, &mut custom);
        for block in blocks.iter().flat_map(|block| ["{}", *block]) {
            custom.extend(u32::try_from(block.len()).unwrap().to_le_bytes());
            custom.extend(block.as_bytes());
        }
        let mut module = b"\0asm\x01\0\0\0".to_vec();
        for (id, section) in [(7, list), (0, custom)] {
            module.push(id);
            number(section.len(), &mut module);
            module.extend(section);
        }
        module
    }

    #[test]
    fn the_classes_go_and_all_else_stays() {
        let class = "…wasm_streams::readable::into_underlying_source…";
        let names =
            ["main", "__wbindgen_describe_intounderlyingsource_pull_58", "intounderlyingsource_pull_58"];
        let whole = module(&names, &["a", class, "wasm_streams::readable::sys"]);
        let rest = module(&["main"], &["a", "wasm_streams::readable::sys"]);
        assert_eq!(without(&whole).unwrap(), rest);
        assert_eq!(without(&rest).unwrap(), rest);
    }

    #[test]
    fn half_a_class_is_refused() {
        assert!(without(&module(&["main", "intounderlyingsource_pull_58"], &["a"])).is_err());
        assert!(without(&module(&["main"], &["wasm_streams::writable::into_underlying_sink"])).is_err());
        assert!(without(b"no module").is_err());
    }
}
