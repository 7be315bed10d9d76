//! What only the parts that load later ask of the browser, taken out of the first module.
//!
//! The cut (`crate::split`) leaves all imports in the first module, for wasm-bindgen makes the glue of one module alone. More than half of
//! them it never calls itself: each stands in the table by a shim, through which the parts call it. Here those shims become a module of
//! their own, which puts them into the same places of the table before the first part is linked; their side of the glue becomes a
//! script beside it (`crate::bindings`).

use anyhow::{Context, Result, anyhow, ensure};
use std::collections::{BTreeMap, BTreeSet};
use wasm_encoder::{
    CodeSection, ConstExpr, ElementMode, ElementSection, ElementSegment, Elements, EntityType,
    FunctionSection, ImportSection, Module, TypeSection,
    reencode::{Error, Reencode},
};
use wasmparser::{
    ElementItems, ElementKind, ExternalKind, FuncType, FunctionBody, KnownCustom, Linking, Name, Operator,
    Parser, Payload, SymbolInfo, TableType, TypeRef,
};

use crate::{
    module::{Bytes, change_sections, number, text},
    panics::relocation,
};

/// The first module's name for the modules that are linked to it.
const FIRST: &str = "__wasm_split";
/// How the cut names a function that stands in the table for an import, after the import's own name.
const SHIM: &str = " local_shim";
/// How exports begin that only the shims need.
const OWN: &str = "shim";

/// A module in two.
pub struct Divided {
    /// The first module. The shims are out of its table, so that nothing needs them or their imports any more: wasm-opt leaves them out.
    pub first: Vec<u8>,
    /// The shims, with imports from the glue by their places in `names`.
    pub shims: Vec<u8>,
    /// The glue's functions that only the shims need.
    pub names: Vec<String>,
}

/// The imports whose address the program itself takes: their places in the table are no mere shims. `module` is the linked one, with the
/// linker's relocations.
pub fn taken(module: &[u8]) -> Result<BTreeSet<String>> {
    let (mut symbols, mut names, mut taken) = (BTreeMap::new(), BTreeMap::new(), BTreeSet::new());
    for payload in Parser::new(0).parse_all(module) {
        let Payload::CustomSection(custom) = payload? else { continue };
        match custom.as_known() {
            KnownCustom::Name(all) => functions_named(all, &mut names)?,
            KnownCustom::Linking(linking) => {
                for sub in linking {
                    let Linking::SymbolTable(all) = sub? else { continue };
                    for (number, symbol) in (0..).zip(all) {
                        if let SymbolInfo::Func { index, .. } = symbol? {
                            symbols.insert(number, index);
                        }
                    }
                }
            }
            KnownCustom::Reloc(_) => {
                let mut rest = Bytes(custom.data());
                rest.number()?;
                for _ in 0..rest.number()? {
                    let (entry, _) = relocation(&mut rest)?;
                    let mut entry = Bytes(entry);
                    // Those of a place in the table (tool-conventions, Linking.md, "Relocation Sections").
                    if matches!(entry.byte()?, 1 | 2 | 12 | 18 | 19 | 24) {
                        entry.number()?;
                        taken.insert(entry.number()?);
                    }
                }
            }
            _ => {}
        }
    }
    Ok(taken.iter().filter_map(|symbol| names.remove(symbols.get(symbol)?)).collect())
}

/// Divides a module that wasm-bindgen is done with: shims stay that are for one of `taken`. `glue` is what the others are to import
/// the glue's functions from.
///
/// A module without names of functions keeps all shims: that costs bytes, and nothing else.
pub fn divide(module: &[u8], taken: &BTreeSet<String>, glue: &str) -> Result<Divided> {
    let whole = Whole::read(module)?;
    let (places, late) = whole.late(taken);
    let is_import = |function: &&u32| whole.import(**function).is_some();
    let (imports, own): (Vec<&u32>, Vec<&u32>) = late.iter().partition(is_import);
    let borrowed: BTreeSet<u32> =
        own.iter().flat_map(|f| whole.calls(**f)).filter(|f| !late.contains(f)).collect();
    let name =
        |function: &u32| whole.exports.get(function).cloned().unwrap_or_else(|| format!("{OWN}{function}"));

    let mut indices = Indices(BTreeMap::new());
    let mut asked = ImportSection::new();
    for (number, function) in imports.iter().enumerate() {
        asked.import(glue, &number.to_string(), EntityType::Function(whole.kind(**function)?));
        indices.add(**function);
    }
    for function in &borrowed {
        asked.import(FIRST, &name(function), EntityType::Function(whole.kind(*function)?));
        indices.add(*function);
    }
    for (table, export) in &whole.tables {
        let export = export.as_ref().context("a table that is not exported")?;
        asked.import(FIRST, export, EntityType::Table(indices.table_type(*table).map_err(told)?));
    }
    own.iter().for_each(|function| indices.add(**function));
    let (mut types, mut functions, mut code) =
        (TypeSection::new(), FunctionSection::new(), CodeSection::new());
    for kind in &whole.types {
        types.ty().func_type(&indices.func_type(kind.clone()).map_err(told)?);
    }
    for function in own {
        functions.function(whole.kind(*function)?);
        let body = whole.body(*function).context("a shim without a body")?;
        indices.parse_function_body(&mut code, body.clone()).map_err(told)?;
    }
    let mut table = ElementSection::new();
    for place in &places {
        let function = whole.places.get(place).context("no such place")?;
        add_active(&mut table, *place, &[indices.function_index(*function).map_err(told)?])?;
    }
    let mut shims = Module::new();
    shims.section(&types).section(&asked).section(&functions).section(&table).section(&code);

    let first = change_sections(module, |id, section| match id {
        7 => with_exports(
            section,
            borrowed.iter().filter(|f| !whole.exports.contains_key(f)).map(|f| (name(f), *f)),
        ),
        9 => whole.table_without(&places),
        _ => Ok(section.to_vec()),
    })?;
    let names = imports.iter().filter_map(|function| whole.import(**function).map(str::to_owned));
    Ok(Divided { first, shims: shims.finish(), names: names.collect() })
}

/// What is to be known of a module.
#[derive(Default)]
struct Whole<'m> {
    types: Vec<FuncType>,
    /// Names of the imported functions, which come before all others.
    imports: Vec<String>,
    /// Type of each function.
    kinds: Vec<u32>,
    /// All tables, with the names that they are exported by.
    tables: Vec<(TableType, Option<String>)>,
    /// The functions that are exported, or run at the start.
    exports: BTreeMap<u32, String>,
    /// What stands in the first table, by its place.
    places: BTreeMap<u32, u32>,
    bodies: Vec<FunctionBody<'m>>,
    names: BTreeMap<u32, String>,
}

impl<'m> Whole<'m> {
    fn read(module: &'m [u8]) -> Result<Self> {
        let mut whole = Self::default();
        for payload in Parser::new(0).parse_all(module) {
            match payload? {
                Payload::TypeSection(types) => {
                    whole.types = types.into_iter_err_on_gc_types().collect::<Result<_, _>>()?;
                }
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        let import = import?;
                        let TypeRef::Func(kind) = import.ty else {
                            return Err(anyhow!(
                                "the first module imports {}, which is no function",
                                import.name
                            ));
                        };
                        whole.kinds.push(kind);
                        whole.imports.push(import.name.to_owned());
                    }
                }
                Payload::FunctionSection(kinds) => {
                    for kind in kinds {
                        whole.kinds.push(kind?);
                    }
                }
                Payload::TableSection(tables) => {
                    for table in tables {
                        whole.tables.push((table?.ty, None));
                    }
                }
                Payload::ExportSection(exports) => {
                    for export in exports {
                        let export = export?;
                        match export.kind {
                            ExternalKind::Func => {
                                drop(whole.exports.insert(export.index, export.name.to_owned()))
                            }
                            ExternalKind::Table => {
                                let table = whole.tables.get_mut(usize::try_from(export.index)?);
                                table.context("an exported table that is not there")?.1 =
                                    Some(export.name.to_owned());
                            }
                            _ => {}
                        }
                    }
                }
                Payload::StartSection { func, .. } => drop(whole.exports.insert(func, "start".to_owned())),
                Payload::ElementSection(segments) => {
                    for segment in segments {
                        whole.add_places(segment?)?;
                    }
                }
                Payload::CodeSectionEntry(body) => whole.bodies.push(body),
                Payload::CustomSection(custom) => {
                    if let KnownCustom::Name(names) = custom.as_known() {
                        functions_named(names, &mut whole.names)?;
                    }
                }
                _ => {}
            }
        }
        Ok(whole)
    }

    fn add_places(&mut self, segment: wasmparser::Element<'_>) -> Result<()> {
        let ElementKind::Active { table_index: None | Some(0), offset_expr } = segment.kind else {
            return Err(anyhow!("a segment that is not of the first table"));
        };
        let Operator::I32Const { value } = offset_expr.get_operators_reader().read()? else {
            return Err(anyhow!("a place in the table that is no constant"));
        };
        let place = u32::try_from(value)?;
        match segment.items {
            ElementItems::Functions(functions) => {
                for (at, function) in (place..).zip(functions) {
                    self.places.insert(at, function?);
                }
            }
            // Nothing: places that the parts fill.
            ElementItems::Expressions(_, expressions) => {
                for expression in expressions {
                    let what = expression?.get_operators_reader().read()?;
                    ensure!(matches!(what, Operator::RefNull { .. }), "a place of the table with {what:?}");
                }
            }
        }
        Ok(())
    }

    /// The name of an imported function.
    fn import(&self, function: u32) -> Option<&str> {
        self.imports.get(usize::try_from(function).ok()?).map(String::as_str)
    }

    fn kind(&self, function: u32) -> Result<u32> {
        self.kinds.get(usize::try_from(function)?).copied().context("a function without a type")
    }

    fn body(&self, function: u32) -> Option<&FunctionBody<'m>> {
        self.bodies.get(usize::try_from(function).ok()?.checked_sub(self.imports.len())?)
    }

    /// The functions that one names.
    fn calls(&self, function: u32) -> BTreeSet<u32> {
        let operators = self.body(function).and_then(|body| body.get_operators_reader().ok());
        let named = |operator: Result<Operator<'_>, _>| match operator {
            Ok(
                Operator::Call { function_index }
                | Operator::ReturnCall { function_index }
                | Operator::RefFunc { function_index },
            ) => Some(function_index),
            _ => None,
        };
        operators.into_iter().flatten().filter_map(named).collect()
    }

    /// All functions that are reached from some, themselves included.
    fn reached(&self, from: impl Iterator<Item = u32>) -> BTreeSet<u32> {
        let mut reached = BTreeSet::new();
        let mut left: Vec<u32> = from.collect();
        while let Some(function) = left.pop() {
            if reached.insert(function) {
                left.extend(self.calls(function));
            }
        }
        reached
    }

    /// The places of the table that only the parts look at, and the functions that are only reached from there.
    fn late(&self, taken: &BTreeSet<String>) -> (BTreeSet<u32>, BTreeSet<u32>) {
        let is_shim = |function: &u32| {
            let import = self.names.get(function).and_then(|name| name.strip_suffix(SHIM));
            import.is_some_and(|import| !taken.contains(import))
        };
        let others = self.places.values().filter(|function| !is_shim(function));
        let first = self.reached(self.exports.keys().chain(others).copied());
        let late = |(_, function): &(&u32, &u32)| !first.contains(function);
        let places: BTreeMap<u32, u32> =
            self.places.iter().filter(late).map(|(place, function)| (*place, *function)).collect();
        let functions = self.reached(places.values().copied());
        (places.into_keys().collect(), functions.difference(&first).copied().collect())
    }

    /// The segments of the table without some places, nor those where nothing stands.
    fn table_without(&self, late: &BTreeSet<u32>) -> Result<Vec<u8>> {
        let mut runs: Vec<(u32, Vec<u32>)> = Vec::new();
        for (place, function) in self.places.iter().filter(|(place, _)| !late.contains(place)) {
            match runs.last_mut() {
                Some((start, run)) if *start + u32::try_from(run.len())? == *place => run.push(*function),
                _ => runs.push((*place, vec![*function])),
            }
        }
        let mut table = ElementSection::new();
        for (place, functions) in &runs {
            add_active(&mut table, *place, functions)?;
        }
        let mut out = Vec::new();
        wasm_encoder::Encode::encode(&table, &mut out);
        // The section alone, without its length.
        Ok(Bytes(&out).sized()?.to_vec())
    }
}

/// Adds functions that stand in the first table from a place on.
fn add_active(table: &mut ElementSection, place: u32, functions: &[u32]) -> Result<()> {
    let offset = ConstExpr::i32_const(i32::try_from(place)?);
    table.segment(ElementSegment {
        mode: ElementMode::Active { table: None, offset: &offset },
        elements: Elements::Functions(functions.into()),
    });
    Ok(())
}

/// The export section (WebAssembly 2.0, section 5.5.10) with some functions more.
fn with_exports(section: &[u8], more: impl Iterator<Item = (String, u32)>) -> Result<Vec<u8>> {
    let mut rest = Bytes(section);
    let mut count = rest.number()?;
    let mut added = Vec::new();
    for (name, function) in more {
        count += 1;
        text(&name, &mut added);
        added.push(0);
        number(usize::try_from(function)?, &mut added);
    }
    let mut out = Vec::new();
    number(count, &mut out);
    out.extend(rest.0);
    out.extend(added);
    Ok(out)
}

fn functions_named(
    section: wasmparser::NameSectionReader<'_>,
    names: &mut BTreeMap<u32, String>,
) -> Result<()> {
    for sub in section {
        // A part of it that this reader does not know says nothing of functions.
        let Ok(Name::Function(functions)) = sub else { continue };
        for one in functions {
            let one = one?;
            names.insert(one.index, one.name.to_owned());
        }
    }
    Ok(())
}

/// The functions of the shims' module by those of the whole one.
struct Indices(BTreeMap<u32, u32>);

impl Indices {
    /// The next one.
    fn add(&mut self, function: u32) {
        let next = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        self.0.insert(function, next);
    }
}

impl Reencode for Indices {
    type Error = anyhow::Error;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<Self::Error>> {
        let index = self.0.get(&function).copied();
        index.ok_or_else(|| Error::UserError(anyhow!("a shim needs function {function}, which is not there")))
    }

    fn global_index(&mut self, global: u32) -> Result<u32, Error<Self::Error>> {
        Err(Error::UserError(anyhow!("a shim uses global {global}")))
    }

    fn memory_index(&mut self, memory: u32) -> Result<u32, Error<Self::Error>> {
        Err(Error::UserError(anyhow!("a shim uses memory {memory}")))
    }
}

fn told(error: Error<anyhow::Error>) -> anyhow::Error {
    anyhow!("the shims of the later parts: {error}")
}
