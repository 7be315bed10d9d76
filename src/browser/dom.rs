//! Making elements for the parts of the page that never change once shown: the body and the comments.
//!
//! Leptos keeps state for every node it makes, which a thousand paragraphs do not need. Here an element is made from
//! the closed list [`Tag`] and takes only the attributes of [`Attr`], whose addresses are types that only an allowed
//! scheme can become: there is no way to name another element or attribute.

use wasm_bindgen::JsCast;
use web_sys::Document;

use crate::article::{Dir, Href, MathTag, Source};

/// Elements that a view may make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the HTML element of the same name")]
pub enum Tag {
    A,
    Abbr,
    Aside,
    Audio,
    B,
    Bdi,
    Bdo,
    Blockquote,
    Br,
    Button,
    Caption,
    Cite,
    Code,
    Del,
    Details,
    Dfn,
    Div,
    Em,
    Figcaption,
    Figure,
    Footer,
    H2,
    H3,
    H4,
    H5,
    H6,
    Header,
    Hr,
    I,
    Img,
    Ins,
    Kbd,
    Li,
    Mark,
    Nav,
    Ol,
    P,
    Picture,
    Pre,
    Q,
    Rp,
    Rt,
    Ruby,
    S,
    Samp,
    Section,
    Small,
    Source,
    Span,
    Strong,
    Sub,
    Summary,
    Sup,
    Table,
    Tbody,
    Td,
    Th,
    Thead,
    Time,
    Tr,
    Track,
    U,
    Ul,
    Var,
    Video,
    Wbr,
}

impl Tag {
    const fn name(self) -> &'static str {
        match self {
            Self::A => "a",
            Self::Abbr => "abbr",
            Self::Aside => "aside",
            Self::Audio => "audio",
            Self::B => "b",
            Self::Bdi => "bdi",
            Self::Bdo => "bdo",
            Self::Blockquote => "blockquote",
            Self::Br => "br",
            Self::Button => "button",
            Self::Caption => "caption",
            Self::Cite => "cite",
            Self::Code => "code",
            Self::Del => "del",
            Self::Details => "details",
            Self::Dfn => "dfn",
            Self::Div => "div",
            Self::Em => "em",
            Self::Figcaption => "figcaption",
            Self::Figure => "figure",
            Self::Footer => "footer",
            Self::H2 => "h2",
            Self::H3 => "h3",
            Self::H4 => "h4",
            Self::H5 => "h5",
            Self::H6 => "h6",
            Self::Header => "header",
            Self::Hr => "hr",
            Self::I => "i",
            Self::Img => "img",
            Self::Ins => "ins",
            Self::Kbd => "kbd",
            Self::Li => "li",
            Self::Mark => "mark",
            Self::Nav => "nav",
            Self::Ol => "ol",
            Self::P => "p",
            Self::Picture => "picture",
            Self::Pre => "pre",
            Self::Q => "q",
            Self::Rp => "rp",
            Self::Rt => "rt",
            Self::Ruby => "ruby",
            Self::S => "s",
            Self::Samp => "samp",
            Self::Section => "section",
            Self::Small => "small",
            Self::Source => "source",
            Self::Span => "span",
            Self::Strong => "strong",
            Self::Sub => "sub",
            Self::Summary => "summary",
            Self::Sup => "sup",
            Self::Table => "table",
            Self::Tbody => "tbody",
            Self::Td => "td",
            Self::Th => "th",
            Self::Thead => "thead",
            Self::Time => "time",
            Self::Tr => "tr",
            Self::Track => "track",
            Self::U => "u",
            Self::Ul => "ul",
            Self::Var => "var",
            Self::Video => "video",
            Self::Wbr => "wbr",
        }
    }
}

/// Attributes that a view may set. Text values are the document's only where the attribute cannot act.
#[derive(Clone, Copy, Debug)]
pub enum Attr<'a> {
    /// `class`, our own names only.
    Class(&'static str),
    /// `id`, with a prefix of our own in front of the document's name, so that it can never be the name of a global.
    Id(&'static str, &'a str),
    /// `lang`
    Lang(&'a str),
    /// `dir`
    Dir(Dir),
    /// `dir="auto"`
    DirAuto,
    /// `href` of a link out, or of a place inside the article with a prefix of our own for its `id`.
    Href(&'a Href, &'static str),
    /// `href="#…"`: an `id` of ours.
    HrefId(&'static str, &'a str),
    /// `href` of a page address of this viewer, beginning with `?`.
    HrefQuery(&'a str),
    /// `rel`
    Rel(&'static str),
    /// `src`
    Src(&'a Source),
    /// `srcset`, one candidate after the other with its width in pixels.
    Srcset(&'a [(&'a Source, u32)]),
    /// `sizes`
    Sizes(&'static str),
    /// `poster`
    Poster(&'a Source),
    /// `type` of a file.
    MediaType(&'a str),
    /// `alt`
    Alt(&'a str),
    /// `title`
    Title(&'a str),
    /// `datetime`
    Datetime(&'a str),
    /// `width` and `height`
    Width(u32),
    /// See `Width`.
    Height(u32),
    /// `loading`
    Loading(&'static str),
    /// `decoding="async"`
    DecodingAsync,
    /// `fetchpriority="high"`
    FetchPriorityHigh,
    /// `referrerpolicy="no-referrer"`
    NoReferrer,
    /// `controls`
    Controls,
    /// `preload`
    Preload(&'static str),
    /// `crossorigin="anonymous"`
    CrossOriginAnonymous,
    /// `kind` of a text track.
    TrackKind(&'static str),
    /// `srclang`
    TrackLang(&'a str),
    /// `label`
    Label(&'a str),
    /// `start`
    Start(i32),
    /// `value` of a list item.
    Value(i32),
    /// `reversed`
    Reversed,
    /// `colspan`
    Colspan(u16),
    /// `rowspan`
    Rowspan(u16),
    /// `scope`
    Scope(&'static str),
    /// `cite` of a quotation: an address that nothing follows by itself.
    CiteOf(&'a Href),
    /// `role`
    Role(&'static str),
    /// `aria-label`
    AriaLabel(&'a str),
    /// `aria-labelledby`
    AriaLabelledBy(&'a str),
    /// `aria-hidden="true"`
    AriaHidden,
    /// `tabindex`
    TabIndex(&'static str),
    /// `type="button"`
    TypeButton,
    /// A `data-` attribute of ours.
    Data(DataName, &'a str),
}

/// Our own `data-` attributes, by which one listener at the root of a part knows what was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DataName {
    /// `data-depth`: how deep a comment stands, 0 for the first row.
    Depth,
    /// `data-reply`: id of the comment to answer.
    Reply,
    /// `data-language`: language of a piece of code.
    Language,
}

impl DataName {
    const fn name(self) -> &'static str {
        match self {
            Self::Depth => "data-depth",
            Self::Reply => "data-reply",
            Self::Language => "data-language",
        }
    }
}

/// An element under construction.
#[derive(Clone, Debug)]
pub struct Element(web_sys::Element);

thread_local! {
    static DOCUMENT: Option<Document> = super::document();
}

/// An element of a list that the browser refuses to make does not exist, so this can only fail without a document.
fn create(name: &str, namespace: Option<&str>) -> Option<web_sys::Element> {
    DOCUMENT.with(|document| {
        let document = document.as_ref()?;
        match namespace {
            None => document.create_element(name).ok(),
            Some(_) => document.create_element_ns(namespace, name).ok(),
        }
    })
}

const MATHML: &str = "http://www.w3.org/1998/Math/MathML";

/// A new element with its attributes. `None` only where there is no document.
#[must_use]
pub fn element(tag: Tag, attrs: &[Attr<'_>]) -> Option<Element> {
    let element = Element(create(tag.name(), None)?);
    attrs.iter().for_each(|attr| element.set(*attr));
    Some(element)
}

/// A new `math` element; its children come by [`Element::math`].
#[must_use]
pub fn math_root(block: bool) -> Option<Element> {
    let element = Element(create("math", Some(MATHML))?);
    if block {
        element.raw("display", "block");
    }
    Some(element)
}

impl Element {
    /// Appends a new element and gives it.
    pub fn add(&self, tag: Tag, attrs: &[Attr<'_>]) -> Self {
        match element(tag, attrs) {
            Some(child) => {
                self.append(&child);
                child
            }
            // Without a document nothing is shown at all.
            None => self.clone(),
        }
    }

    /// Appends a new element that holds only text.
    pub fn add_text(&self, tag: Tag, attrs: &[Attr<'_>], text: &str) -> Self {
        let child = self.add(tag, attrs);
        child.0.set_text_content(Some(text));
        child
    }

    /// Appends a new element of a formula and gives it.
    pub fn math(&self, tag: MathTag) -> Self {
        match create(tag.name(), Some(MATHML)).map(Self) {
            Some(child) => {
                self.append(&child);
                child
            }
            None => self.clone(),
        }
    }

    /// Appends an element that was made before.
    pub fn append(&self, child: &Self) {
        // Fails only for a parent among its own children.
        let _ = self.0.append_child(&child.0);
    }

    /// Appends characters.
    pub fn text(&self, text: &str) {
        DOCUMENT.with(|document| {
            if let Some(document) = document {
                let _ = self.0.append_child(&document.create_text_node(text));
            }
        });
    }

    /// Itself as a place where Leptos can mount.
    #[must_use]
    pub fn mount_point(&self) -> Option<web_sys::HtmlElement> {
        self.0.clone().dyn_into().ok()
    }

    /// The element in the same tree that has this `id` of ours.
    #[must_use]
    pub fn find(&self, prefix: &str, id: &str) -> Option<Self> {
        super::scroll::find(&self.0, &format!("{prefix}{id}")).map(Self)
    }

    /// The nearest element around it, or itself, that carries `name`.
    #[must_use]
    pub fn around(&self, name: DataName) -> Option<Self> {
        self.0.closest(&format!("[{}]", name.name())).ok().flatten().map(Self)
    }

    /// The value of one of our `data-` attributes.
    #[must_use]
    pub fn data(&self, name: DataName) -> Option<String> {
        self.0.get_attribute(name.name())
    }

    /// The button in it that opens a reply.
    #[must_use]
    pub fn reply_button(&self) -> Option<Self> {
        self.0.query_selector(&format!("[{}]", DataName::Reply.name())).ok().flatten().map(Self)
    }

    /// Takes it out of the document.
    pub fn remove(&self) {
        self.0.remove();
    }

    /// Focuses it, or the first field in it, and brings it into view.
    pub fn focus_field(&self) {
        let field = self.0.query_selector("textarea, input").ok().flatten();
        let field = field.as_ref().unwrap_or(&self.0);
        super::scroll::focus(field);
        field.scroll_into_view();
    }

    /// Focuses it without scrolling.
    pub fn focus(&self) {
        super::scroll::focus(&self.0);
    }

    /// Fails only for an invalid attribute name, and ours are constants.
    fn raw(&self, name: &str, value: &str) {
        let _ = self.0.set_attribute(name, value);
    }

    /// Sets an attribute.
    pub fn set(&self, attr: Attr<'_>) {
        match attr {
            Attr::Class(class) => self.raw("class", class),
            Attr::Id(prefix, id) => self.raw("id", &format!("{prefix}{id}")),
            Attr::Lang(lang) => self.raw("lang", lang),
            Attr::Dir(dir) => self.raw("dir", dir.name()),
            Attr::DirAuto => self.raw("dir", "auto"),
            Attr::Href(href, prefix) => match (href.address(), href.fragment()) {
                (Some(address), _) => self.raw("href", address),
                (None, fragment) => self.raw("href", &fragment_href(prefix, fragment.unwrap_or_default())),
            },
            Attr::HrefId(prefix, id) => self.raw("href", &fragment_href(prefix, id)),
            Attr::HrefQuery(query) => self.raw("href", query),
            Attr::Rel(rel) => self.raw("rel", rel),
            Attr::Src(source) => self.raw("src", source.as_str()),
            Attr::Srcset(candidates) => {
                let list: Vec<String> =
                    candidates.iter().map(|(url, width)| format!("{} {width}w", srcset_url(url))).collect();
                self.raw("srcset", &list.join(", "));
            }
            Attr::Sizes(sizes) => self.raw("sizes", sizes),
            Attr::Poster(source) => self.raw("poster", source.as_str()),
            Attr::MediaType(media_type) => self.raw("type", media_type),
            Attr::Alt(alt) => self.raw("alt", alt),
            Attr::Title(title) => self.raw("title", title),
            Attr::Datetime(datetime) => self.raw("datetime", datetime),
            Attr::Width(width) => self.raw("width", &width.to_string()),
            Attr::Height(height) => self.raw("height", &height.to_string()),
            Attr::Loading(loading) => self.raw("loading", loading),
            Attr::DecodingAsync => self.raw("decoding", "async"),
            Attr::FetchPriorityHigh => self.raw("fetchpriority", "high"),
            Attr::NoReferrer => self.raw("referrerpolicy", "no-referrer"),
            Attr::Controls => self.raw("controls", ""),
            Attr::Preload(preload) => self.raw("preload", preload),
            Attr::CrossOriginAnonymous => self.raw("crossorigin", "anonymous"),
            Attr::TrackKind(kind) => self.raw("kind", kind),
            Attr::TrackLang(lang) => self.raw("srclang", lang),
            Attr::Label(label) => self.raw("label", label),
            Attr::Start(start) => self.raw("start", &start.to_string()),
            Attr::Value(value) => self.raw("value", &value.to_string()),
            Attr::Reversed => self.raw("reversed", ""),
            Attr::Colspan(span) => self.raw("colspan", &span.to_string()),
            Attr::Rowspan(span) => self.raw("rowspan", &span.to_string()),
            Attr::Scope(scope) => self.raw("scope", scope),
            Attr::CiteOf(href) => {
                if let Some(address) = href.http() {
                    self.raw("cite", address);
                }
            }
            Attr::Role(role) => self.raw("role", role),
            Attr::AriaLabel(label) => self.raw("aria-label", label),
            Attr::AriaLabelledBy(id) => self.raw("aria-labelledby", id),
            Attr::AriaHidden => self.raw("aria-hidden", "true"),
            Attr::TabIndex(index) => self.raw("tabindex", index),
            Attr::TypeButton => self.raw("type", "button"),
            Attr::Data(name, value) => self.raw(name.name(), value),
        }
    }
}

/// A comma or space in an address would end a candidate of `srcset`.
fn srcset_url(source: &Source) -> String {
    source.as_str().replace(',', "%2C").replace(' ', "%20")
}

fn fragment_href(prefix: &str, id: &str) -> String {
    format!("#{prefix}{}", String::from(js_sys::encode_uri_component(id)))
}

/// Appends all of `children` at once, so that the page is laid out once for them.
pub fn append_all(parent: &Element, children: &[Element]) {
    let Some(fragment) = DOCUMENT.with(|document| document.as_ref().map(Document::create_document_fragment))
    else {
        return;
    };
    for child in children {
        let _ = fragment.append_child(&child.0);
    }
    let _ = parent.0.append_child(&fragment);
}

/// Appends `child` behind `after` and everything in the list that stands deeper than it; at the end without one.
pub fn insert_answer(list: &Element, after: Option<&Element>, child: &Element) {
    let depth =
        |element: &web_sys::Element| element.get_attribute(DataName::Depth.name())?.parse::<usize>().ok();
    let next = after.and_then(|after| {
        let own = depth(&after.0)?;
        let mut next = after.0.next_element_sibling();
        while next.as_ref().and_then(depth).is_some_and(|depth| depth > own) {
            next = next.and_then(|next| next.next_element_sibling());
        }
        next
    });
    // Fails only for a parent among its own children.
    let _ = list.0.insert_before(&child.0, next.as_deref());
}

/// The element of ours at or around the target of `event` that carries `name`, with its value.
#[must_use]
pub fn pressed(event: &web_sys::Event, name: DataName) -> Option<(Element, String)> {
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    let found = target.closest(&format!("[{}]", name.name())).ok()??;
    let value = found.get_attribute(name.name())?;
    Some((Element(found), value))
}

/// Draws static content into an element that Leptos made: the handler of its `directive`.
pub fn draw(node: web_sys::Element, fill: Fill) {
    (fill.0)(&Element(node));
}

/// What [`draw`] draws.
#[derive(Clone)]
pub struct Fill(std::rc::Rc<dyn Fn(&Element)>);

impl Fill {
    /// Content that `fill` appends to an empty element.
    pub fn new(fill: impl Fn(&Element) + 'static) -> Self {
        Self(std::rc::Rc::new(fill))
    }
}
