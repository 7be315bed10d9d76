//! What a reply form knows besides what is in its fields, and what it does.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::task::spawn_local;

use crate::browser::dom::{Attr, Element};
use crate::browser::draft_store::{self, Found};
use crate::browser::reply_fields::{ReplyFields, Saved, Texts};
use crate::browser::{clock, device_replies};
use crate::comments::device::KeptReply;
use crate::comments::reply::{Field, faults};
use crate::draft::{Address, Draft};

use super::Reader;
use super::draft_status::DraftStatus;
use super::other_versions::other_versions;
use super::reply_field::ReplyField;

/// A text of which nothing was heard for so long, in milliseconds, is not saved: `drafts.js` did not arrive.
const HEARD_AFTER: i32 = 1_000;

/// The parts of a form that change.
pub struct Places {
    /// The status line.
    pub status: Element,
    /// The button that copies the text, hidden unless it is needed.
    pub copy: Element,
    /// Where other versions are listed.
    pub versions: Element,
    /// The fields.
    pub fields: [ReplyField; 4],
}

/// The state of one form.
pub struct ReplyState {
    address: Address,
    /// The fields.
    pub fields: ReplyFields,
    places: Places,
    reader: Reader,
    on_posted: Rc<dyn Fn(KeptReply)>,
    others: RefCell<Vec<Draft>>,
    /// What the fields were set to by us.
    restored: RefCell<Option<Texts>>,
    /// Whether the reader decided what is in the fields, so that what is found later is only offered.
    decided: Cell<bool>,
    posting: Cell<bool>,
    /// Whether a fault is shown.
    faulty: Cell<bool>,
    /// Whether something was typed of which `drafts.js` has not told yet.
    unheard: Cell<bool>,
}

impl ReplyState {
    /// The state of a form that has just been made.
    pub fn new(
        address: Address,
        fields: ReplyFields,
        places: Places,
        reader: Reader,
        on_posted: Rc<dyn Fn(KeptReply)>,
    ) -> Self {
        Self {
            address,
            fields,
            places,
            reader,
            on_posted,
            others: RefCell::default(),
            restored: RefCell::default(),
            decided: Cell::default(),
            posting: Cell::default(),
            faulty: Cell::default(),
            unheard: Cell::default(),
        }
    }

    /// Restores what is stored: at once what can be had at once, then what the database knows better.
    pub fn begin(self: &Rc<Self>) {
        self.show(draft_store::find_now(&self.address));
        let state = self.clone();
        spawn_local(async move {
            let found = draft_store::find(&state.address).await;
            state.show(found);
        });
    }

    fn show(&self, found: Found) {
        let Found { merged, saved } = found;
        let untouched = !self.decided.get() && self.fields.is_untouched(self.restored.borrow().as_ref());
        let seen = merged.seen();
        let Some(best) = merged.best else { return };
        let mut others = merged.others;
        if untouched {
            self.restored.replace(Some(self.fields.restore(&best, &seen)));
            self.tell(DraftStatus::Kept(saved, millis(&best)));
        } else {
            others.insert(0, best);
            let here = self.fields.seen();
            others.retain(|draft| !here.covers(&draft.stamp));
        }
        self.offer(others);
    }

    fn offer(&self, others: Vec<Draft>) {
        other_versions(&self.places.versions, &others, &self.reader);
        self.others.replace(others);
    }

    fn tell(&self, status: DraftStatus) {
        let sentence = status.sentence(&self.reader);
        self.places.status.set_text_if_other(&sentence);
        if status.is_in_danger() { self.places.copy.show() } else { self.places.copy.set(Attr::Hidden) }
    }

    /// Puts another version, by its number in the list, into the fields. What was there becomes another version; its
    /// record stays as it is.
    pub fn take(self: &Rc<Self>, number: usize) {
        let Some(draft) = self.others.borrow().get(number).cloned() else { return };
        let mut seen = draft.seen.clone();
        seen.add(&draft.stamp);
        self.decided.set(true);
        self.fields.restore(&draft, &seen);
        self.tell(DraftStatus::Kept(Saved::Device, millis(&draft)));
        self.fields.focus(Field::Comment);
        let state = self.clone();
        spawn_local(async move {
            let Found { merged, .. } = draft_store::find(&state.address).await;
            let others = merged.best.into_iter().chain(merged.others);
            state.offer(others.filter(|draft| !seen.covers(&draft.stamp)).collect());
        });
    }

    /// Puts the comment on the clipboard.
    pub fn copy(&self) {
        self.tell(if self.fields.copy_comment() { DraftStatus::Copied } else { DraftStatus::NotCopied });
    }

    /// The reader typed. If nothing is heard of it within a second, it is not saved, and that is said.
    pub fn typed(self: &Rc<Self>) {
        if self.faulty.get() {
            self.check(&self.fields.texts());
        }
        if self.unheard.replace(true) {
            return;
        }
        let state = self.clone();
        spawn_local(async move {
            clock::sleep(HEARD_AFTER).await;
            if state.unheard.get() {
                state.heard(Saved::Nowhere, clock::now());
            }
        });
    }

    /// `drafts.js` told where the text is.
    pub fn heard(&self, saved: Saved, at: f64) {
        self.unheard.set(false);
        self.tell(DraftStatus::Kept(saved, at));
    }

    /// Says at the fields what is wrong with them and gives the first that is.
    fn check(&self, texts: &Texts) -> Option<Field> {
        let [comment, email, url] = [Field::Comment, Field::Email, Field::Url].map(|field| texts.text(field));
        let wrong = faults(&comment, &email, &url);
        self.places.fields.iter().for_each(|field| field.tell(&wrong, self.reader.say));
        self.faulty.set(!wrong.is_empty());
        wrong.first().copied()
    }

    /// Posts what the fields hold, once it is in order. Only what was posted is cleared, and only once it is confirmed.
    pub fn post(self: &Rc<Self>) {
        let texts = self.fields.texts();
        if let Some(first) = self.check(&texts) {
            return self.fields.focus(first);
        }
        if self.posting.replace(true) {
            return;
        }
        self.decided.set(true);
        self.tell(DraftStatus::Posting);
        let (state, seen) = (self.clone(), self.fields.seen());
        spawn_local(async move {
            let kept = device_replies::keep(&state.address, &texts, &seen).await;
            state.posting.set(false);
            match kept {
                Ok(reply) => {
                    state.fields.add_seen(&seen);
                    let cleared = state.fields.clear_comment(&texts);
                    state.tell(if cleared { DraftStatus::Posted } else { DraftStatus::PostedMeanwhile });
                    (state.on_posted)(reply);
                }
                Err(error) => {
                    crate::browser::warn(&format!("standfirst: a reply could not be kept: {error}"));
                    state.tell(DraftStatus::NotPosted);
                }
            }
        });
    }
}

#[allow(clippy::cast_precision_loss, reason = "a time since 1970 in milliseconds is exact in a double")]
fn millis(draft: &Draft) -> f64 {
    draft.at as f64
}
