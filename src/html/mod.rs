//! HTML that nobody has checked, to the model: a tokenizer, a tolerant tree, and a policy that names what each element
//! becomes. Written for this: no platform parser, no recursion over the input, time linear in its length. The result is
//! typed, so nothing that the policy does not name can leave here.

mod builder;
mod element;
mod inline;
mod math;
pub(crate) mod reference;
mod run;
mod tokenizer;
mod tree;

use std::borrow::Cow;

use run::{Run, White};

use crate::article::{Inline, Issues, Loss, Path};

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

/// `html` with the line ends that the parser expects (HTML Standard, section 13.2.3.5).
fn normalised(html: &str) -> Cow<'_, str> {
    if html.contains('\r') {
        Cow::Owned(html.replace("\r\n", "\n").replace('\r', "\n"))
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

/// The same with white space kept.
#[must_use]
pub fn preformatted(html: &str, origin: &mut Origin) -> Vec<Inline> {
    line(html, origin, White::Keep)
}

/// The same with a break where a line ends.
#[must_use]
pub fn lines(html: &str, origin: &mut Origin) -> Vec<Inline> {
    line(html, origin, White::Lines)
}

fn line(html: &str, origin: &mut Origin, white: White) -> Vec<Inline> {
    let mut run = Run::new(white);
    let html = normalised(html);
    if html.contains(['<', '&', '\0']) {
        let tree = builder::parse(&html);
        tell_limits(&tree, origin);
        inline::Inlines { tree: &tree, origin, in_ruby: false }.walk(tree::ROOT, &mut run);
    } else {
        run.text(&html);
    }
    run.take()
}

/// The formula in `html`, if it holds a `math` element.
#[must_use]
pub fn formula(html: &str, origin: &mut Origin) -> Option<crate::article::Math> {
    let html = normalised(html);
    let tree = builder::parse(&html);
    let id = tree.descendants(tree::ROOT).find(|id| tree.element(*id) == Some(element::Element::Math))?;
    Some(math::read(&tree, id, origin))
}
