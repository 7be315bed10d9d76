//! Strings with little or no markup, without the tolerant parser: elements that nest as they should and have no
//! attributes, links with nothing but an address, the commonest references. Anything else is for the whole parser; where
//! both read a string, they read the same.

use super::run::{Run, White, Wrap};
use crate::article::{Href, Inline, Style};

pub const STYLES: [(&str, Style); 11] = [
    ("em", Style::Em),
    ("strong", Style::Strong),
    ("i", Style::Italic),
    ("b", Style::Bold),
    ("code", Style::Code),
    ("sub", Style::Subscript),
    ("sup", Style::Superscript),
    ("mark", Style::Mark),
    ("small", Style::Small),
    ("cite", Style::Cite),
    ("q", Style::Quote),
];

const REFERENCES: [(&str, char); 13] = [
    ("amp", '&'),
    ("apos", '\''),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("nbsp", '\u{a0}'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("rsquo", '’'),
    ("lsquo", '‘'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("hellip", '…'),
];

/// Elements open at once.
const DEEPEST: usize = 8;

/// Whether a string has characters that HTML does not read as they stand.
pub fn has_odd_characters(html: &str) -> bool {
    html.bytes().any(|byte| matches!(byte, b'\r' | 0))
}

/// The running text of `html`; addresses in it are resolved against `base`.
pub fn line(html: &str, white: White, base: &str) -> Option<Vec<Inline>> {
    let mut run = Run::new(white);
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    if has_odd_characters(html) {
        return None;
    }
    loop {
        let at = rest.bytes().position(|byte| byte == b'<');
        let (before, after) = rest.split_at_checked(at.unwrap_or(rest.len()))?;
        text(before, &mut run)?;
        let Some(tag) = after.strip_prefix('<') else { break };
        let end = tag.bytes().position(|byte| byte == b'>')?;
        let (tag, after) = tag.split_at_checked(end)?;
        rest = after.get(1..)?;
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return None;
            }
            run.close();
        } else if matches!(tag, "br" | "br/" | "br /") {
            run.push(Inline::Break);
        } else {
            let (name, wrap) = element(tag, &open, base)?;
            open.push(name);
            run.open(wrap);
        }
    }
    open.is_empty().then(|| run.take())
}

/// Appends characters with references.
pub fn text(mut rest: &str, run: &mut Run) -> Option<()> {
    while let Some(at) = rest.bytes().position(|byte| byte == b'&') {
        let (before, after) = rest.split_at_checked(at)?;
        let (c, after) = reference(after.get(1..)?, false)?;
        run.text(before);
        run.text(c.encode_utf8(&mut [0; 4]));
        rest = after;
    }
    run.text(rest);
    Some(())
}

/// What a start tag opens.
fn element<'t>(tag: &'t str, open: &[&str], base: &str) -> Option<(&'t str, Wrap)> {
    if open.len() >= DEEPEST || open.contains(&tag) {
        return None;
    }
    if let Some((_, style)) = STYLES.iter().find(|(name, _)| *name == tag) {
        return Some((tag, Wrap::Style(*style)));
    }
    let address = tag.strip_prefix("a href=\"")?.strip_suffix('"')?;
    if open.contains(&"a") || address.bytes().any(|byte| matches!(byte, b'"' | b'<' | 0 | b'\r')) {
        return None;
    }
    let address = decoded(address, true)?;
    Some(("a", Wrap::Link(Href::new(base, &address)?, None)))
}

/// What the text after a `&` begins with, and what follows.
fn reference(after: &str, in_attribute: bool) -> Option<(char, &str)> {
    let number = after.strip_prefix('#');
    let from = number.unwrap_or(after);
    let (name, rest) = from.split_at_checked(from.bytes().take_while(u8::is_ascii_alphanumeric).count())?;
    // No name has less than two letters, so `&` and `&c.` stand for themselves; so does a parameter of an address.
    if number.is_none() && (name.len() < 2 || (in_attribute && rest.starts_with('='))) {
        return Some(('&', after));
    }
    let rest = rest.strip_prefix(';')?;
    let c = match number {
        Some(_) => {
            let (digits, radix) = name.strip_prefix('x').map_or((name, 10), |digits| (digits, 16));
            let number = u32::from_str_radix(digits, radix).ok()?;
            // Control characters, and what windows-1252 has in their place.
            char::from_u32(number).filter(|c| !c.is_control())?
        }
        None => REFERENCES.iter().find(|(known, _)| *known == name)?.1,
    };
    Some((c, rest))
}

/// `text` with its references decoded once.
pub fn decode(text: &str) -> Option<String> {
    decoded(text, false)
}

/// The same as in an attribute, where `in_attribute`.
pub fn decoded(text: &str, in_attribute: bool) -> Option<String> {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| byte == b'&') {
        let (before, after) = rest.split_at_checked(at)?;
        let (c, after) = reference(after.get(1..)?, in_attribute)?;
        out.push_str(before);
        out.push(c);
        rest = after;
    }
    out.push_str(rest);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::super::{Origin, Profile, line as whole};
    use super::*;
    use crate::article::{Issues, Path};

    fn both(html: &str) -> (Option<Vec<Inline>>, Vec<Inline>, bool) {
        let (base, mut issues) = ("https://a.example/b", Issues::default());
        let mut origin = Origin { base, profile: Profile::Article, path: Path::ROOT, issues: &mut issues };
        let all = whole(html, &mut origin, White::Collapse);
        (line(html, White::Collapse, base), all, issues.into_vec().is_empty())
    }

    #[test]
    fn what_is_read_here_is_read_as_by_the_whole_parser() {
        for html in [
            "",
            " two  words ",
            "R&D & &c. && &é &",
            "a <em>b <strong>c</strong></em> d<br>e<br/> f",
            "<a href=\"/x?a=1&amp;b=2\">x</a> &amp; y & z",
            "q &lt;b&gt; &#8220;r&#8221; <q>s</q> <a href=\"https://b.example/\"><code>t</code></a>",
            " <b> a </b> <i> b </i> ",
        ] {
            let (simple, all, silent) = both(html);
            assert_eq!(simple, Some(all), "{html}");
            assert!(silent, "{html}");
        }
    }

    #[test]
    fn what_is_beyond_is_left_to_the_whole_parser() {
        for html in [
            "a < b",
            "<em>a",
            "a</em>",
            "<em><b>a</em></b>",
            "<b><b>a</b></b>",
            "<EM>a</EM>",
            "<p>a</p>",
            "&eacute;",
            "<a href='x'>a</a>",
            "<a href=\"javascript:x\">a</a>",
            "<a href=\"x\" title=\"y\">a</a>",
            "a\rb",
            "a\0b",
            "<a href=\"x\"><em><a href=\"y\">a</a></em></a>",
            "&ampx",
            "<!-- a -->",
            "<script>a</script>",
        ] {
            assert_eq!(both(html).0, None, "{html}");
        }
    }

    #[test]
    fn any_string_is_read_alike_or_left() {
        use proptest::prelude::{Strategy, prop, proptest};
        let piece = prop::sample::select(vec![
            "a",
            " ",
            "<em>",
            "</em>",
            "<b>",
            "</b>",
            "<a href=\"x\">",
            "<a href=\"http://y.example/?a=1&b=2\">",
            "</a>",
            "<br>",
            "&amp;",
            "&",
            "&lt;",
            "\n",
            "<",
            ">",
            "<q>",
            "</q>",
            "é",
            "<sup>",
            "</sup>",
            "&nbsp;",
            "<p>",
            "c",
            "#",
            ";",
            "</p>",
            "\u{3000}",
            "&quot;",
            "<i>",
            "</i>",
        ]);
        proptest!(|(html in prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat()))| {
            let (simple, all, silent) = both(&html);
            if let Some(simple) = simple {
                assert_eq!(simple, all, "{html}");
                assert!(silent, "{html}");
            }
        });
    }
}
