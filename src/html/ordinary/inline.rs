//! What stands in a line.

use super::super::run::Wrap;
use super::super::simple::STYLES;
use super::{Place, Reader, Tag};
use crate::article::{Href, Inline, Style};

/// Styles beyond those of [`STYLES`].
const MORE: [(&str, Style); 6] = [
    ("u", Style::Underline),
    ("s", Style::Strike),
    ("strike", Style::Strike),
    ("del", Style::Deleted),
    ("ins", Style::Inserted),
    ("kbd", Style::Keyboard),
];

impl<'h> Reader<'h, '_> {
    /// Reads an element of running text with its content; `false` where it is none.
    pub(super) fn inline(&mut self, tag: Tag<'h>, place: Place) -> Option<bool> {
        let is_link = tag.name == "a";
        let style = STYLES.iter().chain(&MORE).find(|(known, _)| *known == tag.name);
        let wrap = match style {
            Some((_, style)) => Some(Wrap::Style(*style)),
            None if is_link => {
                let href = self.link(tag);
                let title = self.words(tag, "title");
                href.map(|href| Wrap::Link(href, title))
            }
            None if matches!(tag.name, "br" | "img" | "span") => None,
            None => return Some(false),
        };
        if tag.name == "img" {
            self.beyond |= place == Place::Caption || self.is_comment;
            let image = self.picture(tag)?;
            self.flow.run.push(Inline::Image(Box::new(image)));
            self.flow.pictures += 1;
            return Some(true);
        }
        if self.flow.id.is_none() {
            self.flow.id = self.name(tag);
        }
        if tag.name == "br" {
            self.flow.run.push(Inline::Break);
            return Some(true);
        }
        let is_wrapped = wrap.is_some();
        if let Some(wrap) = wrap {
            self.flow.run.open(wrap);
        }
        let was_in_link = self.in_link;
        self.beyond |= is_link && was_in_link;
        self.in_link |= is_link;
        self.content(tag.name, if place == Place::Caption { place } else { Place::Line })?;
        self.in_link = was_in_link;
        if is_wrapped {
            self.flow.run.close();
        }
        Some(true)
    }

    /// Where a link leads; nowhere without an address.
    fn link(&mut self, tag: Tag) -> Option<Href> {
        tag.raw("href")?;
        let reference = self.words(tag, "href").unwrap_or_default();
        let href = Href::new(self.base, &reference);
        self.beyond |= href.is_none() && !matches!(&*reference, "" | "#");
        href
    }

    /// The name that an element has in the text.
    pub(super) fn name(&mut self, tag: Tag) -> Option<String> {
        if self.is_comment {
            return None;
        }
        let key = if tag.raw("id").is_some() { "id" } else { "name" };
        self.words(tag, key).filter(|name| name.len() <= 200)
    }
}
