//! The tree against html5ever's, for random tag soup: every piece of text must stand in the same elements.

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, QualName, local_name, ns, parse_fragment};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

use super::builder::parse;
use super::tree::{Id, ROOT, Tree};

/// Text with the names of the elements around it. Not compared: `form`, which is only a box here and has rules of its own there
/// (no form in a form), and `template`, whose content html5ever keeps elsewhere.
type Placed = Vec<(String, String)>;

fn push(out: &mut Placed, path: &[String], text: &str) {
    let path = path.join(" ");
    match out.last_mut() {
        Some((known, before)) if *known == path => before.push_str(text),
        _ if text.trim().is_empty() => {}
        _ => out.push((path, text.to_owned())),
    }
}

fn ours(tree: &Tree, id: Id, path: &mut Vec<String>, out: &mut Placed) {
    for child in tree.children(id) {
        if tree.element(child).is_none() {
            push(out, path, tree.text(child));
            continue;
        }
        path.push(tree.name(child).to_owned());
        ours(tree, child, path, out);
        path.pop();
    }
}

fn theirs(node: &Handle, path: &mut Vec<String>, out: &mut Placed) {
    for child in node.children.borrow().iter() {
        match &child.data {
            NodeData::Text { contents } => push(out, path, &contents.borrow()),
            NodeData::Element { name, .. } => {
                path.push(name.local.to_ascii_lowercase().to_string());
                theirs(child, path, out);
                path.pop();
            }
            _ => {}
        }
    }
}

fn compare(html: &str) -> Result<(), String> {
    let (mut mine, mut other) = (Vec::new(), Vec::new());
    ours(&parse(html), ROOT, &mut Vec::new(), &mut mine);
    let opts = ParseOpts {
        tree_builder: html5ever::tree_builder::TreeBuilderOpts {
            scripting_enabled: false,
            ..Default::default()
        },
        ..Default::default()
    };
    let context = QualName::new(None, ns!(html), local_name!("body"));
    let dom = parse_fragment(RcDom::default(), opts, context, vec![], false).one(html);
    let root = dom.document.children.borrow()[0].clone();
    theirs(&root, &mut Vec::new(), &mut other);
    let clean = |placed: Placed| -> Placed {
        placed
            .into_iter()
            .map(|(path, text)| (path, text.split_whitespace().collect::<Vec<_>>().join(" ")))
            .collect()
    };
    let (mine, other) = (clean(mine), clean(other));
    if mine == other { Ok(()) } else { Err(format!("{html:?}\n  ours   {mine:?}\n  theirs {other:?}")) }
}

const TAGS: &[&str] = &[
    "p",
    "div",
    "b",
    "i",
    "a",
    "em",
    "strong",
    "span",
    "ul",
    "ol",
    "li",
    "table",
    "tr",
    "td",
    "th",
    "tbody",
    "caption",
    "h1",
    "h2",
    "blockquote",
    "pre",
    "code",
    "dl",
    "dt",
    "dd",
    "br",
    "hr",
    "img",
    "section",
    "font",
    "nobr",
    "button",
    "ruby",
    "rt",
    "rp",
    "svg",
    "math",
    "mi",
    "mtext",
    "foreignObject",
    "desc",
    "object",
    "details",
    "summary",
    "figure",
    "custom-tag",
    "u",
    "s",
    "center",
    "label",
    "address",
    "option",
    "main",
    "nav",
    "thead",
    "tfoot",
];

/// The same numbers in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).unwrap()
    }

    fn soup(&mut self, tags: usize, length: usize) -> String {
        let mut html = String::new();
        for at in 0..length {
            let name = TAGS[self.below(tags)];
            match self.below(9) {
                0..=3 => html.push_str(&format!("<{name}>")),
                4..=5 => html.push_str(&format!("</{name}>")),
                6 => html.push_str(&format!("<{name} x={}>", self.below(2))),
                _ => html.push_str(&format!("w{at} ")),
            }
        }
        html
    }
}

#[test]
fn tag_soup_stands_in_the_same_elements_as_in_html5ever() {
    let mut numbers = Numbers(0x5eed_0b5e);
    let mut failures = Vec::new();
    let count = std::env::var("SOUP").map_or(4000, |count| count.parse().unwrap());
    for round in 0..count {
        let tags = [10, 22, 33, TAGS.len()][round % 4];
        let length = 4 + numbers.below(24);
        let html = numbers.soup(tags, length);
        if let Err(failure) = compare(&html) {
            failures.push(failure);
        }
    }
    failures.sort_by_key(String::len);
    println!("{} of {count} differ", failures.len());
    assert!(failures.is_empty(), "{}", failures[..failures.len().min(25)].join("\n"));
}
