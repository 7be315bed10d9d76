//! Sentences that only parts of the page say that load later. The English ones come with those parts, those of another language
//! with all others of it, in its file.

use std::cell::RefCell;
use std::thread::LocalKey;

use super::said::{Lines, Said, said};
use super::{Plural, en};

said! {
/// What is said in the thread of comments, in the form for a reply, and of drafts.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the English sentence is beside each name in `en.rs`")]
pub struct FormSentences {
    // The thread.
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
}
}

said! {
/// What is said of blocks that few articles have, on paper, and of most states without an article.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the English sentence is beside each name in `en.rs`")]
pub struct RareSentences {
    pub notes: &'static str,
    pub back_to_text: &'static str,

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
    pub table: &'static str,

    // States, each named as in `embed::contract::Code`: a title and what can be done.
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
    pub no_source: (&'static str, &'static str),
}
}

said! {
/// What is said about reading without a network.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the English sentence is beside each name in `en.rs`")]
pub struct OfflineSentences {
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

/// The line before the sentences of [`RareSentences`] in the file of a language. No sentence begins with its first character.
pub(super) const RARE: &str = "#rare\n";
/// The same of [`FormSentences`].
pub(super) const FORM: &str = "#form\n";
/// The same of [`OfflineSentences`].
pub(super) const OFFLINE: &str = "#offline\n";
/// The last line of a file.
pub(super) const END: &str = "#\n";

/// The languages of a part whose sentences were read: five at most, so each may stay for good.
type ReadOnes<P> = RefCell<Vec<(&'static str, &'static P)>>;

thread_local! {
    static RARES: ReadOnes<RareSentences> = const { RefCell::new(Vec::new()) };
    static FORMS: ReadOnes<FormSentences> = const { RefCell::new(Vec::new()) };
    static OFFLINES: ReadOnes<OfflineSentences> = const { RefCell::new(Vec::new()) };
}

/// What is said of rare blocks and states in a language, by a tag of [`super::LANGUAGES`]; English where its file was not read.
#[must_use]
pub fn rare(tag: &str) -> &'static RareSentences {
    of(tag, &RARES, RARE, &en::RARE)
}

/// What the form says, as [`rare`].
#[must_use]
pub fn form(tag: &str) -> &'static FormSentences {
    of(tag, &FORMS, FORM, &en::FORM)
}

/// What is said about reading without a network, as [`form`].
#[must_use]
pub fn offline(tag: &str) -> &'static OfflineSentences {
    of(tag, &OFFLINES, OFFLINE, &en::OFFLINE)
}

fn of<P: Said + Copy>(
    tag: &str,
    read: &'static LocalKey<ReadOnes<P>>,
    mark: &str,
    english: &'static P,
) -> &'static P {
    let Some((tag, rest)) = super::rest(tag) else { return english };
    let before = read.with_borrow(|read| read.iter().find(|(one, _)| *one == tag).map(|(_, part)| *part));
    if let Some(part) = before {
        return part;
    }
    // `super::read` has seen to it that the file is whole and of this build.
    let Some((_, lines)) = crate::find::split_once(rest, mark) else { return english };
    let mut part = Box::new(*english);
    part.read(&mut Lines::of(lines));
    let part: &'static P = Box::leak(part);
    read.with_borrow_mut(|read| read.push((tag, part)));
    part
}
