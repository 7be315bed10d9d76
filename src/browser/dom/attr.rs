use super::Element;
use crate::article::{Dir, Href, Source};
use crate::decimal;
use crate::find::{concat, join, replace};

/// Attributes that a view may set. Text values are the document's only where the attribute cannot act.
#[derive(Clone, Copy, Debug)]
pub enum Attr<'a> {
    /// `class`, our own names only.
    Class(&'static str),
    /// `id`, with a prefix of our own in front of the document's name, so that it can never be the name of a global.
    Id(&'static str, &'a str),
    /// `id` of ours as it is.
    OwnId(&'static str),
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
    /// `hidden`
    Hidden,
    /// `type="button"`
    TypeButton,
    /// `type` of a control.
    Type(&'static str),
    /// `name` of a control.
    Name(&'static str),
    /// `for` of a label: an `id` of ours.
    For(&'a str),
    /// `autocomplete`
    Autocomplete(&'static str),
    /// `inputmode`
    InputMode(&'static str),
    /// `rows`
    Rows(&'static str),
    /// `required`
    Required,
    /// `open`: details that are unfolded.
    Open,
    /// `novalidate`: a form that says itself what is wrong.
    NoValidate,
    /// `aria-invalid`
    AriaInvalid(bool),
    /// `aria-pressed`
    AriaPressed(bool),
    /// `aria-expanded`
    AriaExpanded(bool),
    /// `aria-current`
    AriaCurrent(&'static str),
    /// `aria-haspopup`
    AriaHasPopup(&'static str),
    /// `aria-describedby`
    AriaDescribedBy(&'a str),
    /// `src` of a frame.
    FrameSrc(&'a Href),
    /// `sandbox`
    Sandbox(&'static str),
    /// `allow="fullscreen"`: a frame may fill the screen.
    AllowFullscreen,
    /// `referrerpolicy="strict-origin-when-cross-origin"`
    ReferrerOrigin,
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
    /// `data-draft`: where the draft of a form belongs, see `public/drafts.js`.
    Draft,
    /// `data-draft-of`: what the article is called and where it was read, see `public/drafts.js`.
    DraftOf,
    /// `data-press`: what a button of the reply form does.
    Press,
    /// `data-own`: a reply of this reader that no list has, by its name in the stores.
    Own,
    /// `data-level`: how deep a comment stands, without a limit.
    Level,
    /// `data-comment`: id of the comment that an item shows.
    Comment,
    /// `data-fold`: id of the comment whose answers a button folds away.
    Fold,
    /// `data-language`: language of a piece of code.
    Language,
    /// `data-aid`: what a part of the reading aids does.
    Aid,
    /// `data-link`: number of a link on paper.
    Link,
    /// `data-frame`: address of the frame that a button shows.
    Frame,
}

impl DataName {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Depth => "data-depth",
            Self::Reply => "data-reply",
            Self::Draft => "data-draft",
            Self::DraftOf => "data-draft-of",
            Self::Press => "data-press",
            Self::Own => "data-own",
            Self::Level => "data-level",
            Self::Comment => "data-comment",
            Self::Fold => "data-fold",
            Self::Language => "data-language",
            Self::Aid => "data-aid",
            Self::Link => "data-link",
            Self::Frame => "data-frame",
        }
    }
}

impl Element {
    /// Sets an attribute.
    pub fn set(&self, attr: Attr<'_>) {
        match attr {
            Attr::Class(class) => self.raw("class", class),
            Attr::Id(prefix, id) => self.raw("id", &concat(&[prefix, id])),
            Attr::OwnId(id) => self.raw("id", id),
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
                let list: Vec<String> = candidates
                    .iter()
                    .map(|(url, width)| {
                        concat(&[&srcset_url(url), " ", &decimal::signed((*width).into()), "w"])
                    })
                    .collect();
                self.raw("srcset", &join(&list, ", "));
            }
            Attr::Sizes(sizes) => self.raw("sizes", sizes),
            Attr::Poster(source) => self.raw("poster", source.as_str()),
            Attr::MediaType(media_type) => self.raw("type", media_type),
            Attr::Alt(alt) => self.raw("alt", alt),
            Attr::Title(title) => self.raw("title", title),
            Attr::Datetime(datetime) => self.raw("datetime", datetime),
            Attr::Width(width) => self.raw("width", &decimal::signed(width.into())),
            Attr::Height(height) => self.raw("height", &decimal::signed(height.into())),
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
            Attr::Start(start) => self.raw("start", &decimal::signed(start.into())),
            Attr::Value(value) => self.raw("value", &decimal::signed(value.into())),
            Attr::Reversed => self.raw("reversed", ""),
            Attr::Colspan(span) => self.raw("colspan", &decimal::signed(span.into())),
            Attr::Rowspan(span) => self.raw("rowspan", &decimal::signed(span.into())),
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
            Attr::Hidden => self.raw("hidden", ""),
            Attr::TypeButton => self.raw("type", "button"),
            Attr::Type(kind) => self.raw("type", kind),
            Attr::Name(name) => self.raw("name", name),
            Attr::For(id) => self.raw("for", id),
            Attr::Autocomplete(what) => self.raw("autocomplete", what),
            Attr::InputMode(mode) => self.raw("inputmode", mode),
            Attr::Rows(rows) => self.raw("rows", rows),
            Attr::Required => self.raw("required", ""),
            Attr::Open => self.raw("open", ""),
            Attr::NoValidate => self.raw("novalidate", ""),
            Attr::AriaInvalid(wrong) => self.raw("aria-invalid", if wrong { "true" } else { "false" }),
            Attr::AriaPressed(pressed) => self.raw("aria-pressed", if pressed { "true" } else { "false" }),
            Attr::AriaExpanded(open) => self.raw("aria-expanded", if open { "true" } else { "false" }),
            Attr::AriaCurrent(what) => self.raw("aria-current", what),
            Attr::AriaHasPopup(what) => self.raw("aria-haspopup", what),
            Attr::AriaDescribedBy(id) => self.raw("aria-describedby", id),
            Attr::FrameSrc(href) => {
                if let Some(address) = href.http() {
                    self.raw("src", address);
                }
            }
            Attr::Sandbox(rights) => self.raw("sandbox", rights),
            Attr::AllowFullscreen => self.raw("allow", "fullscreen"),
            Attr::ReferrerOrigin => self.raw("referrerpolicy", "strict-origin-when-cross-origin"),
            Attr::Data(name, value) => self.raw(name.name(), value),
        }
    }
}

/// A comma or space in an address would end a candidate of `srcset`.
fn srcset_url(source: &Source) -> String {
    replace(&replace(source.as_str(), ',', "%2C"), ' ', "%20")
}

fn fragment_href(prefix: &str, id: &str) -> String {
    concat(&["#", prefix, &String::from(js_sys::encode_uri_component(id))])
}
