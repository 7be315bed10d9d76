/// A formula.
#[derive(Clone, Debug, PartialEq)]
pub enum Math {
    /// TeX, shown as it is written.
    Tex(String),
    /// MathML reduced to the closed set of [`MathTag`].
    MathMl {
        /// The children of the `math` element.
        nodes: Vec<MathNode>,
        /// Whether it stands on a line of its own.
        block: bool,
    },
}

/// A node of a formula.
#[derive(Clone, Debug, PartialEq)]
pub enum MathNode {
    /// Characters.
    Text(String),
    /// An element.
    Element(MathTag, Vec<MathNode>),
}

/// The elements of MathML Core that this viewer creates (MathML Core, section 2.1.2): layout and tokens,
/// none that link, embed, act or hold HTML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the MathML element of the same name")]
pub enum MathTag {
    Mi,
    Mn,
    Mo,
    Mtext,
    Mspace,
    Ms,
    Mrow,
    Mfrac,
    Msqrt,
    Mroot,
    Mstyle,
    Mpadded,
    Mphantom,
    Msub,
    Msup,
    Msubsup,
    Munder,
    Mover,
    Munderover,
    Mmultiscripts,
    Mprescripts,
    Mtable,
    Mtr,
    Mtd,
}

impl MathTag {
    /// Every element, in the order of the enum.
    pub const ALL: [Self; 24] = [
        Self::Mi,
        Self::Mn,
        Self::Mo,
        Self::Mtext,
        Self::Mspace,
        Self::Ms,
        Self::Mrow,
        Self::Mfrac,
        Self::Msqrt,
        Self::Mroot,
        Self::Mstyle,
        Self::Mpadded,
        Self::Mphantom,
        Self::Msub,
        Self::Msup,
        Self::Msubsup,
        Self::Munder,
        Self::Mover,
        Self::Munderover,
        Self::Mmultiscripts,
        Self::Mprescripts,
        Self::Mtable,
        Self::Mtr,
        Self::Mtd,
    ];

    /// The element's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Mi => "mi",
            Self::Mn => "mn",
            Self::Mo => "mo",
            Self::Mtext => "mtext",
            Self::Mspace => "mspace",
            Self::Ms => "ms",
            Self::Mrow => "mrow",
            Self::Mfrac => "mfrac",
            Self::Msqrt => "msqrt",
            Self::Mroot => "mroot",
            Self::Mstyle => "mstyle",
            Self::Mpadded => "mpadded",
            Self::Mphantom => "mphantom",
            Self::Msub => "msub",
            Self::Msup => "msup",
            Self::Msubsup => "msubsup",
            Self::Munder => "munder",
            Self::Mover => "mover",
            Self::Munderover => "munderover",
            Self::Mmultiscripts => "mmultiscripts",
            Self::Mprescripts => "mprescripts",
            Self::Mtable => "mtable",
            Self::Mtr => "mtr",
            Self::Mtd => "mtd",
        }
    }

    /// The element of this name (lower case), if it is one of them.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tag| tag.name() == name)
    }
}

impl Math {
    /// Its characters in reading order, for search and for readers that show no formulas.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Tex(tex) => tex.clone(),
            Self::MathMl { nodes, .. } => {
                let mut out = String::new();
                push_text(nodes, &mut out);
                out
            }
        }
    }
}

fn push_text(nodes: &[MathNode], out: &mut String) {
    for node in nodes {
        match node {
            MathNode::Text(text) => out.push_str(text),
            MathNode::Element(_, children) => push_text(children, out),
        }
    }
}
