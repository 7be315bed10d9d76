use super::{Href, Source, When};

/// A link to another article.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Where it leads.
    pub url: Href,
    /// What it is called; the address where the source gives no name.
    pub headline: String,
    /// A small picture.
    pub image: Option<Source>,
    /// When it was published.
    pub when: Option<When>,
    /// One or two sentences.
    pub summary: Option<String>,
    /// Language of the headline and the sentences, where the source says it (BCP 47).
    pub lang: Option<String>,
    /// Address of the article's document, where the list that named the link knows it
    /// (`_standfirst.src` of a feed item): the link then opens inside the viewer.
    pub src: Option<String>,
}

impl Link {
    /// A link with no more than a name.
    #[must_use]
    pub fn new(url: Href, headline: impl Into<String>) -> Self {
        Self { url, headline: headline.into(), image: None, when: None, summary: None, lang: None, src: None }
    }
}

/// A topic.
#[derive(Clone, Debug, PartialEq)]
pub struct Tag {
    /// Its name.
    pub name: String,
    /// A page about it.
    pub url: Option<Href>,
}
