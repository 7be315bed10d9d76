//! Isso, as of 0.14. Its refusals are pages of HTML with the reason in a paragraph.

use super::{
    Answer, Call, Lost, Markup, Need, Outcome, Redirects, Refusal, Reply, Rules, Subject, id, query,
};
use crate::comments::reply::Field;
use crate::json_text::Object;

/// What every Isso asks for; its list tells whether name and address must be given.
pub const RULES: Rules = Rules {
    author: Need::Optional,
    email: Need::Optional,
    url: Need::Optional,
    least: 3,
    most: [Some(65_535), None, Some(254), Some(254)],
    in_bytes: false,
    markup: Markup::Markdown,
};

/// Seconds in which two comments are taken at most.
const MINUTE: u32 = 60;

/// All comments of an article, as HTML or as they were written.
pub fn list(address: &str, subject: &Subject, plain: bool) -> Call {
    let uri = uri(subject);
    let more = [("uri", uri.as_str()), ("plain", "1")];
    let more = more.get(..if plain { 2 } else { 1 }).unwrap_or_default();
    Call::get(&query::with(&root(address), more))
}

/// Posts a reply. The title lets the server make the thread without fetching the page.
pub fn post(address: &str, subject: &Subject, reply: &Reply) -> Call {
    let mut json = Object::new();
    json.text("text", &reply.text);
    let parent = reply.parent.as_deref().filter(|id| id.bytes().all(|byte| byte.is_ascii_digit()));
    json.json("parent", parent.unwrap_or("null"));
    for (name, value) in [("author", &reply.author), ("email", &reply.email), ("website", &reply.url)] {
        match value.trim() {
            "" => json.json(name, "null"),
            value => json.text(name, value),
        }
    }
    json.text("title", if subject.title.is_empty() { &subject.url } else { &subject.title });
    let call = Call::post_json(&query::with(&(root(address) + "new"), &[("uri", &uri(subject))]), json.end());
    // With the answer comes a cookie that lets the author remove the comment for a quarter of an hour.
    Call { cookies: true, ..call }
}

/// What the server makes of a text.
pub fn preview(address: &str, words: &str) -> Call {
    let mut json = Object::new();
    json.text("text", words);
    Call::post_json(&(root(address) + "preview"), json.end())
}

/// Removes a comment of this browser.
pub fn take_back(address: &str, id: &str) -> Call {
    let mut address = root(address) + "id/";
    query::push(&mut address, id);
    Call { method: "DELETE", cookies: true, redirects: Redirects::Refused, ..Call::get(&address) }
}

/// The server's root with its slash.
fn root(address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    format!("{}/", path.trim_end_matches('/'))
}

/// What Isso calls an article: the path of its address.
fn uri(subject: &Subject) -> String {
    let rest = crate::find::split_once(&subject.url, "://").map_or("", |(_, rest)| rest);
    let path = rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/");
    path.split(['?', '#']).next().unwrap_or("/").to_owned()
}

/// What the answer means.
pub fn outcome(answer: &Answer) -> Outcome {
    let stored = matches!(answer.status, 201 | 202);
    if stored && let Some(value) = answer.json().filter(|value| value.get("mode").is_some()) {
        let id = id(&value, "id");
        return if answer.status == 202 { Outcome::Held(id) } else { Outcome::Published(id) };
    }
    let page = answer.text();
    let says = |words| crate::find::has(&page, words);
    let refusal = match answer.status {
        400 if says("text is too short") => Refusal::TooShort(3),
        400 if says("text is too long") => Refusal::TooLong(Field::Comment, RULES.most(Field::Comment)),
        400 if says("text is missing") => Refusal::Missing(vec![Field::Comment]),
        400 if says("rfc5321") => Refusal::TooLong(Field::Email, RULES.most(Field::Email)),
        400 if says("arbitrary length limit") => Refusal::TooLong(Field::Url, RULES.most(Field::Url)),
        400 if says("Website not Django-conform") => Refusal::Wrong(Field::Url),
        400 if says("parent must be") => Refusal::NoParent,
        400 if says("Cannot create new thread") => Refusal::NoArticle,
        403 if says("ratelimit exceeded") => return Outcome::TooFast(MINUTE),
        403 if says("direct responses to") => Refusal::Enough,
        403 if says("edit time frame is still open") => Refusal::OwnComment,
        403 if says("email address required") => Refusal::Missing(vec![Field::Email]),
        403 if says("author address required") => Refusal::Missing(vec![Field::Author]),
        200..=299 => return Outcome::Unknown(Lost::Nonsense),
        status => return Outcome::Unknown(Lost::Status(status)),
    };
    Outcome::Refused(refusal)
}
