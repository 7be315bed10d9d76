use crate::browser::dom::{Attr, DataName, Element, Tag};
use crate::browser::intl;
use crate::offline::Record;
use crate::text::fill;
use crate::view::Reader;

use super::saving::Outcome;
use super::{Freshness, Press};

/// What the strip shows.
pub struct Strip<'a> {
    /// How old the article is; `None` where none is shown.
    pub freshness: Option<&'a Freshness>,
    /// What came of keeping it; `None` while that is being done.
    pub outcome: Option<&'a Outcome>,
    /// The address of its document.
    pub address: &'a str,
    /// All that is kept, the last read first.
    pub records: &'a [Record],
    /// Whether a new version of the page waits.
    pub new_version: bool,
}

/// Where the strip is: a line that is read out when it changes, and what can be done.
pub struct Place {
    /// All of it.
    pub element: Element,
    status: Element,
    rest: Element,
}

impl Place {
    /// Prepares an empty element.
    #[must_use]
    pub fn new(element: &Element) -> Self {
        let status = element.add(Tag::P, &[Attr::Role("status")]);
        Self { element: element.clone(), status, rest: element.add(Tag::Div, &[]) }
    }
}

/// Draws the strip: how old the article is, what is kept, and what can be done about it. The list stays open if it was, and the
/// focus where it was.
pub fn draw(place: &Place, strip: &Strip<'_>, reader: &Reader) {
    let say = &reader.say.offline;
    let Place { status, rest, .. } = place;
    status.set_text_if_other(&sentences(strip, reader));
    let (open, focused) = (rest.holds_open(), rest.focused(DataName::Press));
    rest.set_text("");
    let actions = rest.add(Tag::P, &[Attr::Class("actions")]);
    let button = |parent: &Element, press: Press, words: &str| {
        parent.add_text(Tag::Button, &[Attr::TypeButton, Attr::Data(DataName::Press, &press.name())], words)
    };
    if strip.new_version {
        button(&actions, Press::Update, say.update_now);
    }
    if matches!(strip.freshness, Some(Freshness::Changed(_))) {
        button(&actions, Press::Show, say.show_changed);
    }
    let own = strip.records.iter().find(|record| record.address == strip.address);
    if strip.freshness.is_some()
        && let Some(own) = own
    {
        button(&actions, Press::Pin, say.pin).set(Attr::AriaPressed(own.pinned));
    }
    if !strip.records.is_empty() {
        list(rest, strip.records, open, reader, button);
    }
    if let Some(focused) = focused {
        rest.focus_data(DataName::Press, &focused);
    }
}

/// What is true, in one line.
fn sentences(strip: &Strip<'_>, reader: &Reader) -> String {
    let say = &reader.say.offline;
    let mut line = String::new();
    let mut add = |sentence: &str| {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(sentence);
    };
    if let Some(freshness) = strip.freshness {
        add(&freshness.sentence(reader));
    }
    match strip.outcome {
        Some(Outcome::Complete) => add(say.kept),
        Some(Outcome::WithoutSome) => {
            add(say.kept);
            add(say.without_some);
        }
        Some(Outcome::NotAllowed) => add(say.not_allowed),
        Some(Outcome::NoRoom) => add(say.no_room),
        Some(Outcome::Impossible) => add(say.impossible),
        Some(Outcome::NotFetched) | None => {}
    }
    if strip.new_version {
        add(say.new_version);
    }
    line
}

fn list(
    parent: &Element,
    records: &[Record],
    open: bool,
    reader: &Reader,
    button: impl Fn(&Element, Press, &str) -> Element,
) {
    let say = &reader.say.offline;
    let bytes: u64 = records.iter().map(Record::bytes).sum();
    let folded = parent.add(Tag::Details, &[]);
    if open {
        folded.set(Attr::Open);
    }
    let size = fill(say.list_size, &[("size", &megabytes(bytes, reader))]);
    let summary = folded.add(Tag::Summary, &[]);
    summary.text(say.list);
    summary.add_text(Tag::Small, &[], &size);
    let ul = folded.add(Tag::Ul, &[]);
    for record in records {
        let li = ul.add(Tag::Li, &[]);
        let query = crate::embed::Route::query(&record.src);
        li.add_text(Tag::A, &[Attr::HrefQuery(&query), Attr::DirAuto], &record.headline);
        let mut note = fill(say.list_size, &[("size", &megabytes(record.bytes(), reader))]);
        if record.pinned {
            note.push_str(" · ");
            note.push_str(say.pinned);
        }
        li.add_text(Tag::Small, &[], &note);
        let label = fill(say.remove_one, &[("name", &record.headline)]);
        button(&li, Press::Remove(record.address.clone()), say.remove).set(Attr::AriaLabel(&label));
    }
    button(&folded, Press::Clear, say.clear);
}

/// Megabytes with one digit after the point, at least 0.1.
fn megabytes(bytes: u64, reader: &Reader) -> String {
    let tenths = u32::try_from(bytes.div_ceil(100_000)).unwrap_or(u32::MAX);
    intl::number(&reader.locale, f64::from(tenths) / 10.0)
}
