//! The schema of the native format describes all of it, and the specimen among the samples shows all of it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use standfirst::article::{Block, BlockKind, Inline, Style};
use standfirst::format::read;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn json(file: &Path) -> Value {
    serde_json::from_slice(&fs::read(file).unwrap()).unwrap()
}

/// Every object in `value`, itself included.
fn objects(value: &Value) -> Vec<&Value> {
    let (mut found, mut left) = (Vec::new(), vec![value]);
    while let Some(value) = left.pop() {
        match value {
            Value::Array(items) => left.extend(items.iter()),
            Value::Object(object) => {
                found.push(value);
                left.extend(object.values());
            }
            _ => {}
        }
    }
    found
}

/// The name of a block's kind in the native format. Exhaustive, so that a new kind asks for a specimen.
fn kind_name(kind: &BlockKind) -> &'static str {
    match kind {
        BlockKind::Paragraph(_) => "paragraph",
        BlockKind::Heading { .. } => "heading",
        BlockKind::Divider => "divider",
        BlockKind::List { .. } => "list",
        BlockKind::Quote(_) => "quote",
        BlockKind::Image(_) => "image",
        BlockKind::Gallery { .. } => "gallery",
        BlockKind::Player(player) if player.video => "video",
        BlockKind::Player(_) => "audio",
        BlockKind::Embed(_) => "embed",
        BlockKind::Table(_) => "table",
        BlockKind::Code { .. } => "code",
        BlockKind::Preformatted(_) => "preformatted",
        BlockKind::Math(_) => "math",
        BlockKind::Aside(_) => "aside",
        BlockKind::Related { .. } => "related",
        BlockKind::Note(_) => "note",
        BlockKind::Update(_) => "update",
        BlockKind::Unsupported { .. } => "unsupported",
    }
}

/// The kinds of `block` and of all in it, and all inlines of its running text.
fn collect(block: &Block, kinds: &mut BTreeSet<&'static str>, inlines: &mut Vec<Inline>) {
    kinds.insert(kind_name(&block.kind));
    let mut each = |blocks: &[Block]| blocks.iter().for_each(|block| collect(block, kinds, inlines));
    match &block.kind {
        BlockKind::List { items, .. } => items.iter().for_each(|item| each(&item.body)),
        BlockKind::Quote(quote) => each(&quote.body),
        BlockKind::Table(table) => table.rows.iter().flatten().for_each(|cell| each(&cell.body)),
        BlockKind::Aside(aside) => each(&aside.body),
        BlockKind::Update(update) => each(&update.body),
        BlockKind::Paragraph(text) | BlockKind::Heading { text, .. } | BlockKind::Preformatted(text) => {
            text.iter().for_each(|inline| spread(inline, inlines));
        }
        _ => {}
    }
}

fn spread(inline: &Inline, found: &mut Vec<Inline>) {
    found.push(inline.clone());
    match inline {
        Inline::Styled(_, children)
        | Inline::Abbr { children, .. }
        | Inline::Time { children, .. }
        | Inline::Link { children, .. }
        | Inline::Span { children, .. }
        | Inline::Override { children, .. } => children.iter().for_each(|child| spread(child, found)),
        _ => {}
    }
}

/// What an inline is called in a failure. Exhaustive, so that a new one asks for a specimen.
fn inline_name(inline: &Inline) -> String {
    match inline {
        Inline::Styled(style, _) => format!("{style:?}"),
        Inline::Text(_) => "text".into(),
        Inline::Break => "br".into(),
        Inline::BreakOpportunity => "wbr".into(),
        Inline::Abbr { .. } => "abbr".into(),
        Inline::Time { .. } => "time".into(),
        Inline::Link { .. } => "a".into(),
        Inline::Span { .. } => "span".into(),
        Inline::Override { .. } => "bdo".into(),
        Inline::Ruby(_) => "ruby".into(),
        Inline::Image(_) => "img".into(),
        Inline::Math(_) => "math".into(),
        Inline::NoteRef { .. } => "note".into(),
    }
}

#[test]
fn the_specimen_shows_every_kind_of_block_and_every_mark() {
    let bytes = fs::read(root().join("public/samples/every-block.json")).unwrap();
    let specimen = read(&bytes, "https://news.example/samples/every-block.json").unwrap();
    let (mut kinds, mut inlines) = (BTreeSet::new(), Vec::new());
    specimen.body.iter().for_each(|block| collect(block, &mut kinds, &mut inlines));
    // Notes have moved out of the body.
    kinds.extend((!specimen.notes.is_empty()).then_some("note"));
    let schema = schema();
    let known = schema["$defs"]["typedBlock"]["properties"]["type"]["enum"].as_array().unwrap();
    assert_eq!(kinds, known.iter().map(|name| name.as_str().unwrap()).collect());

    let shown: BTreeSet<String> = inlines.iter().map(inline_name).collect();
    let styles = [
        Style::Strong,
        Style::Em,
        Style::Bold,
        Style::Italic,
        Style::Underline,
        Style::Strike,
        Style::Deleted,
        Style::Inserted,
        Style::Code,
        Style::Keyboard,
        Style::Sample,
        Style::Variable,
        Style::Subscript,
        Style::Superscript,
        Style::Mark,
        Style::Small,
        Style::Quote,
        Style::Cite,
        Style::Definition,
        Style::Isolate,
    ];
    let others = ["text", "br", "wbr", "abbr", "time", "a", "span", "bdo", "ruby", "img", "math", "note"];
    let wanted = styles.map(|style| format!("{style:?}")).into_iter().chain(others.map(str::to_owned));
    assert_eq!(shown, wanted.collect());
}

fn schema() -> Value {
    json(&root().join("schema/article.schema.json"))
}

#[test]
fn the_schema_describes_every_key_and_the_samples_use_no_other() {
    let schema = schema();
    let mut known = BTreeSet::new();
    for properties in objects(&schema).into_iter().filter_map(|object| object.get("properties")?.as_object())
    {
        // The tests of a block's kind (`if`) name `type` alone.
        for (key, value) in properties.iter().filter(|_| !properties.keys().eq(["type"])) {
            assert!(value.get("description").is_some(), "{key}: {value}");
            known.insert(key.as_str());
        }
    }
    for (name, value) in schema["$defs"].as_object().unwrap() {
        assert!(value.get("description").is_some(), "$defs/{name}");
    }
    let files = fs::read_dir(root().join("public/samples")).unwrap().map(|entry| entry.unwrap().path());
    let samples = files
        .filter(|file| file.extension().is_some_and(|end| end == "json") && !file.ends_with("feed.json"));
    for file in samples.chain([root().join("schema/article.example.json")]) {
        let mut value = json(&file);
        value["@context"] = Value::Null;
        for key in objects(&value).into_iter().flat_map(|object| object.as_object().unwrap().keys()) {
            assert!(known.contains(key.as_str()), "{}: {key}", file.display());
        }
    }
}
