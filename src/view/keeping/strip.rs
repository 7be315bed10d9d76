use std::cell::RefCell;

use crate::browser::dom::{self, Attr, DataName, Element, Tag};
use crate::browser::intl;
use crate::embed::Route;
use crate::offline::Record;
use crate::text::{OfflineSentences, fill};
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

/// Where the strip is: a line that is read out when it changes with what is urgent, and what can be done besides, with the list of
/// what is kept. For a copy the line stands over the article, else all of it below the text.
///
/// It is drawn whenever something about the article may have changed. An element that shows what it should is left as it is:
/// a button that is made anew under the pointer loses the press that has begun on it.
pub struct Place {
    /// The part below the text.
    pub element: Element,
    /// The line, where it stands apart.
    pub line: Option<Element>,
    status: Element,
    urgent: Actions,
    actions: Actions,
    list: List,
    /// The entries of the list, each by what it says but for its size.
    entries: RefCell<Vec<Named>>,
}

/// Buttons in a row, each by what it says and does.
struct Actions {
    row: Element,
    buttons: RefCell<Vec<Named>>,
}

/// An element, and what it was made for.
type Named = (String, Element);

/// The list of what is kept; it stands in the strip while there is something.
struct List {
    folded: Element,
    name: Element,
    size: Element,
    entries: Element,
    clear: Element,
}

impl Place {
    /// Prepares empty elements.
    #[must_use]
    pub fn new(element: Element, line: Option<Element>) -> Self {
        element.set_text("");
        let first = line.as_ref().unwrap_or(&element);
        first.set_text("");
        let status = first.add(Tag::P, &[Attr::Role("status")]);
        let urgent = Actions::new(first);
        let actions = Actions::new(&element);
        let folded = element.add(Tag::Details, &[]);
        let summary = folded.add(Tag::Summary, &[]);
        let list = List {
            name: summary.add(Tag::Span, &[]),
            size: summary.add(Tag::Small, &[]),
            entries: folded.add(Tag::Ul, &[]),
            clear: button(&folded, &Press::Clear, ""),
            folded,
        };
        list.folded.remove();
        Self { element, line, status, urgent, actions, list, entries: RefCell::default() }
    }

    /// Both parts, where there are two.
    pub fn parts(&self) -> impl Iterator<Item = &Element> {
        self.line.iter().chain([&self.element])
    }
}

impl Actions {
    fn new(parent: &Element) -> Self {
        Self { row: parent.add(Tag::P, &[Attr::Class("actions")]), buttons: RefCell::default() }
    }

    /// One that comes later stands behind those that are there, so that none moves under the pointer.
    fn draw(&self, wanted: &[(bool, Press, &str)]) {
        let mut buttons = self.buttons.borrow_mut();
        buttons.retain(|(words, _)| wanted.iter().any(|(is_wanted, _, one)| *is_wanted && one == words));
        for (is_wanted, press, words) in wanted {
            if *is_wanted && !buttons.iter().any(|(one, _)| one == words) {
                buttons.push(((*words).to_owned(), button(&self.row, press, words)));
            }
        }
        self.row.arrange(&elements(&buttons));
    }
}

/// Draws the strip: how old the article is, what is kept, and what can be done about it.
pub fn draw(place: &Place, strip: &Strip<'_>, reader: &Reader) {
    let focused = place.parts().find(|part| part.has_focus());
    place.status.set_text_if_other(&sentences(strip, reader));
    draw_actions(place, strip, reader.offline());
    draw_list(place, strip.records, reader);
    // What had the focus is gone: the keyboard goes on from what is left.
    if let Some(part) = focused.filter(|part| !part.has_focus()) {
        part.query("button, summary").iter().for_each(Element::focus);
    }
}

fn draw_actions(place: &Place, strip: &Strip<'_>, say: &OfflineSentences) {
    let own = strip.records.iter().find(|record| record.address == strip.address);
    let pinned = own.filter(|_| strip.freshness.is_some()).map(|own| own.pinned);
    let changed = matches!(strip.freshness, Some(Freshness::Changed(_)));
    place.urgent.draw(&[
        (strip.new_version, Press::Update, say.update_now),
        (changed, Press::Show, say.show_changed),
    ]);
    place.actions.draw(&[(pinned.is_some(), Press::Pin, say.pin)]);
    for (_, button) in place.actions.buttons.borrow().iter() {
        button.set(Attr::AriaPressed(pinned == Some(true)));
    }
}

fn draw_list(place: &Place, records: &[Record], reader: &Reader) {
    let say = reader.offline();
    let List { folded, name, size, entries, clear } = &place.list;
    let bytes: u64 = records.iter().map(Record::bytes).sum();
    name.set_text_if_other(say.list);
    size.set_text_if_other(&fill(say.list_size, &[("size", &megabytes(bytes, reader))]));
    clear.set_text_if_other(say.clear);
    let mut old = place.entries.take();
    let mut drawn = Vec::new();
    for record in records {
        let mut key = String::from(reader.say.tag);
        for part in [&record.address, &record.src, &record.headline] {
            key.push('\n');
            key.push_str(part);
        }
        let made = old.iter().position(|(other, _)| *other == key).map(|at| old.swap_remove(at));
        let Some((key, li)) = made.or_else(|| Some((key, entry(record, say)?))) else { continue };
        let mut note = fill(say.list_size, &[("size", &megabytes(record.bytes(), reader))]);
        if record.pinned {
            note.push_str(" · ");
            note.push_str(say.pinned);
        }
        li.query("small").iter().for_each(|small| small.set_text_if_other(&note));
        drawn.push((key, li));
    }
    entries.arrange(&elements(&drawn));
    place.entries.replace(drawn);
    if records.is_empty() {
        folded.set_open(false);
        folded.remove();
    } else if !place.element.holds(folded) {
        place.element.append(folded);
    }
}

/// An entry of the list, without its size.
fn entry(record: &Record, say: &OfflineSentences) -> Option<Element> {
    let li = dom::element(Tag::Li, &[])?;
    let query = Route::query(&record.src);
    li.add_text(Tag::A, &[Attr::HrefQuery(&query), Attr::DirAuto], &record.headline);
    li.add(Tag::Small, &[]);
    let label = fill(say.remove_one, &[("name", &record.headline)]);
    button(&li, &Press::Remove(record.address.clone()), say.remove).set(Attr::AriaLabel(&label));
    Some(li)
}

fn button(parent: &Element, press: &Press, words: &str) -> Element {
    parent.add_text(Tag::Button, &[Attr::TypeButton, Attr::Data(DataName::Press, &press.name())], words)
}

fn elements(named: &[Named]) -> Vec<Element> {
    named.iter().map(|(_, element)| element.clone()).collect()
}

/// What is true, in one line.
fn sentences(strip: &Strip<'_>, reader: &Reader) -> String {
    let say = reader.offline();
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

/// Megabytes with one digit after the point, at least 0.1.
fn megabytes(bytes: u64, reader: &Reader) -> String {
    let tenths = u32::try_from(bytes.div_ceil(100_000)).unwrap_or(u32::MAX);
    intl::number(&reader.locale, f64::from(tenths) / 10.0)
}
