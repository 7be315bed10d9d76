//! What holds for every input.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

#[path = "support/oracle.rs"]
mod oracle;

use proptest::prelude::{
    Just, ProptestConfig, Strategy, any, prop, prop_assert, prop_assert_eq, prop_oneof, proptest,
};
use proptest::strategy::Union;
use serde_json::{Value, json};
use standfirst::article::{
    Article, Block, BlockKind, Inline, Issues, MAX_BLOCK_DEPTH, MAX_INLINE_DEPTH, Path, article_text,
};
use standfirst::format::read;
use standfirst::html::{Origin, Profile, blocks};

const BASE: &str = "https://news.example/2026/story";

/// Pieces of HTML, more of them strange than usual.
fn soup() -> impl Strategy<Value = String> {
    let names = [
        "p",
        "div",
        "b",
        "i",
        "a",
        "em",
        "span",
        "ul",
        "li",
        "table",
        "tr",
        "td",
        "h2",
        "blockquote",
        "pre",
        "code",
        "dl",
        "dt",
        "dd",
        "br",
        "img",
        "figure",
        "figcaption",
        "ruby",
        "rt",
        "math",
        "mi",
        "svg",
        "details",
        "summary",
        "aside",
        "video",
        "source",
        "iframe",
        "script",
        "style",
        "noscript",
        "textarea",
        "font",
        "x-y",
    ];
    let name = Union::new(names.map(Just));
    let tag = (name, 0..4_u8).prop_map(|(name, kind)| match kind {
        0 => format!("</{name}>"),
        1 => format!("<{name} id=a href=/b src='c.jpg' class=\"gallery footnotes\" lang=ar dir=rtl>"),
        _ => format!("<{name}>"),
    });
    let piece = prop_oneof![4 => tag, 3 => "[a-z ]{1,6}", 1 => "[<>&;\"'=/!a-z#-]{1,8}", 1 => any::<char>().prop_map(String::from)];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn convert(html: &str) -> Vec<Block> {
    let (mut issues, path) = (Issues::default(), Path::ROOT);
    blocks(html, &mut Origin { base: BASE, profile: Profile::Article, path, issues: &mut issues })
}

/// How deep blocks and inlines nest.
fn depths(blocks: &[Block]) -> (usize, usize) {
    let mut most = (0, 0);
    for block in blocks {
        let (inner, lines): (Vec<&Block>, Vec<&[Inline]>) = match &block.kind {
            BlockKind::Paragraph(text) | BlockKind::Heading { text, .. } | BlockKind::Preformatted(text) => {
                (vec![], vec![text])
            }
            BlockKind::List { items, .. } => (items.iter().flat_map(|item| &item.body).collect(), vec![]),
            BlockKind::Quote(quote) => (quote.body.iter().collect(), vec![&quote.cite]),
            BlockKind::Table(table) => {
                (table.rows.iter().flatten().flat_map(|cell| &cell.body).collect(), vec![&table.caption])
            }
            BlockKind::Aside(aside) => (aside.body.iter().collect(), vec![&aside.title]),
            BlockKind::Note(note) => (note.body.iter().collect(), vec![]),
            BlockKind::Embed(embed) => (embed.fallback.iter().collect(), vec![]),
            BlockKind::Image(image) => (vec![], vec![&image.caption]),
            BlockKind::Gallery { caption, .. } => (vec![], vec![caption]),
            BlockKind::Player(player) => (player.transcript.iter().collect(), vec![&player.caption]),
            _ => (vec![], vec![]),
        };
        let mut deep = 0;
        for block in inner {
            let (blocks, inlines) = depths(std::slice::from_ref(block));
            deep = deep.max(blocks);
            most.1 = most.1.max(inlines);
        }
        most.0 = most.0.max(deep + 1);
        most.1 = lines.into_iter().map(inline_depth).fold(most.1, usize::max);
    }
    most
}

fn inline_depth(line: &[Inline]) -> usize {
    let depth = |inline: &Inline| match inline {
        Inline::Styled(_, children)
        | Inline::Abbr { children, .. }
        | Inline::Time { children, .. }
        | Inline::Link { children, .. }
        | Inline::Span { children, .. }
        | Inline::Override { children, .. } => inline_depth(children),
        Inline::Ruby(parts) => parts
            .iter()
            .map(|part| inline_depth(&part.base).max(inline_depth(&part.reading)))
            .max()
            .unwrap_or(0),
        _ => 0,
    };
    line.iter().map(|inline| depth(inline) + 1).max().unwrap_or(0)
}

/// Any JSON, keys of articles among it.
fn value() -> impl Strategy<Value = Value> {
    let keys = Union::new(
        [
            "@type",
            "headline",
            "body",
            "type",
            "text",
            "items",
            "url",
            "author",
            "name",
            "image",
            "comment",
            "@id",
            "rows",
            "level",
            "articleBody",
            "content",
            "rendered",
            "title",
            "id",
            "bodies",
            "uri",
            "value",
        ]
        .map(Just),
    );
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        soup().prop_map(Value::from),
        Union::new(
            ["NewsArticle", "list", "table", "quote", "note", "video", "https://x.example/y", "2026-01-01"]
                .map(Just)
        )
        .prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 60, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((keys.clone(), inner), 0..6)
                .prop_map(|pairs| pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// All that a browser shows is shown, nothing that it hides, in the same order; and the limits hold.
    #[test]
    fn soup_shows_what_a_browser_shows(html in soup()) {
        let body = convert(&html);
        let (deep, inlines) = depths(&body);
        prop_assert!(deep <= MAX_BLOCK_DEPTH && inlines <= MAX_INLINE_DEPTH, "{deep} {inlines}");
        let article = Article { body, ..Article::default() };
        let text: String = article_text(&article).split_whitespace().collect();
        // A mark at the start is the encoding's there, a character here.
        let text = text.replace('\u{feff}', "");
        let visible = oracle::see(&html, BASE).letters.replace('\u{feff}', "");
        // Elsewhere something moves or goes on purpose: captions, summaries, what stands in for a film or frame, spaces in formulas.
        let known = ["<video", "<math", "<summary", "<figcaption", "<iframe id"];
        if !known.iter().any(|tag| html.contains(tag)) {
            prop_assert_eq!(text, visible);
        }
    }

    /// Any value of any type in any place gives an article or a refusal.
    #[test]
    fn any_json_is_read_or_refused(value in value(), body in value()) {
        let _ = read(value.to_string().as_bytes(), BASE);
        let document = json!({"@type": "NewsArticle", "headline": "A", "body": body.clone(), "author": value, "comment": body});
        let article = read(document.to_string().as_bytes(), BASE).unwrap();
        let (deep, _) = depths(&article.body);
        prop_assert!(deep <= MAX_BLOCK_DEPTH);
    }

    /// Bytes that are no JSON are refused.
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = read(&bytes, BASE);
    }
}
