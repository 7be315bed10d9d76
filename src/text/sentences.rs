use super::said::said;

said! {
/// A sentence in the forms that a language's plural rules need (Unicode CLDR, plural rules). `{count}` is the number.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "each is the CLDR category of the same name")]
pub struct Plural {
    pub zero: Option<&'static str>,
    pub one: Option<&'static str>,
    pub two: Option<&'static str>,
    pub few: Option<&'static str>,
    pub many: Option<&'static str>,
    pub other: &'static str,
}
}

impl Plural {
    /// The sentence for a category as `Intl.PluralRules` names it; `other` where the language has no such form.
    #[must_use]
    pub fn of(&self, category: &str) -> &'static str {
        let form = match category {
            "zero" => self.zero,
            "one" => self.one,
            "two" => self.two,
            "few" => self.few,
            "many" => self.many,
            _ => None,
        };
        form.unwrap_or(self.other)
    }
}

said! {
/// Everything that the interface says in one language.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the English sentence is beside each name in `en.rs`")]
pub struct Sentences {
    /// BCP 47 tag of this language.
    pub tag: &'static str,

    // The article.
    pub by: &'static str,
    pub published: &'static str,
    pub updated: &'static str,
    pub photograph: &'static str,
    pub corrections: &'static str,
    pub topics: &'static str,
    pub as_written: &'static str,
    pub original: &'static str,
    pub contents: &'static str,
    pub reading_time: Plural,

    // Blocks.
    pub done: &'static str,
    pub not_done: &'static str,

    // Related articles.
    pub related: &'static str,
    pub no_related: &'static str,
    pub home: &'static str,

    // Comments. What is said in their thread and form is of a later part.
    pub comments: &'static str,

    // States.
    pub loading: &'static str,
    pub slow: &'static str,
    pub keep_waiting: &'static str,
    pub stop: &'static str,
    pub retry: &'static str,
    pub details: &'static str,
    pub problem: Problems,
}

}

said! {
/// What went wrong where nothing more can be loaded, or is said beside an article: a title and what can be done, one pair a state. All
/// others are of a later part.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "each is the state of the same name in `embed::contract::Code`")]
pub struct Problems {
    pub offline: (&'static str, &'static str),
    pub unreachable: (&'static str, &'static str),
    pub protected: (&'static str, &'static str),
    pub part: (&'static str, &'static str),
    pub empty: (&'static str, &'static str),
    pub panic: (&'static str, &'static str),
}
}
