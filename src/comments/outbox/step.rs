use super::{Entry, Likeness, SETTLE, State, likeness};
use crate::comments::server::{Kind, Outcome, Refusal, Trace};

/// What is to be done with an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Nothing before this time, in milliseconds since 1970.
    Wait(u64),
    /// Read the server's newest comments.
    Look,
    /// Send it.
    Post,
    /// Remove the copy that the last answer was about: there is another, [`Entry::twin`].
    TakeBack,
    /// Nothing more by itself.
    Rest,
}

/// What the rules need to know of a server.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Traits {
    /// Whether its list can be read.
    pub can_look: bool,
    /// Whether sending again can store nothing twice, or whatever it has would be in its list.
    pub may_repeat: bool,
}

/// Attempts without an answer before the reader is asked.
const TRIES: u32 = 6;
/// A first look after an attempt without an answer, in milliseconds.
const FIRST_LOOK: u64 = 1_500;
/// What is held, or waits for the reader, is looked for this often, in milliseconds.
const LOOK_AGAIN: u64 = 300_000;

impl Traits {
    /// Those of the server of an entry, by what earlier ones have shown: whether it held a reply of this reader, or published one.
    #[must_use]
    pub fn of(entry: &Entry, others: &[Entry], is_moderated: bool) -> Self {
        let kind = entry.backend.kind();
        let same = |other: &&Entry| other.backend.post == entry.backend.post && other.id != entry.id;
        let held = is_moderated || others.iter().filter(same).any(|other| other.state == State::Held);
        let published = others.iter().filter(same).any(|other| other.state == State::Sent);
        let can_look = entry.backend.trace_call().is_some();
        let shows = match kind {
            Kind::Isso | Kind::Remark42 => !held,
            // By its own settings WordPress holds the first comment of everybody.
            Kind::WordPress => published && !held,
            Kind::List | Kind::WordPressForm | Kind::ActivityPub | Kind::Standfirst | Kind::Device => false,
        };
        let may_repeat = entry.backend.refuses_repeats(&entry.reply) || (can_look && shows);
        Self { can_look, may_repeat }
    }
}

impl Entry {
    /// To be called by whoever has just got the lock: what was on its way then is so no longer, since nobody else can be sending it.
    /// True where that changed something.
    pub fn wake(&mut self, now: u64) -> bool {
        if self.state != State::Sending {
            return false;
        }
        self.lose(now);
        true
    }

    /// Things may be better now: the page was opened anew, is looked at again, or has a network again. What waits only because the server
    /// could not be asked waits no longer. True where that changed something.
    pub fn hurry(&mut self, now: u64) -> bool {
        let waits = self.failures > 0 && self.not_before > now;
        if waits {
            self.rev += 1;
            self.not_before = now;
        }
        waits
    }

    fn lose(&mut self, now: u64) {
        self.state = State::Unknown;
        self.loose += 1;
        self.since = now;
        // Each time twice as long: what was lost many times is lost again.
        let pause = FIRST_LOOK << self.tries.saturating_sub(1).min(8);
        self.not_before = now + pause.min(LOOK_AGAIN);
    }

    /// What to do next.
    #[must_use]
    pub fn step(&self, now: u64, traits: Traits) -> Step {
        let due = now >= self.not_before;
        match self.state {
            State::Sent if !self.may_be_double => Step::Rest,
            State::Sending | State::Failed | State::Withdrawn => Step::Rest,
            State::Queued | State::Unknown | State::Held | State::Sent if !due => Step::Wait(self.not_before),
            State::Sent if self.twin.is_some() => Step::TakeBack,
            State::Queued | State::Sent if traits.can_look => Step::Look,
            State::Queued => Step::Post,
            State::Held | State::Unknown if traits.can_look => Step::Look,
            State::Unknown if traits.may_repeat && !self.asks => Step::Post,
            State::Held | State::Unknown | State::Sent => Step::Rest,
        }
    }

    /// The server's list was read. `claimed` are ids that are known to be other replies of this device.
    pub fn looked(&mut self, traces: &[Trace], claimed: &[String], now: u64, traits: Traits) -> Step {
        self.failures = 0;
        self.rev += 1;
        let (mut same, mut alike) = (Vec::new(), Vec::new());
        for trace in traces {
            match likeness(&self.reply, trace) {
                Likeness::Same => same.push(trace.id.clone()),
                Likeness::Alike => alike.push(trace.id.clone()),
                Likeness::Other => {}
            }
        }
        if self.state == State::Queued && self.loose == 0 {
            self.repeats = !same.is_empty();
            same.append(&mut alike);
            self.before = same;
            return Step::Post;
        }
        let is_new = |id: &String| !self.before.contains(id) && !claimed.contains(id);
        if self.state == State::Sent {
            self.twin = same.into_iter().find(|id| is_new(id) && self.posted.as_ref() != Some(id));
            self.may_be_double = self.twin.is_some();
            return if self.may_be_double { Step::TakeBack } else { Step::Rest };
        }
        let listed = self.posted.clone().filter(|id| traces.iter().any(|trace| trace.id == *id));
        if let Some(id) = listed.or_else(|| same.into_iter().find(is_new)) {
            self.state = State::Sent;
            self.posted = Some(id);
            return Step::Rest;
        }
        if self.state == State::Held {
            self.not_before = now + LOOK_AGAIN;
            return Step::Wait(self.not_before);
        }
        if self.is_there {
            self.state = State::Held;
            self.not_before = now + LOOK_AGAIN;
            return Step::Wait(self.not_before);
        }
        if self.state == State::Unknown && now < self.since + SETTLE {
            self.not_before = self.since + SETTLE;
            return Step::Wait(self.not_before);
        }
        let alike = alike.iter().any(is_new);
        if traits.may_repeat && !alike && self.refusal.is_some() {
            self.loose = 0;
            self.state = State::Failed;
            return Step::Rest;
        }
        let decided = self.state == State::Queued;
        if decided || (traits.may_repeat && !alike && self.tries < TRIES && !self.asks) {
            return Step::Post;
        }
        self.asks = true;
        self.not_before = now + LOOK_AGAIN;
        Step::Wait(self.not_before)
    }

    /// The server could not be asked. The next attempt comes later each time, at most every five minutes.
    pub fn unasked(&mut self, now: u64) -> Step {
        self.rev += 1;
        self.failures += 1;
        let pause = 2_000_u64 << self.failures.min(7);
        self.not_before = now + pause.min(LOOK_AGAIN);
        Step::Wait(self.not_before)
    }

    /// The copy that the last answer was about is gone, or the server does not let this reader remove it.
    pub fn taken_back(&mut self, gone: bool) -> Step {
        self.rev += 1;
        self.may_be_double = false;
        let twin = self.twin.take();
        if gone {
            self.posted = twin;
        }
        Step::Rest
    }

    /// It is about to leave. To be written to a store before it does.
    pub fn leave(&mut self, now: u64) {
        self.rev += 1;
        self.tries += 1;
        self.state = State::Sending;
        self.since = now;
        self.refusal = None;
    }

    /// It has not left: the stores took nothing, or the server did not sign the reader in.
    pub fn stayed(&mut self, now: u64) -> Step {
        self.tries = self.tries.saturating_sub(1);
        self.state = if self.loose > 0 { State::Unknown } else { State::Queued };
        self.unasked(now)
    }

    /// The answer to an attempt.
    pub fn answered(&mut self, outcome: Outcome, now: u64) -> Step {
        self.rev += 1;
        self.since = now;
        match outcome {
            Outcome::Published(id) => {
                self.state = State::Sent;
                self.failures = 0;
                self.not_before = now;
                // A browser that finds a kept connection closed sends again by itself (Chromium does so for a POST too), and only the
                // second answer is seen. The right to remove a copy came with that.
                self.may_be_double = id.is_some() && self.backend.can_take_back();
                self.posted = id;
                if self.may_be_double { Step::Look } else { Step::Rest }
            }
            Outcome::Held(id) => {
                self.state = State::Held;
                self.posted = id;
                self.not_before = now + LOOK_AGAIN;
                Step::Wait(self.not_before)
            }
            // The reader wrote the same twice. Otherwise it is this very reply that is there: an earlier attempt, or the browser, which
            // sends again by itself where a kept connection was closed.
            Outcome::Duplicate if self.loose == 0 && self.repeats => self.refuse(Refusal::Duplicate),
            Outcome::Duplicate => {
                self.is_there = true;
                self.state = State::Unknown;
                self.loose += 1;
                self.not_before = now;
                Step::Look
            }
            Outcome::TooFast(seconds) => {
                self.state = if self.loose > 0 { State::Unknown } else { State::Queued };
                self.tries = self.tries.saturating_sub(1);
                self.not_before = now + u64::from(seconds) * 1_000 + 500;
                Step::Wait(self.not_before)
            }
            Outcome::Refused(refusal) if self.loose == 0 => self.refuse(refusal),
            // An earlier attempt may have arrived before the server changed its mind.
            Outcome::Refused(refusal) => {
                self.refusal = Some(refusal);
                self.asks = true;
                self.state = State::Unknown;
                self.not_before = now + FIRST_LOOK;
                Step::Wait(self.not_before)
            }
            Outcome::Doubtful(refusal) => {
                self.lose(now);
                self.refusal = Some(refusal);
                // Somebody has answered: it is there now or will never be.
                self.since = now.saturating_sub(SETTLE);
                self.not_before = now;
                Step::Look
            }
            Outcome::Unknown(_) => {
                self.lose(now);
                Step::Wait(self.not_before)
            }
        }
    }

    fn refuse(&mut self, refusal: Refusal) -> Step {
        self.state = State::Failed;
        self.refusal = Some(refusal);
        Step::Rest
    }

    /// The reader wants it sent again, although nobody knows whether it arrived, or does not want to wait. It is looked for once more first.
    pub fn send_again(&mut self, now: u64) {
        self.rev += 1;
        self.asks = false;
        self.failures = 0;
        self.not_before = now;
        self.tries = 0;
        if self.state == State::Unknown || self.state == State::Failed {
            self.state = State::Queued;
        }
    }

    /// The reader takes it back. True where it has not left, or is to be no longer asked about.
    pub fn withdraw(&mut self) -> bool {
        let may = matches!(self.state, State::Queued | State::Unknown | State::Failed);
        if may {
            self.rev += 1;
            self.state = State::Withdrawn;
        }
        may
    }
}
