use super::{Answer, Backend, Call, Kind, isso, remark42, text};

/// A server that shows what it would make of a text.
enum Previewer {
    Isso,
    Remark42,
}

impl Previewer {
    fn of(kind: Kind) -> Option<Self> {
        match kind {
            Kind::Isso => Some(Self::Isso),
            Kind::Remark42 => Some(Self::Remark42),
            Kind::WordPress
            | Kind::WordPressForm
            | Kind::Standfirst
            | Kind::List
            | Kind::ActivityPub
            | Kind::Device => None,
        }
    }
}

impl Backend {
    /// The request that has the server say what it would make of a text, storing nothing; `None` where it has none. What WordPress
    /// makes of quotes and dashes depends on its language and its plugins, so nothing is offered there rather than a guess.
    #[must_use]
    pub fn preview_call(&self, words: &str) -> Option<Call> {
        let place = self.post.as_ref()?;
        Some(match Previewer::of(place.kind)? {
            Previewer::Isso => isso::preview(&place.address, words),
            Previewer::Remark42 => remark42::preview(&place.address, &self.subject, words),
        })
    }

    /// The HTML of the answer to [`Self::preview_call`]; `None` for anything that the server cannot have said.
    #[must_use]
    pub fn read_preview(&self, answer: &Answer) -> Option<String> {
        if answer.status != 200 || answer.redirected {
            return None;
        }
        match Previewer::of(self.kind())? {
            Previewer::Isso => text(&answer.json()?, "text").map(str::to_owned),
            Previewer::Remark42 => {
                // A piece of HTML, unlike the whole page of a network that wants the reader to sign in.
                let html = answer.text();
                let is_page = ["<html", "<HTML", "<!doctype", "<!DOCTYPE", "<title"];
                (!is_page.into_iter().any(|sign| crate::find::has(&html, sign))).then_some(html)
            }
        }
    }
}
