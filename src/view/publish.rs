//! What an article is, for others than its reader: browser, crawlers and bookmarks by the page's head, and the host by an event.

use crate::article::{Article, json_ld, plain};
use crate::browser::events::Detail;
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
        let issues = article.issues.iter();
        let list = issues.map(|issue| [("path", issue.path.clone()), ("what", issue.loss.sentence())]);
        host.dispatch(Event::Issues, &[("issues", Detail::List(list.collect()))]);
    }
}
