use leptos::prelude::*;

use crate::article::{Dir, dir_of_language};
use crate::browser::dom::{Attr, Element, Tag};
use crate::text::{self, Sentences};

/// Whom the page is for: in which language it speaks and formats. A context of the whole view.
#[derive(Clone, Debug)]
pub struct Reader {
    /// The interface's sentences.
    pub say: &'static Sentences,
    /// BCP 47 tag for dates, numbers and lists.
    pub locale: String,
}

impl Reader {
    /// A reader of this language.
    #[must_use]
    pub fn of(tag: &str) -> Self {
        let say = text::sentences(tag);
        // Dates in a sentence are in the sentence's language; the region of the reader's own tag is kept.
        let same = tag.split('-').next() == say.tag.split('-').next();
        Self { say, locale: if same { tag.to_owned() } else { say.tag.to_owned() } }
    }

    /// Appends an element that holds words of the interface inside a text of another language: isolated, so that the words
    /// keep their own order in a line of the other direction.
    #[must_use]
    pub fn words(&self, parent: &Element, tag: Tag, class: &'static str) -> Element {
        let dir = dir_of_language(self.say.tag).unwrap_or(Dir::Ltr);
        parent.add(tag, &[Attr::Class(class), Attr::Lang(self.say.tag), Attr::Dir(dir)])
    }

    /// The reader of the view that is being built; of English where none was given.
    #[must_use]
    pub fn here() -> Self {
        use_context().unwrap_or_else(|| Self::of("en"))
    }
}
