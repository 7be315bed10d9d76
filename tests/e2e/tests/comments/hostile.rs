//! Documents that name servers of their own.

use anyhow::Result;
use e2e::{Reply, Site, documents, run};
use serde_json::{Value, json};

use crate::post;

const SECRET: &str = "words for nobody else";

#[test]
fn a_document_cannot_name_a_server_that_the_site_did_not_allow() -> Result<()> {
    run(async |t| {
        let evil = Site::foreign(true).await?;
        evil.put("/c", Reply::json("[]"));
        for (key, value) in [
            ("discussionUrl", json!(evil.url("/c.json"))),
            (
                "potentialAction",
                json!({"@type": "CommentAction", "target": {"@type": "EntryPoint", "urlTemplate": evil.url("/c"), "httpMethod": "POST"}}),
            ),
            (
                "potentialAction",
                json!({"@type": "CommentAction", "target": {"urlTemplate": evil.url("/wp-comments-post.php?p=1"), "contentType": "application/x-www-form-urlencoded"}}),
            ),
        ] {
            let mut document = documents::report();
            document["@id"] = Value::from(format!("urn:{key}"));
            document[key] = value;
            t.site.put("/doc/a.json", Reply::json(document.to_string()));
            t.page.read("/doc/a.json").await?;
            post(&t.page, SECRET).await?;
            t.page.wait_text("Kept on this device.").await?;
        }
        assert!(evil.requests().is_empty(), "{:?}", evil.requests());
        Ok(())
    })
}

#[test]
fn no_format_names_a_server_that_the_site_did_not_allow() -> Result<()> {
    run(async |t| {
        let evil = Site::foreign(true).await?;
        evil.put("/c", Reply::json("[]"));
        let wordpress = json!({"id": 7, "type": "post", "link": "https://paper.example/7", "date_gmt": "2026-11-20T09:00:00", "title": {"rendered": "A post"},
            "content": {"rendered": "<p>Text.</p>"}, "comment_status": "open",
            "_links": {"replies": [{"embeddable": true, "href": evil.url("/wp-json/wp/v2/comments?post=7")}]}});
        let wordpress_com = json!({"ID": 7, "site_ID": 1, "URL": "https://paper.example/7", "date": "2026-11-20T09:00:00+00:00", "title": "A post",
            "content": "<p>Text.</p>", "discussion": {"comments_open": true}, "meta": {"links": {"replies": evil.url("/rest/v1.1/sites/1/posts/7/replies/")}}});
        let note = |replies: Value| {
            json!({"@context": "https://www.w3.org/ns/activitystreams", "type": "Article", "id": "https://paper.example/7",
            "name": "A post", "content": "<p>Text.</p>", "published": "2026-11-20T09:00:00Z", "replies": replies})
        };
        let by_address = note(Value::from(evil.url("/c")));
        let by_collection = note(
            json!({"type": "Collection", "id": evil.url("/c"), "first": {"type": "CollectionPage", "next": evil.url("/c"), "items": []}}),
        );
        for (name, document) in
            [("wp", wordpress), ("com", wordpress_com), ("as", by_address), ("ap", by_collection)]
        {
            let path = format!("/doc/{name}.json");
            t.site.put(&path, Reply::json(document.to_string()));
            t.page.read(&path).await?;
            post(&t.page, SECRET).await?;
            t.page.wait_text("Kept on this device.").await?;
        }
        assert!(evil.requests().is_empty(), "{:?}", evil.requests());
        Ok(())
    })
}

#[test]
fn an_open_redirect_on_the_own_origin_takes_no_words_elsewhere() -> Result<()> {
    run(async |t| {
        t.expect_errors();
        let evil = Site::foreign(true).await?;
        evil.put("/c", Reply::json(json!({"@id": "1"}).to_string()));
        for (status, key) in [(307, "x"), (308, "y"), (302, "z")] {
            let mut document = documents::report();
            document["@id"] = Value::from(format!("urn:{key}"));
            document["potentialAction"] = json!({"@type": "CommentAction", "target": {"urlTemplate": t.site.url("/go"), "httpMethod": "POST"}});
            t.site.put("/doc/a.json", Reply::json(document.to_string()));
            t.site.put("/go", Reply::redirect(&evil.url("/c")).with_status(status));
            t.page.read("/doc/a.json").await?;
            post(&t.page, SECRET).await?;
            t.page.wait_text("it is being checked whether the reply arrived").await?;
        }
        assert!(evil.requests().is_empty(), "{:?}", evil.requests());
        Ok(())
    })
}

#[test]
fn comments_cannot_run_load_or_style_anything() -> Result<()> {
    run(async |t| {
        let evil = Site::foreign(true).await?;
        let attack = format!(
            "<script>window.__ran=1</script><img src=\"{0}\"><style>body{{display:none}}</style><p style=\"position:fixed\">Text</p>\
             <iframe src=\"{0}\"></iframe><a href=\"https://a.example/\" onclick=\"window.__ran=1\">a link</a><video src=\"{0}\"></video>",
            evil.url("/x.png")
        );
        let list = json!([{"id": 1, "post": 1, "parent": 0, "author_name": "<b>M</b>", "author_url": "javascript:1", "date_gmt": "2026-11-20T09:00:00",
            "content": {"rendered": attack}, "link": "", "status": "approved", "author_avatar_urls": {"96": evil.url("/avatar.png")}}]);
        t.site.put("/list.json", Reply::json(list.to_string()));
        t.site.put("/doc/a.json", Reply::json(documents::report().to_string()));
        t.page.open("?src=/doc/a.json&comments=list:/list.json").await?;
        t.page.wait_ready().await?;
        crate::wait_listed(&t.page, "Text").await?;
        assert_eq!(t.page.js("return window.__ran ?? null", vec![]).await?, Value::Null);
        let rel = t
            .page
            .js(
                "return document.querySelector('[id=\"comment-1\"] a[href=\"https://a.example/\"]').rel",
                vec![],
            )
            .await?;
        for word in ["nofollow", "ugc", "noopener"] {
            assert!(rel.as_str().unwrap().split(' ').any(|one| one == word), "{rel}");
        }
        let loaded = "return document.querySelectorAll('.thread :is(img, iframe, video, script, style, [style])').length";
        assert_eq!(t.page.js(loaded, vec![]).await?, 0);
        assert!(evil.requests().is_empty(), "{:?}", evil.requests());
        Ok(())
    })
}
