//! What a page's owner may ask for against programs that post.

use anyhow::{Context, Result};
use e2e::{Reply, Test, documents, run, settings};
use serde_json::json;

use crate::{post, submit, typed, wait_cleared};

/// Opens an article of a page whose owner asks for some features, on a server of our own interface.
async fn open(t: &Test, features: &[&str]) -> Result<()> {
    let index = std::fs::read_to_string(settings::dist()?.join("index.html"))?;
    let at = index.find("id=\"standfirst-config\"").or_else(|| index.find("id=standfirst-config"));
    let begin = at.and_then(|at| Some(at + index.get(at..)?.find('>')? + 1)).context("no configuration")?;
    let end = begin + index[begin..].find("</script>").context("no end of it")?;
    let config = json!({"features": features, "comments": "standfirst:/api"});
    let page = format!("{}{config}{}", &index[..begin], &index[end..]);
    t.site.put("/guarded.html", Reply::new("text/html; charset=utf-8", page));
    t.site.put("/doc/a.json", Reply::json(documents::report().to_string()));
    t.site.put("/api", Reply::json(json!({"@id": "s1", "comment": []}).to_string()).with_status(200));
    t.page.open("guarded.html?src=/doc/a.json").await?;
    t.page.wait_ready().await?;
    t.page.wait_text("Your reply is sent to this site.").await
}

fn posts(t: &Test) -> usize {
    t.site.requests().iter().filter(|one| one.method == "POST" && one.path == "/api").count()
}

#[test]
fn a_field_that_nobody_sees_is_told_about_and_the_next_press_posts() -> Result<()> {
    run(async |t| {
        open(t, &["honeypot"]).await?;
        let trap = "const trap = document.querySelector('form [name=homepage]'); trap.value = arguments[0]; \
            return [trap.getBoundingClientRect().width <= 1 || getComputedStyle(trap.parentElement).clipPath !== 'none', trap.tabIndex, trap.closest('[aria-hidden=true]') !== null]";
        assert_eq!(t.page.js(trap, vec!["https://spam.example".into()]).await?, json!([true, -1, true]));
        post(&t.page, "By a person, after all.").await?;
        t.page.wait_text("A field that people do not see was filled").await?;
        assert_eq!((typed(&t.page).await?.as_str(), posts(t)), ("By a person, after all.", 0));
        submit(&t.page).await?;
        wait_cleared(&t.page).await?;
        assert_eq!(posts(t), 1);
        Ok(())
    })
}

#[test]
fn who_posts_at_once_is_asked_to_do_it_again() -> Result<()> {
    run(async |t| {
        open(t, &["minimum-time"]).await?;
        // Faster than any person, however slow the browser: the clock stands still.
        let now = "const now = performance.now.bind(performance), stopped = Number(arguments[0]); \
            performance.now = () => stopped || now(); return 0";
        t.page.js(now, vec!["1".into()]).await?;
        post(&t.page, "Written in no time.").await?;
        t.page.wait_text("wants some seconds between opening the form and posting").await?;
        assert_eq!((typed(&t.page).await?.as_str(), posts(t)), ("Written in no time.", 0));
        t.page.js("performance.now = () => 1e9", vec![]).await?;
        submit(&t.page).await?;
        wait_cleared(&t.page).await?;
        assert_eq!(posts(t), 1);
        Ok(())
    })
}
