//! What a reply form knows besides what is in its fields.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::draft_store::{self, Found};
use crate::browser::reply_fields::{ReplyFields, Saved, Texts};
use crate::browser::{clock, device_replies};
use crate::comments::device::KeptReply;
use crate::comments::reply::{Field, faults};
use crate::draft::{Address, Draft};

use super::draft_status::DraftStatus;

/// A text of which nothing was heard for so long, in milliseconds, is not saved: `drafts.js` did not arrive.
const HEARD_AFTER: i32 = 1_000;

/// The state of one form. A handle: copies are the same state, and end with the form.
#[derive(Clone, Copy)]
pub struct ReplyState {
    address: StoredValue<Address>,
    /// What is said under the text.
    pub status: RwSignal<DraftStatus>,
    /// The fields that kept the last post from being made.
    pub faults: RwSignal<Vec<Field>>,
    /// Other texts for the same reply.
    pub others: RwSignal<Vec<Draft>>,
    /// What the fields were last set to by us.
    restored: StoredValue<Option<Texts>, LocalStorage>,
    /// Whether the reader decided what is in the fields, so that what is found later is only offered.
    decided: StoredValue<bool>,
    posting: StoredValue<bool>,
    /// Whether something was typed of which `drafts.js` has not told yet.
    unheard: StoredValue<bool>,
}

impl ReplyState {
    /// The state of a form that has just been made.
    #[must_use]
    pub fn new(address: Address) -> Self {
        Self {
            address: StoredValue::new(address),
            status: RwSignal::new(DraftStatus::Quiet),
            faults: RwSignal::new(Vec::new()),
            others: RwSignal::new(Vec::new()),
            restored: StoredValue::new_local(None),
            decided: StoredValue::new(false),
            posting: StoredValue::new(false),
            unheard: StoredValue::new(false),
        }
    }

    /// Restores what is stored: at once what can be had at once, then what the database knows better.
    pub fn begin(self, fields: ReplyFields) {
        let address = self.address.get_value();
        self.show(&fields, draft_store::find_now(&address));
        spawn_local(async move {
            let found = draft_store::find(&address).await;
            if !self.status.is_disposed() {
                self.show(&fields, found);
            }
        });
    }

    fn show(self, fields: &ReplyFields, found: Found) {
        let Found { merged, saved } = found;
        let untouched = self.restored.with_value(|restored| fields.is_untouched(restored.as_ref()));
        let untouched = untouched && !self.decided.get_value();
        let seen = merged.seen();
        let Some(best) = merged.best else { return };
        let mut others = merged.others;
        if untouched {
            self.restored.set_value(Some(fields.restore(&best, &seen)));
            self.status.set(DraftStatus::Kept(saved, millis(&best)));
        } else {
            others.insert(0, best);
            let here = fields.seen();
            others.retain(|draft| !here.covers(&draft.stamp));
        }
        self.others.set(others);
    }

    /// Puts another version into the fields. What was there becomes another version; its record stays as it is.
    pub fn take(self, fields: &ReplyFields, draft: &Draft) {
        let mut seen = draft.seen.clone();
        seen.add(&draft.stamp);
        self.decided.set_value(true);
        fields.restore(draft, &seen);
        self.status.set(DraftStatus::Kept(Saved::Device, millis(draft)));
        fields.focus(Field::Comment);
        let address = self.address.get_value();
        spawn_local(async move {
            let Found { merged, .. } = draft_store::find(&address).await;
            let others = merged.best.into_iter().chain(merged.others);
            self.others.try_set(others.filter(|draft| !seen.covers(&draft.stamp)).collect());
        });
    }

    /// The reader typed. If nothing is heard of it within a second, it is not saved, and that is said.
    pub fn typed(self, fields: &ReplyFields) {
        if self.faults.with_untracked(|faults| !faults.is_empty()) {
            self.faults.set(faults_of(&fields.texts()));
        }
        if self.unheard.get_value() {
            return;
        }
        self.unheard.set_value(true);
        spawn_local(async move {
            clock::sleep(HEARD_AFTER).await;
            if self.unheard.try_get_value() == Some(true) {
                self.heard(Saved::Nowhere, clock::now());
            }
        });
    }

    /// `drafts.js` told where the text is.
    pub fn heard(self, saved: Saved, at: f64) {
        self.unheard.set_value(false);
        self.status.set(DraftStatus::Kept(saved, at));
    }

    /// Posts what the fields hold, once it is in order. Only what was posted is cleared, and only once it is confirmed.
    pub fn post(self, fields: ReplyFields, on_posted: Callback<KeptReply>) {
        let texts = fields.texts();
        let wrong = faults_of(&texts);
        self.faults.set(wrong.clone());
        if let Some(first) = wrong.first() {
            fields.focus(*first);
            return;
        }
        if self.posting.get_value() {
            return;
        }
        self.posting.set_value(true);
        self.decided.set_value(true);
        self.status.set(DraftStatus::Posting);
        let (address, seen) = (self.address.get_value(), fields.seen());
        spawn_local(async move {
            let kept = device_replies::keep(&address, &texts, &seen).await;
            self.posting.try_set_value(false);
            match kept {
                Ok(reply) => {
                    fields.add_seen(&seen);
                    let cleared = fields.clear_comment(&texts);
                    let status = if cleared { DraftStatus::Posted } else { DraftStatus::PostedMeanwhile };
                    self.status.try_set(status);
                    on_posted.try_run(reply);
                }
                Err(error) => {
                    crate::browser::warn(&format!("standfirst: a reply could not be kept: {error:?}"));
                    self.status.try_set(DraftStatus::NotPosted);
                }
            }
        });
    }
}

fn faults_of(texts: &Texts) -> Vec<Field> {
    faults(&texts.text(Field::Comment), &texts.text(Field::Email), &texts.text(Field::Url))
}

#[allow(clippy::cast_precision_loss, reason = "a time since 1970 in milliseconds is exact in a double")]
fn millis(draft: &Draft) -> f64 {
    draft.at as f64
}
