//! Replies through the real rules and the real adapters to servers that are values, over connections that fail in every way: thousands of
//! generated sequences. Time is a number here, and nothing waits.

use std::cell::RefCell;

use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop, prop_assert, prop_oneof, proptest};
use serde_json::{Value, json};

use super::{Entry, State, Step, Traits};
use crate::comments::server::{Answer, Backend, Call, Kind, Lost, Outcome, Place, Reply, Subject};
use crate::draft::{Address, Seen};

/// What a network does to one request.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Fault {
    None,
    /// The request never arrives.
    LosesRequest,
    /// It arrives so many milliseconds after the page was told that it had failed.
    ArrivesLate(u64),
    LosesAnswer,
    /// The browser loses the answer too, sends again by itself, and gives the second answer.
    SentTwice,
    CutsAnswer,
    /// An answer of something on the way, before the server saw the request.
    Answers(u16, &'static str),
    /// The same, after the server did what was asked.
    AnswersAfter(u16, &'static str),
    /// The tab is closed when the request has left, and the stores still say that it is leaving.
    Crash {
        arrives: bool,
    },
}

const PORTAL: &str = "<!doctype html><title>Sign in to the network</title>";

fn fault() -> impl Strategy<Value = Fault> {
    let answers = prop_oneof![
        Just((200, PORTAL)),
        Just((200, "")),
        Just((200, "{}")),
        Just((401, "Unauthorized")),
        Just((403, PORTAL)),
        Just((500, "oops")),
        Just((502, PORTAL)),
        Just((503, "{\"code\":\"x\"}")),
        Just((504, "")),
    ];
    let after = answers.clone();
    prop_oneof![
        4 => Just(Fault::None),
        2 => Just(Fault::LosesRequest),
        1 => (0..9_000_u64).prop_map(Fault::ArrivesLate),
        2 => Just(Fault::LosesAnswer),
        2 => Just(Fault::SentTwice),
        1 => Just(Fault::CutsAnswer),
        1 => answers.prop_map(|(status, body)| Fault::Answers(status, body)),
        1 => after.prop_map(|(status, body)| Fault::AnswersAfter(status, body)),
        1 => any::<bool>().prop_map(|arrives| Fault::Crash { arrives }),
    ]
}

struct Stored {
    id: u64,
    author: String,
    text: String,
    key: String,
    held: bool,
}

/// A server of one kind.
struct Server {
    kind: Kind,
    moderated: bool,
    stored: RefCell<Vec<Stored>>,
    late: RefCell<Vec<(u64, Call)>>,
}

impl Server {
    fn answer(&self, call: &Call) -> Answer {
        let body = match call.method {
            "GET" => return json_answer(200, &self.list(call)),
            "DELETE" | "PUT" => {
                let path = call.address.split('?').next().unwrap();
                let id: u64 = path.rsplit('/').next().unwrap().parse().unwrap();
                let mut stored = self.stored.borrow_mut();
                let found = stored.iter_mut().find(|one: &&mut Stored| one.id == id);
                let Some(found) = found else { return json_answer(404, &Value::Null) };
                (found.text, found.author) = (String::new(), String::new());
                return json_answer(200, &Value::Null);
            }
            _ => call.body.clone().unwrap_or_default(),
        };
        let value: Value = serde_json::from_str(&body).unwrap();
        let text = |name: &str| value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let (author, said) = match self.kind {
            Kind::WordPress => (text("author_name"), text("content")),
            Kind::Standfirst => {
                (value["author"]["name"].as_str().unwrap_or_default().to_owned(), text("text"))
            }
            Kind::Remark42 => ("Ann".to_owned(), text("text")),
            _ => (text("author"), text("text")),
        };
        let key =
            call.headers.iter().find(|(name, _)| *name == "Idempotency-Key").map(|(_, key)| key.clone());
        let key = key.unwrap_or_default();
        let mut stored = self.stored.borrow_mut();
        let same = |one: &&Stored| match self.kind {
            Kind::Standfirst => one.key == key,
            _ => one.author == author && one.text == said,
        };
        let known = stored.iter().find(same).map(|one| one.id);
        match (self.kind, known) {
            (Kind::WordPress, Some(_)) => return json_answer(409, &json!({"code": "comment_duplicate"})),
            (Kind::Standfirst, Some(id)) => return self.receipt(id, &said),
            _ => {}
        }
        let id = stored.len() as u64 + 1;
        stored.push(Stored { id, author, text: said.clone(), key, held: self.moderated });
        self.receipt(id, &said)
    }

    fn receipt(&self, id: u64, said: &str) -> Answer {
        let held = self.moderated;
        match self.kind {
            Kind::WordPress => json_answer(
                201,
                &json!({"id": id, "status": if held { "hold" } else { "approved" }, "content": {"rendered": said}}),
            ),
            Kind::Isso => json_answer(
                if held { 202 } else { 201 },
                &json!({"id": id, "mode": if held { 2 } else { 1 }}),
            ),
            Kind::Remark42 => json_answer(201, &json!({"id": id.to_string(), "locator": {}})),
            _ => json_answer(if held { 202 } else { 201 }, &json!({"@id": id.to_string()})),
        }
    }

    fn list(&self, call: &Call) -> Value {
        let stored = self.stored.borrow();
        let shown = stored.iter().filter(|one| !one.held);
        match self.kind {
            Kind::WordPress => shown
                .map(|one| json!({"id": one.id, "post": 1, "parent": 0, "author_name": one.author, "content": {"rendered": format!("<p>{}</p>", one.text.replace('"', "&#8221;"))}}))
                .collect(),
            Kind::Isso => {
                assert!(call.address.contains("plain=1"));
                let replies: Vec<Value> =
                    shown.map(|one| json!({"id": one.id, "parent": null, "author": one.author, "text": one.text})).collect();
                json!({"id": null, "total_replies": replies.len(), "replies": replies})
            }
            _ => {
                let comments: Vec<Value> = shown
                    .map(|one| json!({"id": one.id.to_string(), "pid": "", "user": {"name": one.author}, "orig": one.text}))
                    .collect();
                json!({"comments": comments, "info": {}})
            }
        }
    }

    fn tick(&self, now: u64) {
        let due: Vec<Call> = {
            let mut late = self.late.borrow_mut();
            let (due, rest) = late.drain(..).partition(|(at, _)| *at <= now);
            *late = rest;
            let due: Vec<(u64, Call)> = due;
            due.into_iter().map(|(_, call)| call).collect()
        };
        for call in due {
            self.answer(&call);
        }
    }
}

fn json_answer(status: u16, value: &Value) -> Answer {
    Answer { status, body: value.to_string().into_bytes(), ..Answer::default() }
}

/// One request through a fault; `None` where the page gets no answer, `Err` where the tab is gone.
fn through(server: &Server, call: &Call, fault: Fault, now: u64) -> Result<Option<Answer>, ()> {
    let own = |status, body: &str| Answer { status, body: body.as_bytes().to_vec(), ..Answer::default() };
    Ok(match fault {
        Fault::None => Some(server.answer(call)),
        Fault::LosesRequest => None,
        Fault::ArrivesLate(after) => {
            server.late.borrow_mut().push((now + after, call.clone()));
            None
        }
        Fault::SentTwice => {
            server.answer(call);
            Some(server.answer(call))
        }
        Fault::LosesAnswer | Fault::CutsAnswer => {
            server.answer(call);
            None
        }
        Fault::Answers(status, body) => Some(own(status, body)),
        Fault::AnswersAfter(status, body) => {
            server.answer(call);
            Some(own(status, body))
        }
        Fault::Crash { arrives } => {
            if arrives {
                server.answer(call);
            }
            return Err(());
        }
    })
}

/// Carries out what the rules say, until nothing is left to do or `until`.
fn run(
    entries: &mut [Entry],
    server: &Server,
    faults: &mut dyn Iterator<Item = Fault>,
    now: &mut u64,
    until: u64,
) {
    for entry in entries.iter_mut() {
        entry.wake(*now);
    }
    while *now < until {
        server.tick(*now);
        let mut soonest = None;
        let mut acted = false;
        for at in 0..entries.len() {
            let others: Vec<Entry> = entries.to_vec();
            let claimed: Vec<String> = others
                .iter()
                .filter(|other| other.id != entries[at].id)
                .filter_map(|other| other.posted.clone())
                .collect();
            let traits = Traits::of(&entries[at], &others, false);
            let mut step = entries[at].step(*now, traits);
            loop {
                *now += 20;
                let entry = &mut entries[at];
                let fault = match step {
                    Step::Rest => break,
                    Step::Wait(time) => {
                        soonest = Some(soonest.map_or(time, |soonest: u64| soonest.min(time)));
                        break;
                    }
                    Step::TakeBack => {
                        let call = entry.backend.take_back_call(entry.posted.as_ref().unwrap(), None);
                        let answer = server.answer(&call.unwrap());
                        step = entry.taken_back(answer.status == 200);
                        continue;
                    }
                    Step::Look | Step::Post => faults.next().unwrap_or(Fault::None),
                };
                acted = true;
                let stored = entry.clone();
                step = if step == Step::Look {
                    let call = entry.backend.trace_call().unwrap();
                    match through(server, &call, fault, *now) {
                        Err(()) => {
                            *entry = stored;
                            return;
                        }
                        Ok(answer) => {
                            match answer.and_then(|answer| entry.backend.read_trace(&answer).ok()) {
                                Some(traces) => entry.looked(&traces, &claimed, *now, traits),
                                None => entry.unasked(*now),
                            }
                        }
                    }
                } else {
                    entry.leave(*now);
                    let call = entry.backend.post_call(&entry.reply, &entry.id, Some("token")).unwrap();
                    match through(server, &call, fault, *now) {
                        Err(()) => return,
                        Ok(answer) => {
                            let outcome = answer.map_or(Outcome::Unknown(Lost::NoAnswer), |answer| {
                                entry.backend.read_post(&answer)
                            });
                            entry.answered(outcome, *now)
                        }
                    }
                };
            }
        }
        if !acted {
            match soonest {
                Some(time) => *now = time.max(*now + 1),
                None => return,
            }
        }
    }
}

fn entries(kind: Kind, texts: &[&str]) -> Vec<Entry> {
    let address = match kind {
        Kind::WordPress => "https://c.example/wp-json/wp/v2/comments?post=1",
        _ => "https://c.example/",
    };
    let place = Place { kind, address: address.to_owned() };
    let backend = Backend {
        list: Some(place.clone()),
        post: Some(place),
        subject: Subject { id: "urn:1".into(), url: "https://a.example/x".into(), title: "T".into() },
    };
    let of = |(number, text): (usize, &&str)| {
        let reply = Reply {
            text: (*text).into(),
            author: "Ann".into(),
            email: "ann@a.example".into(),
            ..Reply::default()
        };
        let address = Address::of_reply("https://a.example", "urn:1", None);
        Entry::new(format!("e{number}"), address, Seen::default(), backend.clone(), reply, number as u64)
    };
    texts.iter().enumerate().map(of).collect()
}

fn count(server: &Server, text: &str) -> usize {
    server.stored.borrow().iter().filter(|one| one.text == text).count()
}

const HOUR: u64 = 3_600_000;
const KINDS: [Kind; 4] = [Kind::WordPress, Kind::Isso, Kind::Remark42, Kind::Standfirst];

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_500, ..ProptestConfig::default() })]

    #[test]
    fn every_reply_ends_in_an_unmoderated_server_exactly_once(
        kind in prop::sample::select(&KINDS[..]),
        faults in prop::collection::vec(fault(), 0..24),
        texts in prop::sample::subsequence(&["It's \"one\" thing", "Two\n\nparagraphs", "+1", "🦀", "more & more"][..], 1..4),
    ) {
        let server = Server { kind, moderated: false, stored: RefCell::default(), late: RefCell::default() };
        let mut entries = entries(kind, &texts);
        let (mut now, mut faults) = (1_000_000, faults.into_iter());
        // Each crash ends a run; the next one is another tab, a little later.
        for _ in 0..24 {
            run(&mut entries, &server, &mut faults, &mut now, 1_000_000 + 3 * HOUR);
            now += 500;
        }
        // Those that wait for their reader: who says "send again", and nothing fails any more.
        for entry in entries.iter_mut().filter(|entry| entry.asks || entry.state == State::Failed) {
            entry.send_again(now);
        }
        run(&mut entries, &server, &mut std::iter::empty(), &mut now, 1_000_000 + 9 * HOUR);
        for entry in &entries {
            let count = count(&server, &entry.reply.text);
            prop_assert!(count <= 1, "{:?} is there {count} times", entry.reply.text);
            prop_assert!(entry.state == State::Sent && count == 1, "{entry:?}");
        }
    }

    #[test]
    fn nothing_is_sent_again_by_itself_where_a_moderator_holds_it(
        kind in prop::sample::select(&[Kind::WordPress, Kind::Isso, Kind::Standfirst][..]),
        faults in prop::collection::vec(fault(), 0..24),
        markup in any::<bool>(),
    ) {
        // What a browser sends twice by itself, and a moderator holds, nobody can see here.
        let faults: Vec<Fault> = faults.into_iter().filter(|fault| *fault != Fault::SentTwice).collect();
        let server = Server { kind, moderated: true, stored: RefCell::default(), late: RefCell::default() };
        let mut entries = entries(kind, &[if markup { "<b>bold</b>" } else { "plain" }]);
        // What an earlier reply has shown of this server.
        let mut earlier = entries[0].clone();
        (earlier.id, earlier.state, earlier.not_before) = ("earlier".into(), State::Held, 100 * HOUR);
        entries.push(earlier);
        let (mut now, mut faults) = (1_000_000, faults.into_iter());
        for _ in 0..24 {
            run(&mut entries, &server, &mut faults, &mut now, 1_000_000 + 3 * HOUR);
            now += 500;
        }
        let entry = &entries[0];
        let count = count(&server, &entry.reply.text);
        prop_assert!(count <= 1, "{count} times");
        let told = matches!(entry.state, State::Held | State::Unknown | State::Queued);
        prop_assert!(told && (entry.state != State::Held || count == 1), "{entry:?}");
    }
}

#[test]
fn a_reader_may_say_the_same_thing_twice_where_the_server_lets_him() {
    let server =
        Server { kind: Kind::Isso, moderated: false, stored: RefCell::default(), late: RefCell::default() };
    let mut both = entries(Kind::Isso, &["+1", "+1"]);
    let mut now = 1_000_000;
    let mut faults = [Fault::None, Fault::LosesAnswer, Fault::None, Fault::LosesRequest].into_iter();
    run(&mut both, &server, &mut faults, &mut now, HOUR);
    assert_eq!(count(&server, "+1"), 2);
    assert!(both.iter().all(|entry| entry.state == State::Sent));
}

#[test]
fn a_comment_of_somebody_else_with_the_same_words_is_not_taken_for_this_one() {
    let server =
        Server { kind: Kind::Isso, moderated: false, stored: RefCell::default(), late: RefCell::default() };
    let other = Stored { id: 1, author: "Ann".into(), text: "+1".into(), key: String::new(), held: false };
    server.stored.borrow_mut().push(other);
    let mut one = entries(Kind::Isso, &["+1"]);
    let mut now = 1_000_000;
    run(&mut one, &server, &mut [Fault::None, Fault::LosesRequest].into_iter(), &mut now, HOUR);
    assert_eq!((count(&server, "+1"), one[0].state), (2, State::Sent));
}

#[test]
fn a_reader_who_repeats_himself_to_wordpress_is_told() {
    let server = Server {
        kind: Kind::WordPress,
        moderated: false,
        stored: RefCell::default(),
        late: RefCell::default(),
    };
    let mut both = entries(Kind::WordPress, &["again", "again"]);
    let mut now = 1_000_000;
    run(&mut both, &server, &mut std::iter::empty(), &mut now, HOUR);
    assert_eq!((both[0].state, both[1].state), (State::Sent, State::Failed));
    assert_eq!(count(&server, "again"), 1);
}

#[test]
fn a_page_that_is_opened_anew_tries_at_once_what_an_earlier_one_had_put_off() {
    // After some failures the next attempt was minutes away, and stayed so on the next visit, with the network back.
    let mut entry = entries(Kind::Isso, &["late"]).remove(0);
    for _ in 0..5 {
        entry.unasked(1_000);
    }
    let traits = Traits { can_look: true, may_repeat: true };
    assert_eq!(entry.step(2_000, traits), Step::Wait(entry.not_before));
    assert!(entry.hurry(2_000) && !entry.hurry(2_000));
    assert_eq!(entry.step(2_000, traits), Step::Look);
    // The pause that a server wants is kept.
    let mut paused = entries(Kind::Isso, &["quick"]).remove(0);
    paused.answered(Outcome::TooFast(60), 1_000);
    assert!(!paused.hurry(2_000));
}
