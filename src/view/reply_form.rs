//! "Leave a Reply". The fields are the reader's alone: they are given a value only to restore what the reader typed,
//! and `public/drafts.js` keeps it while it is typed, whatever becomes of this module.

use std::sync::atomic::{AtomicU32, Ordering};

use leptos::html::{Form, button, div, form, h2, h3, p, section};
use leptos::prelude::*;

use crate::browser::reply_fields::{ReplyFields, report};
use crate::comments::device::KeptReply;
use crate::comments::reply::Field;
use crate::draft::{Address, Draft};
use crate::text::fill;

use super::Reader;
use super::draft_status::DraftStatus;
use super::other_versions::other_versions;
use super::reply_field::reply_field;
use super::reply_state::ReplyState;

/// What a reply answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftTarget {
    /// Origin of the document.
    pub site: String,
    /// [`crate::Article::id`].
    pub article: String,
    /// Id of the comment; `None` for the article itself.
    pub parent: Option<String>,
}

/// A reply form. Where no server takes replies, posting keeps the reply on this device, and the form says so.
#[component]
pub fn ReplyForm(
    /// What it answers. To answer something else takes another form.
    target: DraftTarget,
    /// Name of whom it answers; `None` for the article itself.
    parent_name: Option<String>,
    /// Called with a reply once a store has confirmed it.
    on_posted: Callback<KeptReply>,
    /// Called when the reader puts the form away; the draft stays.
    on_cancel: Option<Callback<()>>,
) -> impl IntoView {
    static FORMS: AtomicU32 = AtomicU32::new(0);
    let reader = Reader::here();
    let say = reader.say;
    let id = format!("reply-{}", FORMS.fetch_add(1, Ordering::Relaxed));
    let address = Address::of_reply(&target.site, &target.article, target.parent.as_deref());
    let state = ReplyState::new(address.clone());
    let element: NodeRef<Form> = NodeRef::new();
    element.on_load(move |form| state.begin(ReplyFields::of(form)));
    let fields = move || element.get_untracked().map(ReplyFields::of);

    let heading_id = format!("{id}-heading");
    let heading = match parent_name {
        None => h2().id(heading_id.clone()).child(say.leave_reply).into_any(),
        Some(name) => {
            let words = fill(say.reply_to, &[("name", &name)]);
            h3().id(heading_id.clone()).dir("auto").child(words).into_any()
        }
    };
    let on_draft = move |event: leptos::ev::CustomEvent| {
        if let Some((saved, at)) = report(&event) {
            state.heard(saved, at);
        }
    };
    let on_input = move |_| fields().iter().for_each(|fields| state.typed(fields));
    let on_keydown = move |event: leptos::ev::KeyboardEvent| {
        // 229: the key belongs to an input method (UI Events, 7.3.1).
        let composing = event.is_composing() || event.key_code() == 229;
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) && !composing {
            event.prevent_default();
            fields().iter().for_each(ReplyFields::submit);
        }
    };
    let on_submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Some(fields) = fields() {
            state.post(fields, on_posted);
        }
    };
    let status = state.status;
    let on_copy = move |_| {
        let copied = fields().is_some_and(|fields| fields.copy_comment());
        status.set(if copied { DraftStatus::Copied } else { DraftStatus::NotCopied });
    };
    let on_use =
        Callback::new(move |draft: Draft| fields().iter().for_each(|fields| state.take(fields, &draft)));
    let copy = move || {
        let danger = status.get().is_in_danger();
        danger.then(|| button().r#type("button").on(leptos::ev::click, on_copy).child(say.copy))
    };
    let cancel = on_cancel.map(|on_cancel| {
        button().r#type("button").on(leptos::ev::click, move |_| on_cancel.run(())).child(say.cancel)
    });
    section()
        .class("reply-form")
        .attr("aria-labelledby", heading_id)
        .child(heading)
        .child(p().class("note").id(format!("{id}-note")).child(say.no_server))
        .child(
            form()
                .node_ref(element)
                .attr("novalidate", "")
                .attr("data-draft", address.json())
                .on(leptos::ev::Custom::<leptos::ev::CustomEvent>::new("standfirst-draft"), on_draft)
                .on(leptos::ev::input, on_input)
                .on(leptos::ev::keydown, on_keydown)
                .on(leptos::ev::submit, on_submit)
                .child(reply_field(Field::Comment, &id, state.faults))
                .child(
                    div()
                        .class("draft")
                        .child(p().role("status").child(move || status.get().sentence(&reader)))
                        .child(copy),
                )
                .child(other_versions(state.others, on_use))
                .child(
                    div()
                        .class("who")
                        .child(reply_field(Field::Author, &id, state.faults))
                        .child(reply_field(Field::Email, &id, state.faults))
                        .child(reply_field(Field::Url, &id, state.faults)),
                )
                .child(
                    div()
                        .class("actions")
                        .child(
                            button()
                                .r#type("submit")
                                .attr("aria-describedby", format!("{id}-note"))
                                .child(say.post),
                        )
                        .child(cancel),
                ),
        )
}
