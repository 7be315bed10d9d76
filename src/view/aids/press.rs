//! Presses and keys: what each of them does.

use std::rc::Rc;

use super::help::{self, SHORTCUTS, Shortcut};
use super::{Desk, contents, lightbox, note, offer, passage, settings};
use crate::browser::dom::{DataName, Element, RawEvent, pressed};
use crate::browser::listener::Listener;
use crate::browser::{look, reading};

/// Pictures that `pictures::prepare` made buttons of.
const PICTURE: &str = "img[role=button]";

/// Listens as long as the listeners live.
pub fn listen(desk: &Rc<Desk>) -> Vec<Listener> {
    let mut listeners = Vec::new();
    let own = desk.clone();
    listeners.push(desk.page.on("click", move |event| {
        if reading::plain_press(&event) && click(&own, &event) {
            event.prevent_default();
        }
    }));
    for (name, down) in [("pointerdown", true), ("pointerup", false)] {
        let own = desk.clone();
        listeners.push(desk.page.on(name, move |event| {
            if down && Element::at(&event, "[data-aid=passage]").is_some() {
                // The selection that the button is about would go.
                event.prevent_default();
            }
            if Element::at(&event, ".lightbox-picture").is_some() {
                lightbox::swipe(&own, &event, down);
            }
        }));
    }
    let own = desk.clone();
    listeners.push(desk.page.on("mousedown", move |event| {
        if Element::at(&event, "[data-aid=passage]").is_some() {
            event.prevent_default();
        } else if !is_inside(&own, &event) {
            own.panel.take().inspect(|panel| panel.close_quietly());
        }
    }));
    let own = desk.clone();
    listeners.extend(reading::on_key(&desk.page, desk.visit.is_page, move |event| {
        if let Some(key) = reading::plain_key(&event)
            && press_key(&own, &event, &key)
        {
            event.prevent_default();
        }
    }));
    listeners
}

/// Whether something happened in what is open, or on what opened it.
fn is_inside(desk: &Desk, event: &RawEvent) -> bool {
    let panel = desk.panel.borrow();
    let (Some(panel), Some(target)) = (panel.as_ref(), Element::at(event, "*")) else { return true };
    panel.element().holds(&target) || panel.is_of(&target)
}

fn click(desk: &Rc<Desk>, event: &RawEvent) -> bool {
    if let Some((button, what)) = pressed(event, DataName::Aid) {
        return act(desk, &button, &what);
    }
    if let Some(sign) = Element::at(event, "a[role=doc-noteref]") {
        desk.close();
        return note::open(desk, &sign);
    }
    if let Some(picture) = Element::at(event, PICTURE).filter(|_| lightbox::dialog(desk).is_none()) {
        lightbox::open(desk, &picture);
        return true;
    }
    if Element::at(event, ".note-panel a").is_some() {
        // The browser goes to the note itself; the panel would be in the way.
        desk.panel.take().inspect(|panel| panel.close_quietly());
    }
    false
}

fn act(desk: &Rc<Desk>, button: &Element, what: &str) -> bool {
    let toggled = desk.panel.borrow().as_ref().is_some_and(|panel| panel.is_of(button));
    match what {
        "settings" | "help" => {
            desk.close();
            match (toggled, what) {
                (true, _) => {}
                (false, "help") => help::open(desk, button.clone()),
                (false, _) => settings::open(desk, button.clone()),
            }
        }
        "close" => {
            desk.close();
        }
        "share" => passage::share_article(desk),
        "passage" => passage::copy(desk),
        "resume" => offer::go(desk),
        "no-resume" => offer::end(desk),
        "previous" => lightbox::step(desk, false),
        "next" => lightbox::step(desk, true),
        "close-picture" => lightbox::close(desk),
        other => {
            let known = settings::press(desk, other);
            help::mark(desk);
            return known;
        }
    }
    true
}

fn press_key(desk: &Rc<Desk>, event: &RawEvent, key: &str) -> bool {
    if lightbox::dialog(desk).is_some() {
        match key {
            "ArrowRight" => lightbox::step(desk, !desk.page.is_rtl()),
            "ArrowLeft" => lightbox::step(desk, desk.page.is_rtl()),
            "Escape" => lightbox::close(desk),
            _ => return false,
        }
        return true;
    }
    if key == "Escape" {
        return desk.close();
    }
    let picture = Element::at(event, PICTURE).filter(|_| matches!(key, "Enter" | " "));
    if let Some(picture) = picture {
        lightbox::open(desk, &picture);
        return true;
    }
    let shortcut = SHORTCUTS.iter().find(|(own, _)| *own == key).map(|(_, shortcut)| *shortcut);
    match shortcut {
        Some(Shortcut::Help) => press_button(desk, "[data-aid=help]"),
        Some(shortcut) if !look::now(&desk.page).has("no-keys") => {
            follow(desk, shortcut);
            true
        }
        _ => false,
    }
}

fn press_button(desk: &Rc<Desk>, selector: &'static str) -> bool {
    desk.tools.query(selector).inspect(Element::press).is_some()
}

fn follow(desk: &Rc<Desk>, shortcut: Shortcut) {
    match shortcut {
        Shortcut::Next => contents::step(desk, true),
        Shortcut::Previous => contents::step(desk, false),
        Shortcut::Top => {
            desk.page.query("h1").inspect(Element::go_to);
        }
        Shortcut::Comments => {
            desk.page.query(".comments > h2").inspect(Element::go_to);
        }
        Shortcut::Settings => {
            press_button(desk, "[data-aid=settings]");
        }
        Shortcut::Larger => {
            settings::press(desk, "size+");
        }
        Shortcut::Smaller => {
            settings::press(desk, "size-");
        }
        Shortcut::Link => passage::copy(desk),
        Shortcut::Help => {
            press_button(desk, "[data-aid=help]");
        }
    }
}
