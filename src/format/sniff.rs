//! What a text is, from its characters alone.

/// Whether a string is an absolute http(s) address.
pub fn is_address(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

/// A plain text as it was meant: HTML references decoded once where the source has them and no `<` comes out of it, so
/// that neither `AT&amp;T` nor `&lt;b&gt;` is shown wrong.
pub fn plain_text(text: &str, decoded: String) -> String {
    let tags = |text: &str| text.bytes().filter(|byte| *byte == b'<').count();
    if tags(&decoded) > tags(text) { text.to_owned() } else { decoded }
}

/// Whether a text that should be plain has an inline element of HTML, with its end.
pub fn is_marked_up(text: &str) -> bool {
    let names =
        ["b", "i", "em", "strong", "span", "sup", "sub", "cite", "u", "small", "a", "s", "mark", "q", "code"];
    let mut tags = text.split('<').skip(1);
    tags.any(|tag| {
        let name = tag.strip_prefix('/').and_then(|rest| rest.split_once('>')).map(|(name, _)| name.trim());
        name.is_some_and(|name| is_one_of(name, &names))
            || tag.starts_with("br>")
            || tag.starts_with("br/")
            || tag.starts_with("br /")
    })
}

fn is_one_of(name: &str, names: &[&str]) -> bool {
    names.iter().any(|one| name.eq_ignore_ascii_case(one))
}

/// Whether a text that may be HTML is: it has a tag of a block of HTML, or a link or picture.
pub fn is_html(text: &str) -> bool {
    let names = [
        "p",
        "div",
        "br",
        "ul",
        "ol",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "blockquote",
        "figure",
        "table",
        "section",
        "article",
    ];
    let with_attributes = ["a", "img", "iframe", "video", "span"];
    text.split('<').skip(1).any(|tag| {
        let tag = tag.strip_prefix('/').unwrap_or(tag);
        let end = tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len());
        let Some((name, rest)) = tag.split_at_checked(end).filter(|(name, _)| name.len() <= 10) else {
            return false;
        };
        let closes = rest.starts_with(['>', '/', ' ', '\n', '\t']) && rest.contains('>');
        closes && (is_one_of(name, &names) || is_one_of(name, &with_attributes) && rest.contains('='))
    })
}
