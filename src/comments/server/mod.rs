//! Servers that take comments: what to ask of each, and what its answers mean. Requests and answers are plain values, so that
//! everything here is tested natively; `browser::server` sends and receives them.
//!
//! One file for each kind of server. Nothing here decides whom the page may talk to: that is `embed::AddressRule`.

mod activity_pub;
mod call;
mod choose;
mod fault;
mod isso;
mod kind;
mod list;
mod outcome;
mod preview;
mod query;
mod remark42;
mod reply;
mod rules;
mod standfirst;
mod wordpress;
mod wordpress_form;

pub use call::{Answer, Call, Redirects};
pub use choose::{Choice, choose};
pub use fault::ListFault;
pub use kind::Kind;
pub use list::{Page, Reading, Trace};
pub use outcome::{Lost, Outcome, Refusal};
pub use reply::Reply;
pub use rules::{Markup, Need, Rules};

use serde_json::Value;

/// A server's address with its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// What is spoken there.
    pub kind: Kind,
    /// Resolved http(s) address.
    pub address: String,
}

/// The article, as servers know it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subject {
    /// Its identity.
    pub id: String,
    /// Its canonical address, else that of its document.
    pub url: String,
    /// Its headline, plain.
    pub title: String,
}

/// Where the comments of one article are read and where replies to it go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backend {
    /// Where they are listed; `None` where nothing can be listed.
    pub list: Option<Place>,
    /// Where a reply is posted; `None` where none is taken.
    pub post: Option<Place>,
    /// The article.
    pub subject: Subject,
}

impl Backend {
    /// The kind of server that takes replies, else that lists.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.post.as_ref().or(self.list.as_ref()).map_or(Kind::Device, |place| place.kind)
    }

    /// The request for a page of comments; `cursor` is what the page before named as next.
    #[must_use]
    pub fn list_call(&self, cursor: Option<&str>) -> Option<Call> {
        let place = self.list.as_ref()?;
        let (address, subject) = (place.address.as_str(), &self.subject);
        Some(match place.kind {
            Kind::WordPress => wordpress::list(address, cursor),
            Kind::Isso => isso::list(address, subject, false),
            Kind::Remark42 => remark42::list(address, subject),
            Kind::Standfirst => standfirst::list(address, subject, cursor),
            Kind::ActivityPub => activity_pub::list(cursor.unwrap_or(address)),
            Kind::List | Kind::WordPressForm | Kind::Device => Call::get(cursor.unwrap_or(address)),
        })
    }

    /// Begins to read a page of comments, whose body has this `value`: see [`crate::format::list_value`].
    ///
    /// # Errors
    /// Where the answer is no list of comments.
    pub fn begin_list<'v>(
        &self,
        answer: &'v Answer,
        value: Option<&'v Value>,
        cursor: Option<&str>,
    ) -> Result<Reading<'v>, ListFault> {
        let kind = self.list.as_ref().map_or(Kind::List, |place| place.kind);
        Reading::of(kind, answer, value, cursor)
    }

    /// Reads a page of comments in one go.
    ///
    /// # Errors
    /// Where the answer is no list of comments.
    pub fn read_list(&self, answer: &Answer, cursor: Option<&str>) -> Result<Page, ListFault> {
        let value = crate::format::list_value(&answer.body);
        let mut reading = self.begin_list(answer, value.as_ref(), cursor)?;
        reading.more(usize::MAX);
        reading.end()
    }

    /// The request that shows whether a reply has arrived: the newest comments, as they were written where the server tells.
    #[must_use]
    pub fn trace_call(&self) -> Option<Call> {
        let place = self.list.as_ref()?;
        let (address, subject) = (place.address.as_str(), &self.subject);
        match place.kind {
            Kind::WordPress => Some(wordpress::newest(address)),
            Kind::Isso => Some(isso::list(address, subject, true)),
            Kind::Remark42 => Some(remark42::newest(address, subject)),
            // A repeated key is answered with what was stored the first time.
            Kind::Standfirst | Kind::List | Kind::ActivityPub | Kind::WordPressForm | Kind::Device => None,
        }
    }

    /// Reads the answer to [`Self::trace_call`].
    ///
    /// # Errors
    /// Where the answer is no list of comments.
    pub fn read_trace(&self, answer: &Answer) -> Result<Vec<Trace>, ListFault> {
        let kind = self.list.as_ref().map_or(Kind::List, |place| place.kind);
        list::traces(kind, answer)
    }

    /// The request that signs the reader in where the server wants that before a reply.
    #[must_use]
    pub fn sign_in_call(&self, reply: &Reply) -> Option<Call> {
        let place = self.post.as_ref()?;
        (place.kind == Kind::Remark42).then(|| remark42::sign_in(&place.address, reply))
    }

    /// The request that posts a reply; `None` where none is taken. `key` is the same whenever the same reply is sent, and
    /// `token` what the browser's cookies say against forged requests, where the server wants that.
    #[must_use]
    pub fn post_call(&self, reply: &Reply, key: &str, token: Option<&str>) -> Option<Call> {
        let place = self.post.as_ref()?;
        let (address, subject) = (place.address.as_str(), &self.subject);
        match place.kind {
            Kind::WordPress => Some(wordpress::post(address, reply)),
            Kind::WordPressForm => Some(wordpress_form::post(address, reply)),
            Kind::Isso => Some(isso::post(address, subject, reply)),
            Kind::Remark42 => Some(remark42::post(address, subject, reply, token.unwrap_or_default())),
            Kind::Standfirst => Some(standfirst::post(address, subject, reply, key)),
            Kind::List | Kind::ActivityPub | Kind::Device => None,
        }
    }

    /// What the answer to a posted reply means. Only an answer that this server alone can have given counts as a receipt or as
    /// a refusal: everything else leaves open whether the reply arrived.
    #[must_use]
    pub fn read_post(&self, answer: &Answer) -> Outcome {
        let kind = self.post.as_ref().map_or(Kind::Device, |place| place.kind);
        match kind {
            Kind::WordPress => wordpress::outcome(answer),
            Kind::WordPressForm => wordpress_form::outcome(answer),
            Kind::Isso => isso::outcome(answer),
            Kind::Remark42 => remark42::outcome(answer),
            Kind::Standfirst => standfirst::outcome(answer),
            Kind::List | Kind::ActivityPub | Kind::Device => Outcome::Unknown(Lost::Nonsense),
        }
    }

    /// Whether the author of a comment can remove it for a while.
    #[must_use]
    pub fn can_take_back(&self) -> bool {
        self.list.is_some() && matches!(self.kind(), Kind::Isso | Kind::Remark42)
    }

    /// The request that removes a comment which this browser has just posted; a status of success means that it is gone.
    #[must_use]
    pub fn take_back_call(&self, id: &str, token: Option<&str>) -> Option<Call> {
        let place = self.post.as_ref().filter(|_| self.can_take_back())?;
        Some(match place.kind {
            Kind::Remark42 => {
                remark42::take_back(&place.address, &self.subject, id, token.unwrap_or_default())
            }
            _ => isso::take_back(&place.address, id),
        })
    }

    /// What the form must ask for before anything is known of the server itself.
    #[must_use]
    pub fn rules(&self) -> Rules {
        match self.kind() {
            Kind::WordPress | Kind::WordPressForm => wordpress::RULES,
            Kind::Isso => isso::RULES,
            Kind::Remark42 => remark42::RULES,
            Kind::Standfirst => standfirst::RULES,
            Kind::List | Kind::ActivityPub | Kind::Device => Rules::DEVICE,
        }
    }

    /// Whether sending the same reply again can never store it twice: the server knows a key, or refuses a repeated text.
    #[must_use]
    pub fn refuses_repeats(&self, reply: &Reply) -> bool {
        match self.kind() {
            Kind::Standfirst => true,
            // The check compares the text as it is sent with the text as it was stored, from which markup was filtered.
            Kind::WordPress | Kind::WordPressForm => wordpress::is_plain(&reply.text),
            Kind::Isso | Kind::Remark42 | Kind::List | Kind::ActivityPub | Kind::Device => false,
        }
    }
}

/// Text of a member.
fn text<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    value.get(key)?.as_str()
}

/// An id that is a text or a number.
fn id(value: &Value, key: &str) -> Option<String> {
    match value.get(key)? {
        Value::String(text) => (!text.is_empty()).then(|| text.clone()),
        Value::Number(number) => number.as_u64().map(|number| number.to_string()),
        _ => None,
    }
}
