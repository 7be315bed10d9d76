//! A tree to blocks. One walk in reading order; elements that hold blocks of their own (a list, a table, a quotation) are
//! walks of their own, at most [`MAX_BLOCK_DEPTH`] in one another.

use super::element::Element as E;
use super::inline::{Fate, Inlines, direction, language};
use super::run::{Run, White};
use super::tree::{Id, NIL, ROOT, Tree};
use super::{Origin, Profile, embed, lift};
use crate::article::{Block, BlockKind, Dir, Inline, Loss, MAX_BLOCK_DEPTH};

/// Blocks made of one string of HTML.
const MAX_BLOCKS: usize = 50_000;

/// What the running text becomes when its block ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    Paragraph,
    Heading(u8),
}

/// What closing an element undoes.
struct Left {
    wraps: usize,
    /// It was a block: its end ends the line.
    block: bool,
    line: Line,
    lang: Option<String>,
    dir: Option<Dir>,
}

/// The blocks of one walk.
pub struct Flow {
    pub run: Run,
    pub blocks: Vec<Block>,
    line: Line,
    lang: Option<String>,
    dir: Option<Dir>,
    /// A name that the next block takes.
    pub id: Option<String>,
    /// How many blocks these stand in.
    pub depth: usize,
}

/// Converts one parsed string.
pub struct Blocks<'t, 'o> {
    pub inlines: Inlines<'t, 'o>,
    left: usize,
    lost: usize,
}

/// The blocks of a parsed string.
pub fn blocks(tree: &Tree, origin: &mut Origin) -> Vec<Block> {
    let inlines = Inlines::new(tree, origin);
    let mut converter = Blocks { inlines, left: MAX_BLOCKS, lost: 0 };
    let blocks = converter.flow(ROOT, &Run::default(), 0);
    if converter.lost > 0 {
        let lost = converter.lost;
        converter.inlines.tell(Loss::TooMany(lost));
    }
    blocks
}

impl<'t> Blocks<'t, '_> {
    pub fn tree(&self) -> &'t Tree<'t> {
        self.inlines.tree
    }

    pub fn is_comment(&self) -> bool {
        self.inlines.origin.profile == Profile::Comment
    }

    /// The blocks in an element, which itself stands in `depth` blocks and in what is open in `run`.
    pub fn flow(&mut self, root: Id, run: &Run, depth: usize) -> Vec<Block> {
        self.walk(self.tree().first(root), false, run, depth, &|_| true)
    }

    /// The same without the children that `takes` refuses.
    pub fn flow_where(
        &mut self,
        root: Id,
        run: &Run,
        depth: usize,
        takes: &dyn Fn(Id) -> bool,
    ) -> Vec<Block> {
        self.walk(self.tree().first(root), false, run, depth, takes)
    }

    /// The same for one node, itself included.
    pub fn flow_one(&mut self, node: Id, run: &Run, depth: usize) -> Vec<Block> {
        self.walk(node, true, run, depth, &|_| true)
    }

    /// Walks from `start` to the last of its siblings, or over it alone.
    fn walk(
        &mut self,
        start: Id,
        alone: bool,
        run: &Run,
        depth: usize,
        takes: &dyn Fn(Id) -> bool,
    ) -> Vec<Block> {
        let mut flow = Flow {
            run: run.inside(White::Collapse),
            blocks: Vec::new(),
            line: Line::Paragraph,
            lang: None,
            dir: None,
            id: None,
            depth,
        };
        let tree = self.tree();
        let mut open: Vec<Left> = Vec::new();
        let mut at = start;
        while at != NIL {
            let skipped = open.is_empty() && !takes(at);
            let entered = if skipped { None } else { self.enter(at, &mut flow) };
            if let Some(left) = entered {
                let first = tree.first(at);
                if first != NIL {
                    open.push(left);
                    at = first;
                    continue;
                }
                self.leave(left, &mut flow);
            }
            while tree.next(at) == NIL || (alone && at == start) {
                at = tree.parent(at);
                let Some(left) = open.pop() else {
                    self.end_line(&mut flow);
                    return flow.blocks;
                };
                self.leave(left, &mut flow);
            }
            at = tree.next(at);
        }
        self.end_line(&mut flow);
        flow.blocks
    }

    /// Begins a node; `None` where it is dealt with, content and all.
    fn enter(&mut self, id: Id, flow: &mut Flow) -> Option<Left> {
        let tree = self.tree();
        let Some(element) = tree.element(id) else {
            flow.run.text(tree.text(id));
            return None;
        };
        let left = |wraps, block, flow: &Flow| Left {
            wraps,
            block,
            line: flow.line,
            lang: flow.lang.clone(),
            dir: flow.dir,
        };
        let name = tree.attribute(id, "id").or_else(|| tree.attribute(id, "name")).map(str::trim);
        let name =
            name.filter(|name| !name.is_empty() && name.len() <= 200 && names(element) && !self.is_comment());
        let fate = self.inlines.element(id, element, &mut flow.run);
        if !matches!(fate, Fate::Block) {
            if flow.id.is_none() {
                flow.id = name.map(str::to_owned);
            }
            return match fate {
                Fate::Enter(wraps) => Some(left(wraps, false, flow)),
                Fate::Done | Fate::Block => None,
            };
        }
        self.end_line(flow);
        flow.id = name.map(str::to_owned).or(flow.id.take());
        if self.structure(id, element, flow) {
            return None;
        }
        let left = left(0, true, flow);
        if let Some(level) = heading(element).filter(|_| !self.is_comment()) {
            flow.line = Line::Heading(level);
        }
        flow.lang = language(tree, id).or(flow.lang.take());
        flow.dir = direction(tree, id).or(flow.dir);
        Some(left)
    }

    fn leave(&mut self, left: Left, flow: &mut Flow) {
        (0..left.wraps).for_each(|_| flow.run.close());
        if left.block {
            self.end_line(flow);
            (flow.line, flow.lang, flow.dir) = (left.line, left.lang, left.dir);
        }
    }

    /// Makes the running text so far a block, or several where it holds pictures or empty lines.
    pub fn end_line(&mut self, flow: &mut Flow) {
        let line = flow.run.take();
        if line.is_empty() {
            return;
        }
        match flow.line {
            Line::Paragraph => {
                for kind in lift::paragraphs(line) {
                    let kind = match &kind {
                        BlockKind::Paragraph(text) if !self.is_comment() => {
                            embed::of_line(text).unwrap_or(kind)
                        }
                        _ => kind,
                    };
                    self.push(kind, flow);
                }
            }
            Line::Heading(level) => {
                for kind in lift::paragraphs(line) {
                    let kind = match kind {
                        BlockKind::Paragraph(text) => BlockKind::Heading { level, text },
                        other => other,
                    };
                    self.push(kind, flow);
                }
            }
        }
    }

    /// Appends a block, with the name, language and direction that hold here.
    pub fn push(&mut self, kind: BlockKind, flow: &mut Flow) {
        // What holds blocks is made after them, and must not be what is lost.
        let holds = matches!(
            kind,
            BlockKind::List { .. }
                | BlockKind::Quote(_)
                | BlockKind::Table(_)
                | BlockKind::Aside(_)
                | BlockKind::Note(_)
        );
        if self.left == 0 && !holds {
            self.lost += 1;
            return;
        }
        let block = Block { id: flow.id.take(), lang: flow.lang.clone(), dir: flow.dir, kind };
        if !block.is_blank() {
            self.left = self.left.saturating_sub(1);
            flow.blocks.push(block);
        }
    }

    /// Appends blocks of a walk of their own, which stand directly here.
    pub fn append(&mut self, blocks: Vec<Block>, flow: &mut Flow) {
        flow.blocks.extend(blocks.into_iter().map(|block| Block {
            lang: block.lang.or_else(|| flow.lang.clone()),
            dir: block.dir.or(flow.dir),
            ..block
        }));
    }

    /// Whether blocks may hold blocks here; where not, it is told, and the element is only a box around its content.
    pub fn may_nest(&mut self, depth: usize) -> bool {
        let may = depth + 1 < MAX_BLOCK_DEPTH;
        if !may {
            self.inlines.tell(Loss::TooDeep);
        }
        may
    }

    /// The running text of an element, blocks in it as lines.
    pub fn line_of(&mut self, id: Id, run: &Run, white: White) -> Vec<Inline> {
        let mut run = run.inside(white);
        self.inlines.walk(id, &mut run);
        run.take()
    }
}

/// Whether the name of this element is that of a place in the text.
fn names(element: E) -> bool {
    !matches!(
        element,
        E::Img | E::Iframe | E::Input | E::Button | E::Form | E::Meta | E::Map | E::Object | E::Param
    )
}

/// The level in an article, whose own headline is the first.
fn heading(element: E) -> Option<u8> {
    Some(match element {
        E::H1 | E::H2 => 2,
        E::H3 => 3,
        E::H4 => 4,
        E::H5 => 5,
        E::H6 => 6,
        _ => return None,
    })
}
