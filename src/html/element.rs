//! The elements that the parser and the policy know by name.

macro_rules! elements {
    ($($variant:ident $name:literal)*) => {
        /// An element of HTML that has a meaning here.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs, reason = "each is the element of the same name")]
        pub enum Element {
            $($variant,)*
            /// Any other: its text is kept, the element is not.
            Unknown,
            /// An element of SVG or MathML.
            Foreign,
            /// An element of SVG or MathML whose content is HTML again.
            Island,
        }

        const ALL: &[(&str, Element)] = &[$(($name, Element::$variant),)*];
    };
}

// Sorted by name: `of_name` searches by halves.
elements! {
    A "a" Abbr "abbr" Acronym "acronym" Address "address" Applet "applet" Area "area" Article "article" Aside "aside"
    Audio "audio" B "b" Base "base" Bdi "bdi" Bdo "bdo" Big "big" Blockquote "blockquote" Body "body" Br "br"
    Button "button" Canvas "canvas" Caption "caption" Center "center" Cite "cite" Code "code" Col "col"
    Colgroup "colgroup" Data "data" Datalist "datalist" Dd "dd" Del "del" Details "details" Dfn "dfn" Dialog "dialog"
    Dir "dir" Div "div" Dl "dl" Dt "dt" Em "em" Embed "embed" Fieldset "fieldset" Figcaption "figcaption"
    Figure "figure" Font "font" Footer "footer" Form "form" Frame "frame" Frameset "frameset" H1 "h1" H2 "h2" H3 "h3"
    H4 "h4" H5 "h5" H6 "h6" Head "head" Header "header" Hgroup "hgroup" Hr "hr" Html "html" I "i" Iframe "iframe"
    Img "img" Input "input" Ins "ins" Kbd "kbd" Keygen "keygen" Label "label" Legend "legend" Li "li" Link "link"
    Listing "listing" Main "main" Map "map" Mark "mark" Marquee "marquee" Math "math" Menu "menu" Meta "meta"
    Meter "meter" Nav "nav" Nobr "nobr" Noembed "noembed" Noframes "noframes" Noscript "noscript" Object "object"
    Ol "ol" Optgroup "optgroup" Option "option" Output "output" P "p" Param "param" Picture "picture"
    Plaintext "plaintext" Portal "portal" Pre "pre" Progress "progress" Q "q" Rb "rb" Rp "rp" Rt "rt" Rtc "rtc"
    Ruby "ruby" S "s" Samp "samp" Script "script" Search "search" Section "section" Select "select" Small "small"
    Source "source" Span "span" Strike "strike" Strong "strong" Style "style" Sub "sub" Summary "summary" Sup "sup"
    Svg "svg" Table "table" Tbody "tbody" Td "td" Template "template" Textarea "textarea" Tfoot "tfoot" Th "th"
    Thead "thead" Time "time" Title "title" Tr "tr" Track "track" Tt "tt" U "u" Ul "ul" Var "var" Video "video"
    Wbr "wbr" Xmp "xmp"
}

use Element as E;

impl Element {
    /// The element of this lower-case name.
    pub fn of_name(name: &str) -> Self {
        let at = ALL.binary_search_by(|(known, _)| (*known).cmp(name)).ok();
        at.and_then(|at| ALL.get(at)).map_or(E::Unknown, |(_, element)| *element)
    }

    /// Has no content and no end tag.
    pub fn is_void(self) -> bool {
        matches!(
            self,
            E::Area
                | E::Base
                | E::Br
                | E::Col
                | E::Embed
                | E::Frame
                | E::Hr
                | E::Img
                | E::Input
                | E::Keygen
                | E::Link
                | E::Meta
                | E::Param
                | E::Source
                | E::Track
                | E::Wbr
        )
    }

    /// A formatting element: it goes on in the next block if that begins before its end tag.
    pub fn is_formatting(self) -> bool {
        matches!(
            self,
            E::A | E::B
                | E::Big
                | E::Code
                | E::Em
                | E::Font
                | E::I
                | E::Nobr
                | E::S
                | E::Small
                | E::Strike
                | E::Strong
                | E::Tt
                | E::U
        )
    }

    /// "Special": an end tag of another element does not reach past it.
    pub fn is_special(self) -> bool {
        self.closes_p()
            || self.is_table_part()
            || self.bounds_scope()
            || matches!(
                self,
                E::Body
                    | E::Html
                    | E::Head
                    | E::Li
                    | E::Dd
                    | E::Dt
                    | E::Button
                    | E::Select
                    | E::Noscript
                    | E::Iframe
                    | E::Textarea
                    | E::Title
                    | E::Style
                    | E::Script
                    | E::Noembed
                    | E::Noframes
            )
    }

    /// Its start tag ends an open paragraph.
    pub fn closes_p(self) -> bool {
        self.is_heading()
            || matches!(
                self,
                E::Address
                    | E::Article
                    | E::Aside
                    | E::Blockquote
                    | E::Center
                    | E::Details
                    | E::Dialog
                    | E::Dir
                    | E::Div
                    | E::Dl
                    | E::Fieldset
                    | E::Figcaption
                    | E::Figure
                    | E::Footer
                    | E::Form
                    | E::Header
                    | E::Hgroup
                    | E::Hr
                    | E::Listing
                    | E::Main
                    | E::Menu
                    | E::Nav
                    | E::Ol
                    | E::P
                    | E::Plaintext
                    | E::Pre
                    | E::Search
                    | E::Section
                    | E::Summary
                    | E::Table
                    | E::Ul
                    | E::Xmp
            )
    }

    /// h1 to h6
    pub fn is_heading(self) -> bool {
        matches!(self, E::H1 | E::H2 | E::H3 | E::H4 | E::H5 | E::H6)
    }

    /// Its content is not for readers, or not text: it is left out, content and all.
    pub fn is_hidden(self) -> bool {
        matches!(
            self,
            E::Script
                | E::Style
                | E::Template
                | E::Title
                | E::Svg
                | E::Textarea
                | E::Select
                | E::Datalist
                | E::Input
                | E::Keygen
                | E::Noembed
                | E::Noframes
                | E::Portal
                | E::Frame
                | E::Frameset
        )
    }

    /// A part of a table, which means nothing outside one.
    pub fn is_table_part(self) -> bool {
        matches!(
            self,
            E::Caption | E::Col | E::Colgroup | E::Tbody | E::Td | E::Tfoot | E::Th | E::Thead | E::Tr
        )
    }

    /// Elements are not looked for past it ("has an element in scope").
    pub fn bounds_scope(self) -> bool {
        matches!(
            self,
            E::Applet
                | E::Caption
                | E::Html
                | E::Table
                | E::Td
                | E::Th
                | E::Marquee
                | E::Object
                | E::Template
                | E::Island
        )
    }

    /// Ended by what cannot stand in it ("generate implied end tags").
    pub fn ends_itself(self) -> bool {
        matches!(
            self,
            E::Dd | E::Dt | E::Li | E::Optgroup | E::Option | E::P | E::Rb | E::Rp | E::Rt | E::Rtc
        )
    }

    /// What may hold nothing but table parts: anything else that stands there goes before the table.
    pub fn is_table_frame(self) -> bool {
        matches!(self, E::Table | E::Tbody | E::Tfoot | E::Thead | E::Tr)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_are_sorted_and_found() {
        assert!(ALL.is_sorted_by(|one, other| one.0 < other.0));
        assert!(ALL.iter().all(|(name, element)| Element::of_name(name) == *element));
        assert_eq!(Element::of_name("host-widget"), Element::Unknown);
    }
}
