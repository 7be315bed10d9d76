//! The article with everything that belongs to it.

use std::rc::Rc;
use std::sync::Arc;

use leptos::html::{article as article_element, div, h1, header, p};
use leptos::prelude::*;

use crate::article::{Access, Article, Dir};
use crate::browser::dom::{self, Fill};
use crate::browser::url;
use crate::text::fill;

use super::Reader;
use super::body::{body, note_ids};
use super::comments::Comments;
use super::headline::under_headline;
use super::inline::{Manner, inlines};
use super::related::Related;

/// Headline, text, related articles, comments and the reply form.
#[component]
pub fn ArticleView(
    /// What to show.
    article: Arc<Article>,
    /// Called when headline and text are in the document.
    on_shown: Callback<()>,
    /// Called when the comments are there too.
    on_complete: Callback<()>,
) -> impl IntoView {
    let reader = Reader::here();
    let notes = note_ids(&article);
    let headline = Fill::new({
        let (article, notes) = (article.clone(), notes.clone());
        move |element| {
            if article.headline.is_empty() {
                element.text(&article.name());
            }
            inlines(element, &article.headline, &Manner { notes: &notes, stranger: false });
        }
    });
    let head = Fill::new({
        let (article, reader) = (article.clone(), reader.clone());
        move |element| under_headline(element, &article, &Manner { notes: &notes, stranger: false }, &reader)
    });
    let text = body(article.clone(), reader.clone(), Rc::new(move || on_shown.run(())));
    let lang = article.lang.clone();
    let dir = article.dir.map(Dir::name);
    let missing = missing(&article, &reader);
    div()
        .class("page")
        .child(
            article_element()
                .lang(lang)
                .dir(dir)
                .child(
                    header()
                        .child(h1().dir("auto").tabindex("-1").directive(dom::draw, headline))
                        .child(div().class("head").directive(dom::draw, head)),
                )
                .child(div().class("body").directive(dom::draw, text))
                .child(missing),
        )
        .child(Related(super::related::RelatedProps { links: article.related.clone() }))
        .child(Comments(super::comments::CommentsProps { article, on_shown: on_complete }))
}

/// What is said under a text of which not all is here, with a link to the original.
fn missing(article: &Article, reader: &Reader) -> Option<impl IntoView + use<>> {
    let all = &reader.say.problem;
    let (title, sentence) = match article.access {
        Access::None => all.protected,
        Access::Part => all.part,
        Access::Free | Access::Unknown if article.body.is_empty() => all.empty,
        Access::Free | Access::Unknown => return None,
    };
    let link = article.url.as_ref().map(|address| {
        let words = fill(reader.say.original, &[("host", &url::host(address))]);
        leptos::html::a().href(address.clone()).rel("noopener").child(words)
    });
    Some(
        div()
            .class("box missing")
            .attr("role", "note")
            .child(p().class("box-title").child(title))
            .child(p().child(sentence))
            .child(p().child(link)),
    )
}
