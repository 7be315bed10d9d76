//! What an article is, for others than its reader: browser, crawlers and bookmarks by the page's head, and the host by an event.

use crate::article::{Article, Issue, json_ld, plain};
use crate::browser::dom::Element;
use crate::browser::events::{self, Detail};
use crate::browser::head::{self, Head};
use crate::browser::host::Host;
use crate::embed::Event;

/// Writes the head of a page of our own but for its title, and tells the host what was lost of the article.
pub fn publish(host: &Host, article: &Article) {
    if host.is_page() {
        let deck = plain(&article.deck);
        head::write(&Head {
            description: article.summary.as_deref().unwrap_or(&deck),
            canonical: article.url.as_deref(),
            json_ld: &json_ld(article),
        });
    }
    if !article.issues.is_empty() {
        host.dispatch(Event::Issues, &[("issues", in_words(&article.issues))]);
    }
}

/// Tells the host of the page or element that `section` stands in what was lost of comments that were read after the article.
pub fn publish_thread(section: &Element, article: &Article) {
    let issues = article.thread_issues();
    if !issues.is_empty() {
        events::dispatch_around(section, Event::Issues, &[("issues", in_words(issues))]);
    }
}

fn in_words(issues: &[Issue]) -> Detail<'static> {
    let list = issues.iter().map(|issue| [("path", issue.path.clone()), ("what", issue.loss.sentence())]);
    Detail::List(list.collect())
}
