//! The kill bench: how much typing a killed browser loses.
//!
//! A reader types ten keys a second into the reply form of a new profile; at a random moment every process of the
//! browser gets SIGKILL; a new browser opens the same profile and the same page. What is missing is counted from the
//! first key that did not come back to the moment of the kill.
//!
//! `cargo xtask bench kill [RUNS [MIN_SECONDS [MAX_SECONDS]]]` runs it, with the variables of [`e2e::settings`].
//! Fails if a run misses more than [`NEVER_MORE`] or more than one in thirty misses more than [`MOSTLY`].

use anyhow::{Context, Result, ensure};
use e2e::{Page, Reply, Setup, documents, run_with, settings};
use std::{
    env,
    time::{Duration, Instant, SystemTime},
};

/// No run may miss more of the typing than this.
const NEVER_MORE: Duration = Duration::from_secs(1);
/// All runs but one in thirty miss at most this.
const MOSTLY: Duration = Duration::from_millis(250);
/// Time between two keys.
const KEY: Duration = Duration::from_millis(100);

/// One run.
struct Outcome {
    typed: usize,
    restored: usize,
    /// From the moment when the first missing key was asked for.
    missing: Duration,
    /// How long the driver took to deliver that key: so much later it was typed at the latest.
    delivery: Duration,
}

fn main() -> Result<()> {
    let mut arguments = env::args().skip(1);
    let mut number = |default: u64| match arguments.next() {
        Some(text) => text.parse().with_context(|| format!("{text} is no number")),
        None => Ok(default),
    };
    let (runs, least, most) = (number(30)?, number(5)?, number(60)?);
    ensure!(runs > 0 && least <= most, "usage: kill [RUNS [MIN_SECONDS [MAX_SECONDS]]]");
    let engine = settings::engine()?;
    let mut dice = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?.as_nanos() as u64;
    let mut missing = Vec::new();
    for number in 1..=runs {
        let span = Duration::from_millis(least * 1_000 + random(&mut dice) % ((most - least) * 1_000 + 1));
        let outcome = one(span).with_context(|| format!("run {number}"))?;
        println!(
            "{engine} {number:>3}/{runs}: {:>5.1} s, {:>3} keys, {:>3} restored, {:>4} ms missing; the first of them took {} ms to arrive",
            span.as_secs_f64(),
            outcome.typed,
            outcome.restored,
            outcome.missing.as_millis(),
            outcome.delivery.as_millis()
        );
        missing.push(outcome.missing);
    }
    missing.sort();
    let worst = missing.last().copied().unwrap_or_default();
    let late = missing.iter().filter(|missing| **missing > MOSTLY).count();
    let median = missing.get(missing.len() / 2).copied().unwrap_or_default();
    println!(
        "{engine}: {runs} runs, missing at the median {} ms, at worst {} ms; {late} over {} ms",
        median.as_millis(),
        worst.as_millis(),
        MOSTLY.as_millis()
    );
    ensure!(worst <= NEVER_MORE, "a run missed {} ms of typing", worst.as_millis());
    ensure!(
        late <= missing.len().div_ceil(30),
        "{late} of {runs} runs missed more than {} ms",
        MOSTLY.as_millis()
    );
    Ok(())
}

/// A xorshift generator: the moments must differ, not be unpredictable.
fn random(state: &mut u64) -> u64 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    *state
}

fn one(span: Duration) -> Result<Outcome> {
    let mut outcome = None;
    run_with(Setup { keep_profile: true, ..Setup::default() }, async |t| {
        t.site.put("/doc/a.json", Reply::json(documents::report().to_string()));
        t.page.read("/doc/a.json").await?;
        let field = t.page.field("comment").await?;
        let (mut text, mut times) = (String::new(), Vec::new());
        let start = Instant::now();
        while start.elapsed() < span {
            let key = if text.len() % 6 == 5 { ' ' } else { char::from(b'a' + (text.len() * 7 % 26) as u8) };
            let asked = Instant::now();
            field.send_keys(key.to_string()).await?;
            times.push((asked, asked.elapsed()));
            text.push(key);
            let next = start + KEY * u32::try_from(text.len())?;
            let left = span.saturating_sub(start.elapsed());
            tokio::time::sleep(next.saturating_duration_since(Instant::now()).min(left)).await;
        }
        let end = Instant::now();
        t.kill_browser().await?;
        t.page.read("/doc/a.json").await?;
        let restored = restored(&t.page, &text).await?;
        let same =
            text.chars().zip(restored.chars()).take_while(|(typed, restored)| typed == restored).count();
        let (missing, delivery) =
            times.get(same).map_or_else(Default::default, |(asked, delivery)| (end - *asked, *delivery));
        outcome = Some(Outcome { typed: text.len(), restored: same, missing, delivery });
        Ok(())
    })?;
    outcome.context("the run ended without an outcome")
}

/// What the field holds once it holds `whole`, or two seconds after the page was ready.
async fn restored(page: &Page, whole: &str) -> Result<String> {
    let start = Instant::now();
    loop {
        let value = page.field("comment").await?.prop("value").await?.unwrap_or_default();
        if value == whole || start.elapsed() > Duration::from_secs(2) {
            return Ok(value);
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}
