//! remark42. Its address is the server's root with the site's id: `https://comments.example/?site=blog`. A reader signs in without
//! an account under the name that the form asks for; servers that do not allow that refuse.

use serde_json::Value;

use super::{Answer, Call, Lost, Markup, Need, Outcome, Refusal, Reply, Rules, Subject, id, query, text};
use crate::comments::reply::Field;
use crate::json_text::Object;

/// The server's own default for the length, in bytes.
pub const RULES: Rules = Rules {
    author: Need::Required,
    email: Need::Absent,
    url: Need::Absent,
    least: 1,
    most: [Some(2_048), None, None, None],
    in_bytes: true,
    markup: Markup::Markdown,
};

/// The site's id where the address names none.
const SITE: &str = "remark";

/// The whole thread.
pub fn list(address: &str, subject: &Subject) -> Call {
    find(address, subject, "tree", "+time")
}

/// The newest comments with their source, past every cache on the way. Answers whose parent the server does not know are
/// only in the plain list.
pub fn newest(address: &str, subject: &Subject) -> Call {
    find(address, subject, "plain", "-time")
}

fn find(address: &str, subject: &Subject, format: &str, sort: &str) -> Call {
    let site = site(address);
    let pairs = [("site", site.as_str()), ("url", &subject.url), ("format", format), ("sort", sort)];
    Call { cookies: true, ..Call::get(&query::with(&path(address, "api/v1/find"), &pairs)) }
}

/// Signs the reader in without an account.
pub fn sign_in(address: &str, reply: &Reply) -> Call {
    let site = site(address);
    let pairs = [("user", reply.author.trim()), ("aud", site.as_str())];
    Call { cookies: true, ..Call::get(&query::with(&path(address, "auth/anonymous/login"), &pairs)) }
}

/// Posts a reply. `token` is that of the cookie `XSRF-TOKEN`.
pub fn post(address: &str, subject: &Subject, reply: &Reply, token: &str) -> Call {
    let site = site(address);
    let mut locator = Object::new();
    locator.text("site", &site);
    locator.text("url", &subject.url);
    let mut json = Object::new();
    json.text("text", &reply.text);
    if let Some(parent) = &reply.parent {
        json.text("pid", parent);
    }
    json.text("title", &subject.title);
    json.json("locator", &locator.end());
    let address = query::with(&path(address, "api/v1/comment"), &[("site", &site)]);
    let mut call = Call { cookies: true, ..Call::post_json(&address, json.end()) };
    call.headers.push(("X-XSRF-TOKEN", token.to_owned()));
    call
}

/// What the server makes of a text.
pub fn preview(address: &str, subject: &Subject, words: &str) -> Call {
    let mut locator = Object::new();
    locator.text("site", &site(address));
    locator.text("url", &subject.url);
    let mut json = Object::new();
    json.text("text", words);
    json.json("locator", &locator.end());
    let at = query::with(&path(address, "api/v1/preview"), &[("site", &site(address))]);
    Call { cookies: true, ..Call::post_json(&at, json.end()) }
}

/// Removes a comment of this browser.
pub fn take_back(address: &str, subject: &Subject, id: &str, token: &str) -> Call {
    let mut at = path(address, "api/v1/comment/");
    query::push(&mut at, id);
    let address = query::with(&at, &[("site", &site(address)), ("url", &subject.url)]);
    let put = Call::post_json(&address, "{\"delete\":true}".to_owned());
    let mut call = Call { method: "PUT", cookies: true, ..put };
    call.headers.push(("X-XSRF-TOKEN", token.to_owned()));
    call
}

fn site(address: &str) -> String {
    query::value(address, "site").unwrap_or_else(|| SITE.to_owned())
}

fn path(address: &str, path: &str) -> String {
    let root = address.split(['?', '#']).next().unwrap_or_default();
    format!("{}/{path}", root.trim_end_matches('/'))
}

/// What the answer means.
pub fn outcome(answer: &Answer) -> Outcome {
    let value = answer.json();
    if answer.status == 201
        && let Some(id) =
            value.as_ref().filter(|value| value.get("locator").is_some()).and_then(|v| id(v, "id"))
    {
        return Outcome::Published(Some(id));
    }
    if let Some((value, code)) = value.as_ref().and_then(|value| Some((value, value.get("code")?.as_u64()?)))
    {
        return refusal(code, value, answer.status);
    }
    let words = answer.text();
    let is_plain = words.len() < 200 && !words.contains('<');
    match answer.status {
        401 if is_plain => Outcome::Doubtful(Refusal::SignIn),
        403 if is_plain => Outcome::Doubtful(Refusal::Other(words.trim().to_owned())),
        429 if is_plain => Outcome::TooFast(answer.retry_after().unwrap_or(2)),
        200..=299 => Outcome::Unknown(Lost::Nonsense),
        status => Outcome::Unknown(Lost::Status(status)),
    }
}

/// The codes of `rest/httperrors.go`.
fn refusal(code: u64, value: &Value, status: u16) -> Outcome {
    let error = text(value, "error").unwrap_or_default();
    let details = text(value, "details").unwrap_or_default();
    let said = |words| crate::find::has(error, words) || crate::find::has(details, words);
    Outcome::Refused(match code {
        4 if said("exceeded max allowed size") => Refusal::TooLong(Field::Comment, None),
        4 if said("empty comment text") => Refusal::Missing(vec![Field::Comment]),
        1 => Refusal::NoParent,
        3 => Refusal::SignIn,
        5 | 6 => Refusal::NoArticle,
        8 => Refusal::Closed,
        // It may have been stored before the server broke.
        _ if status >= 500 => return Outcome::Unknown(Lost::Status(status)),
        _ if status == 401 => Refusal::SignIn,
        // Blocked readers (7), words that the site does not want (19) and the like, in the server's words.
        _ if details.is_empty() || error.is_empty() => Refusal::Other([details, error].concat()),
        _ => Refusal::Other([details, ": ", error].concat()),
    })
}
