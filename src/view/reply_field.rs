//! One labelled field of a reply form.

use crate::browser::dom::{Attr, Element, Tag};
use crate::comments::reply::Field;
use crate::comments::server::Need;
use crate::text::FormSentences;

/// A field with the place for what is wrong with it.
pub struct ReplyField {
    /// Which.
    pub field: Field,
    place: Element,
    control: Element,
    optional: Option<Element>,
    fault: Element,
}

/// Appends a field with its label. `form_id` begins the ids. The field is never given a value: what is in it is the
/// reader's.
pub fn reply_field(parent: &Element, field: Field, form_id: &str, say: &FormSentences) -> ReplyField {
    let id = format!("{form_id}-{}", field.name());
    let fault_id = format!("{id}-fault");
    let words = match field {
        Field::Comment => say.field_comment,
        Field::Author => say.field_name,
        Field::Email => say.field_email,
        Field::Url => say.field_website,
    };
    let place = parent.add(Tag::Div, &[Attr::Class("field")]);
    let label = place.add_text(Tag::Label, &[Attr::For(&id)], words);
    let common = [Attr::Id("", &id), Attr::Name(field.name()), Attr::AriaDescribedBy(&fault_id)];
    let tag = if field == Field::Comment { Tag::Textarea } else { Tag::Input };
    let control = place.add(tag, &common);
    let own: &[Attr<'_>] = match field {
        // Restoring is ours to decide: a browser's own memory would bring back what was posted.
        Field::Comment => &[Attr::Autocomplete("off"), Attr::Rows("6"), Attr::Required, Attr::DirAuto],
        Field::Author => &[Attr::Autocomplete("name"), Attr::Type("text"), Attr::DirAuto],
        Field::Email => &[Attr::Autocomplete("email"), Attr::Type("email"), Attr::InputMode("email")],
        Field::Url => &[Attr::Autocomplete("url"), Attr::Type("url"), Attr::InputMode("url")],
    };
    own.iter().for_each(|attr| control.set(*attr));
    let optional = (field != Field::Comment).then(|| {
        label.text(" ");
        label.add_text(Tag::Span, &[Attr::Class("optional")], say.optional)
    });
    let fault = place.add(Tag::P, &[Attr::Class("fault"), Attr::Id("", &fault_id)]);
    ReplyField { field, place, control, optional, fault }
}

impl ReplyField {
    /// Says what is wrong with it, or no longer, where this device takes the reply.
    pub fn tell(&self, wrong: &[Field], say: &FormSentences) {
        let sentence = match self.field {
            _ if !wrong.contains(&self.field) => "",
            Field::Comment => say.fault_comment,
            Field::Author => "",
            Field::Email => say.fault_email,
            Field::Url => say.fault_website,
        };
        self.say(sentence);
    }

    /// Says what is wrong with it; with an empty sentence, that nothing is.
    pub fn say(&self, sentence: &str) {
        self.fault.set_text_if_other(sentence);
        self.control.set(Attr::AriaInvalid(!sentence.is_empty()));
    }

    /// Asks for it as a server does. What stands in a field that is not asked for stays there.
    pub fn ask(&self, need: Need) {
        self.place.set_hidden(need == Need::Absent);
        if let Some(optional) = &self.optional {
            optional.set_hidden(need != Need::Optional);
        }
    }
}
