//! Sentences about servers.

use crate::browser::{intl, page, url};
use crate::comments::outbox::{Entry, State};
use crate::comments::reply::{Fault, Field};
use crate::comments::server::{Backend, ListFault, Refusal};
use crate::text::{fill, talk};

use crate::view::Reader;

/// The host that an article's replies go to, else the one that lists its comments.
pub fn host(backend: &Backend) -> String {
    backend.post.as_ref().or(backend.list.as_ref()).map(|place| url::host(&place.address)).unwrap_or_default()
}

/// What became of a reply, in one sentence.
pub fn state(entry: &Entry, reader: &Reader) -> String {
    let talk = talk(reader.say.tag);
    let sentence = match entry.state {
        State::Queued if !page::online() => talk.queued_offline,
        State::Queued if entry.failures == 0 && entry.tries == 0 && entry.not_before > entry.since => {
            talk.queued_pause
        }
        State::Queued if entry.failures > 0 => talk.queued,
        State::Queued | State::Sending => talk.sending,
        State::Unknown if entry.asks => talk.unknown_asks,
        State::Unknown => talk.unknown,
        State::Held => talk.held,
        State::Sent => talk.posted,
        State::Failed => {
            let why =
                entry.refusal.as_ref().map(|why| refusal(why, &entry.backend, reader)).unwrap_or_default();
            return fill(talk.failed, &[("why", &why)]);
        }
        State::Withdrawn => "",
    };
    fill(sentence, &[("host", &host(&entry.backend))])
}

/// Why a server does not take a reply.
pub fn refusal(refusal: &Refusal, backend: &Backend, reader: &Reader) -> String {
    let talk = talk(reader.say.tag);
    let sentence = match refusal {
        Refusal::SignIn => talk.refused_sign_in,
        Refusal::Missing(_) => talk.refused_missing,
        Refusal::Wrong(_) => talk.refused_wrong,
        Refusal::TooShort(_) => talk.refused_too_short,
        Refusal::TooLong(..) => talk.refused_too_long,
        Refusal::Closed => talk.refused_closed,
        Refusal::NoArticle => talk.refused_no_article,
        Refusal::NoParent => talk.refused_no_parent,
        Refusal::Enough => talk.refused_enough,
        Refusal::OwnComment => talk.refused_own_comment,
        Refusal::Duplicate => talk.refused_duplicate,
        Refusal::Other(_) => talk.refused_other,
    };
    let limit = refusal.limit().map(|limit| intl::number(&reader.locale, f64::from(limit)));
    let host = host(backend);
    let values = [
        ("host", host.as_str()),
        ("limit", limit.as_deref().unwrap_or_default()),
        ("words", refusal.words()),
    ];
    fill(sentence, &values)
}

/// What is wrong with each field that a refusal is about.
pub fn faults(refusal: &Refusal, backend: &Backend, reader: &Reader) -> Vec<(Field, String)> {
    let fault = match refusal {
        Refusal::Missing(_) => Fault::Missing,
        Refusal::TooShort(limit) => Fault::Short(*limit),
        Refusal::TooLong(_, Some(limit)) => Fault::Long(*limit),
        _ => Fault::Wrong,
    };
    let refusal_words = self::refusal(refusal, backend, reader);
    let fields = refusal.fields().into_iter();
    let words = |field| match refusal {
        Refusal::TooLong(_, None) => refusal_words.clone(),
        _ => self::fault(field, fault, reader),
    };
    fields.map(|field| (field, words(field))).collect()
}

/// Why comments could not be listed.
pub fn list_fault(fault: ListFault, backend: &Backend, reader: &Reader) -> String {
    let talk = talk(reader.say.tag);
    let mut status = String::new();
    let sentence = match fault {
        ListFault::Offline => talk.offline,
        ListFault::Unreachable => talk.unreachable,
        ListFault::Forbidden => talk.not_shared,
        ListFault::Elsewhere => talk.elsewhere,
        ListFault::Nonsense => talk.nonsense,
        ListFault::Status(number) => {
            status = number.to_string();
            talk.status
        }
    };
    let host = backend.list.as_ref().map(|place| url::host(&place.address)).unwrap_or_default();
    fill(sentence, &[("host", &host), ("status", &status)])
}

/// What is wrong with a field, by the rules of a server.
pub fn fault(field: Field, fault: Fault, reader: &Reader) -> String {
    let (say, talk) = (reader.form(), talk(reader.say.tag));
    let sentence = match (fault, field) {
        (Fault::Missing, Field::Comment) => say.fault_comment,
        (Fault::Missing, Field::Author) => talk.name_missing,
        (Fault::Missing, Field::Email) => talk.email_missing,
        (Fault::Wrong, Field::Email) => say.fault_email,
        (Fault::Missing | Fault::Wrong, _) => say.fault_website,
        (Fault::Short(_), _) => talk.too_short,
        (Fault::Long(_), _) => talk.too_long,
    };
    let limit = match fault {
        Fault::Short(limit) | Fault::Long(limit) => limit,
        Fault::Missing | Fault::Wrong => 0,
    };
    fill(sentence, &[("limit", &intl::number(&reader.locale, f64::from(limit)))])
}
