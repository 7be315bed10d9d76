use serde_json::Value;

use super::{Answer, Kind, ListFault, Rules, id, query, text};
use crate::article::Comment;
use crate::format::{self, CommentList, CommentsFormat, ListReading};
use crate::names::Names;

/// A page of comments as a server lists them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// In the server's order, flat.
    pub items: Vec<Comment>,
    /// What to ask for next; `None` at the end.
    pub next: Option<String>,
    /// How many there are in all, where the server says.
    pub total: Option<u32>,
    /// Whether the server says that it takes replies to this article.
    pub open: Option<bool>,
    /// What the server's form asks for, where its list says so.
    pub rules: Option<Rules>,
    /// What the answer was found to be.
    pub kind: Option<Kind>,
}

/// What is known of a listed comment to tell whether it is a certain reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    /// Its id.
    pub id: String,
    /// The comment that it answers.
    pub parent: Option<String>,
    /// Name of its author; `None` where the server gives authors names of their own.
    pub author: Option<String>,
    /// Its text.
    pub text: String,
    /// Whether the text is exactly what was sent, and not what was made of that.
    pub exact: bool,
}

/// A page that is being read: one of our own format may have thousands of comments.
pub struct Reading<'v> {
    kind: Kind,
    answer: &'v Answer,
    list: Option<ListReading<'v>>,
}

impl<'v> Reading<'v> {
    /// Begins to read an answer whose body has this value.
    ///
    /// # Errors
    /// Where the answer is no list of comments.
    pub fn of(
        kind: Kind,
        answer: &'v Answer,
        value: Option<&'v Value>,
        cursor: Option<&str>,
    ) -> Result<Self, ListFault> {
        if let Some(fault) = ListFault::of_status(answer.status) {
            // WordPress's answer to a page that is gone since the one before was read.
            let past = cursor.is_some() && answer.status == 400;
            return if past { Ok(Self { kind, answer, list: None }) } else { Err(fault) };
        }
        let list = value.and_then(|value| ListReading::of(value, &answer.address));
        let list = Some(list.ok_or(ListFault::Nonsense)?);
        Ok(Self { kind, answer, list })
    }

    /// Reads so many comments more; false where nothing is left.
    pub fn more(&mut self, count: usize) -> bool {
        self.list.as_mut().is_some_and(|list| list.more(count))
    }

    /// The first comments, as soon as they can be shown: whom they answer is among them. None where the server's kind is known by
    /// the whole list only.
    #[must_use]
    pub fn first(&self, count: usize) -> Option<&[Comment]> {
        if !takes_any(self.kind) {
            return None;
        }
        let first = self.list.as_ref()?.so_far().get(..count)?;
        is_closed(first).then_some(first)
    }

    /// The page, once nothing is left.
    ///
    /// # Errors
    /// Where it is the list of another kind of server.
    pub fn end(self) -> Result<Page, ListFault> {
        let (kind, answer) = (self.kind, self.answer);
        self.list.map_or_else(|| Ok(Page::default()), |list| page(kind, answer, list.end()))
    }
}

/// Whether all comments that some answer are among them.
fn is_closed(comments: &[Comment]) -> bool {
    let mut names = Names::default();
    for comment in comments {
        names.add(&comment.id, 0);
    }
    comments.iter().all(|comment| comment.parent.as_ref().is_none_or(|parent| names.has(parent)))
}

fn takes_any(kind: Kind) -> bool {
    match kind {
        Kind::Standfirst | Kind::List | Kind::WordPressForm | Kind::Device => true,
        Kind::WordPress | Kind::Isso | Kind::Remark42 | Kind::ActivityPub => false,
    }
}

/// What a list says, with what the answer's headers say.
fn page(kind: Kind, answer: &Answer, read: CommentList) -> Result<Page, ListFault> {
    let fits = match kind {
        Kind::WordPress => read.format == CommentsFormat::WordPress || read.items.is_empty(),
        Kind::Isso => read.format == CommentsFormat::Isso,
        Kind::Remark42 => read.format == CommentsFormat::Remark42,
        Kind::ActivityPub => read.format == CommentsFormat::ActivityStreams,
        Kind::Standfirst | Kind::List | Kind::WordPressForm | Kind::Device => takes_any(kind),
    };
    if !fits {
        return Err(ListFault::Nonsense);
    }
    let mut page = Page {
        total: read.total,
        next: read.next,
        open: read.open,
        kind: Some(match read.format {
            CommentsFormat::WordPress => Kind::WordPress,
            CommentsFormat::Isso => Kind::Isso,
            CommentsFormat::Remark42 => Kind::Remark42,
            CommentsFormat::ActivityStreams => Kind::ActivityPub,
            CommentsFormat::Native => Kind::List,
        }),
        rules: rules(kind, &read.form),
        items: read.items,
    };
    if kind == Kind::WordPress || page.kind == Some(Kind::WordPress) {
        // Without the header there is one page: an answer from a file, or a server that hides it.
        let number = |name| answer.header(name).and_then(|text| text.trim().parse::<u32>().ok());
        let current =
            query::value(&answer.address, "page").and_then(|page| page.parse::<u32>().ok()).unwrap_or(1);
        page.total = number("x-wp-total");
        page.next =
            number("x-wp-totalpages").filter(|pages| *pages > current).map(|_| (current + 1).to_string());
    }
    Ok(page)
}

/// What a list says of the form.
fn rules(kind: Kind, form: &Value) -> Option<Rules> {
    use super::Need::{Absent, Optional, Required};
    let truth = |key: &str| form.get(key).and_then(Value::as_bool).unwrap_or(false);
    match kind {
        Kind::Isso => {
            let need = |key| if truth(key) { Required } else { Optional };
            Some(Rules { author: need("require-author"), email: need("require-email"), ..super::isso::RULES })
        }
        Kind::Standfirst if form.is_object() => {
            let of = |name: &str| form.get(name).filter(|field| field.is_object());
            let need = |name: &str| match of(name) {
                Some(field) if field.get("required").and_then(Value::as_bool) == Some(true) => Required,
                Some(_) => Optional,
                None => Absent,
            };
            let number = |name: &str, key: &str| {
                of(name)?.get(key)?.as_u64().and_then(|number| u32::try_from(number).ok())
            };
            let most = ["comment", "author", "email", "url"].map(|name| number(name, "max"));
            let least = number("comment", "min").unwrap_or(1);
            let (author, email, url) = (need("author"), need("email"), need("url"));
            Some(Rules { author, email, url, least, most, ..super::standfirst::RULES })
        }
        _ => None,
    }
}

/// Reads comments for comparing. Only what identifies them: a text may be of any length.
pub fn traces(kind: Kind, answer: &Answer) -> Result<Vec<Trace>, ListFault> {
    if let Some(fault) = ListFault::of_status(answer.status) {
        return Err(fault);
    }
    let value = answer.json().ok_or(ListFault::Nonsense)?;
    let mut found = Vec::new();
    match kind {
        Kind::WordPress => {
            for one in value.as_array().ok_or(ListFault::Nonsense)? {
                let parent = id(one, "parent").filter(|id| id != "0");
                let html =
                    one.get("content").and_then(|content| text(content, "rendered")).unwrap_or_default();
                found.push(Trace {
                    id: id(one, "id").ok_or(ListFault::Nonsense)?,
                    parent,
                    author: text(one, "author_name").map(format::plain_words),
                    text: format::plain_words(html),
                    exact: false,
                });
            }
        }
        Kind::Isso => {
            let mut left: Vec<&Value> = vec![&value];
            value.get("replies").and_then(Value::as_array).ok_or(ListFault::Nonsense)?;
            while let Some(node) = left.pop() {
                left.extend(node.get("replies").and_then(Value::as_array).into_iter().flatten());
                let (Some(id), Some(said)) = (id(node, "id"), text(node, "text")) else { continue };
                found.push(Trace {
                    id,
                    parent: self::id(node, "parent"),
                    author: Some(text(node, "author").map(format::plain_words).unwrap_or_default()),
                    text: said.to_owned(),
                    exact: true,
                });
            }
        }
        Kind::Remark42 => {
            let list = value.get("comments").and_then(Value::as_array).ok_or(ListFault::Nonsense)?;
            // Plain as it was asked for, or a tree all the same.
            let mut left: Vec<&Value> = list.iter().collect();
            while let Some(node) = left.pop() {
                left.extend(node.get("replies").and_then(Value::as_array).into_iter().flatten());
                let one = node.get("comment").unwrap_or(node);
                found.push(Trace {
                    id: id(one, "id").ok_or(ListFault::Nonsense)?,
                    parent: id(one, "pid"),
                    author: one.get("user").and_then(|user| text(user, "name")).map(str::to_owned),
                    text: text(one, "orig").unwrap_or_default().to_owned(),
                    exact: true,
                });
            }
        }
        Kind::List | Kind::WordPressForm | Kind::ActivityPub | Kind::Standfirst | Kind::Device => {}
    }
    Ok(found)
}
