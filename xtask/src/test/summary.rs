//! What ran, what failed and what was left out.

use anyhow::{Result, bail};
use std::time::{Duration, Instant};

use crate::say;

/// The stages so far.
#[derive(Default)]
pub struct Summary(Vec<Line>);

struct Line {
    stage: String,
    outcome: Outcome,
}

enum Outcome {
    Passed(Duration),
    Failed(Duration, String),
    Skipped(String),
}

impl Summary {
    /// Runs a stage and notes how it ended. The next ones run all the same.
    pub fn stage(&mut self, stage: &str, run: impl FnOnce() -> Result<()>) {
        say::step(format_args!("Checking: {stage}"));
        let begun = Instant::now();
        let outcome = match run() {
            Ok(()) => Outcome::Passed(begun.elapsed()),
            Err(error) => Outcome::Failed(begun.elapsed(), format!("{error:#}")),
        };
        self.0.push(Line { stage: stage.to_owned(), outcome });
    }

    /// Notes that something was left out, and why.
    pub fn skip(&mut self, stage: &str, reason: &str) {
        say::warn(format_args!("skipped: {stage}: {reason}"));
        self.0.push(Line { stage: stage.to_owned(), outcome: Outcome::Skipped(reason.to_owned()) });
    }

    /// Prints one line for each stage; fails if a stage did.
    pub fn end(self) -> Result<()> {
        say::step("Summary");
        let mut failed = Vec::new();
        for Line { stage, outcome } in self.0 {
            match outcome {
                Outcome::Passed(time) => {
                    say::note(format_args!("passed  {stage:<28} {:>7.1} s", time.as_secs_f32()))
                }
                Outcome::Failed(time, why) => {
                    say::note(format_args!("FAILED  {stage:<28} {:>7.1} s  {why}", time.as_secs_f32()));
                    failed.push(stage);
                }
                Outcome::Skipped(reason) => {
                    say::note(format_args!("skipped {stage:<28}            {reason}"))
                }
            }
        }
        if !failed.is_empty() {
            bail!("failed: {}", failed.join(", "));
        }
        Ok(())
    }
}
