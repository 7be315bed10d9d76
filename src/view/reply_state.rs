//! What a reply form knows besides what is in its fields, and what it does.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::task::spawn_local;

use crate::browser::dom::{DataName, Element};
use crate::browser::draft_store::{self, Found};
use crate::browser::forget::FORGOTTEN;
use crate::browser::reply_fields::{ReplyFields, Saved, Texts};
use crate::browser::{clock, device_replies, outbox_store, person};
use crate::comments::device::KeptReply;
use crate::comments::reply::{Field, faults};
use crate::draft::{Address, Record, Seen};

use super::desk::Told;
use super::draft_status::DraftStatus;
use super::other_versions::other_versions;
use super::reply_field::ReplyField;
use super::{Desk, Reader};

/// A text of which nothing was heard for so long, in milliseconds, is not saved: `drafts.js` did not arrive.
const HEARD_AFTER: i32 = 1_000;
/// Another tab that is typed into is looked at this often, in milliseconds.
const LOOK_AFTER: i32 = 500;

/// The parts of a form that change.
pub struct Places {
    /// Where the form says where a reply goes.
    pub note: Element,
    /// Where the form says how many characters may follow.
    pub count: Element,
    /// The status line.
    pub status: Element,
    /// The button that copies the text, hidden unless it is needed.
    pub copy: Element,
    /// The button that brings a discarded text back.
    pub undo: Element,
    /// The button that discards.
    pub discard: Element,
    /// The box that has name, email address and website remembered.
    pub remember: Element,
    /// Where other versions are listed.
    pub versions: Element,
    /// The fields.
    pub fields: [ReplyField; 4],
}

/// Where a reply goes and who is told.
pub struct Outlet {
    /// Where it goes.
    pub desk: Rc<Desk>,
    /// Called with one that this device keeps.
    pub on_posted: Rc<dyn Fn(KeptReply)>,
    /// Called when one has left the form.
    pub on_sent: Rc<dyn Fn()>,
}

/// The state of one form.
pub struct ReplyState {
    /// Where the draft belongs.
    pub address: Address,
    /// The fields.
    pub fields: ReplyFields,
    /// The parts that change.
    pub places: Places,
    reader: Reader,
    outlet: Outlet,
    /// Other versions and earlier ones, as they are listed.
    offered: RefCell<Vec<Record>>,
    /// What the fields were set to by us.
    restored: RefCell<Option<Texts>>,
    /// What was discarded last, in this form.
    discarded: RefCell<Option<Texts>>,
    /// Whether the reader decided what is in the fields, so that what is found later is only offered.
    decided: Cell<bool>,
    posting: Cell<bool>,
    /// Whether a fault is shown.
    faulty: Cell<bool>,
    /// What was said last.
    told: Cell<Option<DraftStatus>>,
    /// Whether something was typed of which `drafts.js` has not told yet.
    unheard: Cell<bool>,
    /// Whether the reader typed since the status was about something else than where the text is.
    typed: Cell<bool>,
    /// Whether a look at what other tabs did is due.
    looking: Cell<bool>,
}

impl ReplyState {
    /// The state of a form that has just been made.
    pub fn new(
        address: Address,
        fields: ReplyFields,
        places: Places,
        reader: Reader,
        outlet: Outlet,
    ) -> Self {
        Self {
            address,
            fields,
            places,
            reader,
            outlet,
            offered: RefCell::default(),
            restored: RefCell::default(),
            discarded: RefCell::default(),
            decided: Cell::default(),
            posting: Cell::default(),
            faulty: Cell::default(),
            told: Cell::default(),
            unheard: Cell::default(),
            typed: Cell::default(),
            looking: Cell::default(),
        }
    }

    /// Restores what is stored: at once what can be had at once, then what the database knows better.
    pub fn begin(self: &Rc<Self>) {
        self.show(draft_store::find_now(&self.address), true);
        self.fill(person::known_now(&self.address.site));
        let state = self.clone();
        spawn_local(async move {
            let found = draft_store::find(&state.address).await;
            state.show(found, true);
            state.fill(person::known(&state.address.site).await);
            state.adopt();
        });
    }

    /// A form that stood in the page's own HTML for the same reply makes room: what was typed there is here.
    fn adopt(&self) {
        for form in self.places.status.forms_of(&self.address.json()) {
            // Forms of ours say what their article is.
            if form.data(DataName::DraftOf).is_none()
                && let Some(other) = ReplyFields::of_element(&form)
            {
                self.fields.take_over(&other);
            }
        }
    }

    /// Whether the reader has done nothing here.
    fn is_untouched(&self) -> bool {
        !self.decided.get() && self.fields.is_untouched(self.restored.borrow().as_ref())
    }

    /// Fills in what is remembered of the reader.
    fn fill(&self, person: Option<Record>) {
        let Some(person) = person else { return };
        self.places.remember.set_checked(true);
        if self.is_untouched() {
            self.fields.fill(&person);
            self.restored.replace(Some(self.fields.texts()));
        }
    }

    /// The reader wants name, email address and website remembered, or not any more.
    pub fn remember(self: &Rc<Self>) {
        let state = self.clone();
        spawn_local(async move {
            let site = &state.address.site;
            let done = if state.places.remember.is_on() {
                person::remember(site, &state.fields.texts()).await
            } else {
                person::forget(site).await
            };
            if let Err(error) = done {
                crate::browser::warn(&format!(
                    "standfirst: a name could not be remembered or forgotten: {error}"
                ));
            }
        });
    }

    /// Shows what was found: restores it where the reader has done nothing yet and it `may` be done, else offers it.
    fn show(&self, found: Found, may: bool) {
        let Found { merged, saved } = found;
        let going = outbox_store::under_way(&self.address);
        let untouched = self.is_untouched();
        let seen = merged.seen();
        let mut others = merged.others;
        match merged.best.filter(|best| !going.covers(&best.stamp)) {
            Some(best) if untouched && may && !self.fields.seen().covers(&best.stamp) => {
                self.restored.replace(Some(self.fields.restore(&best)));
                self.fields.set_seen(&seen);
                self.tell(DraftStatus::Kept(saved, best.at));
            }
            Some(best) => {
                // Where it is kept may have changed: by the reader's choice, in another tab.
                if self.typed.get() && self.fields.seen().covers(&best.stamp) {
                    self.tell(DraftStatus::Kept(saved, best.at));
                }
                others.insert(0, best);
            }
            None if untouched && self.has_restored() => self.tell(DraftStatus::OverElsewhere),
            None => {}
        }
        let here = self.fields.seen();
        others.retain(|draft| !here.covers(&draft.stamp) && !going.covers(&draft.stamp));
        other_versions(&self.places.versions, &others, &merged.earlier, &self.reader);
        others.extend(merged.earlier);
        self.offered.replace(others);
    }

    /// Whether a comment was restored, which is more than a name that was filled in.
    fn has_restored(&self) -> bool {
        self.restored.borrow().as_ref().is_some_and(|texts| !texts.text(Field::Comment).is_empty())
    }

    fn tell(&self, status: DraftStatus) {
        self.told.set(Some(status));
        self.typed.set(matches!(status, DraftStatus::Kept(..)));
        self.places.status.set_text_if_other(&status.sentence(&self.reader));
        self.places.copy.set_hidden(!status.is_in_danger());
        self.places.undo.set_hidden(status != DraftStatus::Discarded);
        self.places.discard.set_hidden(!status.is_of_a_text());
    }

    /// Looks a little later at all that is stored, once for many calls.
    pub fn look_again(self: &Rc<Self>, after: i32) {
        if self.looking.replace(true) {
            return;
        }
        let state = self.clone();
        spawn_local(async move {
            clock::sleep(after).await;
            state.looking.set(false);
            let found = draft_store::find(&state.address).await;
            // A text that changes under the caret would be worse than an old one.
            state.show(found, !state.fields.has_focus());
        });
    }

    /// Another tab changed this key of localStorage, or all of it.
    pub fn changed_elsewhere(self: &Rc<Self>, key: Option<&str>) {
        if key == Some(FORGOTTEN) {
            self.forget();
        } else if draft_store::concerns(&self.address, key) {
            self.look_again(LOOK_AFTER);
        }
    }

    /// The reader wants everything forgotten: this form too.
    fn forget(&self) {
        self.fields.forget();
        self.restored.take();
        self.discarded.take();
        self.offered.take();
        self.typed.set(false);
        self.decided.set(false);
        let Places { status, copy, undo, discard, remember, versions, .. } = &self.places;
        status.set_text("");
        [copy, undo, discard, versions].iter().for_each(|place| place.set_hidden(true));
        remember.set_checked(false);
    }

    /// Puts another version, by its number in the list, into the fields. What was there becomes another version.
    pub fn take(self: &Rc<Self>, number: usize) {
        let Some(draft) = self.offered.borrow().get(number).cloned() else { return };
        self.decided.set(true);
        self.fields.restore(&draft);
        let mut seen = draft.seen.clone();
        seen.add(&draft.stamp);
        self.fields.set_seen(&seen);
        self.fields.keep_as_typed();
        self.fields.focus(Field::Comment);
        self.look_again(0);
    }

    /// Throws away what is in the fields. It can be had back at once, and for 30 days.
    pub fn discard(self: &Rc<Self>) {
        let (texts, seen) = (self.fields.texts(), self.fields.seen());
        self.decided.set(true);
        self.fields.clear_comment(&texts);
        self.fields.add_seen(&seen);
        self.fields.focus(Field::Comment);
        self.tell(DraftStatus::Discarded);
        let state = self.clone();
        spawn_local(async move {
            let comment = texts.get(Field::Comment);
            let over = draft_store::discard(&state.address, &seen, comment, &state.fields.about()).await;
            if let Err(error) = over {
                crate::browser::warn(&format!("standfirst: a draft could not be discarded: {error}"));
            }
            state.discarded.replace(Some(texts));
        });
    }

    /// Brings back what was discarded last.
    pub fn undo(&self) {
        if let Some(texts) = self.discarded.take() {
            self.fields.put_back(&texts);
            self.fields.keep_as_typed();
            self.fields.focus(Field::Comment);
        }
    }

    /// Puts the comment on the clipboard.
    pub fn copy(&self) {
        self.tell(if self.fields.copy_comment() { DraftStatus::Copied } else { DraftStatus::NotCopied });
    }

    /// The reader typed. If nothing is heard of it within a second, it is not saved, and that is said.
    pub fn typed(self: &Rc<Self>) {
        self.typed.set(true);
        if let Some(server) = self.outlet.desk.server() {
            server.typed(self);
        } else if self.faulty.get() {
            self.check(&self.fields.texts());
        }
        if self.unheard.replace(true) {
            return;
        }
        let state = self.clone();
        spawn_local(async move {
            clock::sleep(HEARD_AFTER).await;
            if state.unheard.get() {
                state.heard(Saved::Nowhere, clock::millis());
            }
        });
    }

    /// `drafts.js` told where the text is.
    pub fn heard(&self, saved: Saved, at: u64) {
        self.unheard.set(false);
        let is_copy_told = matches!(self.told.get(), Some(DraftStatus::Copied | DraftStatus::NotCopied));
        if !self.typed.get() && (saved == Saved::Device || is_copy_told) {
            // What was said last is news, and this is not.
            return;
        }
        self.tell(DraftStatus::Kept(saved, at));
    }

    /// Says at the fields what is wrong with them and gives the first that is.
    fn check(&self, texts: &Texts) -> Option<Field> {
        let [comment, email, url] = [Field::Comment, Field::Email, Field::Url].map(|field| texts.text(field));
        let wrong = faults(&comment, &email, &url);
        self.places.fields.iter().for_each(|field| field.tell(&wrong, self.reader.form()));
        self.faulty.set(!wrong.is_empty());
        wrong.first().copied()
    }

    /// Says at the fields what is wrong with which, by the rules of a server, and gives the first.
    pub fn mark(&self, wrong: &[(Field, String)]) -> Option<Field> {
        for field in &self.places.fields {
            let own = wrong.iter().find(|(name, _)| *name == field.field);
            field.say(own.map_or("", |(_, words)| words));
        }
        self.faulty.set(!wrong.is_empty());
        wrong.first().map(|(field, _)| *field)
    }

    /// Whether a fault is shown.
    #[must_use]
    pub fn is_faulty(&self) -> bool {
        self.faulty.get()
    }

    /// Says that a reply stays on this device.
    pub fn stays_here(&self) {
        self.places.note.set_text(self.reader.form().no_server);
    }

    /// Begins to post; false where that is under way.
    pub fn starts(&self) -> bool {
        if self.posting.replace(true) {
            return false;
        }
        self.decided.set(true);
        self.tell(DraftStatus::Posting);
        true
    }

    /// Posts no longer, and says nothing of it.
    pub fn stop(&self) {
        self.posting.set(false);
        self.places.status.set_text("");
    }

    /// Puts a text that was on its way back into the fields.
    pub fn bring_back(&self, texts: &Texts, seen: &Seen) {
        self.decided.set(true);
        self.fields.put_back(texts);
        // Once this is sent, the revisions that it comes from are over too.
        self.fields.add_seen(seen);
        self.fields.keep_as_typed();
        self.fields.focus(Field::Comment);
    }

    fn say(&self, sentence: &str, is_of_a_text: bool) {
        self.typed.set(false);
        self.places.status.set_text_if_other(sentence);
        self.places.copy.set_hidden(true);
        self.places.undo.set_hidden(true);
        self.places.discard.set_hidden(!is_of_a_text);
    }

    /// What became of a reply that a server was to get.
    pub fn told(&self, told: Told, texts: &Texts, seen: &Seen) {
        let (sentence, left) = match told {
            Told::Left(sentence) => (sentence, true),
            // By now the form may hold another text, or be posting it.
            Told::Since(said, sentence) => {
                if self.places.status.all_text() == said {
                    self.say(&sentence, false);
                }
                return;
            }
            Told::NotKept => {
                self.posting.set(false);
                self.tell(DraftStatus::NotPosted);
                return;
            }
            Told::Refused(sentence, wrong) => {
                if let Some(first) = self.mark(&wrong) {
                    self.fields.focus(first);
                }
                (sentence, false)
            }
        };
        self.posting.set(false);
        if left {
            self.fields.add_seen(seen);
            self.fields.clear_comment(texts);
        }
        self.say(&sentence, !left);
        if left {
            (self.outlet.on_sent)();
        }
    }

    /// Posts what the fields hold, once it is in order. Only what was posted is cleared, and only once it is confirmed.
    pub fn post(self: &Rc<Self>) {
        if let Some(server) = self.outlet.desk.server() {
            return server.post(self);
        }
        let texts = self.fields.texts();
        if let Some(first) = self.check(&texts) {
            return self.fields.focus(first);
        }
        if !self.starts() || self.outlet.desk.defers(self) {
            return;
        }
        let (state, seen) = (self.clone(), self.fields.seen());
        spawn_local(async move {
            let kept = device_replies::keep(&state.address, &texts, &seen).await;
            state.posting.set(false);
            match kept {
                Ok(reply) => {
                    state.fields.add_seen(&seen);
                    let cleared = state.fields.clear_comment(&texts);
                    state.tell(if cleared { DraftStatus::Posted } else { DraftStatus::PostedMeanwhile });
                    if state.places.remember.is_on() {
                        state.remember();
                    }
                    (state.outlet.on_posted)(reply);
                    (state.outlet.on_sent)();
                }
                Err(error) => {
                    crate::browser::warn(&format!("standfirst: a reply could not be kept: {error}"));
                    state.tell(DraftStatus::NotPosted);
                }
            }
        });
    }
}
