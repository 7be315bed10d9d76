//! "Leave a Reply". The fields are the reader's alone: they are given a value only to restore what the reader typed,
//! and `public/drafts.js` keeps it while it is typed, whatever becomes of this module.

use std::cell::Cell;
use std::rc::Rc;

use crate::browser::dom::{Attr, DataName, Element, Tag, pressed};
use crate::browser::listener::Listener;
use crate::browser::reply_fields::{ReplyFields, Texts, is_of_text, is_send_key, report};
use crate::browser::stores;
use crate::comments::device::KeptReply;
use crate::comments::reply::Field;
use crate::draft::{Address, Seen};
use crate::text::fill;

use super::reply_field::reply_field;
use super::reply_state::{Outlet, Places, ReplyState};
use super::{Desk, Reader};

/// What a reply answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftTarget {
    /// Origin of the document.
    pub site: String,
    /// [`crate::Article::id`].
    pub article: String,
    /// Id of the comment; `None` for the article itself.
    pub parent: Option<String>,
    /// What a list of drafts says of the article: JSON with `title` and `src`, as `data-draft-of` has it.
    pub about: String,
}

/// What a form is for and whom it tells.
pub struct ReplyFormProps {
    /// What it answers.
    pub target: DraftTarget,
    /// Name of whom it answers; `None` for the article itself, and for a comment that is not here any more.
    pub parent_name: Option<String>,
    /// Where the reply goes.
    pub desk: Rc<Desk>,
    /// Called with a reply that this device keeps once a store has confirmed it.
    pub on_posted: Rc<dyn Fn(KeptReply)>,
    /// Called when a reply has left the form, wherever it went.
    pub on_sent: Rc<dyn Fn()>,
    /// Called when the reader puts the form away; the draft stays. Without it there is no button for that.
    pub on_cancel: Option<Rc<dyn Fn()>>,
}

/// A reply form in the page. It works as long as this lives. Where no server takes replies, posting keeps the reply on
/// this device, and the form says so.
pub struct ReplyForm {
    state: Rc<ReplyState>,
    _listeners: Vec<Listener>,
}

impl ReplyForm {
    /// Appends a form to `parent` and restores its draft. `None` only where there is no document.
    pub fn open(parent: &Element, props: ReplyFormProps, reader: &Reader) -> Option<Self> {
        let say = reader.form();
        let id = next_id();
        let heading_id = format!("{id}-heading");
        let note_id = format!("{id}-note");
        let ReplyFormProps { target, parent_name, desk, on_posted, on_sent, on_cancel } = props;
        let address = Address::of_reply(&target.site, &target.article, target.parent.as_deref());

        let section =
            parent.add(Tag::Section, &[Attr::Class("reply-form"), Attr::AriaLabelledBy(&heading_id)]);
        match parent_name {
            None if target.parent.is_some() => {
                section.add_text(Tag::H3, &[Attr::Id("", &heading_id)], say.comment_gone)
            }
            None => {
                section.add_text(Tag::H2, &[Attr::Id("", &heading_id), Attr::Lang("en")], say.leave_reply)
            }
            Some(name) => {
                let words = fill(say.reply_to, &[("name", &name)]);
                section.add_text(Tag::H3, &[Attr::Id("", &heading_id), Attr::DirAuto], &words)
            }
        };
        let note = section.add(Tag::P, &[Attr::Class("note"), Attr::Id("", &note_id)]);
        let json = address.json();
        let data = [Attr::Data(DataName::Draft, &json), Attr::Data(DataName::DraftOf, &target.about)];
        let form = section.add(Tag::Form, &[Attr::NoValidate]);
        data.iter().for_each(|attr| form.set(*attr));
        let comment = reply_field(&form, Field::Comment, &id, say);
        let count = form.add(Tag::P, &[Attr::Class("count")]);
        let draft = form.add(Tag::Div, &[Attr::Class("draft")]);
        let status = draft.add(Tag::P, &[Attr::Role("status")]);
        let press = |name| [Attr::TypeButton, Attr::Data(DataName::Press, name), Attr::Hidden];
        let copy = draft.add_text(Tag::Button, &press("copy"), say.copy);
        let undo = draft.add_text(Tag::Button, &press("undo"), say.undo);
        let versions = form.add(Tag::Div, &[Attr::Class("versions"), Attr::Hidden]);
        let who = form.add(Tag::Div, &[Attr::Class("who")]);
        let [author, email, url] =
            [Field::Author, Field::Email, Field::Url].map(|field| reply_field(&who, field, &id, say));
        let label = form.add(Tag::Label, &[Attr::Class("remember")]);
        let remember =
            label.add(Tag::Input, &[Attr::Type("checkbox"), Attr::Data(DataName::Press, "remember")]);
        label.text(say.remember);
        let actions = form.add(Tag::Div, &[Attr::Class("actions")]);
        let submit = [Attr::Type("submit"), Attr::AriaDescribedBy(&note_id)];
        actions.add_text(Tag::Button, &submit, say.post);
        if on_cancel.is_some() {
            actions.add_text(Tag::Button, &press("cancel"), say.cancel).show();
        }

        let discard = actions.add_text(Tag::Button, &press("discard"), say.discard);

        let fields = [comment, author, email, url];
        let places = Places { note, count, status, copy, undo, discard, remember, versions, fields };
        let fields = ReplyFields::of_element(&form)?;
        let outlet = Outlet { desk: desk.clone(), on_posted, on_sent };
        let state = Rc::new(ReplyState::new(address, fields, places, reader.clone(), outlet));
        state.begin();
        desk.attend(&state);
        let _listeners = listeners(&section, &form, &state, on_cancel);
        Some(Self { state, _listeners })
    }

    /// Whether there is no comment in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.state.fields.texts().text(Field::Comment).is_empty()
    }

    /// Puts a text that was on its way back into the fields. What stands there becomes another version.
    pub fn bring_back(&self, texts: &Texts, seen: &Seen) {
        self.state.bring_back(texts, seen);
    }
}

fn listeners(
    section: &Element,
    form: &Element,
    state: &Rc<ReplyState>,
    on_cancel: Option<Rc<dyn Fn()>>,
) -> Vec<Listener> {
    let with = |act: fn(&Rc<ReplyState>)| {
        let state = state.clone();
        move || act(&state)
    };
    let (typed, post, send) =
        (with(ReplyState::typed), with(ReplyState::post), with(|state| state.fields.submit()));
    let (heard, pressed_in, elsewhere) = (state.clone(), state.clone(), state.clone());
    let mut listeners = stores::on_change(move |key| elsewhere.changed_elsewhere(key.as_deref()));
    listeners.extend([
        form.on("standfirst-draft", move |event| {
            if let Some((saved, at)) = report(&event) {
                heard.heard(saved, at);
            }
        }),
        form.on("input", move |event| {
            if is_of_text(&event) {
                typed();
            }
        }),
        form.on("keydown", move |event| {
            if is_send_key(&event) {
                event.prevent_default();
                send();
            }
        }),
        form.on("submit", move |event| {
            event.prevent_default();
            post();
        }),
        section.on("click", move |event| match pressed(&event, DataName::Press) {
            None => {}
            Some((_, what)) if what == "copy" => pressed_in.copy(),
            Some((_, what)) if what == "undo" => pressed_in.undo(),
            Some((_, what)) if what == "discard" => pressed_in.discard(),
            Some((_, what)) if what == "remember" => pressed_in.remember(),
            Some((_, what)) if what == "cancel" => on_cancel.iter().for_each(|cancel| cancel()),
            Some((_, version)) => pressed_in.take(version.parse().unwrap_or(usize::MAX)),
        }),
    ]);
    listeners
}

/// The beginning of the ids of one form.
fn next_id() -> String {
    thread_local! {
        static FORMS: Cell<u32> = const { Cell::new(0) };
    }
    FORMS.set(FORMS.get() + 1);
    format!("reply-{}", FORMS.get())
}
