//! HTML as publishing systems write it: well-formed, of the commonest elements, straight to blocks. Whatever the tolerant parser
//! would have to mend, drop or tell is beyond this reader, and so is what few articles have. What both read, they read the same.

mod blocks;
mod inline;
mod lines;
mod picture;
#[cfg(test)]
mod same;
mod tag;

use super::run::Run;
use super::simple::has_odd_characters;
use super::{Profile, simple};
use crate::article::{Block, Inline};
use tag::{Tag, Token};

/// Elements in one another.
const DEEPEST: usize = 20;

/// Tags of one string: of more, the tolerant parser may leave out some.
const MOST_TAGS: usize = 20_000;

/// Where content stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Where blocks may stand.
    Flow,
    /// Directly in a figure.
    Figure,
    /// Directly in a quotation.
    Quote,
    /// In a paragraph, a heading or an inline element.
    Line,
    /// In a caption or behind a quotation, where no picture may stand.
    Caption,
}

/// Blocks in the making.
#[derive(Default)]
struct Flow {
    run: Run,
    blocks: Vec<Block>,
    /// The level of the heading that is open.
    level: Option<u8>,
    /// A name that the next block takes.
    id: Option<String>,
    /// Pictures in the line so far.
    pictures: usize,
    /// What a caption or the words for a source say.
    caption: Vec<Inline>,
    /// Nothing but white space may follow.
    ended: bool,
}

/// Reads one string.
struct Reader<'h, 'b> {
    rest: &'h str,
    base: &'b str,
    is_comment: bool,
    flow: Flow,
    depth: usize,
    tags: usize,
    in_link: bool,
    /// Whether the element around is a pull quote's.
    in_pull: bool,
    /// There was something that is not read here.
    beyond: bool,
}

/// The blocks of `html`, whose addresses are resolved against `base`; `None` where it is beyond this reader.
pub fn blocks(html: &str, base: &str, profile: Profile) -> Option<Vec<Block>> {
    let mut reader = Reader {
        rest: html,
        base,
        is_comment: profile == Profile::Comment,
        flow: Flow::default(),
        depth: 0,
        tags: 0,
        in_link: false,
        in_pull: false,
        beyond: has_odd_characters(html),
    };
    let is_read = reader.content("", Place::Flow).and_then(|()| reader.end_line()).is_some();
    (is_read && !reader.beyond).then_some(reader.flow.blocks)
}

/// Whether there is nothing but white space as a source may have it between its tags.
fn is_blank(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_whitespace())
}

impl<'h> Reader<'h, '_> {
    /// Reads to the end tag of `name`, or to the end of all where that is empty.
    fn content(&mut self, name: &str, place: Place) -> Option<()> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        loop {
            match self.token()? {
                Token::Text(text) if !self.flow.ended => simple::text(text, &mut self.flow.run)?,
                Token::Text(text) => is_blank(text).then_some(())?,
                Token::Hidden => {}
                Token::Start(tag) if !self.flow.ended => self.element(tag, place)?,
                Token::Start(_) => return None,
                // The end of a paragraph where none is begun, which WordPress leaves behind some blocks, is nothing.
                Token::End("p") if place == Place::Flow && self.flow.run.is_empty() => {}
                Token::End(end) => {
                    self.depth -= 1;
                    return (end == name).then_some(());
                }
            }
        }
    }

    /// Reads the content of an element apart from what is around it.
    fn within(&mut self, name: &str, place: Place) -> Option<Flow> {
        let around = std::mem::take(&mut self.flow);
        let is_read =
            self.content(name, place).is_some() && (place == Place::Caption || self.end_line().is_some());
        let inner = std::mem::replace(&mut self.flow, around);
        is_read.then_some(inner)
    }

    /// An element with its content.
    fn element(&mut self, tag: Tag<'h>, place: Place) -> Option<()> {
        let class = blocks::ordinary_class(tag)?;
        let outer = std::mem::replace(&mut self.in_pull, class.is_pull);
        let is_caption = place == Place::Figure && (tag.name == "figcaption" || class.is_caption);
        let is_source = place == Place::Quote && matches!(tag.name, "cite" | "footer");
        if is_caption || is_source {
            if tag.is_void() {
                return None;
            }
            let mut line = self.within(tag.name, Place::Caption)?.run.take();
            self.flow.ended = is_source;
            let caption = &mut self.flow.caption;
            if !caption.is_empty() {
                caption.push(Inline::Break);
            }
            caption.append(&mut line);
        } else if !self.inline(tag, place)? {
            if matches!(place, Place::Line | Place::Caption) {
                return None;
            }
            self.block(tag, &class, outer)?;
        }
        self.in_pull = outer;
        Some(())
    }
}
