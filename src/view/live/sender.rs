//! Carries out the rules of `comments::outbox`: one tab at a time, whatever articles the replies are to.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use leptos::task::spawn_local;

use crate::browser::{clock, lock, outbox_store, page, server};
use crate::comments::outbox::{Entry, State, Step, Traits};
use crate::comments::server::{Lost, Outcome, Refusal};
use crate::embed::AddressRule;
use crate::view::Site;
use crate::view::desk::Told;

/// How long a list and an answer to a reply are waited for, in milliseconds.
const LIST_PATIENCE: i32 = 20_000;
const POST_PATIENCE: i32 = 45_000;
/// The longest sleep while something waits, in milliseconds.
const LONGEST: u64 = 60_000;
/// While another tab sends, it is looked after this often.
const OTHER_TAB: i32 = 3_000;
/// The name of the lock.
const LOCK: &str = "standfirst-outbox";

type Tell = Rc<dyn Fn(Told)>;

/// Who wants to know what becomes of the replies.
pub trait Observer {
    /// All replies as they are now. False ends the observation.
    fn see(&self, entries: &[Entry]) -> bool;
    /// The answer for the form that a reply was typed into, if it is decided.
    fn told(&self, entry: &Entry) -> Option<Told>;
    /// How it is with a reply.
    fn words(&self, entry: &Entry) -> String;
}

/// A reply of which a form wants to know.
struct Expected {
    id: String,
    tell: Tell,
    /// What the form says of it, if it has let go of the text and the reply still waits.
    said: Option<String>,
}

#[derive(Default)]
struct Sender {
    runs: Cell<bool>,
    /// The lock of this pass.
    held: RefCell<Option<Weak<lock::Held>>>,
    /// Whether it has run in this page before.
    ran: Cell<bool>,
    /// Whether something came while it was busy.
    again: Cell<bool>,
    rule: RefCell<AddressRule>,
    is_moderated: Cell<bool>,
    observers: RefCell<Vec<Rc<dyn Observer>>>,
    expected: RefCell<Vec<Expected>>,
}

thread_local! {
    static SENDER: Rc<Sender> = Rc::default();
}

fn sender() -> Rc<Sender> {
    SENDER.with(Rc::clone)
}

/// Says whom the page may talk to: asked again before anything is sent, whatever a stored reply says.
pub fn allow(site: &Site) {
    let sender = sender();
    sender.rule.replace(site.rule.clone());
    sender.is_moderated.set(site.has("moderated"));
}

/// Tells `observer` of every change from now on, and begins to send.
pub fn observe(observer: Rc<dyn Observer>) {
    sender().observers.borrow_mut().push(observer);
    send();
}

/// Tells a form what becomes of the reply `id`.
pub fn expect(id: &str, tell: Tell) {
    sender().expected.borrow_mut().push(Expected { id: id.to_owned(), tell, said: None });
}

/// Whether a form still has the text of a reply, and waits for what becomes of it.
pub fn is_expected(id: &str) -> bool {
    sender().expected.borrow().iter().any(|one| one.id == id && one.said.is_none())
}

/// Nobody waits for it any more.
pub fn forget(id: &str) {
    sender().expected.borrow_mut().retain(|one| one.id != id);
}

/// Sends what waits.
pub fn send() {
    let sender = sender();
    sender.again.set(true);
    if sender.runs.replace(true) {
        server::wake();
        return;
    }
    spawn_local(async move {
        sender.run().await;
        sender.runs.set(false);
    });
}

/// Does something to one reply while no tab sends. False where one does, or the reply is gone.
pub async fn alone(id: &str, change: impl FnOnce(&mut Entry) -> bool) -> bool {
    let Some(held) = lock::try_hold(LOCK).await else { return false };
    let mut entries = outbox_store::all(None).await;
    let Some(entry) = entries.iter_mut().find(|entry| entry.id == id) else { return false };
    entry.wake(clock::millis());
    let changed = change(entry) && outbox_store::put(entry).await.is_ok();
    drop(held);
    if changed {
        sender().publish(&entries);
        send();
    }
    changed
}

impl Sender {
    async fn run(&self) {
        let mut hurries = !self.ran.replace(true);
        loop {
            self.again.set(false);
            let Some(held) = lock::try_hold(LOCK).await else {
                let entries = outbox_store::all(None).await;
                self.publish(&entries);
                if !is_pending(&entries) {
                    return;
                }
                server::nap(OTHER_TAB).await;
                continue;
            };
            let held = Rc::new(held);
            self.held.replace(Some(Rc::downgrade(&held)));
            let mut entries = outbox_store::all(None).await;
            let now = clock::millis();
            for entry in &mut entries {
                let woke = entry.wake(now);
                if (hurries && entry.hurry(now)) || woke {
                    self.keep(entry).await;
                }
            }
            hurries = false;
            self.publish(&entries);
            let mut soonest = None;
            for at in 0..entries.len() {
                if let Some(time) = self.advance(&mut entries, at).await {
                    soonest = Some(soonest.map_or(time, |soonest: u64| soonest.min(time)));
                }
            }
            outbox_store::tidy(&entries).await;
            drop(held);
            self.publish(&entries);
            if self.again.get() {
                continue;
            }
            let Some(soonest) = soonest else { return };
            let pause = soonest.saturating_sub(clock::millis()).clamp(250, LONGEST);
            let was_away = page::hidden() || !page::online();
            server::nap(i32::try_from(pause).unwrap_or(OTHER_TAB)).await;
            hurries = was_away && page::online() && !page::hidden();
        }
    }

    /// Goes on with one reply as far as it goes now; gives when there will be more to do.
    async fn advance(&self, entries: &mut [Entry], at: usize) -> Option<u64> {
        let entry = entries.get(at)?;
        let traits = Traits::of(entry, entries, self.is_moderated.get());
        let others = entries.iter().filter(|other| other.id != entry.id);
        let claimed: Vec<String> = others.filter_map(|other| other.posted.clone()).collect();
        let mut entry = entry.clone();
        let mut step = entry.step(clock::millis(), traits);
        let due = loop {
            step = match step {
                Step::Rest => break None,
                Step::Wait(until) => break Some(until),
                Step::Look => {
                    let step = self.look(&mut entry, &claimed, traits).await;
                    self.keep(&entry).await;
                    step
                }
                Step::Post => self.post(&mut entry, entries, at).await,
                Step::TakeBack => self.take_back(&mut entry).await,
            };
            self.show(&entry, entries, at);
        };
        self.show(&entry, entries, at);
        due
    }

    fn show(&self, entry: &Entry, entries: &mut [Entry], at: usize) {
        if let Some(place) = entries.get_mut(at) {
            place.clone_from(entry);
        }
        self.publish(entries);
    }

    async fn look(&self, entry: &mut Entry, claimed: &[String], traits: Traits) -> Step {
        let rule = self.rule.borrow().clone();
        let Some(call) = entry.backend.trace_call() else { return Step::Rest };
        let traces = match server::ask(&call, &rule, LIST_PATIENCE).await {
            Ok(answer) => entry.backend.read_trace(&answer).ok(),
            Err(_) => None,
        };
        let now = clock::millis();
        match traces {
            Some(traces) => entry.looked(&traces, claimed, now, traits),
            None => unasked(entry, now),
        }
    }

    async fn take_back(&self, entry: &mut Entry) -> Step {
        let rule = self.rule.borrow().clone();
        let token = server::cookie("XSRF-TOKEN");
        let call = entry.posted.as_deref().and_then(|id| entry.backend.take_back_call(id, token.as_deref()));
        let gone = match call {
            Some(call) => server::ask(&call, &rule, LIST_PATIENCE)
                .await
                .is_ok_and(|answer| (200..300).contains(&answer.status)),
            None => false,
        };
        let step = entry.taken_back(gone);
        self.keep(entry).await;
        step
    }

    async fn post(&self, entry: &mut Entry, entries: &mut [Entry], at: usize) -> Step {
        let rule = self.rule.borrow().clone();
        let allowed = entry.backend.post.as_ref().is_some_and(|post| rule.allows(&post.address));
        if !allowed {
            let refused = Outcome::Refused(Refusal::Closed);
            let step = entry.answered(refused, clock::millis());
            self.keep(entry).await;
            return step;
        }
        if !page::online() {
            return unasked(entry, clock::millis());
        }
        if let Some(call) = entry.backend.sign_in_call(&entry.reply) {
            let answer = server::ask(&call, &rule, LIST_PATIENCE).await;
            let refused = answer.as_ref().is_ok_and(|answer| (400..500).contains(&answer.status));
            if refused {
                let step = entry.answered(Outcome::Refused(Refusal::SignIn), clock::millis());
                self.keep(entry).await;
                return step;
            }
            if answer.is_err() {
                return unasked(entry, clock::millis());
            }
        }
        let token = server::cookie("XSRF-TOKEN");
        let Some(call) = entry.backend.post_call(&entry.reply, &entry.id, token.as_deref()) else {
            return Step::Rest;
        };
        // The page was put aside meanwhile, and another may be sending.
        let held = self.held.borrow().as_ref().and_then(Weak::upgrade);
        if !held.is_some_and(|held| held.holds()) {
            return unasked(entry, clock::millis());
        }
        entry.leave(clock::millis());
        if let Err(error) = outbox_store::put(entry).await {
            crate::browser::warn(&format!("standfirst: a reply could not be kept and was not sent: {error}"));
            return entry.stayed(clock::millis());
        }
        self.show(entry, entries, at);
        let outcome = match server::ask(&call, &rule, POST_PATIENCE).await {
            Ok(answer) => entry.backend.read_post(&answer),
            Err(silence) => Outcome::Unknown(Lost::from(silence)),
        };
        let step = entry.answered(outcome, clock::millis());
        self.keep(entry).await;
        step
    }

    /// Writes a reply as it is now; with it goes the draft, once the server has confirmed it.
    async fn keep(&self, entry: &Entry) {
        let arrived = matches!(entry.state, State::Sent | State::Held);
        let kept = if arrived { outbox_store::retire(entry).await } else { outbox_store::put(entry).await };
        if let Err(error) = kept {
            crate::browser::warn(&format!("standfirst: the outbox could not be written: {error}"));
        }
    }

    /// Tells the form of a reply what became of it, and where it waits, again when it does so no longer.
    fn tell(&self, entry: &Entry, observer: &dyn Observer) {
        let known = self
            .expected
            .borrow()
            .iter()
            .find(|one| one.id == entry.id)
            .map(|one| (one.tell.clone(), one.said.clone()));
        let Some((tell, said)) = known else { return };
        let waits = entry.state.is_under_way();
        let told = match said {
            Some(_) if waits => return,
            Some(said) => Told::Since(said, observer.words(entry)),
            None => match observer.told(entry) {
                Some(told) => told,
                None => return,
            },
        };
        match &told {
            Told::Left(sentence) if waits => {
                let mut expected = self.expected.borrow_mut();
                expected
                    .iter_mut()
                    .filter(|one| one.id == entry.id)
                    .for_each(|one| one.said = Some(sentence.clone()));
            }
            _ => forget(&entry.id),
        }
        tell(told);
    }

    fn publish(&self, entries: &[Entry]) {
        let observers = self.observers.borrow().clone();
        let mut gone: Vec<usize> = Vec::new();
        for (at, observer) in observers.iter().enumerate() {
            entries.iter().for_each(|entry| self.tell(entry, observer.as_ref()));
            if !observer.see(entries) {
                gone.push(at);
            }
        }
        let mut at = 0;
        self.observers.borrow_mut().retain(|_| {
            at += 1;
            !gone.contains(&(at - 1))
        });
    }
}

/// Without a network nothing is the matter with the server: what waits goes as soon as there is one.
fn unasked(entry: &mut Entry, now: u64) -> Step {
    let failures = entry.failures;
    let step = entry.unasked(now);
    if page::online() {
        return step;
    }
    entry.failures = failures;
    entry.not_before = now;
    Step::Wait(now + LONGEST)
}

fn is_pending(entries: &[Entry]) -> bool {
    entries.iter().any(|entry| entry.state.is_under_way())
}
