//! What a reader can do with a thread: choose its order, fold answers away. Both are remembered on this device.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::task::spawn_local;

use crate::article::percent_decode;
use crate::browser::clock::{self, Slice};
use crate::browser::dom::{Attr, DataName, Element, Tag, insert_before, pressed};
use crate::browser::listener::Listener;
use crate::browser::page;
use crate::browser::stores::Change;
use crate::browser::web_storage::{Area, WebStorage};
use crate::comments::Order;
use crate::json_text::{list, quoted};
use crate::text::fill;

use super::Live;

/// Where the order is remembered, for all threads.
const ORDER: &str = "standfirst.s1/order";
/// Where folded comments are remembered: this, then the article.
const FOLDED: &str = "standfirst.s1/folded/";
/// How many folded comments of one article are remembered.
const MOST: usize = 200;

/// The tools of one thread.
pub struct Tools {
    live: Rc<Live>,
    place: Element,
    order: Cell<Order>,
    folded: RefCell<Vec<String>>,
    busy: Cell<bool>,
    listeners: RefCell<Vec<Listener>>,
}

impl Tools {
    /// Adds them to a thread and does what is remembered.
    pub fn begin(live: &Rc<Live>) -> Rc<Self> {
        let place = live.section.add(Tag::Div, &[Attr::Class("actions orders"), Attr::Hidden]);
        insert_before(&live.section, &place, Some(&live.thread.list));
        let remembered = |key: &str| WebStorage::of(Area::Local).ok()?.get(key);
        let folded = remembered(&key(live)).and_then(|text| crate::json_value::parse(&text).ok());
        let folded = folded.map(|(value, _)| {
            value.as_array().into_iter().flatten().filter_map(|id| Some(id.as_str()?.to_owned())).collect()
        });
        let tools = Rc::new(Self {
            live: live.clone(),
            place: place.clone(),
            order: Cell::new(remembered(ORDER).and_then(|name| Order::of(&name)).unwrap_or_default()),
            folded: RefCell::new(folded.unwrap_or_default()),
            busy: Cell::default(),
            listeners: RefCell::default(),
        });
        let (ordering, folding) = (Rc::downgrade(&tools), Rc::downgrade(&tools));
        let listeners = vec![
            place.on("click", move |event| {
                if let (Some(tools), Some((_, name))) = (ordering.upgrade(), pressed(&event, DataName::Press))
                {
                    tools.choose(Order::of(&name).unwrap_or_default());
                }
            }),
            live.thread.list.on("click", move |event| {
                let Some(tools) = folding.upgrade() else { return };
                if let Some((_, id)) = pressed(&event, DataName::Fold) {
                    tools.fold(&id);
                } else if let Some(href) = crate::browser::dom::pressed_href(&event) {
                    // "In reply to" may lead to a comment that is folded away.
                    tools.reveal(&href);
                }
            }),
        ];
        tools.listeners.replace(listeners);
        let drawn = Rc::downgrade(&tools);
        live.thread.after_draw(Rc::new(move || {
            if let Some(tools) = drawn.upgrade() {
                tools.look_again();
            }
        }));
        if tools.order.get() != Order::Oldest {
            tools.choose(tools.order.get());
        } else {
            tools.look_again();
        }
        tools
    }

    fn choose(self: &Rc<Self>, order: Order) {
        self.order.set(order);
        remember(ORDER, order.name());
        self.live.thread.set_sort(Rc::new(move |comments| order.sort(comments)));
        let thread = self.live.thread.clone();
        spawn_local(async move { thread.draw().await });
    }

    /// Brings the tools up to date with the thread, once for many calls.
    fn look_again(self: &Rc<Self>) {
        if self.busy.replace(true) {
            return;
        }
        let tools = self.clone();
        spawn_local(async move {
            clock::sleep(0).await;
            tools.busy.set(false);
            tools.show_orders();
            tools.show_folds().await;
        });
    }

    /// Shows the orders that there are. A button that is there stays: it may have the focus.
    fn show_orders(&self) {
        let talk = self.live.talk();
        let old = self.place.children();
        let mut buttons = Vec::new();
        self.place.set_hidden(self.live.thread.len() < 2);
        for order in Order::ALL {
            if order == Order::Top && !self.live.thread.has_votes() {
                continue;
            }
            let words = match order {
                Order::Oldest => talk.oldest,
                Order::Newest => talk.newest,
                Order::Top => talk.top,
            };
            let attrs = [Attr::TypeButton, Attr::Data(DataName::Press, order.name())];
            let known = old.iter().find(|one| one.data(DataName::Press).as_deref() == Some(order.name()));
            let button = known.cloned().unwrap_or_else(|| self.place.add_text(Tag::Button, &attrs, words));
            button.set(Attr::AriaPressed(order == self.order.get()));
            buttons.push(button);
        }
        self.place.arrange(&buttons);
    }

    /// Gives each comment that has answers a button that folds them, and hides those of folded ones.
    async fn show_folds(&self) {
        let mut slice = Slice::begin();
        let mut item = self.live.thread.list.first();
        let mut hidden_below: Option<usize> = None;
        while let Some(one) = item {
            let next = one.next();
            let own = depth(&one);
            if hidden_below.is_some_and(|below| own <= below) {
                hidden_below = None;
            }
            one.set_hidden(hidden_below.is_some());
            let answers = next.as_ref().is_some_and(|next| depth(next) > own);
            if let Some(id) = one.data(DataName::Comment) {
                let is_folded = answers && self.folded.borrow().contains(&id);
                self.button(&one, &id, answers, is_folded);
                if is_folded && hidden_below.is_none() {
                    hidden_below = Some(own);
                }
            }
            slice.rest().await;
            item = next;
        }
    }

    fn button(&self, item: &Element, id: &str, answers: bool, is_folded: bool) {
        let known = item.own_child(DataName::Fold);
        if !answers {
            if let Some(button) = known {
                button.remove();
            }
            return;
        }
        let talk = self.live.talk();
        let button = known.unwrap_or_else(|| {
            let attrs = [Attr::TypeButton, Attr::Class("fold"), Attr::Data(DataName::Fold, id)];
            item.add(Tag::Button, &attrs)
        });
        button.set(Attr::AriaExpanded(!is_folded));
        let words = if is_folded {
            fill(talk.unfold, &[("count", &below(item).to_string())])
        } else {
            talk.fold.to_owned()
        };
        button.set_text_if_other(&words);
    }

    fn fold(self: &Rc<Self>, id: &str) {
        let mut folded = self.folded.borrow_mut();
        if folded.iter().any(|known| known == id) {
            folded.retain(|known| known != id);
        } else {
            folded.push(id.to_owned());
            if folded.len() > MOST {
                folded.remove(0);
            }
        }
        remember(&key(&self.live), &list(folded.iter().map(|id| quoted(id))));
        drop(folded);
        self.look_again();
    }

    /// Unfolds whatever hides the comment that a fragment names, and goes there.
    pub fn reveal(self: &Rc<Self>, fragment: &str) {
        let Some(target) = self.place_of(fragment).filter(Element::is_hidden) else { return };
        // Its ancestors stand before it, each less deep than the one after.
        let (mut at, mut level) = (target.previous(), depth(&target));
        while let Some(item) = at {
            if depth(&item) < level {
                level = depth(&item);
                if let Some(id) = item.data(DataName::Comment) {
                    self.folded.borrow_mut().retain(|known| *known != id);
                }
            }
            at = item.previous();
        }
        let tools = self.clone();
        spawn_local(async move {
            tools.show_folds().await;
            target.go_to();
        });
    }

    /// The comment that a fragment names.
    fn place_of(&self, fragment: &str) -> Option<Element> {
        let name = fragment.trim_start_matches('#').strip_prefix("comment-")?;
        let list = &self.live.thread.list;
        list.find("comment-", name).or_else(|| list.find("comment-", &percent_decode(name)))
    }

    /// Goes to the comment that the page's address names, if it has only now come.
    pub fn arrive(self: &Rc<Self>) {
        let fragment = &self.live.site().route.fragment;
        match self.place_of(fragment) {
            Some(target) if target.is_hidden() => self.reveal(fragment),
            Some(target) if !target.has_focus() || !is_in_view(&target) => target.go_to(),
            Some(_) | None => {}
        }
    }
}

fn is_in_view(item: &Element) -> bool {
    let place = item.place();
    place.bottom > 0.0 && place.top < page::height()
}

fn depth(item: &Element) -> usize {
    item.data(DataName::Level).and_then(|depth| depth.parse().ok()).unwrap_or(0)
}

/// How many comments stand below one.
fn below(item: &Element) -> usize {
    let own = depth(item);
    let (mut count, mut next) = (0, item.next());
    while let Some(one) = next.filter(|one| depth(one) > own) {
        count += 1;
        next = one.next();
    }
    count
}

fn key(live: &Live) -> String {
    format!("{FOLDED}{}", live.article.id)
}

/// Where nothing can be kept, nothing is remembered.
fn remember(key: &str, text: &str) {
    let change = Change::Put { key: key.to_owned(), json: text.to_owned() };
    if let Err(error) = WebStorage::of(Area::Local).and_then(|store| store.write(&[change])) {
        crate::browser::warn(&format!("standfirst: how the thread is shown is not remembered: {error}"));
    }
}
