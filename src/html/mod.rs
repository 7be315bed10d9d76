//! HTML that nobody has checked, to the model: a tokenizer, a tolerant tree, and a policy that names what each element
//! becomes. Written for this: no platform parser, no recursion over the input, time linear in its length. The result is
//! typed, so nothing that the policy does not name can leave here.

mod builder;
#[cfg(test)]
mod differential;
mod element;
mod embed;
mod flow;
mod formatting;
mod grid;
#[cfg(test)]
mod html5lib;
mod inline;
mod lift;
mod markup;
mod math;
mod media;
pub(crate) mod ordinary;
pub(crate) mod reference;
mod rules;
mod run;
pub(crate) mod simple;
mod structure;
mod tokenizer;
mod tree;

use std::borrow::Cow;

pub(crate) use markup::{Markup, SIMPLE, WHOLE};
use run::Run;
pub(crate) use run::White;

use crate::article::{Block, Inline, Issues, Loss, Path};

/// How much a piece of HTML may be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Profile {
    /// What a publisher has written.
    #[default]
    Article,
    /// What anybody has written: no pictures, no media, no embeds, no headings, no tables.
    Comment,
}

/// Where a piece of HTML comes from, and where to tell what was lost.
pub struct Origin<'a> {
    /// Address that its addresses are resolved against.
    pub base: &'a str,
    /// How much it may be.
    pub profile: Profile,
    /// Its place in the document.
    pub path: Path<'a>,
    /// The losses.
    pub issues: &'a mut Issues,
}

/// The first 200 characters: an address may be megabytes of `data:`.
fn shortened(text: &str) -> String {
    text.chars().take(200).collect()
}

/// `html` with the line ends that the parser expects (HTML Standard, section 13.2.3.5).
fn normalised(html: &str) -> Cow<'_, str> {
    if html.contains('\r') {
        let mut out = String::with_capacity(html.len());
        for (at, line) in html.split('\r').enumerate() {
            // Of "\r\n" the second stays.
            if at > 0 && !line.starts_with('\n') {
                out.push('\n');
            }
            out.push_str(line);
        }
        Cow::Owned(out)
    } else {
        Cow::Borrowed(html)
    }
}

fn tell_limits(tree: &tree::Tree, origin: &mut Origin) {
    if tree.too_deep > 0 {
        origin.issues.push(&origin.path, Loss::TooDeep);
    }
    if tree.too_many > 0 {
        origin.issues.push(&origin.path, Loss::TooMany(tree.too_many));
    }
}

/// The running text of `html`; blocks in it lose their element, which is told.
#[must_use]
pub fn inlines(html: &str, origin: &mut Origin) -> Vec<Inline> {
    line(html, origin, White::Collapse)
}

fn line(html: &str, origin: &mut Origin, white: White) -> Vec<Inline> {
    let mut run = Run::new(white);
    let html = normalised(html);
    if html.contains(['<', '&', '\0']) {
        let tree = builder::parse(&html);
        tell_limits(&tree, origin);
        inline::Inlines::new(&tree, origin).walk(tree::ROOT, &mut run);
    } else {
        run.text(&html);
    }
    run.take()
}

/// The blocks of `html`.
#[must_use]
pub fn blocks(html: &str, origin: &mut Origin) -> Vec<Block> {
    let html = normalised(html);
    let tree = builder::parse(&html);
    tell_limits(&tree, origin);
    flow::blocks(&tree, origin)
}

/// The formula in `html`, if it holds a `math` element.
#[must_use]
pub fn formula(html: &str, origin: &mut Origin) -> Option<crate::article::Math> {
    let html = normalised(html);
    let tree = builder::parse(&html);
    let id = tree.descendants(tree::ROOT).find(|id| tree.element(*id) == Some(element::Element::Math))?;
    Some(math::read(&tree, id, origin))
}

/// The contents of all scripts of a media type in a page.
#[must_use]
pub fn scripts(html: &str, media_type: &str) -> Vec<String> {
    let html = normalised(html);
    let mut tokens = tokenizer::Tokenizer::new(&html);
    let mut found = Vec::new();
    let mut wanted = false;
    while let Some(token) = tokens.next() {
        match token {
            tokenizer::Token::Start(tag) => {
                let element = element::Element::of_name(&tag.name);
                tokens.mode = builder::mode_of(element);
                let of_type = tag.attributes.iter().any(|(name, value)| {
                    let value = value.split(';').next().unwrap_or_default().trim();
                    name == "type" && value.eq_ignore_ascii_case(media_type)
                });
                wanted = element == element::Element::Script && of_type;
            }
            tokenizer::Token::Text(text) if wanted => found.push(text.into_owned()),
            tokenizer::Token::End(_) => wanted = false,
            tokenizer::Token::Text(_) | tokenizer::Token::Hidden => {}
        }
    }
    found
}
