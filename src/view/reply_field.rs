//! One labelled field of a reply form.

use leptos::html::{div, input, label, p, span, textarea};
use leptos::prelude::*;

use crate::comments::reply::Field;

use super::Reader;

/// Makes a field with its label and the place for what is wrong with it. `form_id` begins the ids. The field is never
/// given a value: what is in it is the reader's.
pub fn reply_field(field: Field, form_id: &str, faults: RwSignal<Vec<Field>>) -> AnyView {
    let say = Reader::here().say;
    let id = format!("{form_id}-{}", field.name());
    let error_id = format!("{id}-error");
    let (words, fault) = match field {
        Field::Comment => (say.field_comment, say.fault_comment),
        Field::Author => (say.field_name, ""),
        Field::Email => (say.field_email, say.fault_email),
        Field::Url => (say.field_website, say.fault_website),
    };
    let is_wrong = move || faults.with(|faults| faults.contains(&field));
    let wrong = move || if is_wrong() { "true" } else { "false" };
    let control = match field {
        // Restoring is ours to decide: a browser's own memory would bring back what was posted.
        Field::Comment => textarea()
            .id(id.clone())
            .name(field.name())
            .rows("6")
            .dir("auto")
            .attr("autocomplete", "off")
            .attr("required", "")
            .attr("aria-invalid", wrong)
            .attr("aria-describedby", error_id.clone())
            .into_any(),
        Field::Author | Field::Email | Field::Url => {
            let (kind, autocomplete) = match field {
                Field::Email => ("email", "email"),
                Field::Url => ("url", "url"),
                Field::Author | Field::Comment => ("text", "name"),
            };
            input()
                .id(id.clone())
                .name(field.name())
                .r#type(kind)
                .dir(if kind == "text" { "auto" } else { "ltr" })
                .attr("autocomplete", autocomplete)
                .attr("inputmode", kind)
                .attr("aria-invalid", wrong)
                .attr("aria-describedby", error_id.clone())
                .into_any()
        }
    };
    let optional = (field != Field::Comment).then(|| span().class("optional").child((" ", say.optional)));
    div()
        .class("field")
        .child(label().r#for(id).child((words, optional)))
        .child(control)
        .child(p().class("fault").id(error_id).child(move || if is_wrong() { fault } else { "" }))
        .into_any()
}
