use crate::text::Plural;

/// What the interface says of servers that take comments, in one language. Apart from `Sentences`, since what talks to servers
/// comes after the article.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the English sentence is beside each name in `en.rs`")]
pub struct Talk {
    // The form.
    pub goes_to: &'static str,
    pub goes_here: &'static str,
    pub signs_in: &'static str,
    pub reply_there: &'static str,
    pub posted: &'static str,
    pub posted_held: &'static str,
    pub name_missing: &'static str,
    pub email_missing: &'static str,
    pub too_short: &'static str,
    pub too_long: &'static str,

    // A reply on its way.
    pub queued: &'static str,
    pub queued_offline: &'static str,
    pub queued_pause: &'static str,
    pub sending: &'static str,
    pub unknown: &'static str,
    pub unknown_asks: &'static str,
    pub held: &'static str,
    pub failed: &'static str,
    pub edit: &'static str,
    pub send_now: &'static str,
    pub send_again: &'static str,
    pub busy: &'static str,

    // Why a server does not take it.
    pub refused_sign_in: &'static str,
    pub refused_missing: &'static str,
    pub refused_wrong: &'static str,
    pub refused_too_short: &'static str,
    pub refused_too_long: &'static str,
    pub refused_closed: &'static str,
    pub refused_no_article: &'static str,
    pub refused_no_parent: &'static str,
    pub refused_enough: &'static str,
    pub refused_own_comment: &'static str,
    pub refused_duplicate: &'static str,
    pub refused_other: &'static str,

    // What can be done with a thread, and how much a comment may still have.
    pub oldest: &'static str,
    pub newest: &'static str,
    pub top: &'static str,
    pub fold: &'static str,
    pub unfold: &'static str,
    pub left: &'static str,
    pub preview: &'static str,
    pub no_preview: &'static str,
    pub trapped: &'static str,
    pub too_quick: &'static str,

    // The list.
    pub loading: &'static str,
    pub new_comments: Plural,
    pub offline: &'static str,
    pub unreachable: &'static str,
    pub not_shared: &'static str,
    pub elsewhere: &'static str,
    pub status: &'static str,
    pub nonsense: &'static str,
    pub copy_of: &'static str,
    pub not_allowed: &'static str,
}
