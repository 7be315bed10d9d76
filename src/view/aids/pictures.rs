//! Pictures that can be enlarged: a press or Enter on one opens it.

use super::Desk;
use crate::browser::dom::{Attr, Element};

/// Pictures of the article that are not links. One without an alternative text only decorates.
const PICTURES: &str = ".lead > img:not([alt='']), .lead > picture > img:not([alt='']), \
    .body figure > img:not([alt='']), .body figure > picture > img:not([alt=''])";

/// The pictures in order.
pub fn pictures(desk: &Desk) -> Vec<Element> {
    desk.page.query_all(PICTURES)
}

/// Makes each picture a button, for keyboards and screen readers too.
pub fn prepare(desk: &Desk) {
    for picture in pictures(desk) {
        let mut name = String::from(desk.say.enlarge);
        let alt = picture.get("alt").unwrap_or_default();
        if !alt.is_empty() {
            name.push_str(": ");
            name.push_str(&alt);
        }
        picture.set(Attr::Role("button"));
        picture.set(Attr::AriaLabel(&name));
        picture.set(Attr::TabIndex("0"));
        picture.set(Attr::AriaHasPopup("dialog"));
    }
}
