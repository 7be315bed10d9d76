//! "Post Comments" and "Leave a Reply", below their heading.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use leptos::task::spawn_local;

use crate::article::{Article, Href};
use crate::browser::clock::Timer;
use crate::browser::dom::{Attr, Element, Tag};
use crate::browser::listener::Listener;
use crate::browser::style::{self, Rank};
use crate::browser::{clock, draft_store, intl, outbox_store, url};
use crate::format::ThreadReading;
use crate::json_text;
use crate::later::{self, NotLoaded};
use crate::text::fill;

use super::ages::ages;
use super::first_comments::FirstComments;
use super::live::Live;
use super::not_shown::not_shown;
use super::publish::publish_thread;
use super::replies::Replies;
use super::thread::Thread;
use super::{Desk, DraftTarget, Reader};

/// How the thread, the form and paper look.
const STYLES: [&str; 3] = [
    include_str!("../../style/comments.css"),
    include_str!("../../style/form.css"),
    include_str!("../../style/print.css"),
];

/// After so many milliseconds the part that talks to servers is asked for again.
const AGAIN: i32 = 5_000;

/// A thread and its forms. They work as long as this lives.
pub struct Discussion {
    replies: Replies,
    _press: Listener,
    _ages: Timer,
}

impl Drop for Discussion {
    fn drop(&mut self) {
        self.replies.end();
    }
}

/// The thread of an article and the form for a reply to it, at the end of `section`; `on_shown` is called when the whole
/// thread is in the document. Comments that came with the document are read first.
///
/// # Errors
/// Where they need the parser of all formats, and it did not arrive.
pub async fn comments(
    section: Element,
    article: Arc<Article>,
    reader: Reader,
    on_shown: Rc<dyn Fn()>,
) -> Result<Discussion, NotLoaded> {
    STYLES.iter().for_each(|css| style::add_to_page(css, Rank::Last));
    let mut first = FirstComments::none(&section);
    if !first.read(&article, ThreadReading::simple(&article), &reader).await {
        match later::read_thread(article.clone()).await {
            Ok(reading) => reading.await,
            Err(NotLoaded) => {
                first.remove();
                return Err(NotLoaded);
            }
        }
    }
    publish_thread(&section, &article);
    // What is typed is kept from the first key on.
    draft_store::writer_arrived().await;
    Ok(discussion(&section, first, article, reader, on_shown))
}

fn discussion(
    section: &Element,
    first: FirstComments,
    article: Arc<Article>,
    reader: Reader,
    on_shown: Rc<dyn Fn()>,
) -> Discussion {
    let say = reader.form();
    let (count, list) = (first.count.clone(), first.list.clone());
    count.set_text_if_other(&count_in_words(&article, &reader));
    not_shown(section, &article, Article::thread_issues, &reader);
    if let Some(href) = article.thread().more.as_deref().and_then(|more| Href::new("", more)) {
        let host = href.http().map(url::host).unwrap_or_default();
        let line = section.add(Tag::P, &[Attr::Class("elsewhere")]);
        let attrs = [Attr::Href(&href, ""), Attr::Rel("noopener noreferrer")];
        line.add_text(Tag::A, &attrs, &fill(say.comments_elsewhere, &[("host", &host)]));
    }
    if article.thread().open == Some(false) {
        section.add_text(Tag::P, &[Attr::Class("state")], say.comments_closed);
    }
    let mut about = json_text::Object::new();
    about.text("title", &article.name());
    about.text("src", &article.source_url);
    let target = DraftTarget {
        site: url::origin(&article.source_url),
        article: article.id.clone(),
        parent: None,
        about: about.end(),
    };
    let (desk, site) = (Rc::new(Desk::default()), &reader.site);
    let named = article.thread();
    let is_live = site.route.comments.is_some()
        || site.config.comments.is_some()
        || named.more.is_some()
        || named.post_to.is_some();
    if is_live {
        desk.wait();
    }
    let thread = Thread::new(list.clone(), article.clone(), reader.clone());
    let replies = Replies::new(target, thread.clone(), desk.clone(), reader.clone());
    if article.thread().open != Some(false) {
        replies.own_form(section);
    }
    replies.drafts_of_site(section);
    let press = list.on("click", {
        let replies = replies.clone();
        move |event| replies.pressed(&event)
    });
    let order = thread.order();
    let mut drawn = thread.append(&order, first.begin(&order));
    let discussion = Discussion { replies: replies.clone(), _press: press, _ages: ages(section, &reader) };
    let section = section.clone();
    spawn_local(async move {
        let names_one = crate::find::has(&reader.site.route.fragment, "comment-");
        while drawn < order.len() {
            clock::sleep(0).await;
            if names_one {
                thread.draw().await;
                break;
            }
            drawn = thread.append(&order, drawn);
        }
        replies.begin(!is_live);
        on_shown();
        let is_sending = is_live || outbox_store::has_any();
        if !is_sending && order.len() < 2 {
            return;
        }
        let arrival = RefCell::default();
        let live = Rc::new(Live { section, count, thread, replies, desk, article, reader, arrival });
        spawn_local(tools(live.clone()));
        // Without this part nobody knows where a reply goes: the forms wait for it, and drafts are safe meanwhile.
        while is_sending && live.section.is_connected() && later::live(live.clone()).await.is_err() {
            clock::sleep(AGAIN).await;
        }
    });
    discussion
}

/// Adds what a reader can do with the thread.
async fn tools(live: Rc<Live>) {
    while live.section.is_connected() {
        match later::thread_tools(live.clone()).await {
            Ok(arrive) => return live.set_tools(arrive),
            Err(NotLoaded) => clock::sleep(AGAIN).await,
        }
    }
}

/// How many comments there are, in words.
fn count_in_words(article: &Article, reader: &Reader) -> String {
    let known = u32::try_from(article.thread().items.len()).unwrap_or(u32::MAX);
    in_words(article.thread().count.unwrap_or(0).max(known), reader)
}

/// A number of comments, in words.
pub(super) fn in_words(count: u32, reader: &Reader) -> String {
    if count == 0 {
        return reader.form().no_comments.to_owned();
    }
    let count = f64::from(count);
    let form = reader.form().comments_count.of(&intl::plural(&reader.locale, count));
    fill(form, &[("count", &intl::number(&reader.locale, count))])
}
