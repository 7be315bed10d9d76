//! WordPress's REST API for comments (`wp/v2`). What it answers was tried against 6.1; the codes are those of
//! `class-wp-rest-comments-controller.php` and `wp_handle_comment_submission`.

use serde_json::Value;

use super::{Answer, Call, Lost, Markup, Need, Outcome, Refusal, Reply, Rules, id, query, text};
use crate::comments::reply::Field;
use crate::json_text::Object;

/// Lengths are those of the database's columns.
pub const RULES: Rules = Rules {
    author: Need::Required,
    email: Need::Required,
    url: Need::Optional,
    least: 1,
    most: [Some(65_525), Some(245), Some(100), Some(200)],
    in_bytes: true,
    markup: Markup::Html,
};

/// Seconds between two comments of one reader, which the refusal does not tell (`wp_throttle_comment_flood`).
const FLOOD: u32 = 15;
/// Comments of a page; the server refuses more.
const PER_PAGE: &str = "100";

/// What is asked of each comment; the addresses of portraits would name a third party.
const FIELDS: &str = "id,post,parent,author,author_name,author_url,date,date_gmt,content,link,status,type";

/// A page of comments, oldest first.
pub fn list(address: &str, cursor: Option<&str>) -> Call {
    let page = cursor.unwrap_or("1");
    let more = [
        ("per_page", PER_PAGE),
        ("page", page),
        ("order", "asc"),
        ("orderby", "date_gmt"),
        ("_fields", FIELDS),
    ];
    Call::get(&query::with(&query::only(address, &["rest_route", "post"]), &more))
}

/// The newest comments, past every cache on the way.
pub fn newest(address: &str) -> Call {
    let more = [("per_page", PER_PAGE), ("order", "desc"), ("orderby", "date_gmt"), ("_fields", FIELDS)];
    Call::get(&query::with(&query::only(address, &["rest_route", "post"]), &more))
}

/// The id of the post whose comments an address lists.
pub fn post_of(address: &str) -> Option<String> {
    query::value(address, "post").filter(|post| post.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Posts a reply.
pub fn post(address: &str, reply: &Reply) -> Call {
    let mut json = Object::new();
    json.json("post", &post_of(address).unwrap_or_else(|| "0".to_owned()));
    if let Some(parent) = reply.parent.as_deref().filter(|id| id.bytes().all(|byte| byte.is_ascii_digit())) {
        json.json("parent", parent);
    }
    json.text("content", &reply.text);
    json.text("author_name", reply.author.trim());
    json.text("author_email", reply.email.trim());
    if !reply.url.trim().is_empty() {
        json.text("author_url", reply.url.trim());
    }
    Call::post_json(&query::only(address, &["rest_route"]), json.end())
}

/// What the answer means.
pub fn outcome(answer: &Answer) -> Outcome {
    let Some(value) = answer.json() else {
        return Outcome::Unknown(match answer.status {
            200..=299 => Lost::Nonsense,
            status => Lost::Status(status),
        });
    };
    if answer.status == 201 && value.get("content").is_some() {
        let id = id(&value, "id");
        return match text(&value, "status") {
            Some("approved") => Outcome::Published(id),
            _ => Outcome::Held(id),
        };
    }
    match text(&value, "code") {
        Some(code) if answer.status >= 400 => refusal(code, &value, answer.status),
        _ => Outcome::Unknown(Lost::Status(answer.status)),
    }
}

fn refusal(code: &str, value: &Value, status: u16) -> Outcome {
    let words = || {
        let message = text(value, "message").unwrap_or(code);
        crate::format::plain_words(message)
    };
    Outcome::Refused(match code {
        "comment_duplicate" => return Outcome::Duplicate,
        "comment_flood" => return Outcome::TooFast(FLOOD),
        "rest_comment_login_required" | "rest_cookie_invalid_nonce" | "rest_not_logged_in" => Refusal::SignIn,
        "rest_comment_author_data_required" => Refusal::Missing(vec![Field::Author, Field::Email]),
        "rest_comment_content_invalid" => Refusal::Missing(vec![Field::Comment]),
        "comment_content_column_length" => too_long(Field::Comment),
        "comment_author_column_length" => too_long(Field::Author),
        "comment_author_email_column_length" => too_long(Field::Email),
        "comment_author_url_column_length" => too_long(Field::Url),
        "rest_comment_closed" | "rest_comment_draft_post" => Refusal::Closed,
        "rest_comment_invalid_post_id" | "rest_comment_trash_post" => Refusal::NoArticle,
        "rest_invalid_param" => match parameter(value) {
            Some(field) => Refusal::Wrong(field),
            None => Refusal::Other(words()),
        },
        // A server that broke while it answered may have stored the comment before.
        _ if status >= 500 => return Outcome::Unknown(Lost::Status(status)),
        _ => Refusal::Other(words()),
    })
}

fn too_long(field: Field) -> Refusal {
    Refusal::TooLong(field, RULES.most(field))
}

/// The field of the first parameter that was wrong.
fn parameter(value: &Value) -> Option<Field> {
    let params = value.get("data")?.get("params")?.as_object()?;
    params.keys().find_map(|name| match name.as_str() {
        "author_email" => Some(Field::Email),
        "author_url" => Some(Field::Url),
        "author_name" => Some(Field::Author),
        "content" => Some(Field::Comment),
        _ => None,
    })
}

/// Whether WordPress stores a text as it is sent, so that its check for duplicates finds a repeated one.
pub fn is_plain(text: &str) -> bool {
    !text.contains(['<', '>', '&'])
}
