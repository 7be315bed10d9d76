//! "Post Comments" and "Leave a Reply".

use std::rc::Rc;
use std::sync::Arc;

use leptos::html::{h2, ol, p, section};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::article::{Article, Comment};
use crate::browser::dom::{self, Attr, Element, Fill, Tag};
use crate::browser::{clock, intl, url};
use crate::comments::{Row, thread};
use crate::text::fill;

use super::comment::{Place, comment};
use super::replies::Replies;
use super::{DraftTarget, Reader};

/// How long one slice of comments may take, in milliseconds.
const SLICE: f64 = 20.0;
/// Comments between two looks at the clock.
const STEP: usize = 10;

/// The thread of an article.
#[component]
pub fn Comments(
    /// The article with its comments.
    article: Arc<Article>,
    /// Called when the whole thread is in the document.
    on_shown: Callback<()>,
) -> impl IntoView {
    let reader = Reader::here();
    let say = reader.say;
    let known = article.comments.items.len();
    let count =
        article.comments.count.and_then(|count| usize::try_from(count).ok()).unwrap_or(known).max(known);
    #[allow(clippy::cast_precision_loss, reason = "counts of comments are far below 2^53")]
    let count = count as f64;
    let summary = if count == 0.0 {
        say.no_comments.to_owned()
    } else {
        let form = say.comments_count.of(&intl::plural(&reader.locale, count));
        fill(form, &[("count", &intl::number(&reader.locale, count))])
    };
    let closed =
        (article.comments.open == Some(false)).then(|| p().class("state").child(say.comments_closed));
    let more = article.comments.more.clone();
    let target =
        DraftTarget { site: url::origin(&article.source_url), article: article.id.clone(), parent: None };
    let replies = Replies::new(target.clone(), article.clone(), reader.clone());
    let draw = Fill::new({
        let (article, reader, replies) = (article.clone(), reader.clone(), replies.clone());
        move |list| {
            let (replies, place) = (replies.clone(), list.clone());
            let shown = Rc::new(move || {
                replies.begin(&place);
                on_shown.run(());
            });
            rows(list, article.clone(), reader.clone(), shown);
        }
    });
    let form = replies.own_form();
    let on_press = {
        let replies = replies.clone();
        move |event: leptos::ev::MouseEvent| replies.pressed(&event)
    };
    let elsewhere = Fill::new(move |line| {
        if let Some(href) = more.as_deref().and_then(|more| crate::article::Href::new("", more)) {
            let host = href.http().map(url::host).unwrap_or_default();
            let attrs = [Attr::Href(&href, ""), Attr::Rel("noopener noreferrer")];
            line.add_text(Tag::A, &attrs, &fill(say.comments_elsewhere, &[("host", &host)]));
        }
    });
    section()
        .class("comments")
        .attr("aria-labelledby", "standfirst-comments")
        .child(h2().id("standfirst-comments").child(say.comments))
        .child(p().class("empty").child(summary))
        .child(ol().class("thread").on(leptos::ev::click, on_press).directive(dom::draw, draw))
        .child(p().class("elsewhere").directive(dom::draw, elsewhere))
        .child(closed)
        .child(form)
}

/// Draws the thread, in slices where it is long, so that no task holds up the page.
fn rows(list: &Element, article: Arc<Article>, reader: Reader, on_shown: Rc<dyn Fn()>) {
    let order = Rc::new(thread(&article.comments.items));
    let list = list.clone();
    let mut drawn = slice(&list, &order, 0, &article, &reader);
    spawn_local(async move {
        while drawn < order.len() {
            clock::sleep(0).await;
            drawn = slice(&list, &order, drawn, &article, &reader);
        }
        on_shown();
    });
}

/// Draws rows from `from` on until the slice is over; gives the first that is not drawn.
fn slice(list: &Element, order: &[Row], from: usize, article: &Article, reader: &Reader) -> usize {
    let comments = &article.comments.items;
    let open = article.comments.open != Some(false);
    let start = clock::elapsed();
    let mut made = Vec::new();
    let mut at = from;
    for chunk in order.get(from..).unwrap_or_default().chunks(STEP) {
        for row in chunk {
            let parent: Option<&Comment> = row.parent.and_then(|parent| comments.get(parent));
            let place = Place { depth: row.depth, parent, open, kept: false };
            made.extend(comments.get(row.index).and_then(|one| comment(one, &place, reader)));
        }
        at += chunk.len();
        if clock::elapsed() - start > SLICE {
            break;
        }
    }
    dom::append_all(list, &made);
    at
}
