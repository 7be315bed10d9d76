//! WordPress's form endpoint, `wp-comments-post.php`. It sends no CORS headers, so it is of use on the page's own origin alone.
//!
//! Success is a redirect to the article (its fragment, which has the id, cannot be read); faults are pages of HTML, most of them with
//! status 200. So only an answer that was redirected away from the endpoint is a receipt.

use super::{Answer, Call, Lost, Outcome, Redirects, Refusal, Reply, query};
use crate::comments::reply::Field;

/// Posts a reply. The address has the post's id in its query (`comment_post_ID`, else `post`, else `p`).
pub fn post(address: &str, reply: &Reply) -> Call {
    let post = post_of(address).unwrap_or_default();
    let body = query::pairs(&[
        ("comment_post_ID", post.as_str()),
        ("comment_parent", reply.parent.as_deref().unwrap_or("0")),
        ("comment", reply.text.as_str()),
        ("author", reply.author.trim()),
        ("email", reply.email.trim()),
        ("url", reply.url.trim()),
    ]);
    Call {
        method: "POST",
        headers: vec![("Content-Type", "application/x-www-form-urlencoded".to_owned())],
        body: Some(body),
        redirects: Redirects::OwnOrigin,
        ..Call::get(&query::only(address, &[]))
    }
}

/// The id of the post.
pub fn post_of(address: &str) -> Option<String> {
    ["comment_post_ID", "post", "p"].iter().find_map(|name| query::value(address, name))
}

/// What the answer means.
pub fn outcome(answer: &Answer) -> Outcome {
    if answer.redirected && answer.status < 500 && !is_endpoint(&answer.address) {
        // `?unapproved=N&moderation-hash=…`: stored, and shown to its author alone.
        let held = query::value(&answer.address, "unapproved");
        let signs_in = crate::find::has(&answer.address, "wp-login.php");
        return match held {
            Some(id) => Outcome::Held(Some(id)),
            None if signs_in => Outcome::Refused(Refusal::SignIn),
            None => Outcome::Published(None),
        };
    }
    let page = answer.text();
    let is_ours = crate::find::has(&page, "wp-die-message");
    if !is_ours {
        return Outcome::Unknown(match answer.status {
            200..=299 => Lost::Nonsense,
            status => Lost::Status(status),
        });
    }
    match answer.status {
        409 => Outcome::Duplicate,
        429 => Outcome::TooFast(15),
        403 if crate::find::has(&page, "logged in") => Outcome::Refused(Refusal::SignIn),
        403 => Outcome::Refused(Refusal::Closed),
        500..=599 => Outcome::Unknown(Lost::Status(answer.status)),
        _ => Outcome::Refused(fault(&page)),
    }
}

/// Which fault a page tells, by the words of WordPress in English; in another language its own words are shown.
fn fault(page: &str) -> Refusal {
    let says = |words| crate::find::has(page, words);
    let too_long = |field| Refusal::TooLong(field, super::wordpress::RULES.most(field));
    if says("required fields") {
        Refusal::Missing(vec![Field::Author, Field::Email])
    } else if says("valid email") {
        Refusal::Wrong(Field::Email)
    } else if says("type your comment") || says("type a comment") {
        Refusal::Missing(vec![Field::Comment])
    } else if says("comment is too long") {
        too_long(Field::Comment)
    } else if says("name is too long") {
        too_long(Field::Author)
    } else if says("email address is too long") {
        too_long(Field::Email)
    } else if says("URL is too long") {
        too_long(Field::Url)
    } else {
        let message = crate::find::split_once(page, "class=\"wp-die-message\">").map_or("", |(_, rest)| rest);
        let end = crate::find::find(message, "</div>").unwrap_or(message.len().min(400));
        Refusal::Other(crate::format::plain_words(message.get(..end).unwrap_or_default()))
    }
}

fn is_endpoint(address: &str) -> bool {
    address.split(['?', '#']).next().is_some_and(|path| path.ends_with("wp-comments-post.php"))
}
