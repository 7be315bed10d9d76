//! What html5ever understands of a piece of HTML: words, links and pictures. The measure for our own parser.

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, QualName, local_name, ns, parse_fragment};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// The visible words, and the addresses of links and pictures, in reading order.
#[derive(Default, Debug)]
pub struct Seen {
    pub words: Vec<String>,
    pub links: Vec<String>,
    pub images: Vec<String>,
    /// All of it without white space, the words in place of pictures included.
    pub letters: String,
}

/// Elements whose content no reader sees.
const HIDDEN: [&str; 11] = [
    "script", "style", "template", "title", "iframe", "textarea", "select", "noembed", "noframes", "rp",
    "datalist",
];

/// Elements that do not part words.
const INLINE: [&str; 42] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
    "i", "ins", "kbd", "label", "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong", "sub",
    "sup", "time", "tt", "u", "var", "wbr", "ruby", "rb", "rt", "math", "mi", "mo", "mn", "mrow",
];

pub fn see(html: &str, base: &str) -> Seen {
    let opts = ParseOpts {
        tree_builder: html5ever::tree_builder::TreeBuilderOpts {
            scripting_enabled: false,
            ..Default::default()
        },
        ..Default::default()
    };
    let context = QualName::new(None, ns!(html), local_name!("body"));
    let dom = parse_fragment(RcDom::default(), opts, context, vec![], false).one(html);
    let (mut seen, mut text) = (Seen::default(), String::new());
    // A stack of its own: hostile input nests deeper than ours.
    let mut left: Vec<Result<Handle, ()>> = vec![Ok(dom.document.clone())];
    while let Some(next) = left.pop() {
        let Ok(node) = next else {
            text.push(' ');
            continue;
        };
        let mut parts = false;
        match &node.data {
            NodeData::Text { contents } => {
                text.push_str(&contents.borrow());
                seen.letters.push_str(&contents.borrow());
            }
            NodeData::Element { name, attrs, .. } => {
                let is_svg = name.ns == ns!(svg);
                let name = &*name.local;
                if is_svg || HIDDEN.contains(&name) {
                    continue;
                }
                parts = !INLINE.contains(&name);
                let attribute = |wanted: &str| {
                    let attrs = attrs.borrow();
                    attrs.iter().find(|attr| &*attr.name.local == wanted).map(|attr| attr.value.to_string())
                };
                let resolved = |address: Option<String>| {
                    let address = address.filter(|address| !address.trim().is_empty())?;
                    let address = url::Url::parse(base).ok()?.join(address.trim()).ok()?;
                    matches!(address.scheme(), "http" | "https").then(|| address.to_string())
                };
                let tiny = |name| attribute(name).is_some_and(|length| matches!(length.trim(), "0" | "1"));
                if name == "img" {
                    seen.letters.push_str(&attribute("alt").unwrap_or_default());
                }
                match name {
                    "a" => {
                        let fragment = attribute("href").is_some_and(|href| href.trim().starts_with('#'));
                        seen.links.extend(resolved(attribute("href")).filter(|_| !fragment));
                    }
                    "img" if !(tiny("width") && tiny("height")) => {
                        seen.images.extend(resolved(attribute("src")));
                    }
                    _ => {}
                }
            }
            _ => {}
        }
        if parts {
            text.push(' ');
            left.push(Err(()));
        }
        left.extend(node.children.borrow().iter().rev().cloned().map(Ok));
    }
    seen.words = words(&text);
    seen.letters.retain(|c| !c.is_whitespace());
    seen
}

/// The names of all elements that stand where a reader could miss them: not in a drawing, and nothing whose text is hidden.
#[allow(dead_code, reason = "not every test that has this module needs it")]
pub fn elements(html: &str) -> std::collections::BTreeSet<String> {
    let context = QualName::new(None, ns!(html), local_name!("body"));
    let dom = parse_fragment(RcDom::default(), ParseOpts::default(), context, vec![], false).one(html);
    let mut found = std::collections::BTreeSet::new();
    let mut left = vec![(dom.document.clone(), true)];
    while let Some((node, outside)) = left.pop() {
        let mut within = outside;
        if let NodeData::Element { name, .. } = &node.data {
            if outside {
                found.insert(name.local.to_string());
            }
            within = outside && name.ns != ns!(svg) && !HIDDEN.contains(&&*name.local);
        }
        left.extend(node.children.borrow().iter().map(|child| (child.clone(), within)));
    }
    found
}

pub fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

/// How many of `wanted` are in `found` in the same order (longest common subsequence, by Myers).
#[allow(dead_code, reason = "not every test that has this module needs it")]
pub fn in_order(wanted: &[String], found: &[String]) -> usize {
    let (n, m) = (wanted.len() as isize, found.len() as isize);
    let most = n + m;
    let offset = most + 1;
    let mut furthest = vec![0_isize; (2 * most + 3) as usize];
    for d in 0..=most {
        for k in (-d..=d).step_by(2) {
            let at = |k: isize| (k + offset) as usize;
            let down = k == -d || (k != d && furthest[at(k - 1)] < furthest[at(k + 1)]);
            let mut x = if down { furthest[at(k + 1)] } else { furthest[at(k - 1)] + 1 };
            let mut y = x - k;
            while x < n && y < m && wanted[x as usize] == found[y as usize] {
                x += 1;
                y += 1;
            }
            furthest[at(k)] = x;
            if x >= n && y >= m {
                return ((n + m - d) / 2) as usize;
            }
        }
    }
    0
}
