//! Whether a listed comment is a certain reply.

use crate::comments::server::{Reply, Trace};

/// How much a listed comment is like a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// It says the same.
    Same,
    /// By the same author at the same place, but what the server made of the text reads differently.
    Alike,
    /// Another comment.
    Other,
}

/// How much a listed comment is like a reply.
#[must_use]
pub fn likeness(reply: &Reply, trace: &Trace) -> Likeness {
    let author = trace.author.as_deref().is_none_or(|author| author.trim() == reply.author.trim());
    // Isso puts an answer to an answer beside it, and one whose comment is gone into the first row.
    let place = reply.parent.is_some() == trace.parent.is_some() || (trace.exact && trace.parent.is_none());
    if !author || !place {
        return Likeness::Other;
    }
    if trace.exact {
        let same = lines(&reply.text) == lines(&trace.text);
        return if same { Likeness::Same } else { Likeness::Other };
    }
    let shown = essence(&trace.text);
    if shown == essence(&reply.text) || shown == essence(&crate::format::plain_words(&reply.text)) {
        return Likeness::Same;
    }
    if trace.author.as_deref().is_none_or(|author| author.trim().is_empty()) {
        return Likeness::Other;
    }
    Likeness::Alike
}

fn lines(text: &str) -> Vec<&str> {
    text.trim().lines().map(str::trim_end).collect()
}

/// What is left of a text after a server has made paragraphs, typographic quotes and dashes of it: letters, digits and signs that
/// nobody replaces. Of a text that has nothing else, everything that is no white space.
fn essence(text: &str) -> String {
    let letters: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
    if letters.is_empty() { text.chars().filter(|c| !c.is_whitespace()).collect() } else { letters }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn like(text: &str, shown: &str, exact: bool) -> Likeness {
        let reply = Reply { text: text.into(), author: "Ann ".into(), ..Reply::default() };
        let trace =
            Trace { id: "1".into(), parent: None, author: Some("Ann".into()), text: shown.into(), exact };
        likeness(&reply, &trace)
    }

    #[test]
    fn what_a_server_makes_of_quotes_and_paragraphs_is_the_same() {
        let text = "It's \"fine\" -- really...\n\nYes & no";
        assert_eq!(like(text, "It’s “fine” – really…\nYes & no\n", false), Likeness::Same);
        assert_eq!(like("<b>Bold</b> word", "Bold word", false), Likeness::Same);
        assert_eq!(like(text, "Something else", false), Likeness::Alike);
        assert_eq!(like("🦀🦀", "🦀🦀", false), Likeness::Same);
        assert_eq!(like("🦀🦀", "🦀", false), Likeness::Alike);
    }

    #[test]
    fn a_text_as_it_was_sent_is_compared_exactly() {
        assert_eq!(like("a *b*\r\nc", "a *b*\nc", true), Likeness::Same);
        assert_eq!(like("a *b*", "a b", true), Likeness::Other);
    }

    #[test]
    fn another_author_or_place_is_another_comment() {
        let reply =
            Reply { text: "x".into(), author: "Ann".into(), parent: Some("7".into()), ..Reply::default() };
        let mut trace = Trace {
            id: "1".into(),
            parent: Some("3".into()),
            author: Some("Ann".into()),
            text: "x".into(),
            exact: true,
        };
        assert_eq!(likeness(&reply, &trace), Likeness::Same);
        trace.parent = None;
        assert_eq!(likeness(&reply, &trace), Likeness::Same);
        (trace.parent, trace.author) = (Some("3".into()), Some("Bob".into()));
        assert_eq!(likeness(&reply, &trace), Likeness::Other);
        trace.author = Some("Ann".into());
        assert_eq!(likeness(&Reply { parent: None, ..reply }, &trace), Likeness::Other);
    }
}
