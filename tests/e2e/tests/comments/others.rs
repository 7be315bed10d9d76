//! Servers of which only their interface is here: remark42, Mastodon and our own API, answered from their documentation.

use anyhow::Result;
use e2e::{Reply, documents, run};
use serde_json::json;

use crate::{fill, post, submit, typed, wait_cleared, wait_listed};

#[test]
fn remark42_is_listed_signs_the_reader_in_and_takes_a_reply() -> Result<()> {
    run(async |t| {
        t.expect_errors();
        t.site.put("/doc/a.json", Reply::json(documents::report().to_string()));
        let one = json!({"id": "r1", "pid": "", "text": "<p>From remark42.</p>", "orig": "From remark42.", "user": {"name": "Mia", "picture": ""}, "score": 3, "time": "2026-11-20T09:00:00Z"});
        let orphan = json!({"id": "r2", "pid": "gone", "text": "<p>An orphan.</p>", "orig": "An orphan.", "user": {"name": "Leo"}, "score": 0, "time": "2026-11-20T09:10:00Z"});
        let tree =
            json!({"comments": [{"comment": one, "replies": []}, {"comment": orphan}], "info": {"count": 2}});
        t.site.put("/remark/api/v1/find", Reply::json(tree.to_string()));
        t.site.put(
            "/remark/auth/anonymous/login",
            Reply::json("{}").header("set-cookie", "XSRF-TOKEN=token-1; Path=/"),
        );
        let posted = json!({"id": "r3", "pid": "", "text": "<p>Mine.</p>", "orig": "Mine.", "user": {"name": "Nora"}, "locator": {"site": "blog", "url": "x"}, "score": 0, "time": "2026-11-20T10:00:00Z"});
        t.site.put("/remark/api/v1/comment", Reply::json(posted.to_string()).with_status(201));
        t.page.open("?src=/doc/a.json&comments=remark42:/remark/%3Fsite=blog").await?;
        t.page.wait_ready().await?;
        wait_listed(&t.page, "From remark42.").await?;
        wait_listed(&t.page, "An orphan.").await?;
        assert!(!t.page.field("email").await?.is_displayed().await?, "remark42 has no use for it");
        post(&t.page, "Mine.").await?;
        t.page.wait_text("Your reply is posted.").await?;
        wait_cleared(&t.page).await?;
        let requests = t.site.requests();
        let sent = requests.iter().find(|one| one.method == "POST").unwrap();
        assert!(sent.path.contains("site=blog"), "{}", sent.path);
        assert_eq!(sent.headers.get("x-xsrf-token").map(String::as_str), Some("token-1"));
        Ok(())
    })
}

/// Every code that posting can be answered with (`rest/httperrors.go`), and the plain texts of what stands before it.
#[test]
fn whatever_remark42_refuses_is_said_in_its_own_sentence_and_the_text_stays() -> Result<()> {
    run(async |t| {
        t.expect_errors();
        t.site.put("/doc/a.json", Reply::json(documents::report().to_string()));
        t.site.put(
            "/remark/api/v1/find",
            Reply::json(json!({"comments": [], "info": {"count": 0}}).to_string()),
        );
        t.site.put(
            "/remark/auth/anonymous/login",
            Reply::json("{}").header("set-cookie", "XSRF-TOKEN=token-1; Path=/"),
        );
        t.page.open("?src=/doc/a.json&comments=remark42:/remark/%3Fsite=blog").await?;
        t.page.wait_ready().await?;
        // Half a reply in a second is all it takes: the next one waits, and goes by itself.
        t.site.put("/remark/api/v1/comment", Reply::new("text/plain", "Too Many Requests").with_status(429));
        fill(&t.page, "Once more.", "Nora", "").await?;
        let posts = || t.site.requests().iter().filter(|one| one.method == "POST").count();
        let before = posts();
        submit(&t.page).await?;
        t.page.wait("the reply to be refused", async || Ok((posts() > before).then_some(()))).await?;
        let posted = json!({"id": "r9", "pid": "", "text": "<p>Once more.</p>", "orig": "Once more.", "user": {"name": "Nora"}, "locator": {"site": "blog", "url": "x"}, "score": 0, "time": "2026-11-20T10:00:00Z"});
        t.site.put("/remark/api/v1/comment", Reply::json(posted.to_string()).with_status(201));
        t.page.wait_text("Your reply is posted.").await?;
        wait_cleared(&t.page).await?;
        let refused =
            |code: u8, details: &str| json!({"code": code, "details": details, "error": "no"}).to_string();
        for (status, body, says) in [
            (400, refused(4, "exceeded max allowed size of comment text"), "This is longer than"),
            (400, refused(4, "empty comment text"), "needs the fields that are marked"),
            (400, refused(2, "can't bind comment"), "did not take it: can't bind comment: no"),
            (404, refused(1, "can't find parent"), "does not take an answer to this comment"),
            (403, refused(3, "no access"), "only from readers who are signed in"),
            (400, refused(5, "post not found"), "does not know this article"),
            (403, refused(7, "user blocked"), "did not take it: user blocked: no"),
            (400, refused(6, "site not found"), "does not know this article"),
            (400, refused(9, "comment rejected"), "did not take it: comment rejected: no"),
            (400, refused(19, "restricted words"), "did not take it: restricted words: no"),
            (403, "Forbidden for you".to_owned(), "did not take it: Forbidden for you"),
            (401, "Unauthorized".to_owned(), "only from readers who are signed in"),
            (403, refused(8, "read only"), "takes no more comments on this article"),
        ] {
            t.site.put("/remark/api/v1/comment", Reply::new("text/plain", body.clone()).with_status(status));
            fill(&t.page, &body, "Nora", "").await?;
            submit(&t.page).await?;
            t.page.wait_text(says).await?;
            assert_eq!(typed(&t.page).await?, body);
        }
        Ok(())
    })
}

#[test]
fn replies_of_the_fediverse_are_read_and_written_elsewhere() -> Result<()> {
    run(async |t| {
        let note = |id: &str, text: &str| json!({"id": format!("https://m.example/{id}"), "type": "Note", "attributedTo": "https://m.example/users/mia", "content": text, "published": "2026-11-20T09:00:00Z", "inReplyTo": "https://m.example/0"});
        let second = json!({"@context": "https://www.w3.org/ns/activitystreams", "type": "CollectionPage", "items": [note("2", "<p>The second.</p>")]});
        t.site.put("/replies2", Reply::new("application/activity+json", second.to_string()));
        let first = json!({"@context": "https://www.w3.org/ns/activitystreams", "type": "Collection", "totalItems": 2,
            "first": {"type": "CollectionPage", "next": t.site.url("/replies2"), "items": [note("1", "<p>The first.</p>")]}});
        t.site.put("/replies", Reply::new("application/activity+json", first.to_string()));
        t.site.put("/doc/a.json", Reply::json(documents::report().to_string()));
        t.page.open("?src=/doc/a.json&comments=activitypub:/replies").await?;
        t.page.wait_ready().await?;
        wait_listed(&t.page, "The first.").await?;
        wait_listed(&t.page, "The second.").await?;
        t.page.wait_text("with an account of your own").await
    })
}

#[test]
fn our_own_interface_says_what_its_form_asks_for_and_takes_a_key() -> Result<()> {
    run(async |t| {
        t.expect_errors();
        t.site.put("/doc/a.json", Reply::json(documents::report().to_string()));
        let list = json!({"comment": [{"@id": "s1", "text": "From our own server.", "author": {"name": "Mia"}}], "total": 1,
            "form": {"comment": {"max": 40}, "author": {"required": true}}});
        t.site.put("/api", Reply::json(list.to_string()));
        t.page.open("?src=/doc/a.json&comments=standfirst:/api").await?;
        t.page.wait_ready().await?;
        wait_listed(&t.page, "From our own server.").await?;
        assert!(!t.page.field("email").await?.is_displayed().await?);
        fill(&t.page, "Without a name.", "", "").await?;
        submit(&t.page).await?;
        t.page.wait_text("Enter your name.").await?;
        let problem = json!({"type": "about:blank", "title": "Closed", "code": "closed"});
        t.site.put("/api", Reply::new("application/problem+json", problem.to_string()).with_status(403));
        fill(&t.page, "Too late.", "Nora", "").await?;
        submit(&t.page).await?;
        t.page.wait_text("takes no more comments on this article").await?;
        let posts = t.site.requests().into_iter().filter(|one| one.method == "POST");
        assert!(
            posts.into_iter().all(|one| one.headers.get("idempotency-key").is_some_and(|key| key.len() > 10))
        );
        Ok(())
    })
}
