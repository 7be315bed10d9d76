//! The bar over the article: who publishes it, and the place of the reading tools, which come later.

use crate::article::Article;
use crate::browser::dom::{Attr, Element, Tag};

/// Class of the place that the tools are put into.
pub const TOOLS: &str = "tools";

/// The bar. Its height does not depend on what is in it, so nothing moves when the tools arrive.
pub fn bar(parent: &Element, article: &Article) {
    let bar = parent.add(Tag::Div, &[Attr::Class("bar")]);
    if let Some(publisher) = &article.publisher {
        bar.add_text(Tag::P, &[Attr::Class("masthead"), Attr::DirAuto], &publisher.name);
    }
    bar.add(Tag::Div, &[Attr::Class(TOOLS)]);
}
