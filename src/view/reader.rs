use std::sync::Arc;

use leptos::prelude::*;

use crate::article::{Dir, dir_of_language};
use crate::browser::dom::{Attr, Element, Tag};
use crate::browser::{page, words};
use crate::text::{self, FormSentences, OfflineSentences, RareSentences, Sentences};

use super::Site;

/// Whom the page is for: in which language it speaks and formats. A context of the whole view.
#[derive(Clone, Debug)]
pub struct Reader {
    /// The interface's sentences.
    pub say: &'static Sentences,
    /// BCP 47 tag for dates, numbers and lists.
    pub locale: String,
    /// Whether words of the interface inside the article say their own language.
    marks: bool,
    /// What the page's owner has set; nothing where there is no page of ours.
    pub site: Arc<Site>,
}

impl Reader {
    /// The reader of a document in the language of this tag, empty where that is not known. The interface speaks the
    /// document's language, else the first of the reader's own that it can, as far as the sentences are here; dates are
    /// written as in the reader's region where that is of the language that is spoken.
    #[must_use]
    pub fn of(document: &str) -> Self {
        Self::speaking(document, document)
    }

    /// The same, but where `language` is one that the interface speaks, it speaks that.
    #[must_use]
    pub fn speaking(language: &str, document: &str) -> Self {
        let tags = page::languages(language);
        let say = text::sentences(text::choose(&tags));
        let locale = text::locale(say.tag, &tags).to_owned();
        let marks = !text::is_of(document, say.tag);
        Self { say, locale, marks, site: Arc::default() }
    }

    /// The same, with what the page's owner has set.
    #[must_use]
    pub fn at(self, site: Site) -> Self {
        Self { site: Arc::new(site), ..self }
    }

    /// Brings the sentences for such a document, unless they are here; this takes no longer than a moment.
    pub async fn prepare(document: &str) {
        words::bring(text::choose(&page::languages(document))).await;
    }

    /// What is said of rare blocks and states: for parts that load later.
    #[must_use]
    pub fn rare(&self) -> &'static RareSentences {
        text::rare(self.say.tag)
    }

    /// What is said in the thread, in the form and of drafts: for parts that load later.
    #[must_use]
    pub fn form(&self) -> &'static FormSentences {
        text::form(self.say.tag)
    }

    /// What is said about reading without a network: for parts that load later.
    #[must_use]
    pub fn offline(&self) -> &'static OfflineSentences {
        text::offline(self.say.tag)
    }

    /// Direction of the interface.
    #[must_use]
    pub fn dir(&self) -> Dir {
        dir_of_language(self.say.tag).unwrap_or(Dir::Ltr)
    }

    /// Says that an element speaks the interface's language.
    pub fn speak(&self, element: &Element) {
        element.set(Attr::Lang(self.say.tag));
        element.set(Attr::Dir(self.dir()));
    }

    /// The same of an element inside the article, where the article has another language.
    pub fn mark(&self, element: &Element) {
        if self.marks {
            self.speak(element);
        }
    }

    /// Appends an element that holds words of the interface inside a text of another language: isolated, so that the words
    /// keep their own order in a line of the other direction.
    #[must_use]
    pub fn words(&self, parent: &Element, tag: Tag, class: &'static str) -> Element {
        parent.add(tag, &[Attr::Class(class), Attr::Lang(self.say.tag), Attr::Dir(self.dir())])
    }

    /// The reader of the view that is being built; of the browser's languages where none was
    /// given.
    #[must_use]
    pub fn here() -> Self {
        use_context().unwrap_or_else(|| Self::of(""))
    }
}
