use crate::comments::reply::Field;

/// Whether a field is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// The server has no use for it.
    Absent,
    /// It may be left empty.
    Optional,
    /// The server refuses a reply without it.
    Required,
}

/// What a server makes of markup in a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Markup {
    /// Characters as they are.
    None,
    /// Some HTML elements, as WordPress's `wp_filter_kses` lets through.
    Html,
    /// Markdown.
    Markdown,
}

/// What a server's form asks for, and how much it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    /// The name.
    pub author: Need,
    /// The email address.
    pub email: Need,
    /// The website.
    pub url: Need,
    /// The least characters of a comment, without white space at its end.
    pub least: u32,
    /// The most of comment, name, email and website in the server's unit; `None` where there is no limit.
    pub most: [Option<u32>; 4],
    /// Whether the limits count UTF-8 bytes instead of characters.
    pub in_bytes: bool,
    /// What becomes of markup.
    pub markup: Markup,
}

impl Rules {
    /// Of replies that only this device keeps.
    pub const DEVICE: Self = Self {
        author: Need::Optional,
        email: Need::Optional,
        url: Need::Optional,
        least: 1,
        most: [None; 4],
        in_bytes: false,
        markup: Markup::None,
    };

    /// Whether a field is asked for.
    #[must_use]
    pub fn need(&self, field: Field) -> Need {
        field.pick([Need::Required, self.author, self.email, self.url])
    }

    /// The most that a field takes.
    #[must_use]
    pub fn most(&self, field: Field) -> Option<u32> {
        field.pick(self.most)
    }

    /// How long a text is in the unit of the limits.
    #[must_use]
    pub fn length(&self, text: &str) -> u32 {
        let length = if self.in_bytes { text.len() } else { text.chars().count() };
        u32::try_from(length).unwrap_or(u32::MAX)
    }
}
