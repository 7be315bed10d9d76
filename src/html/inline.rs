//! The policy for running text: which inline each element becomes. Whatever is not named here loses its element and keeps
//! its text, or is left out with its content, and is told.

use super::element::Element as E;
use super::run::{Run, Wrap};
use super::tree::{Id, NIL, Tree};
use super::{Origin, Profile, math};
use crate::article::{Dir, Href, Inline, Loss, RubyPart, Style};

/// What becomes of an element in running text.
pub enum Fate {
    /// Its children follow inside this many opened wraps.
    Enter(usize),
    /// It and its content are dealt with.
    Done,
    /// It is a block: not for running text.
    Block,
}

/// What a source's language attribute says, if it is a tag at all.
pub fn language(tree: &Tree, id: Id) -> Option<String> {
    let tag = tree.attribute(id, "lang").or_else(|| tree.attribute(id, "xml:lang"))?.trim();
    let valid = (2..=35).contains(&tag.len()) && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    valid.then(|| tag.to_owned())
}

/// What a source's direction attribute says; `auto` is left to the view.
pub fn direction(tree: &Tree, id: Id) -> Option<Dir> {
    match tree.attribute(id, "dir")?.trim() {
        value if value.eq_ignore_ascii_case("rtl") => Some(Dir::Rtl),
        value if value.eq_ignore_ascii_case("ltr") => Some(Dir::Ltr),
        _ => None,
    }
}

/// A trimmed attribute that is not empty.
pub fn words(tree: &Tree, id: Id, name: &str) -> Option<String> {
    let text = tree.attribute(id, name)?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// The style that an element is, if it is one.
fn style(element: E) -> Option<Style> {
    Some(match element {
        E::Strong => Style::Strong,
        E::Em => Style::Em,
        E::B => Style::Bold,
        E::I => Style::Italic,
        E::U => Style::Underline,
        E::S | E::Strike => Style::Strike,
        E::Del => Style::Deleted,
        E::Ins => Style::Inserted,
        E::Code | E::Tt => Style::Code,
        E::Kbd => Style::Keyboard,
        E::Samp => Style::Sample,
        E::Var => Style::Variable,
        E::Sub => Style::Subscript,
        E::Sup => Style::Superscript,
        E::Mark => Style::Mark,
        E::Small => Style::Small,
        E::Q => Style::Quote,
        E::Cite => Style::Cite,
        E::Dfn => Style::Definition,
        E::Bdi => Style::Isolate,
        _ => return None,
    })
}

/// Converts the inline content of one parsed string.
pub struct Inlines<'t, 'o> {
    pub tree: &'t Tree<'t>,
    pub origin: &'t mut Origin<'o>,
    /// Inside `ruby`, which does not nest.
    pub in_ruby: bool,
    /// Address of the picture before this place.
    pub last_picture: Option<String>,
    /// What has been told, as far as the last few: the same may be lost a million times.
    told: Vec<Loss>,
    /// Pictures that may still be read.
    pub pictures_left: usize,
}

/// Losses remembered.
const MAX_TOLD: usize = 64;

/// Pictures read of one string of HTML.
const MAX_PICTURES: usize = 20_000;

impl<'t, 'o> Inlines<'t, 'o> {
    pub fn new(tree: &'t Tree<'t>, origin: &'t mut Origin<'o>) -> Self {
        let (in_ruby, last_picture, told) = (false, None, Vec::new());
        Self { tree, origin, in_ruby, last_picture, told, pictures_left: MAX_PICTURES }
    }

    /// Records a loss.
    pub fn tell(&mut self, loss: Loss) {
        if self.told.contains(&loss) {
            return;
        }
        if self.told.len() < MAX_TOLD {
            self.told.push(loss.clone());
        }
        self.origin.issues.push(&self.origin.path, loss);
    }

    /// Leaves out an element with its content.
    pub fn drop_element(&mut self, id: Id) -> Fate {
        self.tell(Loss::DroppedMarkup(self.tree.name(id).to_owned()));
        Fate::Done
    }

    /// Decides on the element `id`, and writes what it is into `run`.
    pub fn element(&mut self, id: Id, element: E, run: &mut Run) -> Fate {
        let tree = self.tree;
        let wrap = match element {
            E::A => self.link(id).map(|href| Wrap::Link(href, words(tree, id, "title"))),
            E::Abbr | E::Acronym => Some(Wrap::Abbr(words(tree, id, "title"))),
            E::Time => Some(Wrap::Time(words(tree, id, "datetime"))),
            E::Bdo => direction(tree, id).map(Wrap::Override),
            // Colour, font and the reasons for a span are dropped on purpose.
            E::Span | E::Font | E::Big | E::Nobr | E::Data | E::Picture | E::Map => None,
            E::Br => {
                run.push(Inline::Break);
                return Fate::Done;
            }
            E::Wbr => {
                run.push(Inline::BreakOpportunity);
                return Fate::Done;
            }
            E::Img => {
                self.picture(id, run);
                return Fate::Done;
            }
            E::Ruby if !self.in_ruby => {
                let parts = self.ruby(id, run);
                if !parts.is_empty() {
                    run.push(Inline::Ruby(parts));
                }
                return Fate::Done;
            }
            E::Math => {
                let formula = math::read(tree, id, self.origin);
                if self.origin.profile == Profile::Comment {
                    run.text(&formula.text());
                } else {
                    run.push(Inline::Math(Box::new(formula)));
                }
                return Fate::Done;
            }
            // Their content is not for readers, and to say so would help nobody.
            E::Rp | E::Source | E::Track | E::Param | E::Col | E::Link | E::Meta | E::Base | E::Area => {
                return Fate::Done;
            }
            _ if element.is_hidden() => {
                return self.drop_element(id);
            }
            _ => match style(element) {
                Some(style) => Some(Wrap::Style(style)),
                None if is_plain_text(element) => {
                    self.tell(Loss::UnwrappedMarkup(tree.name(id).to_owned()));
                    None
                }
                None => return Fate::Block,
            },
        };
        let (lang, dir) = (language(tree, id), direction(tree, id).filter(|_| element != E::Bdo));
        let span = (lang.is_some() || dir.is_some()).then_some(Wrap::Span(lang, dir));
        let mut opened = 0;
        for wrap in span.into_iter().chain(wrap) {
            opened += 1;
            if !run.open(wrap) {
                self.tell(Loss::TooDeep);
            }
        }
        Fate::Enter(opened)
    }

    /// A link in place of a frame or player, where the text has room for no block.
    fn link_to(&mut self, id: Id, run: &mut Run) {
        let address = words(self.tree, id, "src").and_then(|address| Href::new(self.origin.base, &address));
        if let Some((href, text)) = address.and_then(|href| Some((href.clone(), href.http()?.to_owned()))) {
            run.gap();
            run.push(Inline::Link { href, title: None, children: vec![Inline::Text(text)] });
            run.gap();
        }
    }

    fn link(&mut self, id: Id) -> Option<Href> {
        let reference = self.tree.attribute(id, "href")?;
        let href = Href::new(self.origin.base, reference);
        if href.is_none() && !matches!(reference.trim(), "" | "#") {
            self.tell(Loss::RefusedAddress(super::shortened(reference)));
        }
        href
    }

    /// The bases of a `ruby` with their readings (HTML Standard, section 4.5.10).
    fn ruby(&mut self, id: Id, run: &Run) -> Vec<RubyPart> {
        let mut parts: Vec<RubyPart> = Vec::new();
        let mut base = run.nested();
        let tree = self.tree;
        self.in_ruby = true;
        for child in tree.children(id) {
            match tree.element(child) {
                Some(E::Rt | E::Rtc) => {
                    let mut reading = run.nested();
                    self.walk(child, &mut reading);
                    parts.push(RubyPart { base: base.take(), reading: reading.take() });
                }
                Some(E::Rb) => self.walk(child, &mut base),
                _ => self.node(child, &mut base),
            }
        }
        self.in_ruby = false;
        let rest = base.take();
        if !rest.is_empty() {
            parts.push(RubyPart { base: rest, reading: Vec::new() });
        }
        parts
    }

    /// Writes the content of `root` into `run`; blocks lose their element.
    pub fn walk(&mut self, root: Id, run: &mut Run) {
        let first = self.tree.first(root);
        self.walk_from(first, root, run);
    }

    /// Writes `id` alone, with its content.
    pub fn node(&mut self, id: Id, run: &mut Run) {
        self.walk_from(id, id, run);
    }

    /// Writes the nodes from `start` on, in reading order, to the end of `root`. Iterative.
    fn walk_from(&mut self, start: Id, root: Id, run: &mut Run) {
        let tree = self.tree;
        let mut opened: Vec<usize> = Vec::new();
        let mut at = start;
        while at != NIL {
            let fate = match tree.element(at) {
                None => {
                    run.text(tree.text(at));
                    Fate::Done
                }
                Some(element) => match self.element(at, element, run) {
                    Fate::Block if matches!(element, E::Iframe | E::Embed) => {
                        self.tell(Loss::UnwrappedMarkup(tree.name(at).to_owned()));
                        self.link_to(at, run);
                        Fate::Done
                    }
                    Fate::Block => {
                        if matches!(element, E::Video | E::Audio) {
                            self.link_to(at, run);
                        }
                        self.tell(Loss::UnwrappedMarkup(tree.name(at).to_owned()));
                        run.gap();
                        Fate::Enter(0)
                    }
                    fate => fate,
                },
            };
            if let Fate::Enter(count) = fate {
                let first = tree.first(at);
                if first != NIL {
                    opened.push(count);
                    at = first;
                    continue;
                }
                (0..count).for_each(|_| run.close());
            }
            // Up until there is a next one.
            while at != root && tree.next(at) == NIL {
                at = tree.parent(at);
                if at == root && start != root {
                    return;
                }
                let Some(count) = opened.pop() else { return };
                (0..count).for_each(|_| run.close());
                if tree.element(at).is_some_and(E::closes_p) {
                    run.gap();
                }
            }
            if at == root {
                return;
            }
            at = tree.next(at);
        }
    }
}

/// An element of running text that has no counterpart, or none at all: its text is kept.
fn is_plain_text(element: E) -> bool {
    matches!(
        element,
        E::Unknown
            | E::Label
            | E::Output
            | E::Meter
            | E::Progress
            | E::Button
            | E::Foreign
            | E::Canvas
            | E::Ruby
            | E::Rb
            | E::Rt
            | E::Rtc
            | E::Marquee
            | E::Optgroup
            | E::Option
    )
}
