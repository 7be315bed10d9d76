//! Shape-tolerant reading of one field: what is not as the format says is coerced or left out, and told.

use serde_json::Value;

use super::sniff::{is_marked_up, plain_text};
use super::value::{get, get_any, is_language_tag, items, kind, shortened};
use crate::article::collapse;
use crate::article::{Block, Dir, Embed, Href, Inline, Issues, Loss, Math, Path, Source, When};
use crate::html::{Markup, Origin, Profile, White};

/// Reads the values of one document.
pub struct Reader {
    /// Address that addresses are resolved against: the document's, or the original's where a format is written for that.
    pub base: String,
    /// What was lost so far.
    pub issues: Issues,
    /// Blocks that may still be made.
    pub blocks_left: usize,
    /// Blocks that were not made.
    pub blocks_lost: usize,
    /// What reads markup.
    markup: &'static Markup,
    /// Whether there was something that `markup` cannot read.
    pub beyond: bool,
    /// Whether there was something that is not read here and that few documents have.
    pub is_rare: bool,
}

impl Reader {
    pub fn new(base: &str, markup: &'static Markup) -> Self {
        Self {
            markup,
            beyond: false,
            is_rare: false,
            base: base.to_owned(),
            issues: Issues::default(),
            blocks_left: super::MAX_BLOCKS,
            blocks_lost: 0,
        }
    }

    /// Records that a value has the wrong type and was left out.
    pub fn wrong(&mut self, path: &Path, wanted: &'static str, value: &Value) {
        self.issues.push(path, Loss::WrongType(wanted, kind(value)));
    }

    /// A text as it stands, trimmed; numbers are read as their digits. Empty is as if it were missing.
    pub fn raw_text(&mut self, value: &Value, path: &Path) -> Option<String> {
        let text = match value {
            Value::String(text) => text.trim().to_owned(),
            Value::Number(number) => {
                self.issues.push(path, Loss::Coerced("text"));
                super::number::text(number)
            }
            Value::Null => return None,
            // JSON-LD's way to give a text a language.
            Value::Object(object) if object.get("@value").is_some_and(Value::is_string) => {
                object.get("@value").and_then(Value::as_str).unwrap_or_default().trim().to_owned()
            }
            _ => {
                self.wrong(path, "text", value);
                return None;
            }
        };
        (!text.is_empty()).then_some(text)
    }

    /// A plain text.
    pub fn text_of(&mut self, value: &Value, path: &Path) -> Option<String> {
        let text = self.raw_text(value, path)?;
        let plain = self.plain(&text);
        if plain != text {
            self.issues.push(path, Loss::Coerced("text with HTML references"));
        }
        Some(plain)
    }

    /// The plain text under a key.
    pub fn text(&mut self, object: &Value, key: &str, path: &Path) -> Option<String> {
        self.text_of(get(object, key)?, &path.key(key))
    }

    /// Text with inline markup.
    pub fn rich_of(&mut self, value: &Value, path: &Path) -> Vec<Inline> {
        match value {
            Value::String(text) => self.line(text, White::Collapse, Profile::Article, path),
            _ => self.raw_text(value, path).map(|text| vec![Inline::Text(text)]).unwrap_or_default(),
        }
    }

    /// A title: plain text by most formats, but publishing systems leave markup in it. Read as HTML where the format says
    /// so, or where the text has an inline element with its end tag.
    pub fn title_of(&mut self, value: &Value, is_html: bool, path: &Path) -> Vec<Inline> {
        let Some(text) = self.raw_text(value, path) else { return Vec::new() };
        if is_html {
            return self.line(&text, White::Collapse, Profile::Article, path);
        }
        if is_marked_up(&text) {
            self.issues.push(path, Loss::Coerced("HTML"));
            return self.line(&text, White::Collapse, Profile::Article, path);
        }
        let plain = self.plain(&text);
        if plain != text {
            self.issues.push(path, Loss::Coerced("text with HTML references"));
        }
        vec![Inline::Text(collapse(&plain))]
    }

    /// The title under the first of `keys` that has one.
    pub fn title(&mut self, object: &Value, keys: &[&'static str], path: &Path) -> Vec<Inline> {
        for key in keys {
            let Some(value) = get(object, key).and_then(|value| items(value).first()) else { continue };
            let title = self.title_of(value, false, &path.key(key));
            if !title.is_empty() {
                return title;
            }
        }
        Vec::new()
    }

    /// The blocks of a string of HTML.
    pub fn html(&mut self, text: &str, profile: Profile, path: &Path) -> Vec<Block> {
        let mut origin = Origin { base: &self.base, profile, path: *path, issues: &mut self.issues };
        let blocks = (self.markup.blocks)(text, &mut origin);
        self.known(blocks).unwrap_or_default()
    }

    /// The running text of a string with markup.
    pub fn line(&mut self, text: &str, white: White, profile: Profile, path: &Path) -> Vec<Inline> {
        let mut origin = Origin { base: &self.base, profile, path: *path, issues: &mut self.issues };
        let line = (self.markup.line)(text, white, &mut origin);
        self.known(line).unwrap_or_default()
    }

    /// The formula in a string of MathML.
    pub fn formula(&mut self, text: &str, path: &Path) -> Option<Math> {
        let profile = Profile::Article;
        let mut origin = Origin { base: &self.base, profile, path: *path, issues: &mut self.issues };
        let formula = (self.markup.formula)(text, &mut origin);
        self.known(formula).flatten()
    }

    /// The card for the address of a known player or post; `is_frame` where it is the address of a frame.
    pub fn card(&mut self, address: &str, is_frame: bool) -> Option<Embed> {
        let card = (self.markup.card)(&self.base, address, is_frame);
        self.known(card).flatten()
    }

    /// A plain text as it was meant, see [`plain_text`].
    pub fn plain(&mut self, text: &str) -> String {
        let decoded = (self.markup.decode)(text);
        self.known(decoded).map_or_else(String::new, |decoded| plain_text(text, decoded))
    }

    /// Notes where something was beyond the parser.
    fn known<T>(&mut self, read: Option<T>) -> Option<T> {
        self.beyond |= read.is_none();
        read
    }

    /// The text with inline markup under a key.
    pub fn rich(&mut self, object: &Value, key: &str, path: &Path) -> Vec<Inline> {
        get(object, key).map(|value| self.rich_of(value, &path.key(key))).unwrap_or_default()
    }

    /// A whole number; numbers in quotes and with a fraction are read.
    pub fn number_of(&mut self, value: &Value, path: &Path) -> Option<i64> {
        let number = match value {
            Value::Number(number) => number.as_f64(),
            Value::String(text) => {
                let text = text.trim();
                let number = crate::article::thousandths(text.strip_suffix("px").unwrap_or(text).trim());
                #[allow(clippy::cast_precision_loss, reason = "only the whole part is used")]
                let number = number.map(|number| (number / 1000) as f64);
                if number.is_some() {
                    self.issues.push(path, Loss::Coerced("a number"));
                } else if text.is_empty() {
                    return None;
                }
                number
            }
            // schema.org: QuantitativeValue
            Value::Object(object) => object.get("value").and_then(Value::as_f64),
            _ => None,
        };
        let number = number.filter(|number| number.abs() < 9e15);
        if number.is_none() {
            self.wrong(path, "a number", value);
        }
        #[allow(
            clippy::cast_possible_truncation,
            reason = "the range was checked; a fraction of a pixel is none"
        )]
        number.map(|number| number as i64)
    }

    /// The whole number under a key, if it is in the range of `u32`.
    pub fn count(&mut self, object: &Value, key: &str, path: &Path) -> Option<u32> {
        let count = u32::try_from(self.number(object, key, path)?).ok();
        if count.is_none() {
            self.issues.push(&path.key(key), Loss::WrongType("a number from 0 on", "another number"));
        }
        count
    }

    /// The whole number under a key.
    pub fn number(&mut self, object: &Value, key: &str, path: &Path) -> Option<i64> {
        self.number_of(get(object, key)?, &path.key(key))
    }

    /// The truth value under a key; "true" and schema.org's `http://schema.org/True` are read too.
    pub fn truth(&mut self, object: &Value, key: &str, path: &Path) -> Option<bool> {
        let value = get(object, key)?;
        let path = path.key(key);
        match value {
            Value::Bool(truth) => return Some(*truth),
            Value::String(text) => {
                let word = text.rsplit('/').next().unwrap_or_default().trim();
                if word.is_empty() {
                    return None;
                }
                let is_any = |words: [&str; 3]| words.iter().any(|one| word.eq_ignore_ascii_case(one));
                let truth = match is_any(["true", "yes", "1"]) {
                    true => Some(true),
                    false => is_any(["false", "no", "0"]).then_some(false),
                };
                if truth.is_some() {
                    self.issues.push(&path, Loss::Coerced("true or false"));
                    return truth;
                }
            }
            _ => {}
        }
        self.wrong(&path, "true or false", value);
        None
    }

    /// A date: text of any known shape, or seconds or milliseconds since 1970.
    pub fn when_of(&mut self, value: &Value, path: &Path) -> Option<When> {
        if let Some(number) = value.as_f64() {
            let when = When::epoch(number);
            let loss = match when {
                Some(_) => Loss::Coerced("seconds or milliseconds since 1970"),
                None => Loss::UnreadableDate(self.raw_text(value, path).unwrap_or_default()),
            };
            self.issues.push(path, loss);
            return when;
        }
        let text = self.raw_text(value, path)?;
        let when = When::parse(&text);
        if when.millis.is_none() {
            self.issues.push(path, Loss::UnreadableDate(text));
        }
        Some(when)
    }

    /// The date under a key.
    pub fn when(&mut self, object: &Value, key: &str, path: &Path) -> Option<When> {
        self.when_of(get(object, key)?, &path.key(key))
    }

    /// An address for a link.
    pub fn href_of(&mut self, value: &Value, path: &Path) -> Option<Href> {
        let text = self.raw_text(value, path)?;
        let href = Href::new(&self.base, &text);
        if href.is_none() {
            self.issues.push(path, Loss::RefusedAddress(shortened(&text)));
        }
        href
    }

    /// The address for a link under a key.
    pub fn href(&mut self, object: &Value, key: &str, path: &Path) -> Option<Href> {
        self.href_of(get(object, key)?, &path.key(key))
    }

    /// The resolved http(s) address under a key.
    pub fn address(&mut self, object: &Value, key: &str, path: &Path) -> Option<String> {
        let value = get(object, key)?;
        let path = path.key(key);
        let href = self.href_of(value, &path)?;
        let address = href.http().map(str::to_owned);
        if address.is_none() {
            self.issues.push(&path, Loss::RefusedAddress(shortened(value.as_str().unwrap_or_default())));
        }
        address
    }

    /// An address of a picture, sound or film.
    pub fn source_of(&mut self, value: &Value, path: &Path) -> Option<Source> {
        let text = self.raw_text(value, path)?;
        let source = Source::new(&self.base, &text);
        if source.is_none() {
            self.issues.push(path, Loss::RefusedAddress(shortened(&text)));
        }
        source
    }

    /// The address of a picture, sound or film under a key.
    pub fn source(&mut self, object: &Value, key: &str, path: &Path) -> Option<Source> {
        self.source_of(get(object, key)?, &path.key(key))
    }

    /// Width and height, where both are there.
    pub fn size(&mut self, object: &Value, path: &Path) -> Option<(u32, u32)> {
        let width = self.count(object, "width", path).filter(|length| *length > 0);
        let height = self.count(object, "height", path).filter(|length| *length > 0);
        width.zip(height)
    }

    /// A language tag (BCP 47; an underscore is read as a hyphen).
    pub fn language(&mut self, object: &Value, key: &str, path: &Path) -> Option<String> {
        let value = get(object, key)?;
        let path = path.key(key);
        let value = items(value).first()?;
        // schema.org: Language
        let text = match get_any(value, &["alternateName", "identifier", "name"]) {
            Some((_, name)) if value.is_object() => self.raw_text(name, &path),
            _ => self.raw_text(value, &path),
        }?;
        let tag: String = text.chars().map(|c| if c == '_' { '-' } else { c }).collect();
        if !is_language_tag(&tag) {
            self.issues.push(&path, Loss::WrongType("a language tag such as \"en\"", "other text"));
            return None;
        }
        Some(tag)
    }

    /// The direction under `dir`. `auto` is what happens without one.
    pub fn dir(&mut self, object: &Value, path: &Path) -> Option<Dir> {
        let value = get(object, "dir")?;
        match value.as_str() {
            Some("ltr") => Some(Dir::Ltr),
            Some("rtl") => Some(Dir::Rtl),
            Some("auto") => None,
            _ => {
                self.wrong(&path.key("dir"), "ltr, rtl or auto", value);
                None
            }
        }
    }

    /// The items of the list under a key; a single value is read as a list of one, and told where the format
    /// has only lists.
    pub fn list<'v>(&mut self, object: &'v Value, key: &str, path: &Path) -> &'v [Value] {
        let Some(value) = get(object, key) else { return &[] };
        if !value.is_array() {
            self.issues.push(&path.key(key), Loss::Coerced("a list of one"));
        }
        items(value)
    }
}
