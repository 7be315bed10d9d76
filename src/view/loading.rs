//! Waiting: a sentence after a third of a second, a choice after ten.

use leptos::html::{button, div, p};
use leptos::prelude::*;

use crate::browser::clock;

use super::Reader;

/// After this many milliseconds a reader is told that something is happening; before, a flash would only disturb.
const TELL: i32 = 300;
/// After this many milliseconds more the reader may choose.
const SLOW: i32 = 9_700;

/// What is shown while a document is on its way.
#[component]
pub fn Loading(
    /// Ends the request.
    on_stop: Callback<()>,
) -> impl IntoView {
    let say = Reader::here().say;
    let stage = RwSignal::new(0_u8);
    leptos::task::spawn_local(async move {
        clock::sleep(TELL).await;
        stage.try_set(1);
        loop {
            clock::sleep(SLOW).await;
            if stage.try_set(2).is_some() {
                return;
            }
        }
    });
    let text = move || match stage.get() {
        0 => "",
        1 => say.loading,
        _ => say.slow,
    };
    let choice = move || {
        (stage.get() == 2).then(|| {
            div()
                .class("actions")
                .child(
                    button()
                        .r#type("button")
                        .on(leptos::ev::click, move |_| stage.set(1))
                        .child(say.keep_waiting),
                )
                .child(
                    button().r#type("button").on(leptos::ev::click, move |_| on_stop.run(())).child(say.stop),
                )
        })
    };
    div().class("loading").child(p().attr("role", "status").child(text)).child(choice)
}
