//! What is true of the text in a reply form, in one line.

use crate::article::{Precision, When};
use crate::browser::reply_fields::Saved;
use crate::browser::{clock, intl};
use crate::text::fill;

use super::Reader;

/// The last thing that happened to the text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum DraftStatus {
    /// A store confirmed it, or did not; the time is in milliseconds since 1970.
    Kept(Saved, u64),
    /// It is on the clipboard.
    Copied,
    /// The browser did not put it there.
    NotCopied,
    /// It is being posted.
    Posting,
    /// It is a reply kept on this device, and the field is empty.
    Posted,
    /// The same, but the field holds what was typed meanwhile.
    PostedMeanwhile,
    /// No store took the reply.
    NotPosted,
    /// The reader threw it away and can have it back.
    Discarded,
    /// It was posted or discarded in another tab, and is still shown here.
    OverElsewhere,
}

impl DraftStatus {
    /// The sentence for it.
    #[must_use]
    pub fn sentence(self, reader: &Reader) -> String {
        let say = reader.form();
        match self {
            Self::Kept(Saved::Device, at) => fill(say.saved_on_device, &[("time", &time(reader, at))]),
            Self::Kept(Saved::Tab, _) => say.saved_in_tab.to_owned(),
            Self::Kept(Saved::Nowhere, _) => say.not_saved.to_owned(),
            Self::Copied => say.copied.to_owned(),
            Self::NotCopied => say.not_copied.to_owned(),
            Self::Posting => say.posting.to_owned(),
            Self::Posted => say.posted_here.to_owned(),
            Self::PostedMeanwhile => say.posted_meanwhile.to_owned(),
            Self::NotPosted => say.not_posted.to_owned(),
            Self::Discarded => say.discarded.to_owned(),
            Self::OverElsewhere => say.over_elsewhere.to_owned(),
        }
    }

    /// Whether the text is only in the field, so that the reader should take a copy.
    #[must_use]
    pub fn is_in_danger(self) -> bool {
        match self {
            Self::Kept(Saved::Nowhere, _) | Self::Copied | Self::NotCopied | Self::NotPosted => true,
            Self::Kept(Saved::Device | Saved::Tab, _) => false,
            Self::Posting | Self::Posted | Self::PostedMeanwhile | Self::Discarded | Self::OverElsewhere => {
                false
            }
        }
    }

    /// Whether there is a text that the reader may throw away.
    #[must_use]
    pub fn is_of_a_text(self) -> bool {
        match self {
            Self::Kept(..) | Self::Copied | Self::NotCopied => true,
            Self::PostedMeanwhile | Self::NotPosted | Self::OverElsewhere => true,
            Self::Posting | Self::Posted | Self::Discarded => false,
        }
    }
}

/// The time of day, with its date unless that is today, of an instant in milliseconds since 1970.
#[must_use]
pub fn time(reader: &Reader, at: u64) -> String {
    #[allow(clippy::cast_precision_loss, reason = "times are exact in a double")]
    let at = at as f64;
    let of = |millis: f64, precision| {
        let when = When::epoch(millis).map(|when| When { precision, ..when });
        when.map_or_else(String::new, |when| intl::when(&reader.locale, &when))
    };
    if of(at, Precision::Date) == of(clock::now(), Precision::Date) {
        intl::time(&reader.locale, at)
    } else {
        of(at, Precision::Minute)
    }
}
