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
    pub notes: &'static str,
    pub back_to_text: &'static str,
    pub as_written: &'static str,
    pub original: &'static str,
    pub contents: &'static str,
    pub reading_time: Plural,

    // Paper.
    pub print: &'static str,
    pub print_comments: &'static str,
    pub printed_from: &'static str,
    pub links: &'static str,
    pub not_shown: &'static str,
    pub not_shown_unknown: &'static str,

    // Blocks.
    pub embed_of: &'static str,
    pub open_at: &'static str,
    pub show_embed: &'static str,
    pub transcript: &'static str,
    pub unsupported: &'static str,
    pub done: &'static str,
    pub not_done: &'static str,
    pub table: &'static str,

    // Related articles.
    pub related: &'static str,
    pub no_related: &'static str,
    pub home: &'static str,

    // Comments.
    pub comments: &'static str,
    pub comments_count: Plural,
    pub no_comments: &'static str,
    pub comments_closed: &'static str,
    pub comments_elsewhere: &'static str,
    pub anonymous: &'static str,
    pub in_reply_to: &'static str,
    pub held: &'static str,
    pub removed: &'static str,
    pub permalink: &'static str,
    pub reply: &'static str,
    pub reply_to: &'static str,
    pub kept_here: &'static str,

    // The reply form.
    pub leave_reply: &'static str,
    pub field_comment: &'static str,
    pub field_name: &'static str,
    pub field_email: &'static str,
    pub field_website: &'static str,
    pub optional: &'static str,
    pub post: &'static str,
    pub cancel: &'static str,
    pub posting: &'static str,
    pub posted_here: &'static str,
    pub posted_meanwhile: &'static str,
    pub not_posted: &'static str,
    pub no_server: &'static str,
    pub saved_on_device: &'static str,
    pub saved_in_tab: &'static str,
    pub not_saved: &'static str,
    pub copy: &'static str,
    pub copied: &'static str,
    pub not_copied: &'static str,
    pub other_versions: &'static str,
    pub use_version: &'static str,
    pub earlier_versions: &'static str,
    pub discard: &'static str,
    pub discarded: &'static str,
    pub undo: &'static str,
    pub over_elsewhere: &'static str,
    pub remember: &'static str,
    pub comment_gone: &'static str,
    pub your_drafts: &'static str,
    pub drafts_elsewhere: &'static str,
    pub drafts_note: &'static str,
    pub no_drafts: &'static str,
    pub draft_of_reply: &'static str,
    pub draft_here: &'static str,
    pub show_all: &'static str,
    pub discarded_list: &'static str,
    pub bring_back: &'static str,
    pub delete_draft: &'static str,
    pub brought_back: &'static str,
    pub deleted: &'static str,
    pub save_file: &'static str,
    pub file_saved: &'static str,
    pub tab_only: &'static str,
    pub forget_all: &'static str,
    pub forget_warning: &'static str,
    pub forgotten: &'static str,
    pub not_done_here: &'static str,
    pub fault_comment: &'static str,
    pub fault_email: &'static str,
    pub fault_website: &'static str,

    // States.
    pub loading: &'static str,
    pub slow: &'static str,
    pub keep_waiting: &'static str,
    pub stop: &'static str,
    pub retry: &'static str,
    pub details: &'static str,
    pub problem: Problems,

    // On this device.
    pub offline: Offline,
}

}

said! {
/// What went wrong, for a reader: a title and what can be done, one pair a state.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "each is the state of the same name in `embed::contract::Code`")]
pub struct Problems {
    pub offline: (&'static str, &'static str),
    pub unreachable: (&'static str, &'static str),
    pub stopped: (&'static str, &'static str),
    pub not_found: (&'static str, &'static str),
    pub gone: (&'static str, &'static str),
    pub forbidden: (&'static str, &'static str),
    pub server: (&'static str, &'static str),
    pub address: (&'static str, &'static str),
    pub cross_origin: (&'static str, &'static str),
    pub policy: (&'static str, &'static str),
    pub not_json: (&'static str, &'static str),
    pub too_deep: (&'static str, &'static str),
    pub too_large: (&'static str, &'static str),
    pub no_article: (&'static str, &'static str),
    pub no_keys: &'static str,
    pub protected: (&'static str, &'static str),
    pub part: (&'static str, &'static str),
    pub empty: (&'static str, &'static str),
    pub no_source: (&'static str, &'static str),
    pub panic: (&'static str, &'static str),
}
}

said! {
/// What is said about reading without a network.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the English sentence is beside each name in `en.rs`")]
pub struct Offline {
    pub live: &'static str,
    pub copy: &'static str,
    pub changed: &'static str,
    pub show_changed: &'static str,
    pub alone: &'static str,
    pub kept: &'static str,
    pub without_some: &'static str,
    pub not_allowed: &'static str,
    pub no_room: &'static str,
    pub impossible: &'static str,
    pub pin: &'static str,
    pub pinned: &'static str,
    pub list: &'static str,
    pub list_size: &'static str,
    pub remove: &'static str,
    pub remove_one: &'static str,
    pub clear: &'static str,
    pub opens: &'static str,
    pub new_version: &'static str,
    pub update_now: &'static str,
}
}
