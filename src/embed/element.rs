//! The contract of `<standfirst-article>`: `standfirst.js`, its type declarations and `custom-elements.json` are made of these lists.

/// Version of this contract. A name that goes or changes its meaning makes it a new one; names may be added.
pub const VERSION: u32 = 1;

/// The element's name, unless a host defines it by another.
pub const TAG: &str = "standfirst-article";

/// What an attribute takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// Text.
    Text,
    /// One of these words.
    One(&'static [&'static str]),
    /// It is there or not.
    Flag,
}

/// An attribute, which is a property too, its name in camel case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// Its name.
    pub name: &'static str,
    /// What it takes.
    pub takes: Takes,
    /// Whether another value shows the article anew.
    pub content: bool,
    /// What it does.
    pub about: &'static str,
}

const fn attribute(name: &'static str, takes: Takes, content: bool, about: &'static str) -> Attribute {
    Attribute { name, takes, content, about }
}

/// The attributes.
pub const ATTRIBUTES: [Attribute; 11] = [
    attribute("src", Takes::Text, true, "Address of the document. Its origin is thereby allowed."),
    attribute(
        "from",
        Takes::Text,
        true,
        "`page`: the JSON-LD blocks of the page; otherwise the id of the script that holds the document. No request is made.",
    ),
    attribute("comments", Takes::Text, true, "`[KIND:]URL` of a source of comments, as in `?comments=`."),
    attribute(
        "feed",
        Takes::Text,
        true,
        "Address of a JSON Feed, or a list of WordPress's posts, to choose related articles from, or without a document the newest.",
    ),
    attribute(
        "lang",
        Takes::Text,
        true,
        "Language of the interface; without it that of the document, or the reader's.",
    ),
    attribute(
        "heading-level",
        Takes::Text,
        true,
        "Level of the headline, 1 to 6; the other headings follow. 1 without it.",
    ),
    attribute(
        "features",
        Takes::Text,
        true,
        "Words that switch parts on or off, as in the page's configuration.",
    ),
    attribute(
        "origins",
        Takes::Text,
        true,
        "Other origins, separated by spaces, that documents may come from.",
    ),
    attribute(
        "avatars",
        Takes::Flag,
        true,
        "Whether pictures of people who comment may be fetched from third parties.",
    ),
    attribute(
        "theme",
        Takes::One(&["light", "dark", "auto"]),
        false,
        "Colours; `auto` follows the reader's system, and without it they follow the page's `color-scheme`.",
    ),
    attribute(
        "loading",
        Takes::One(&["eager", "lazy"]),
        false,
        "`eager` does not wait until the element nears the viewport.",
    ),
];

/// Properties and methods of their own, with their types as TypeScript has them.
pub const MEMBERS: [(&str, &str, &str); 5] = [
    (
        "article",
        "unknown",
        "The document itself: JSON text, or what `JSON.parse` makes of it. It counts before every attribute.",
    ),
    (
        "readonly state",
        "'' | 'loading' | 'ready' | 'error'",
        "Where it stands; empty before it began. Also the attribute `data-standfirst`.",
    ),
    ("readonly standfirstVersion", "string", "The version that defined it."),
    ("reload()", "void", "Asks for everything again."),
    (
        "goTo(name: string)",
        "boolean",
        "Goes to a block, a note or a comment (`comment-ID`); says whether there is one of that name.",
    ),
];

/// What may be styled by `::part(name)`, and the selector that it stands for inside.
pub const PARTS: [(&str, &str); 18] = [
    ("article", "article"),
    ("headline", "article > header > h1"),
    ("kicker", ".kicker"),
    ("standfirst", ".standfirst"),
    ("byline", ".byline"),
    ("meta", "header > .meta"),
    ("body", ".body"),
    ("figure", "figure"),
    ("caption", "figcaption"),
    ("related", ".related"),
    ("comments", ".comments"),
    ("comment", ".comment"),
    ("reply-form", ".reply-form"),
    ("field", ".field > :is(textarea, input)"),
    ("submit", "button[type=submit]"),
    ("button", "button[type=button]"),
    ("link", "a"),
    ("problem", ".problem"),
];

/// The part that holds everything; the shell makes it.
pub const BASE: &str = "base";

/// Slots: their names, the default one empty, and when they are shown.
pub const SLOTS: [(&str, &str); 3] = [
    (
        "",
        "The fallback: shown until there is something to see, for good where the viewer cannot start, and under the message where the article cannot be shown.",
    ),
    ("header", "Above the article."),
    ("footer", "Below everything."),
];

/// Custom properties that a host may set on the element.
pub const PROPERTIES: [(&str, &str); 22] = [
    ("--sf-text-family", "Type of the text"),
    ("--sf-ui-family", "Type of the interface"),
    ("--sf-code-family", "Type of code"),
    ("--sf-size", "Size of the text"),
    ("--sf-ui-size", "Size of the interface"),
    ("--sf-line", "Line height"),
    ("--sf-h1", "Size of the headline"),
    ("--sf-h2", "Size of headings"),
    ("--sf-measure", "Width of the text"),
    ("--sf-wide", "Width of wide pictures"),
    ("--sf-gap", "Space at the sides"),
    ("--sf-flow", "Space between paragraphs"),
    ("--sf-radius", "Roundness of corners"),
    ("--sf-ground", "Colour of the ground"),
    ("--sf-raised", "Ground of boxes"),
    ("--sf-text", "Colour of the text"),
    ("--sf-muted", "Colour of what is less important"),
    ("--sf-line-colour", "Colour of lines"),
    ("--sf-field-line", "Colour of the lines around fields"),
    ("--sf-accent", "Colour of links and of the button"),
    ("--sf-kicker", "Colour of the kicker"),
    ("--sf-on-accent", "Colour of the words on the button"),
];

/// Why the viewer could not start: `reason` in the detail of `standfirst-error` with the code `start-failed`.
pub const REASONS: [&str; 9] = [
    "no-wasm",
    "wasm-refused",
    "integrity",
    "not-found",
    "server",
    "cross-origin",
    "policy",
    "unreachable",
    "broken",
];

#[cfg(test)]
mod tests {
    use super::*;

    const TOKENS: &str = include_str!("../../style/tokens.css");
    const PAGE: &str = include_str!("README.md");
    const SHELL: &str = include_str!("../../public/element.js");

    #[test]
    fn every_custom_property_is_a_token_of_the_style() {
        for (name, _) in PROPERTIES {
            assert!(TOKENS.contains(&format!("{name}:")), "{name}");
        }
    }

    #[test]
    fn the_page_about_the_contract_names_all_of_it() {
        let attributes = ATTRIBUTES.map(|attribute| attribute.name);
        let members = MEMBERS.map(|(name, ..)| name.trim_start_matches("readonly "));
        let events = super::super::Event::ALL.map(super::super::Event::name);
        let pairs = PARTS.iter().chain(&PROPERTIES).map(|(name, _)| *name);
        let slots = SLOTS.iter().map(|(name, _)| *name).filter(|name| !name.is_empty());
        for name in
            attributes.into_iter().chain(REASONS).chain(events).chain(pairs).chain(slots).chain([BASE])
        {
            assert!(PAGE.contains(&format!("`{name}`")), "{name}");
        }
        for name in members {
            let name = name.split([':', '(']).next().unwrap();
            assert!(PAGE.contains(&format!("`{name}")), "{name}");
        }
        assert!(PAGE.contains(&format!("version {VERSION}")) && PAGE.contains(TAG));
    }

    #[test]
    fn every_reason_and_every_member_is_in_the_shell() {
        for reason in REASONS {
            assert!(SHELL.contains(&format!("'{reason}'")), "{reason}");
        }
        for (member, _, _) in MEMBERS {
            let name = member.trim_start_matches("readonly ").split('(').next().unwrap();
            assert!(SHELL.contains(&format!("{name}(")), "{name}");
        }
        for (slot, _) in SLOTS {
            assert!(SHELL.contains(&format!("'{slot}'")), "slot {slot:?}");
        }
    }
}
