/// Makes the closed list of elements: a variant and the element's name each.
macro_rules! tags {
    ($($variant:ident $name:literal,)*) => {
        /// Elements that a view may make.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs, reason = "each is the HTML element of the same name")]
        pub enum Tag { $($variant,)* }

        impl Tag {
            /// The element's name.
            pub(super) const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }
        }
    };
}

tags! {
    A "a", Abbr "abbr", Article "article", Aside "aside", Audio "audio", B "b", Bdi "bdi", Bdo "bdo",
    Blockquote "blockquote", Br "br", Button "button", Caption "caption", Cite "cite", Code "code",
    Del "del", Details "details", Dfn "dfn", Dialog "dialog", Div "div", Em "em", Figcaption "figcaption", Figure "figure",
    Form "form", H1 "h1", H2 "h2", H3 "h3", H4 "h4", H5 "h5", H6 "h6", Header "header", Hr "hr", I "i",
    Iframe "iframe",    Img "img", Input "input", Ins "ins", Kbd "kbd", Label "label", Li "li", Mark "mark", Nav "nav", Ol "ol",
    P "p", Picture "picture", Pre "pre", Q "q", Rp "rp", Rt "rt", Ruby "ruby", S "s", Samp "samp",
    Section "section", Small "small", Source "source", Span "span", Strong "strong", Sub "sub",
    Summary "summary", Sup "sup", Table "table", Tbody "tbody", Td "td", Textarea "textarea", Th "th",
    Thead "thead", Time "time", Tr "tr", Track "track", U "u", Ul "ul", Var "var", Video "video", Wbr "wbr",
}
