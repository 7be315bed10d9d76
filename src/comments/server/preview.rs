use super::{Answer, Backend, Call, Kind, isso, remark42, text};

impl Backend {
    /// The request that has the server say what it would make of a text, storing nothing; `None` where it has none. What WordPress
    /// makes of quotes and dashes depends on its language and its plugins, so nothing is offered there rather than a guess.
    #[must_use]
    pub fn preview_call(&self, words: &str) -> Option<Call> {
        let place = self.post.as_ref()?;
        match place.kind {
            Kind::Isso => Some(isso::preview(&place.address, words)),
            Kind::Remark42 => Some(remark42::preview(&place.address, &self.subject, words)),
            Kind::WordPress
            | Kind::WordPressForm
            | Kind::Standfirst
            | Kind::List
            | Kind::ActivityPub
            | Kind::Device => None,
        }
    }

    /// The HTML of the answer to [`Self::preview_call`]; `None` for anything that the server cannot have said.
    #[must_use]
    pub fn read_preview(&self, answer: &Answer) -> Option<String> {
        if answer.status != 200 || answer.redirected {
            return None;
        }
        match self.kind() {
            Kind::Isso => text(&answer.json()?, "text").map(str::to_owned),
            Kind::Remark42 => {
                // A piece of HTML, unlike the whole page of a network that wants the reader to sign in.
                let html = answer.text();
                let is_page = ["<html", "<HTML", "<!doctype", "<!DOCTYPE", "<title"];
                (!is_page.into_iter().any(|sign| crate::find::has(&html, sign))).then_some(html)
            }
            Kind::WordPress
            | Kind::WordPressForm
            | Kind::Standfirst
            | Kind::List
            | Kind::ActivityPub
            | Kind::Device => None,
        }
    }
}
