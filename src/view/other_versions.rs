//! Other texts for the same reply, typed in another tab or before this one was read: nothing is chosen for the reader.

use leptos::html::{button, div, li, p, ul};
use leptos::prelude::*;

use crate::draft::Draft;

use super::{Reader, draft_status};

/// Characters of a text that are shown.
const SHOWN: usize = 280;

/// The list of `others`, each with a button that puts it into the field; the text there takes its place in the list.
pub fn other_versions(others: RwSignal<Vec<Draft>>, on_use: Callback<Draft>) -> impl IntoView {
    let reader = Reader::here();
    move || {
        let drafts = others.get();
        let reader = reader.clone();
        (!drafts.is_empty()).then(|| {
            let rows: Vec<AnyView> = drafts.into_iter().map(|draft| row(draft, &reader, on_use)).collect();
            div().class("versions").child(p().child(reader.say.other_versions)).child(ul().child(rows))
        })
    }
}

fn row(draft: Draft, reader: &Reader, on_use: Callback<Draft>) -> AnyView {
    let comment = draft.fields.comment.trim();
    let mut text: String = comment.chars().take(SHOWN).collect();
    if text.len() < comment.len() {
        text.push('…');
    }
    #[allow(clippy::cast_precision_loss, reason = "a time since 1970 in milliseconds is exact in a double")]
    let time = draft_status::time(reader, draft.at as f64);
    let take = button().r#type("button").on(leptos::ev::click, move |_| on_use.run(draft.clone()));
    li().child(p().class("version-text").dir("auto").child(text))
        .child(p().class("version-time").child(time))
        .child(take.child(reader.say.use_version))
        .into_any()
}
