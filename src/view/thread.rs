//! The comments in the page. They come with the document, or later from a server, in any order; an item that is there stays the same
//! element, and with it a reply form that stands in it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use crate::article::{Article, Comment, percent_decode};
use crate::browser::clock::{self, Slice};
use crate::browser::dom::{Attr, DataName, Element, insert_before};
use crate::browser::location;
use crate::comments::{Row, thread};

use super::Reader;
use super::comment::{Place, comment, element_id};

/// A thread of more comments is long.
const LONG: usize = 1_000;
/// Comments between two looks at the clock.
const STEP: usize = 10;

/// The comments of an article, and the list that shows them.
pub struct Thread {
    /// The list.
    pub list: Element,
    items: RefCell<Items>,
    reader: Reader,
    /// Whether replies are taken.
    open: Cell<bool>,
    /// Whether the comment that the page's address names was looked for while a long thread is drawn.
    arrived: Cell<bool>,
    /// Whether it was there, and the reader was brought to it.
    went: Cell<bool>,
    /// Counts the times that the order changed.
    turn: Cell<u32>,
    /// Brings comments into the order that the reader chose; set by the part that loads later, which has the sorting.
    sort: RefCell<Option<Sort>>,
    after_draw: RefCell<Option<Rc<dyn Fn()>>>,
}

/// The comments: those of the article, until something changes them. So nothing is copied to show an article.
struct Items {
    named: Option<Arc<Article>>,
    own: Vec<Comment>,
}

impl Items {
    fn list(&self) -> &[Comment] {
        self.named.as_ref().map_or(self.own.as_slice(), |article| &article.thread().items)
    }

    fn own(&mut self) -> &mut Vec<Comment> {
        if let Some(article) = self.named.take() {
            self.own.clone_from(&article.thread().items);
        }
        &mut self.own
    }
}

/// Sorts comments.
pub type Sort = Rc<dyn Fn(&mut [Comment])>;

impl Thread {
    /// A thread in an empty list.
    pub fn new(list: Element, article: Arc<Article>, reader: Reader) -> Rc<Self> {
        let open = article.thread().open != Some(false);
        Rc::new(Self {
            list,
            items: RefCell::new(Items { named: Some(article), own: Vec::new() }),
            reader,
            open: Cell::new(open),
            arrived: Cell::default(),
            went: Cell::default(),
            turn: Cell::default(),
            sort: RefCell::default(),
            after_draw: RefCell::default(),
        })
    }

    /// The comment of an id, as long as nothing is awaited.
    pub fn with<T>(&self, id: &str, look: impl FnOnce(&Comment) -> T) -> Option<T> {
        self.items.borrow().list().iter().find(|comment| comment.id == id).map(look)
    }

    /// The element of a comment.
    #[must_use]
    pub fn item(&self, id: &str) -> Option<Element> {
        self.list.find("comment-", &element_id(id))
    }

    /// The ids of all comments.
    #[must_use]
    pub fn ids(&self) -> Vec<String> {
        self.items.borrow().list().iter().map(|comment| comment.id.clone()).collect()
    }

    /// How many comments it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.items.borrow().list().len()
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.borrow().list().is_empty()
    }

    /// Lets `change` change the comments. Those whose text or state changed are to be named, so that they are made anew.
    pub fn change(&self, change: impl FnOnce(&mut Vec<Comment>) -> Vec<String>) {
        let stale = change(self.items.borrow_mut().own());
        if let Some(sort) = &*self.sort.borrow() {
            sort(self.items.borrow_mut().own());
        }
        for id in stale {
            if let Some(item) = self.item(&id) {
                item.remove();
            }
        }
    }

    /// Whether any comment has votes.
    #[must_use]
    pub fn has_votes(&self) -> bool {
        self.items.borrow().list().iter().any(|comment| comment.votes.is_some_and(|votes| votes != 0))
    }

    /// Sorts the comments from now on. To be drawn after that.
    pub fn set_sort(&self, sort: Sort) {
        sort(self.items.borrow_mut().own());
        self.sort.replace(Some(sort));
    }

    /// Calls `act` whenever the comments were drawn anew.
    pub fn after_draw(&self, act: Rc<dyn Fn()>) {
        self.after_draw.replace(Some(act));
    }

    /// The order of the comments as they came.
    #[must_use]
    pub fn order(&self) -> Vec<Row> {
        thread(self.items.borrow().list())
    }

    /// Appends comments to an empty list, from `from` on until the slice is over; gives the first that is not there.
    #[must_use]
    pub fn append(&self, order: &[Row], from: usize) -> usize {
        let (mut at, slice) = (from, Slice::begin());
        while at < order.len() {
            let step = order.get(at..).unwrap_or_default().iter().take(STEP);
            step.filter_map(|row| self.made(row)).for_each(|item| self.list.append(&item));
            at += STEP;
            if slice.is_over() {
                break;
            }
        }
        at
    }

    /// All comments were read for the first time: nobody is brought anywhere by those that come later.
    pub fn all_read(&self) {
        self.arrived.set(true);
    }

    /// Whether the reader was brought to the comment that the page's address names while the thread was drawn.
    #[must_use]
    pub fn went(&self) -> bool {
        self.went.get()
    }

    /// A long thread is not there yet: makes the comment that the page's address names before those that stand before it, goes there,
    /// and gives what follows behind it. Only once.
    fn arrive(&self, rest: &[Row], cursor: &mut Option<Element>) {
        if self.arrived.get() || location::remembered_scroll().is_some() {
            return;
        }
        let Some(name) = self.reader.site.route.fragment.trim_start_matches('#').strip_prefix("comment-")
        else {
            return;
        };
        let names = [name.to_owned(), percent_decode(name)];
        let row = rest.iter().find(|row| {
            let id = self.items.borrow().list().get(row.index).map(|one| element_id(&one.id));
            id.is_some_and(|id| names.contains(&id))
        });
        // It may be among those that are still read.
        self.arrived.set(row.is_some());
        // What is in the list stays where it is.
        let known = |row: &&Row| {
            let id = self.items.borrow().list().get(row.index).map(|one| one.id.clone());
            id.is_none_or(|id| self.item(&id).is_some())
        };
        let Some(item) = row.filter(|row| !known(row)).and_then(|row| self.made(row)) else { return };
        insert_before(&self.list, &item, cursor.as_ref());
        item.go_to();
        self.went.set(true);
        *cursor = Some(item);
    }

    /// Puts all comments into their order, in slices. Comes back when that is done, or another change took over.
    pub async fn draw(&self) {
        let turn = self.turn.get() + 1;
        self.turn.set(turn);
        let order = self.order();
        // Of thousands, the order alone takes the time of a slice.
        if order.len() > LONG {
            clock::sleep(0).await;
            if self.turn.get() != turn {
                return;
            }
        }
        let mut cursor = self.list.first();
        let (mut at, mut slice) = (0, Slice::begin());
        while at < order.len() {
            self.place(order.get(at..).unwrap_or_default(), &mut cursor);
            at += STEP;
            if slice.is_over() {
                self.arrive(order.get(at..).unwrap_or_default(), &mut cursor);
                slice.rest().await;
                if self.turn.get() != turn {
                    return;
                }
            }
        }
        let after = self.after_draw.borrow().clone();
        after.iter().for_each(|after| after());
    }

    /// Puts the first [`STEP`] of some rows before `cursor`, which moves on.
    fn place(&self, rows: &[Row], cursor: &mut Option<Element>) {
        for row in rows.iter().take(STEP) {
            // Replies of this reader stand among the others and are nobody's business here.
            while cursor.as_ref().is_some_and(Element::is_own) {
                *cursor = cursor.as_ref().and_then(Element::next);
            }
            let id = self.items.borrow().list().get(row.index).map(|one| one.id.clone()).unwrap_or_default();
            match self.item(&id) {
                Some(item) if cursor.as_ref() == Some(&item) => *cursor = item.next(),
                Some(item) => insert_before(&self.list, &item, cursor.as_ref()),
                None => {
                    if let Some(item) = self.made(row) {
                        insert_before(&self.list, &item, cursor.as_ref());
                    }
                }
            }
        }
    }

    /// Makes the element of a row.
    fn made(&self, row: &Row) -> Option<Element> {
        let items = self.items.borrow();
        let items = items.list();
        let parent = row.parent.and_then(|parent| items.get(parent));
        let place = Place { depth: row.depth, parent, open: self.open.get(), kept: false };
        comment(items.get(row.index)?, &place, &self.reader)
    }

    /// Makes the element of a reply of this reader that no list has, below the element of the comment that it answers. `kept`: it
    /// stays on this device.
    pub fn own(&self, own: &Comment, above: Option<&Element>, kept: bool) -> Option<Element> {
        let depth = above
            .and_then(|item| item.data(DataName::Level)?.parse::<usize>().ok())
            .map_or(0, |depth| depth + 1);
        let items = self.items.borrow();
        let parent = own.parent.as_ref();
        let parent = parent.and_then(|parent| items.list().iter().find(|comment| comment.id == *parent));
        let item = comment(own, &Place { depth, parent, open: false, kept }, &self.reader)?;
        item.set(Attr::Data(DataName::Own, &own.id));
        Some(item)
    }
}
