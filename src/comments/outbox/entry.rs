use serde_json::Value;

use crate::comments::reply::Field;
use crate::comments::server::{Backend, Kind, Place, Refusal, Reply, Subject};
use crate::draft::{Address, Seen};
use crate::json_text::{Object, list, quoted};

/// What keys of the outbox begin with.
pub const PREFIX: &str = "standfirst.o1/";

/// The version that this build writes.
const VERSION: u64 = 1;

/// What has become of a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// To be sent: never tried, or known not to have arrived.
    Queued,
    /// On its way. After a crash this is what the stores still say.
    Sending,
    /// It may have arrived or not.
    Unknown,
    /// The server refused it.
    Failed,
    /// The server has it and shows it to nobody yet.
    Held,
    /// The server shows it.
    Sent,
    /// The reader took it back before it was sent.
    Withdrawn,
}

impl State {
    const ALL: [Self; 7] =
        [Self::Queued, Self::Sending, Self::Unknown, Self::Failed, Self::Held, Self::Sent, Self::Withdrawn];

    /// As records have it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sending => "sending",
            Self::Unknown => "unknown",
            Self::Failed => "failed",
            Self::Held => "held",
            Self::Sent => "sent",
            Self::Withdrawn => "withdrawn",
        }
    }

    fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }

    /// Whether the reply is not yet where it is to go: its draft is not offered as something still to be posted.
    #[must_use]
    pub const fn is_under_way(self) -> bool {
        match self {
            Self::Queued | Self::Sending | Self::Unknown | Self::Held => true,
            Self::Failed | Self::Sent | Self::Withdrawn => false,
        }
    }
}

/// One reply.
///
/// Its record is JSON: `v` 1, `id`, `rev`, `t`, `site`, `article`, `parent`, `state`, `seen`, `post` and `list` (`kind`, `address`),
/// `subject`, `fields`, and what the rules need. Readers pass over names they do not know; records of a later version are left alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name, also the key that tells a server that it has it already.
    pub id: String,
    /// Counts the changes: of two stored copies the higher one counts.
    pub rev: u64,
    /// Where its draft belongs.
    pub address: Address,
    /// The revisions of the draft that it is.
    pub seen: Seen,
    /// Where it goes, checked again before it is sent.
    pub backend: Backend,
    /// What is sent.
    pub reply: Reply,
    /// When the reader posted it, in milliseconds since 1970.
    pub at: u64,
    /// What has become of it.
    pub state: State,
    /// Attempts so far.
    pub tries: u32,
    /// Attempts of which nobody knows whether they arrived.
    pub loose: u32,
    /// When the last attempt ended, in milliseconds since 1970.
    pub since: u64,
    /// Nothing is done before this time.
    pub not_before: u64,
    /// Whether the reader must decide whether it is sent again.
    pub asks: bool,
    /// Whether the server said that it has it.
    pub is_there: bool,
    /// Comments that looked like it before it was sent.
    pub before: Vec<String>,
    /// Whether one of them said the same.
    pub repeats: bool,
    /// Its id on the server.
    pub posted: Option<String>,
    /// Whether it is still to be looked for whether the browser sent it twice.
    pub may_be_double: bool,
    /// The id of a second copy.
    pub twin: Option<String>,
    /// Why it was refused.
    pub refusal: Option<Refusal>,
    /// Consecutive times that the server could not be asked.
    pub failures: u32,
}

impl Entry {
    /// A reply that was posted just now.
    #[must_use]
    pub fn new(id: String, address: Address, seen: Seen, backend: Backend, reply: Reply, at: u64) -> Self {
        Self {
            id,
            rev: 1,
            address,
            seen,
            backend,
            reply,
            at,
            state: State::Queued,
            tries: 0,
            loose: 0,
            since: 0,
            not_before: 0,
            asks: false,
            is_there: false,
            before: Vec::new(),
            repeats: false,
            posted: None,
            may_be_double: false,
            twin: None,
            refusal: None,
            failures: 0,
        }
    }

    /// Where it is stored.
    #[must_use]
    pub fn key(&self) -> String {
        self.address.key(PREFIX, &self.id)
    }

    /// Its record. What was sent is of no more use once it is there, and goes: the email address with it.
    #[must_use]
    pub fn json(&self) -> String {
        let is_over = matches!(self.state, State::Sent | State::Withdrawn) && !self.may_be_double;
        let mut out = Object::new();
        out.json("v", &VERSION.to_string());
        out.text("id", &self.id);
        out.json("rev", &self.rev.to_string());
        out.json("t", &self.at.to_string());
        out.text("site", &self.address.site);
        out.text("article", &self.address.article);
        out.json("parent", &optional(self.address.parent.as_deref()));
        out.text("state", self.state.name());
        out.json("seen", &self.seen.json());
        out.json("post", &place(self.backend.post.as_ref()));
        out.json("list", &place(self.backend.list.as_ref()));
        let mut subject = Object::new();
        subject.text("id", &self.backend.subject.id);
        subject.text("url", &self.backend.subject.url);
        subject.text("title", &self.backend.subject.title);
        out.json("subject", &subject.end());
        let mut fields = Object::new();
        if !is_over {
            fields.text("comment", &self.reply.text);
            fields.text("author", &self.reply.author);
            fields.text("email", &self.reply.email);
            fields.text("url", &self.reply.url);
        }
        out.json("fields", &fields.end());
        for (name, number) in [
            ("tries", u64::from(self.tries)),
            ("loose", u64::from(self.loose)),
            ("since", self.since),
            ("notBefore", self.not_before),
            ("failures", u64::from(self.failures)),
        ] {
            out.json(name, &number.to_string());
        }
        out.json("asks", if self.asks { "true" } else { "false" });
        out.json("isThere", if self.is_there { "true" } else { "false" });
        out.json("repeats", if self.repeats { "true" } else { "false" });
        out.json("mayBeDouble", if self.may_be_double { "true" } else { "false" });
        out.json("twin", &optional(self.twin.as_deref()));
        out.json("before", &list(self.before.iter().map(|id| quoted(id))));
        out.json("posted", &optional(self.posted.as_deref()));
        if let Some(refusal) = &self.refusal {
            let mut why = Object::new();
            why.text("name", refusal.name());
            why.json("fields", &list(refusal.fields().iter().map(|field| quoted(field.name()))));
            why.json("limit", &refusal.limit().map_or_else(|| "null".to_owned(), |limit| limit.to_string()));
            why.text("words", refusal.words());
            out.json("refusal", &why.end());
        }
        out.end()
    }

    /// Reads the record stored under `key`; `None` for another's, a damaged one, and one of a later version.
    #[must_use]
    pub fn read(key: &str, json: &str) -> Option<Self> {
        let (value, _) = crate::json_value::parse(json).ok()?;
        if value.get("v")?.as_u64()? != VERSION {
            return None;
        }
        let text = |of: &Value, name: &str| of.get(name).and_then(Value::as_str).map(str::to_owned);
        let number = |name: &str| value.get(name).and_then(Value::as_u64).unwrap_or(0);
        let small = |name: &str| u32::try_from(number(name)).unwrap_or(u32::MAX);
        let flag = |name: &str| value.get(name).and_then(Value::as_bool).unwrap_or(false);
        let place = |name: &str| {
            let place = value.get(name)?;
            Some(Place { kind: Kind::of(place.get("kind")?.as_str()?)?, address: text(place, "address")? })
        };
        let (site, article, parent) =
            (text(&value, "site")?, text(&value, "article")?, text(&value, "parent"));
        let (fields, subject) = (value.get("fields")?, value.get("subject")?);
        let field = |name: &str| text(fields, name).unwrap_or_default();
        let entry = Self {
            id: text(&value, "id")?,
            rev: value.get("rev")?.as_u64()?,
            address: Address { parent: parent.clone(), ..Address::of_reply(&site, &article, None) },
            seen: Seen::of(value.get("seen").unwrap_or(&Value::Null)),
            backend: Backend {
                list: place("list"),
                post: place("post"),
                subject: Subject {
                    id: text(subject, "id").unwrap_or_default(),
                    url: text(subject, "url").unwrap_or_default(),
                    title: text(subject, "title").unwrap_or_default(),
                },
            },
            reply: Reply {
                parent,
                text: field("comment"),
                author: field("author"),
                email: field("email"),
                url: field("url"),
            },
            at: number("t"),
            state: State::of(value.get("state")?.as_str()?)?,
            tries: small("tries"),
            loose: small("loose"),
            since: number("since"),
            not_before: number("notBefore"),
            asks: flag("asks"),
            is_there: flag("isThere"),
            before: strings(value.get("before")),
            repeats: flag("repeats"),
            posted: text(&value, "posted"),
            may_be_double: flag("mayBeDouble"),
            twin: text(&value, "twin"),
            refusal: value.get("refusal").and_then(refusal),
            failures: small("failures"),
        };
        (entry.key() == key).then_some(entry)
    }

    /// The newest copy of every entry among texts of any stores, oldest first.
    #[must_use]
    pub fn all(texts: &[(String, String)]) -> Vec<Self> {
        let mut entries: Vec<Self> = Vec::new();
        for entry in texts.iter().filter_map(|(key, json)| Self::read(key, json)) {
            match entries.iter_mut().find(|known| known.id == entry.id) {
                Some(known) if entry.rev > known.rev => *known = entry,
                Some(_) => {}
                None => entries.push(entry),
            }
        }
        crate::order::sort(&mut entries, |one, other| (one.at, &one.id) < (other.at, &other.id));
        entries
    }
}

fn optional(text: Option<&str>) -> String {
    text.map_or_else(|| "null".to_owned(), quoted)
}

fn place(place: Option<&Place>) -> String {
    let Some(place) = place else { return "null".to_owned() };
    let mut out = Object::new();
    out.text("kind", place.kind.name());
    out.text("address", &place.address);
    out.end()
}

fn strings(value: Option<&Value>) -> Vec<String> {
    let list = value.and_then(Value::as_array).into_iter().flatten();
    list.filter_map(|item| item.as_str().map(str::to_owned)).collect()
}

fn refusal(value: &Value) -> Option<Refusal> {
    let fields = strings(value.get("fields")).iter().filter_map(|name| Field::of(name)).collect();
    let limit = value.get("limit").and_then(Value::as_u64).and_then(|limit| u32::try_from(limit).ok());
    let words = value.get("words").and_then(Value::as_str).unwrap_or_default();
    Some(Refusal::of(value.get("name")?.as_str()?, fields, limit, words))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::Stamp;

    fn entry() -> Entry {
        let place = Place { kind: Kind::Isso, address: "https://c.example/".into() };
        let subject =
            Subject { id: "urn:1".into(), url: "https://a.example/x".into(), title: "T \"q\"".into() };
        let backend = Backend { list: Some(place.clone()), post: Some(place), subject };
        let reply = Reply {
            parent: Some("7".into()),
            text: "a\nb \u{1F980} <b>".into(),
            author: "A".into(),
            email: "a@b.example".into(),
            url: String::new(),
        };
        let seen = [Stamp { writer: "k.1".into(), rev: 4 }].into_iter().collect();
        let address = Address::of_reply("https://a.example", "urn:1", Some("7"));
        Entry::new("e1".into(), address, seen, backend, reply, 1_790_000_000_000)
    }

    #[test]
    fn a_record_is_read_back() {
        let mut entry = entry();
        entry.refusal = Some(Refusal::TooLong(Field::Comment, Some(5)));
        entry.before = vec!["1".into(), "2".into()];
        (entry.tries, entry.loose, entry.since, entry.asks) = (2, 1, 9, true);
        assert_eq!(Entry::read(&entry.key(), &entry.json()).as_ref(), Some(&entry));
        assert_eq!(Entry::read("standfirst.o1/other", &entry.json()), None);
        let newer = entry.json().replacen("\"v\":1", "\"v\":2", 1);
        assert_eq!(Entry::read(&entry.key(), &newer), None);
    }

    #[test]
    fn the_highest_revision_of_any_store_counts_and_what_is_over_forgets_what_was_sent() {
        let (old, mut new) = (entry(), entry());
        (new.rev, new.state) = (5, State::Sent);
        assert!(!new.json().contains("a@b.example"));
        let texts = [(new.key(), new.json()), (old.key(), old.json())];
        let all = Entry::all(&texts);
        assert_eq!(all.len(), 1);
        assert!(all.first().is_some_and(|entry| entry.state == State::Sent));
    }
}
