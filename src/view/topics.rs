//! Topics.

use crate::article::Tag as Topic;
use crate::browser::dom::{Attr, Element, Tag};

use super::Reader;
use super::inline::BLOCK_ID;

/// The topics, as links where there is a page about them.
pub fn topics(parent: &Element, topics: &[Topic], reader: &Reader) {
    if topics.is_empty() {
        return;
    }
    let list = parent.add(Tag::Ul, &[Attr::Class("topics"), Attr::AriaLabel(reader.say.topics)]);
    for topic in topics {
        let item = list.add(Tag::Li, &[]);
        match &topic.url {
            Some(href) => {
                let attrs = [Attr::Href(href, BLOCK_ID), Attr::Rel("tag noopener noreferrer"), Attr::DirAuto];
                item.add_text(Tag::A, &attrs, &topic.name);
            }
            None => {
                item.add_text(Tag::Span, &[Attr::DirAuto], &topic.name);
            }
        }
    }
}
