//! Generated sequences of faults between the browser and a real server: whatever goes wrong, a reply ends exactly once on the server,
//! or in the outbox with its state told.
//!
//! `STANDFIRST_SEQUENCES` says how many; `cargo xtask bench faults` runs 100.

use std::{
    env,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};
use e2e::{Reply, Test, Trouble, documents, run, servers::Isso, servers::WordPress};
use serde_json::{Value, json};

use crate::{fill, submit, typed};

/// How many a test runs by default, on both servers together.
const FEW: u64 = 6;
/// How long a sequence may take to come to its end: an answer that does not come is waited for 45 s, and looked for after that.
const PATIENCE: Duration = Duration::from_secs(150);
const PORTAL: &str = "<!doctype html><title>Sign in to this network</title><form><input name=room></form>";

/// The same numbers on every machine (SplitMix64).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % most
    }
}

/// What goes wrong in one sequence.
#[derive(Debug)]
struct Plan {
    /// With the requests that post, one after the other.
    posts: Vec<Trouble>,
    /// With the requests that list, after the page was shown.
    lists: Vec<Trouble>,
    /// What happens to the page after the reply was posted, and after so many milliseconds.
    page: Option<(Happens, u64)>,
    text: String,
}

#[derive(Clone, Copy, Debug)]
enum Happens {
    /// The reader opens the page anew.
    Opened,
    /// The server is away for a while.
    Away,
}

impl Plan {
    /// `refuses_repeats` is whether the server knows a reply that it has already.
    fn of(number: u64, refuses_repeats: bool) -> Self {
        let mut numbers = Numbers(number);
        let mut posts: Vec<Trouble> =
            (0..1 + numbers.below(3)).map(|_| trouble(&mut numbers, true)).collect();
        // A browser sends again by itself over a kept connection that closes without an answer. If the second answer is lost as well,
        // nobody has the right to remove either copy: a server that takes both has both.
        let stores = posts.iter().position(|trouble| may_store_unseen(*trouble));
        if let Some(at) = stores.filter(|_| !refuses_repeats) {
            posts.truncate(at + 1);
        }
        let lists = (0..numbers.below(3)).map(|_| trouble(&mut numbers, false)).collect();
        let page = match numbers.below(5) {
            0 => Some(Happens::Opened),
            1 => Some(Happens::Away),
            _ => None,
        };
        let page = page.map(|happens| (happens, numbers.below(3_000)));
        let tails = ["", " It's \"quoted\" -- and more...", "\n\nA second paragraph.", " Ünïcödé \u{1F980}"];
        let tail = tails.get(usize::try_from(numbers.below(4)).unwrap_or(0)).copied().unwrap_or_default();
        Self { posts, lists, page, text: format!("Sequence {number}.{tail}") }
    }
}

/// Whether the server has the reply and the browser does not know.
fn may_store_unseen(trouble: Trouble) -> bool {
    match trouble {
        Trouble::LosesAnswer | Trouble::CutsAnswer | Trouble::AnswersAfter(..) | Trouble::Doubles => true,
        Trouble::None | Trouble::LosesRequest | Trouble::Delays(_) | Trouble::Answers(..) => false,
    }
}

fn trouble(numbers: &mut Numbers, posts: bool) -> Trouble {
    match numbers.below(if posts { 12 } else { 8 }) {
        0 => Trouble::LosesRequest,
        1 => Trouble::LosesAnswer,
        2 => Trouble::CutsAnswer,
        3 => Trouble::Delays(Duration::from_millis(500 + numbers.below(3_500))),
        4 => Trouble::Answers(200, PORTAL),
        5 => Trouble::Answers(502, "<title>Bad gateway</title>"),
        6 => Trouble::Answers(401, "<title>Who are you?</title>"),
        7 => Trouble::Answers(503, ""),
        8 => Trouble::AnswersAfter(200, PORTAL),
        9 => Trouble::AnswersAfter(504, "<title>Gateway timeout</title>"),
        10 => Trouble::Doubles,
        _ => Trouble::None,
    }
}

/// What the page shows of a reply, and what the outbox says of it.
const LOOK: &str = "
    const [text, article] = arguments;
    const has = (selector) => Array.from(document.querySelectorAll(selector)).filter((item) => item.querySelector('.comment-body')?.textContent.includes(text));
    const own = has('.thread [data-own]');
    const keys = Object.keys(localStorage).filter((key) => key.startsWith('standfirst.o1/'));
    const entry = keys.map((key) => JSON.parse(localStorage[key])).find((entry) => entry.subject.id === article);
    return {
        listed: has('.thread .comment:not([data-own])').length,
        told: own.map((item) => item.querySelector('.state')?.textContent ?? ''),
        buttons: own.flatMap((item) => Array.from(item.querySelectorAll('.actions button'), (button) => button.dataset.press)),
        state: entry?.state ?? '',
        over: !entry?.mayBeDouble,
        asks: Boolean(entry?.asks),
    };
";

/// How a sequence ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// In the thread, and once on the server.
    Posted,
    /// In the outbox: the reader is told that nobody knows, or why not, and decides.
    Told,
    /// Refused: the text is back in its form.
    Refused,
}

/// What the page shows, if that is how it ends.
fn end(seen: &Value, in_form: bool, opened: bool) -> Option<End> {
    let count = |key: &str| seen[key].as_array().map_or(0, Vec::len);
    let is_listed = seen["listed"] == 1 && count("told") == 0 && !in_form;
    let asks = count("told") == 1 && count("buttons") > 0;
    match seen["state"].as_str()? {
        "sent" if seen["over"] == true && is_listed => Some(End::Posted),
        "unknown" if seen["asks"] == true && asks => Some(End::Told),
        "failed" if asks => Some(End::Told),
        "withdrawn" if in_form => Some(End::Refused),
        // Opened anew before the outbox had it: it is the draft that it was.
        "" if in_form && opened => Some(End::Refused),
        _ => None,
    }
}

/// Runs one sequence and says how it ended.
async fn follow(
    t: &mut Test,
    address: &str,
    article: &str,
    plan: &Plan,
    stored: &dyn Fn() -> Result<Vec<String>>,
) -> Result<End> {
    t.site.end_trouble();
    t.page.session().goto("about:blank").await?;
    t.page.open(address).await?;
    t.page.wait_ready().await?;
    let mark = plan.text.split('.').next().context("a text")?.to_owned() + ".";
    fill(&t.page, &plan.text, "Nora", "nora@paper.example").await?;
    t.site.trouble("POST", plan.posts.iter().copied());
    t.site.trouble("GET", plan.lists.iter().copied());
    submit(&t.page).await?;
    if let Some((happens, after)) = plan.page {
        tokio::time::sleep(Duration::from_millis(after)).await;
        match happens {
            Happens::Opened => {
                t.page.session().goto("about:blank").await?;
                t.page.open(address).await?;
                t.page.wait_ready().await?;
            }
            Happens::Away => {
                t.site.stop().await;
                tokio::time::sleep(Duration::from_millis(after)).await;
                t.site.restart().await?;
            }
        }
    }
    let opened = matches!(plan.page, Some((Happens::Opened, _)));
    let begun = Instant::now();
    let end = loop {
        let seen = t.page.js(LOOK, vec![json!(mark), json!(article)]).await?;
        if let Some(end) = end(&seen, typed(&t.page).await?.contains(&mark), opened) {
            break end;
        }
        ensure!(begun.elapsed() < PATIENCE, "no end: {seen}, on the server: {:?}", stored()?);
        tokio::time::sleep(Duration::from_millis(200)).await;
    };
    t.site.end_trouble();
    let count = stored()?.iter().filter(|text| text.contains(&mark)).count();
    let may_be = match end {
        End::Posted => 1..=1,
        End::Told => 0..=1,
        End::Refused => 0..=0,
    };
    ensure!(may_be.contains(&count), "{end:?}, and {count} times on the server");
    Ok(end)
}

fn sequences() -> Result<u64> {
    match env::var("STANDFIRST_SEQUENCES") {
        Ok(text) => text.parse().with_context(|| format!("{text} is no number")),
        Err(_) => Ok(FEW),
    }
}

/// Half of the sequences; `first` tells which.
async fn follow_all(
    t: &mut Test,
    first: u64,
    refuses_repeats: bool,
    address: impl Fn(u64) -> String,
    stored: &dyn Fn() -> Result<Vec<String>>,
) -> Result<()> {
    t.expect_errors();
    let mut ends = Vec::new();
    for number in (first..sequences()?).step_by(2) {
        let plan = Plan::of(number, refuses_repeats);
        let article = format!("urn:sequence:{number}");
        let mut document = documents::report();
        document["@id"] = Value::from(article.clone());
        document["url"] = Value::from(format!("https://paper.example/{number}/"));
        t.site.put(&format!("/doc/{number}.json"), Reply::json(document.to_string()));
        let end = follow(t, &address(number), &article, &plan, stored).await;
        ends.push(end.with_context(|| format!("sequence {number}: {plan:?}"))?);
    }
    let count = |wanted: End| ends.iter().filter(|end| **end == wanted).count();
    println!(
        "{} sequences: {} posted once, {} told in the outbox, {} back in the form",
        ends.len(),
        count(End::Posted),
        count(End::Told),
        count(End::Refused)
    );
    Ok(())
}

#[test]
fn whatever_goes_wrong_isso_gets_a_reply_once() -> Result<()> {
    run(async |t| {
        let Some(isso) = Isso::start(&t.site, "").await? else { return Ok(()) };
        t.site.forward("/isso", isso.port);
        let address = |number| format!("?src=/doc/{number}.json&comments=isso:/isso/");
        follow_all(t, 0, false, address, &|| isso.stored()).await
    })
}

#[test]
fn whatever_goes_wrong_wordpress_gets_a_reply_once() -> Result<()> {
    run(async |t| {
        let Some(wordpress) = WordPress::start().await? else { return Ok(()) };
        t.site.forward("/wordpress", wordpress.port);
        let rest = "wordpress:/wordpress/index.php%3Frest_route=/wp/v2/comments%26post=1";
        let address = |number| format!("?src=/doc/{number}.json&comments={rest}");
        follow_all(t, 1, true, address, &|| wordpress.stored()).await
    })
}
