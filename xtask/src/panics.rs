//! The linked module without the words of its panics.
//!
//! A panic ends the page: the reader is told by [`BROKE`], and the browser's own error says where in the module it was. What else the
//! standard library would say is nobody's to read, but it costs: texts, names of files, and code that formats values for them. Before
//! the module is cut, every function that begins a panic calls [`BROKE`] instead, and what its callers hand over by address becomes zero,
//! so that the cut leaves out what nothing else needs.

use anyhow::{Context, Result, ensure};
use std::collections::{BTreeMap, BTreeSet};
use wasmparser::{KnownCustom, Linking, Name, Operator, Parser, Payload, SymbolInfo, TypeRef};

use crate::module::{Bytes, change_sections, number, rename_exports, text};

/// The function of the page that is called in place of a panic's own (`src/browser/panic.rs`).
const BROKE: &str = "standfirst_broke";
/// Where the relocations of the code stand, as the linker's `--emit-relocs` keeps them.
const RELOCATIONS: &str = "reloc.CODE";
/// The functions in which a panic of the standard library begins: what their mangled names hold.
const BEGINNINGS: [&str; 14] = [
    "4core9panicking",
    "3std9panicking11begin_panic",
    "6result13unwrap_failed",
    "6option13unwrap_failed",
    "6option13expect_failed",
    "4cell22panic_already_borrowed",
    "4cell30panic_already_mutably_borrowed",
    "5local18panic_access_error",
    "5index16slice_index_fail",
    "3str16slice_error_fail",
    "3str19slice_error_fail_rt",
    "7raw_vec12handle_error",
    "17capacity_overflow",
    "13assert_failed",
];

/// Whether a function begins a panic: no method of a trait does.
fn begins(name: &str) -> bool {
    let is_method = ["_RNvX", "_RNvY"].iter().any(|start| name.starts_with(start));
    !is_method && BEGINNINGS.iter().any(|part| name.contains(part))
}

/// The parts of a module that say what is to change. Offsets are those of the whole module's bytes.
#[derive(Default)]
struct Parts {
    /// Parameters of each type.
    parameters: Vec<usize>,
    /// Type of each function, imported ones first.
    types: Vec<u32>,
    imported: u32,
    names: BTreeMap<u32, String>,
    /// The symbol of [`BROKE`], by which relocations name it.
    broke: Option<(u32, u32)>,
    code: usize,
    /// Offsets of what is relocated, and whether it is a function's place in the table.
    relocated: BTreeMap<usize, bool>,
}

/// The module with panics that only end the page. One without [`BROKE`] stays as it is.
///
/// Fails where the module has another form than expected.
pub fn without_words(module: &[u8]) -> Result<Vec<u8>> {
    let parts = read(module)?;
    let Some((symbol, function)) = parts.broke else { return Ok(module.to_vec()) };
    let beginnings: BTreeSet<u32> =
        parts.names.iter().filter(|(_, name)| begins(name)).map(|(index, _)| *index).collect();
    ensure!(!beginnings.is_empty(), "no function of the module begins a panic: see `xtask/src/panics.rs`");
    let mut out = module.to_vec();
    // Offsets of relocations that go, and of those of the calls that come.
    let (mut gone, mut calls) = (Vec::new(), Vec::new());
    let mut index = parts.imported;
    for payload in Parser::new(0).parse_all(module) {
        let Payload::CodeSectionEntry(body) = payload? else { continue };
        let own = index;
        index += 1;
        let range = body.range();
        let range = usize::try_from(range.start)?..usize::try_from(range.end)?;
        // Locals, a call of six bytes, a trap, the end.
        if beginnings.contains(&own) && range.len() >= 9 {
            let place = out.get_mut(range.clone()).context("a function outside of the module")?;
            let call = [0x00, 0x10, 0, 0, 0, 0, 0, 0x00];
            place.fill(0x01);
            place.iter_mut().zip(call).for_each(|(byte, new)| *byte = new);
            if let Some(last) = place.last_mut() {
                *last = 0x0b;
            }
            padded(&mut out, range.start + 2, function)?;
            gone.push(range.clone());
            calls.push(range.start + 2);
            continue;
        }
        // What was pushed since anything else was done: the place of its number, where that is relocated.
        let mut pushed: Vec<Option<usize>> = Vec::new();
        // The functions that were named since the way here could be another one: what is to format a value of a panic.
        let mut written: Vec<usize> = Vec::new();
        let mut operators = body.get_operators_reader()?;
        while !operators.eof() {
            let (operator, at) = operators.read_with_offset()?;
            let at = usize::try_from(at)?;
            match operator {
                Operator::I32Const { .. } => {
                    let place = parts.relocated.get(&(at + 1)).map(|is_function| (at + 1, *is_function));
                    pushed.push(place.map(|(place, _)| place));
                    written.extend(place.filter(|(_, is_function)| *is_function).map(|(place, _)| place));
                }
                Operator::LocalGet { .. } | Operator::I64Const { .. } => pushed.push(None),
                Operator::Call { function_index } => {
                    if beginnings.contains(&function_index) {
                        let taken = parts.takes(function_index);
                        for place in pushed.iter().rev().take(taken).flatten().chain(&written) {
                            padded(&mut out, *place, 0)?;
                            gone.push(*place..*place + 1);
                        }
                    }
                    pushed.clear();
                    written.clear();
                }
                Operator::LocalSet { .. }
                | Operator::LocalTee { .. }
                | Operator::GlobalGet { .. }
                | Operator::GlobalSet { .. }
                | Operator::I32Add
                | Operator::I32Sub
                | Operator::I32Load { .. }
                | Operator::I32Store { .. }
                | Operator::I64Load { .. }
                | Operator::I64Store { .. }
                | Operator::I64Or
                | Operator::I64ExtendI32U => pushed.clear(),
                _ => {
                    pushed.clear();
                    written.clear();
                }
            }
        }
    }
    let stays = |at: usize| !gone.iter().any(|range| range.contains(&at));
    change_sections(&out, |id, section| match id {
        0 if Bytes(section).text()? == RELOCATIONS => relocations(section, parts.code, stays, &calls, symbol),
        7 => rename_exports(section, |name| (name != BROKE).then(|| name.to_owned())),
        _ => Ok(section.to_vec()),
    })
}

impl Parts {
    /// How many values a function takes.
    fn takes(&self, function: u32) -> usize {
        let kind = usize::try_from(function).ok().and_then(|at| self.types.get(at));
        let kind = kind.and_then(|kind| usize::try_from(*kind).ok());
        kind.and_then(|kind| self.parameters.get(kind)).copied().unwrap_or_default()
    }
}

/// Writes a number over the five bytes of another one.
fn padded(module: &mut [u8], at: usize, number: u32) -> Result<()> {
    let place = module.get_mut(at..at + 5).context("a number outside of the module")?;
    for (shift, byte) in (0..).step_by(7).zip(place.iter_mut()) {
        *byte = u8::try_from((number >> shift) & 0x7f)? | if shift < 28 { 0x80 } else { 0 };
    }
    Ok(())
}

fn read(module: &[u8]) -> Result<Parts> {
    let mut parts = Parts::default();
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::TypeSection(types) => {
                for one in types.into_iter_err_on_gc_types() {
                    parts.parameters.push(one?.params().len());
                }
            }
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    if let TypeRef::Func(kind) = import?.ty {
                        parts.types.push(kind);
                        parts.imported += 1;
                    }
                }
            }
            Payload::FunctionSection(functions) => {
                for kind in functions {
                    parts.types.push(kind?);
                }
            }
            Payload::CodeSectionStart { range, .. } => parts.code = usize::try_from(range.start)?,
            Payload::CustomSection(custom) => match custom.as_known() {
                KnownCustom::Name(names) => {
                    for name in names {
                        let Name::Function(functions) = name? else { continue };
                        for one in functions {
                            let one = one?;
                            parts.names.insert(one.index, one.name.to_owned());
                        }
                    }
                }
                KnownCustom::Linking(linking) => {
                    for sub in linking {
                        let Linking::SymbolTable(symbols) = sub? else { continue };
                        for (number, symbol) in (0..).zip(symbols) {
                            if let SymbolInfo::Func { index, name: Some(BROKE), .. } = symbol? {
                                parts.broke = Some((number, index));
                            }
                        }
                    }
                }
                KnownCustom::Reloc(_) if custom.name() == RELOCATIONS => {
                    let mut rest = Bytes(custom.data());
                    rest.number()?;
                    for _ in 0..rest.number()? {
                        let (entry, at) = relocation(&mut rest)?;
                        // R_WASM_TABLE_INDEX_SLEB.
                        parts.relocated.insert(parts.code + at, entry.first() == Some(&1));
                    }
                }
                _ => {}
            },
            _ => {}
        }
    }
    Ok(parts)
}

/// The next relocation as it is, and where in the section it applies.
pub fn relocation<'b>(rest: &mut Bytes<'b>) -> Result<(&'b [u8], usize)> {
    let whole = rest.0;
    let kind = rest.byte()?;
    let at = rest.number()?;
    rest.number()?;
    // Of these kinds a number with a sign follows (tool-conventions, Linking.md, "Relocation Sections").
    if matches!(kind, 3..=5 | 8 | 9 | 11 | 14..=17 | 21..=23 | 25) {
        while rest.byte()? & 0x80 != 0 {}
    }
    Ok((whole.get(..whole.len() - rest.0.len()).unwrap_or_default(), at))
}

/// The section with the relocations that stay, and those of the new calls of a symbol, in order.
fn relocations(
    section: &[u8],
    code: usize,
    stays: impl Fn(usize) -> bool,
    calls: &[usize],
    symbol: u32,
) -> Result<Vec<u8>> {
    let mut rest = Bytes(section);
    let (name, about) = (rest.text()?, rest.number()?);
    let mut list: BTreeMap<usize, Vec<u8>> = BTreeMap::new();
    for _ in 0..rest.number()? {
        let (entry, at) = relocation(&mut rest)?;
        if stays(code + at) {
            list.insert(at, entry.to_vec());
        }
    }
    for call in calls {
        // R_WASM_FUNCTION_INDEX_LEB.
        let mut entry = vec![0];
        number(call - code, &mut entry);
        number(usize::try_from(symbol)?, &mut entry);
        list.insert(call - code, entry);
    }
    let mut out = Vec::with_capacity(section.len());
    text(name, &mut out);
    number(about, &mut out);
    number(list.len(), &mut out);
    list.into_values().for_each(|entry| out.extend(entry));
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::{begins, without_words};
    use crate::module::{number, text};

    fn section(id: u8, inside: &[u8], module: &mut Vec<u8>) {
        module.push(id);
        number(inside.len(), module);
        module.extend(inside);
    }

    fn custom(name: &str, inside: &[u8], module: &mut Vec<u8>) {
        let mut section_of = Vec::new();
        text(name, &mut section_of);
        section_of.extend(inside);
        section(0, &section_of, module);
    }

    /// `standfirst_broke`, a beginning of a panic with two parameters, and a caller of it that hands over an address and a number.
    fn module(broke: &str, panic: &str) -> Vec<u8> {
        let mut module = b"\0asm\x01\0\0\0".to_vec();
        section(1, &[2, 0x60, 0, 0, 0x60, 2, 0x7f, 0x7f, 0], &mut module);
        section(3, &[3, 0, 1, 0], &mut module);
        section(7, &[1, 1, b'x', 0, 2], &mut module);
        let empty = [2, 0, 0x0b];
        let begins = [11, 0, 0x20, 0, 0x1a, 0x20, 1, 0x1a, 0x01, 0x01, 0x01, 0x0b];
        let calls =
            [16, 0, 0x41, 0xe8, 0x87, 0x80, 0x80, 0x00, 0x41, 7, 0x10, 0x81, 0x80, 0x80, 0x80, 0x00, 0x0b];
        section(10, &[&[3_u8][..], &empty, &begins, &calls].concat(), &mut module);
        // Version 2; subsection 8, the symbol table: one function.
        let mut symbols = vec![1, 0, 0, 0];
        text(broke, &mut symbols);
        let mut linking = vec![2, 8];
        number(symbols.len(), &mut linking);
        linking.extend(symbols);
        custom("linking", &linking, &mut module);
        // The address with its addend, and the call.
        custom("reloc.CODE", &[3, 2, 4, 19, 5, 0x80, 0x01, 0, 27, 1], &mut module);
        let mut names = vec![3];
        for (at, name) in [(0, broke), (1, panic), (2, "caller")] {
            names.push(at);
            text(name, &mut names);
        }
        let mut subsection = vec![1];
        number(names.len(), &mut subsection);
        subsection.extend(names);
        custom("name", &subsection, &mut module);
        module
    }

    #[test]
    fn a_panic_calls_the_page_and_its_callers_hand_over_nothing() {
        let before = module("standfirst_broke", "_RNvNtCs1_4core9panicking9panic_fmt");
        let after = without_words(&before).unwrap();
        assert!(wasmparser::validate(&before).is_ok() && wasmparser::validate(&after).is_ok());
        let has = |bytes: &[u8]| after.windows(bytes.len()).any(|part| part == bytes);
        assert!(has(&[11, 0, 0x10, 0x80, 0x80, 0x80, 0x80, 0x00, 0x00, 0x01, 0x01, 0x0b]), "{after:x?}");
        assert!(has(&[0x41, 0x80, 0x80, 0x80, 0x80, 0x00, 0x41, 7, 0x10]), "{after:x?}");
        // The address is no longer relocated; the new call is, by the symbol of its function.
        assert!(has(&[3, 2, 0, 7, 0, 0, 27, 1]), "{after:x?}");
    }

    #[test]
    fn a_module_without_the_pages_function_stays_as_it_is() {
        let module = module("other", "_RNvNtCs1_4core9panicking9panic_fmt");
        assert_eq!(without_words(&module).unwrap(), module);
    }

    #[test]
    fn a_module_that_panics_in_another_way_is_refused() {
        assert!(without_words(&module("standfirst_broke", "panic")).is_err());
        assert!(!begins("_RNvYNtNvNtCs1_3std9panicking11begin_panic7Payload6as_str"));
    }
}
