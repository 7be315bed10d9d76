//! What is asked of each kind of server that takes comments, and what each of its answers means.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use serde_json::{Value, json};
use standfirst::article::Status;
use standfirst::comments::reply::Field;
use standfirst::comments::server::{
    Answer, Backend, Kind, ListFault, Lost, Need, Outcome, Place, Redirects, Refusal, Reply, Subject,
};

fn backend(kind: Kind, address: &str) -> Backend {
    let place = Place { kind, address: address.to_owned() };
    let subject = Subject {
        id: "urn:1".into(),
        url: "https://a.example/2026/bridge/?p=1#x".into(),
        title: "The bridge".into(),
    };
    Backend { list: Some(place.clone()), post: Some(place), subject }
}

fn answer(status: u16, body: &str) -> Answer {
    Answer { status, address: "https://c.example/".into(), body: body.into(), ..Answer::default() }
}

fn reply() -> Reply {
    Reply {
        parent: Some("7".into()),
        text: "Hello \"you\"".into(),
        author: " Ann ".into(),
        email: "a@b.example".into(),
        url: String::new(),
    }
}

fn body(backend: &Backend) -> Value {
    let call = backend.post_call(&reply(), "key-1", Some("token")).unwrap();
    assert_eq!((call.method, call.redirects), ("POST", Redirects::Refused), "words follow no redirect");
    serde_json::from_str(&call.body.unwrap()).unwrap()
}

const REST: &str = "https://c.example/index.php?rest_route=/wp/v2/comments&post=3&per_page=10";

#[test]
fn wordpress_is_asked_for_pages_and_gets_json() {
    let wordpress = backend(Kind::WordPress, REST);
    let list = wordpress.list_call(Some("2")).unwrap().address;
    assert!(
        list.starts_with(
            "https://c.example/index.php?rest_route=/wp/v2/comments&post=3&per_page=100&page=2&order=asc"
        ),
        "{list}"
    );
    assert!(!list.contains("avatar"), "portraits would name a third party");
    let call = wordpress.post_call(&reply(), "", None).unwrap();
    assert_eq!(call.address, "https://c.example/index.php?rest_route=/wp/v2/comments");
    assert!(!call.cookies);
    let wanted = json!({"post": 3, "parent": 7, "content": "Hello \"you\"", "author_name": "Ann", "author_email": "a@b.example"});
    assert_eq!(body(&wordpress), wanted);
}

#[test]
fn every_code_of_wordpress_is_told_apart() {
    let wordpress = backend(Kind::WordPress, REST);
    let code = |status, code: &str| {
        wordpress
            .read_post(&answer(status, &json!({"code": code, "message": "M &amp; <b>m</b>"}).to_string()))
    };
    let too_long = |field, most| Outcome::Refused(Refusal::TooLong(field, Some(most)));
    for (status, name, wanted) in [
        (401, "rest_comment_login_required", Outcome::Refused(Refusal::SignIn)),
        (403, "rest_cookie_invalid_nonce", Outcome::Refused(Refusal::SignIn)),
        (
            400,
            "rest_comment_author_data_required",
            Outcome::Refused(Refusal::Missing(vec![Field::Author, Field::Email])),
        ),
        (400, "rest_comment_content_invalid", Outcome::Refused(Refusal::Missing(vec![Field::Comment]))),
        (400, "comment_content_column_length", too_long(Field::Comment, 65_525)),
        (400, "comment_author_column_length", too_long(Field::Author, 245)),
        (400, "comment_author_email_column_length", too_long(Field::Email, 100)),
        (400, "comment_author_url_column_length", too_long(Field::Url, 200)),
        (409, "comment_duplicate", Outcome::Duplicate),
        (400, "comment_flood", Outcome::TooFast(15)),
        (403, "rest_comment_invalid_post_id", Outcome::Refused(Refusal::NoArticle)),
        (403, "rest_comment_trash_post", Outcome::Refused(Refusal::NoArticle)),
        (403, "rest_comment_closed", Outcome::Refused(Refusal::Closed)),
        (403, "rest_comment_draft_post", Outcome::Refused(Refusal::Closed)),
        (401, "rest_comment_invalid_status", Outcome::Refused(Refusal::Other("M & m".into()))),
        (401, "rest_forbidden_param", Outcome::Refused(Refusal::Other("M & m".into()))),
        (401, "rest_forbidden_context", Outcome::Refused(Refusal::Other("M & m".into()))),
        (401, "rest_not_logged_in", Outcome::Refused(Refusal::SignIn)),
        (500, "internal_server_error", Outcome::Unknown(Lost::Status(500))),
    ] {
        assert_eq!(code(status, name), wanted, "{name}");
    }
    let email = json!({"code": "rest_invalid_param", "data": {"params": {"author_email": "no"}, "details": {"author_email": {"code": "rest_invalid_email"}}}});
    assert_eq!(
        wordpress.read_post(&answer(400, &email.to_string())),
        Outcome::Refused(Refusal::Wrong(Field::Email))
    );
    let stored =
        |status: &str| json!({"id": 9, "status": status, "content": {"rendered": "<p>x</p>"}}).to_string();
    assert_eq!(wordpress.read_post(&answer(201, &stored("approved"))), Outcome::Published(Some("9".into())));
    assert_eq!(wordpress.read_post(&answer(201, &stored("hold"))), Outcome::Held(Some("9".into())));
}

#[test]
fn only_a_whole_receipt_is_one() {
    let kinds = [
        (Kind::WordPress, REST),
        (Kind::Isso, "https://c.example/"),
        (Kind::Remark42, "https://c.example/?site=s"),
        (Kind::Standfirst, "https://c.example/"),
    ];
    for (kind, address) in kinds {
        let server = backend(kind, address);
        for (status, body) in [
            (200, "<h1>Sign in</h1>"),
            (200, ""),
            (200, "{}"),
            (201, "{}"),
            (201, "<p>"),
            (202, "[]"),
            (204, ""),
        ] {
            assert!(
                matches!(server.read_post(&answer(status, body)), Outcome::Unknown(_)),
                "{kind:?} {status} {body}"
            );
        }
        for status in [301, 400, 403, 404, 500, 502, 503, 504, 511] {
            assert!(
                matches!(server.read_post(&answer(status, "<h1>x</h1>")), Outcome::Unknown(_)),
                "{kind:?} {status}"
            );
        }
    }
}

#[test]
fn the_form_endpoint_succeeds_by_leading_away_from_itself() {
    let form = backend(Kind::WordPressForm, "https://a.example/wp-comments-post.php?comment_post_ID=3");
    let call = form.post_call(&reply(), "", None).unwrap();
    assert_eq!(
        (call.redirects, call.address.as_str()),
        (Redirects::OwnOrigin, "https://a.example/wp-comments-post.php")
    );
    assert_eq!(
        call.body.unwrap(),
        "comment_post_ID=3&comment_parent=7&comment=Hello+%22you%22&author=Ann&email=a%40b.example&url="
    );
    let led = |address: &str| {
        form.read_post(&Answer { redirected: true, address: address.into(), ..answer(200, "<p>") })
    };
    assert_eq!(led("https://a.example/?p=3"), Outcome::Published(None));
    assert_eq!(led("https://a.example/?p=3&unapproved=8&moderation-hash=x"), Outcome::Held(Some("8".into())));
    assert_eq!(led("https://a.example/wp-login.php"), Outcome::Refused(Refusal::SignIn));
    let page = |status, words: &str| {
        form.read_post(&answer(status, &format!("<style>.wp-die-message {{}}</style><div class=\"wp-die-message\"><p><strong>Error:</strong> {words}</p></div>")))
    };
    assert_eq!(
        page(200, "Please type your comment text."),
        Outcome::Refused(Refusal::Missing(vec![Field::Comment]))
    );
    assert_eq!(
        page(200, "Please enter a valid email address."),
        Outcome::Refused(Refusal::Wrong(Field::Email))
    );
    assert_eq!(
        page(200, "Please fill the required fields."),
        Outcome::Refused(Refusal::Missing(vec![Field::Author, Field::Email]))
    );
    assert_eq!(
        page(200, "Your comment is too long."),
        Outcome::Refused(Refusal::TooLong(Field::Comment, Some(65_525)))
    );
    assert_eq!(
        page(200, "Anders &amp; gut."),
        Outcome::Refused(Refusal::Other("Error: Anders & gut.".into()))
    );
    assert_eq!((page(409, "x"), page(429, "x")), (Outcome::Duplicate, Outcome::TooFast(15)));
    assert_eq!(page(403, "Sorry, comments are closed for this item."), Outcome::Refused(Refusal::Closed));
    // A missing post: status 200 and nothing in it.
    assert_eq!(form.read_post(&answer(200, "")), Outcome::Unknown(Lost::Nonsense));
}

#[test]
fn isso_knows_an_article_by_its_path_and_tells_reasons_in_html() {
    let isso = backend(Kind::Isso, "https://c.example/isso");
    assert_eq!(isso.list_call(None).unwrap().address, "https://c.example/isso/?uri=%2F2026%2Fbridge%2F");
    assert!(isso.trace_call().unwrap().address.ends_with("&plain=1"));
    assert_eq!(
        isso.post_call(&reply(), "", None).unwrap().address,
        "https://c.example/isso/new?uri=%2F2026%2Fbridge%2F"
    );
    let wanted = json!({"text": "Hello \"you\"", "parent": 7, "author": "Ann", "email": "a@b.example", "website": null, "title": "The bridge"});
    assert_eq!(body(&isso), wanted);
    let page = |status, words: &str| {
        isso.read_post(&answer(status, &format!("<!doctype html><title>x</title><p>{words}</p>")))
    };
    for (status, words, wanted) in [
        (400, "text is too short (minimum length: 3)", Refusal::TooShort(3)),
        (400, "text is too long (maximum length: 65535)", Refusal::TooLong(Field::Comment, Some(65_535))),
        (400, "text is missing", Refusal::Missing(vec![Field::Comment])),
        (400, "http://tools.ietf.org/html/rfc5321#section-4.5.3", Refusal::TooLong(Field::Email, Some(254))),
        (400, "arbitrary length limit", Refusal::TooLong(Field::Url, Some(254))),
        (400, "parent must be an integer or null", Refusal::NoParent),
        (400, "Cannot create new thread: URI /a is not accessible", Refusal::NoArticle),
        (400, "Website not Django-conform", Refusal::Wrong(Field::Url)),
        (403, "3 direct responses to /a", Refusal::Enough),
        (403, "edit time frame is still open", Refusal::OwnComment),
        (403, "email address required but not provided", Refusal::Missing(vec![Field::Email])),
        (403, "author address required but not provided", Refusal::Missing(vec![Field::Author])),
    ] {
        assert_eq!(page(status, words), Outcome::Refused(wanted), "{words}");
    }
    assert_eq!(page(403, "127.0.0.1: ratelimit exceeded (1, 2)"), Outcome::TooFast(60));
    assert_eq!(page(403, "CSRF"), Outcome::Unknown(Lost::Status(403)));
    assert_eq!(isso.read_post(&answer(201, r#"{"id":4,"mode":1}"#)), Outcome::Published(Some("4".into())));
    assert_eq!(isso.read_post(&answer(202, r#"{"id":4,"mode":2}"#)), Outcome::Held(Some("4".into())));
    let list = json!({"id": null, "total_replies": 1, "hidden_replies": 0, "config": {"require-email": true, "require-author": false},
        "replies": [{"id": 1, "parent": null, "author": null, "text": "<p>A</p>", "created": 1.5e9, "likes": 3, "dislikes": 1, "mode": 1,
            "replies": [{"id": 2, "parent": 1, "author": "B", "website": "javascript:x", "text": "<p>C</p>", "mode": 1, "replies": []}]}]});
    let page = isso.read_list(&answer(200, &list.to_string()), None).unwrap();
    let shape: Vec<_> =
        page.items.iter().map(|one| (one.id.as_str(), one.parent.as_deref(), one.votes)).collect();
    assert_eq!(shape, [("1", None, Some(2)), ("2", Some("1"), Some(0))]);
    assert!(page.items[1].author.as_ref().unwrap().url.is_none());
    assert_eq!(page.rules.map(|rules| (rules.email, rules.author)), Some((Need::Required, Need::Optional)));
}

#[test]
fn remark42_takes_its_site_and_shows_orphans() {
    let remark = backend(Kind::Remark42, "https://c.example/r/?site=blog");
    let sign_in = remark.sign_in_call(&reply()).unwrap();
    assert_eq!(sign_in.address, "https://c.example/r/auth/anonymous/login?user=Ann&aud=blog");
    let call = remark.post_call(&reply(), "", Some("token")).unwrap();
    assert_eq!(call.address, "https://c.example/r/api/v1/comment?site=blog");
    assert!(call.cookies && call.headers.contains(&("X-XSRF-TOKEN", "token".to_owned())));
    assert_eq!(body(&remark)["locator"]["site"], "blog");
    let coded = |status, code: u64, details: &str| {
        remark
            .read_post(&answer(status, &json!({"code": code, "details": details, "error": "e"}).to_string()))
    };
    assert_eq!(
        coded(400, 4, "exceeded max allowed size"),
        Outcome::Refused(Refusal::TooLong(Field::Comment, None))
    );
    assert_eq!(coded(400, 4, "empty comment text"), Outcome::Refused(Refusal::Missing(vec![Field::Comment])));
    let other = |words: &str| Refusal::Other(format!("{words}: e"));
    // Editing and voting have codes too: whatever a server says with them is told in its words.
    for (status, code, words, wanted) in [
        (400, 2, "can't bind comment", other("can't bind comment")),
        (403, 3, "rejected by auth", Refusal::SignIn),
        (400, 4, "restricted words", other("restricted words")),
        (404, 1, "can't find comment", Refusal::NoParent),
        (404, 5, "can't find post", Refusal::NoArticle),
        (404, 6, "can't find site", Refusal::NoArticle),
        (403, 7, "user blocked", other("user blocked")),
        (403, 8, "old post, read-only", Refusal::Closed),
        (403, 9, "rejected", other("rejected")),
        (400, 10, "too late", other("too late")),
        (400, 11, "has answers", other("has answers")),
        (400, 12, "vote", other("vote")),
        (403, 13, "own vote", other("own vote")),
        (400, 14, "voted", other("voted")),
        (403, 15, "too many votes", other("too many votes")),
        (400, 16, "score", other("score")),
        (403, 17, "action", other("action")),
        (404, 18, "no file", other("no file")),
        (400, 19, "invalid comment", other("invalid comment")),
        (400, 20, "no picture", other("no picture")),
    ] {
        assert_eq!(coded(status, code, words), Outcome::Refused(wanted), "{code}");
    }
    // The server broke: nobody knows whether before or after it stored the comment.
    assert_eq!(coded(500, 0, "can't save comment"), Outcome::Unknown(Lost::Status(500)));
    assert_eq!(remark.read_post(&answer(401, "Unauthorized")), Outcome::Doubtful(Refusal::SignIn));
    assert_eq!(
        remark.read_post(&answer(403, "Forbidden\n")),
        Outcome::Doubtful(Refusal::Other("Forbidden".into()))
    );
    assert_eq!(remark.read_post(&answer(429, "Too Many")), Outcome::TooFast(2));
    let comment = |id: &str, pid: &str| json!({"id": id, "pid": pid, "text": "<p>x</p>", "user": {"name": "A"}, "score": 2, "time": "2026-11-20T09:00:00Z"});
    let mut gone = comment("c", "");
    gone["delete"] = true.into();
    let list = json!({"info": {"count": 3, "read_only": true}, "comments": [{"comment": comment("a", ""), "replies": [{"comment": comment("b", "a")}]}, {"comment": gone}, {"comment": comment("d", "nowhere")}]});
    let page = remark.read_list(&answer(200, &list.to_string()), None).unwrap();
    let ids: String = page.items.iter().map(|one| one.id.as_str()).collect();
    assert_eq!((ids.as_str(), page.open), ("abcd", Some(false)));
    assert_eq!(page.items[2].status, Status::Removed);
}

#[test]
fn a_preview_is_what_the_server_says_and_offered_only_where_it_says_it() {
    let isso = backend(Kind::Isso, "https://c.example/isso/");
    let call = isso.preview_call("a *b*").unwrap();
    assert_eq!(
        (call.address.as_str(), call.redirects),
        ("https://c.example/isso/preview", Redirects::Refused)
    );
    assert_eq!(call.body.as_deref(), Some(r#"{"text":"a *b*"}"#));
    let made = answer(200, r#"{"text":"<p>a <em>b</em></p>"}"#);
    assert_eq!(isso.read_preview(&made).as_deref(), Some("<p>a <em>b</em></p>"));
    let remark = backend(Kind::Remark42, "https://c.example/r/?site=blog");
    assert_eq!(remark.preview_call("x").unwrap().address, "https://c.example/r/api/v1/preview?site=blog");
    assert_eq!(remark.read_preview(&answer(200, "<p>x</p>")).as_deref(), Some("<p>x</p>"));
    for (status, body) in [(200, "<!doctype html><title>Sign in</title>"), (502, "<p>x</p>")] {
        assert_eq!(remark.read_preview(&answer(status, body)), None);
        assert_eq!(isso.read_preview(&answer(status, body)), None);
    }
    for kind in [Kind::WordPress, Kind::WordPressForm, Kind::Standfirst, Kind::List, Kind::ActivityPub] {
        assert_eq!(backend(kind, REST).preview_call("x"), None, "{kind:?}");
    }
}

#[test]
fn a_fediverse_that_refuses_or_answers_a_page_is_told() {
    let replies = backend(Kind::ActivityPub, "https://m.example/replies");
    assert!(replies.list_call(None).unwrap().headers[0].1.contains("application/activity+json"));
    assert_eq!(replies.list_call(Some("https://m.example/2")).unwrap().address, "https://m.example/2");
    for status in [401, 403, 404, 406, 410, 429, 500, 503] {
        assert_eq!(replies.read_list(&answer(status, "{}"), None), Err(ListFault::Status(status)));
    }
    for body in ["<!doctype html>", "{}", "[]x", r#"{"type":"Note","id":"x"}"#] {
        assert_eq!(replies.read_list(&answer(200, body), None), Err(ListFault::Nonsense), "{body}");
    }
    assert_eq!(replies.post_call(&reply(), "", None), None, "replies are written elsewhere");
}

#[test]
fn our_own_interface_takes_a_key_and_says_what_is_wrong_where() {
    let own = backend(Kind::Standfirst, "https://c.example/api");
    let call = own.post_call(&reply(), "key-1", None).unwrap();
    assert!(call.headers.contains(&("Idempotency-Key", "\"key-1\"".to_owned())));
    assert_eq!(body(&own)["author"], json!({"name": "Ann", "email": "a@b.example"}));
    let problem = json!({"code": "too-long", "errors": [{"field": "comment", "limit": 500}]}).to_string();
    assert_eq!(
        own.read_post(&answer(422, &problem)),
        Outcome::Refused(Refusal::TooLong(Field::Comment, Some(500)))
    );
    let slow =
        Answer { headers: vec![("retry-after".into(), "7".into())], ..answer(429, r#"{"code":"too-fast"}"#) };
    assert_eq!(own.read_post(&slow), Outcome::TooFast(7));
    assert_eq!(own.read_post(&answer(202, r#"{"@id":"1"}"#)), Outcome::Held(Some("1".into())));
    let list = json!({"comment": [{"@id": "1", "text": "x"}], "next": "p2", "open": false, "form": {"comment": {"max": 9, "min": 2}, "author": {"required": true}}});
    let page = own.read_list(&answer(200, &list.to_string()), None).unwrap();
    let rules = page.rules.unwrap();
    assert_eq!((page.next.as_deref(), page.open, rules.least), (Some("p2"), Some(false), 2));
    assert_eq!(
        (rules.most(Field::Comment), rules.author, rules.email),
        (Some(9), Need::Required, Need::Absent)
    );
    assert!(own.list_call(Some("p2")).unwrap().address.ends_with("&after=p2"));
}

#[test]
fn pages_follow_headers_and_without_them_there_is_one() {
    let wordpress = backend(Kind::WordPress, REST);
    let one =
        json!([{"id": 1, "post": 3, "parent": 9, "author_name": "A", "content": {"rendered": "<p>x</p>"}}])
            .to_string();
    let page = wordpress.read_list(&answer(200, &one), None).unwrap();
    assert_eq!((page.next, page.items[0].parent.as_deref()), (None, Some("9")));
    let headers = vec![("x-wp-total".into(), "250".into()), ("x-wp-totalpages".into(), "3".into())];
    let second = Answer { headers, address: "https://c.example/?page=2".into(), ..answer(200, &one) };
    let page = wordpress.read_list(&second, Some("2")).unwrap();
    assert_eq!((page.next.as_deref(), page.total), (Some("3"), Some(250)));
    assert!(wordpress.read_list(&answer(200, "[]"), None).unwrap().items.is_empty());
    for (status, body, fault) in [
        (503, "", ListFault::Status(503)),
        (200, "<h1>Sign in</h1>", ListFault::Nonsense),
        (200, "{}", ListFault::Nonsense),
    ] {
        assert_eq!(wordpress.read_list(&answer(status, body), None), Err(fault));
    }
}

#[test]
fn a_list_is_read_in_pieces_and_begins_to_show_where_nobody_answers_a_later_one() {
    let one = |n: usize, parent: Option<usize>| json!({"@id": n.to_string(), "text": "x", "parentItem": parent.map(|n| n.to_string())});
    let known: Vec<Value> = (0..50).map(|n| one(n, n.checked_sub(1))).collect();
    let late: Vec<Value> = (0..50).map(|n| one(n, (n == 3).then_some(40))).collect();
    for (list, shows) in [(json!(known), true), (json!({"comment": late}), false)] {
        for kind in [Kind::List, Kind::Standfirst] {
            let (backend, answer) = (backend(kind, "https://c.example/"), answer(200, &list.to_string()));
            let value = standfirst::format::list_value(&answer.body);
            let mut reading = backend.begin_list(&answer, value.as_ref(), None).unwrap();
            assert!(reading.more(10) && reading.first(11).is_none());
            assert_eq!(reading.first(10).map(<[_]>::len), shows.then_some(10));
            while reading.more(7) {}
            assert_eq!(reading.end(), backend.read_list(&answer, None));
        }
    }
}
