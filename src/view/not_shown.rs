//! "What was not shown": for a reader who wants to know what an article has that is not on the page.

use std::cell::Cell;
use std::sync::Arc;

use leptos::task::spawn_local;

use crate::article::{Article, Issue};
use crate::browser::dom::{Attr, Element, Tag};
use crate::later;

use super::Reader;
use super::made::keep;

/// The control at the end of what lost something, the article or its comments, closed; what it lists loads when it is opened.
pub fn not_shown(
    parent: &Element,
    article: &Arc<Article>,
    issues: fn(&Article) -> &[Issue],
    reader: &Reader,
) {
    if !issues(article).iter().any(|issue| issue.loss.is_felt()) {
        return;
    }
    let (say, tag) = (reader.rare(), reader.say.tag);
    let details = reader.words(parent, Tag::Details, "not-shown");
    details.add_text(Tag::Summary, &[], say.not_shown);
    let list = details.add(Tag::Ul, &[Attr::Role("list")]);
    let article = article.clone();
    let asked = Cell::new(false);
    keep(details.on("toggle", move |_| {
        if asked.replace(true) {
            return;
        }
        let losses = issues(&article).iter().map(|issue| (issue.path.clone(), issue.loss.clone())).collect();
        let list = list.clone();
        spawn_local(async move {
            match later::losses(losses, tag).await {
                Ok(sentences) => sentences.iter().for_each(|sentence| {
                    list.add_text(Tag::Li, &[], sentence);
                }),
                Err(later::NotLoaded) => {
                    list.add_text(Tag::Li, &[], say.not_shown_unknown);
                }
            }
        });
    }));
}
