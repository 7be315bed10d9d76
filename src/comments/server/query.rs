//! Query strings.

/// Appends `text` so that it may stand in a query (URL Standard, "application/x-www-form-urlencoded percent-encode set").
pub(super) fn push(out: &mut String, text: &str) {
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'*' => out.push(char::from(byte)),
            b' ' => out.push('+'),
            _ => {
                const HEX: &[u8; 16] = b"0123456789ABCDEF";
                out.push('%');
                for digit in [byte >> 4, byte & 15] {
                    out.extend(HEX.get(usize::from(digit)).map(|digit| char::from(*digit)));
                }
            }
        }
    }
}

/// `name=value` pairs, joined by `&`.
#[must_use]
pub(super) fn pairs(pairs: &[(&str, &str)]) -> String {
    let mut out = String::new();
    for (name, value) in pairs {
        if !out.is_empty() {
            out.push('&');
        }
        push(&mut out, name);
        out.push('=');
        push(&mut out, value);
    }
    out
}

/// `address` without fragment, with more parameters.
#[must_use]
pub(super) fn with(address: &str, more: &[(&str, &str)]) -> String {
    let mut out = address.split('#').next().unwrap_or_default().to_owned();
    if !more.is_empty() {
        let joint = match out.contains('?') {
            false => "?",
            true if out.ends_with(['?', '&']) => "",
            true => "&",
        };
        out.push_str(joint);
        out.push_str(&pairs(more));
    }
    out
}

/// The first value of a parameter, decoded.
#[must_use]
pub(super) fn value(address: &str, name: &str) -> Option<String> {
    let query = address.split('#').next()?.split_once('?')?.1;
    query.split('&').find_map(|pair| {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        let decoded = |text: &str| crate::article::percent_decode(&text.replace('+', " "));
        (decoded(key) == name && !value.is_empty()).then(|| decoded(value))
    })
}

/// `address` without fragment, with only those parameters whose name is in `kept`.
#[must_use]
pub(super) fn only(address: &str, kept: &[&str]) -> String {
    let bare = address.split('#').next().unwrap_or_default();
    let Some((path, query)) = bare.split_once('?') else { return bare.to_owned() };
    let mut out = path.to_owned();
    for pair in query.split('&') {
        if kept.contains(&pair.split('=').next().unwrap_or_default()) {
            out.push(if out.len() == path.len() { '?' } else { '&' });
            out.push_str(pair);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_are_written_and_read_back() {
        let address = with("https://a.example/x?rest_route=/wp/v2/comments#y", &[("uri", "/ä b&c=d")]);
        assert_eq!(address, "https://a.example/x?rest_route=/wp/v2/comments&uri=%2F%C3%A4+b%26c%3Dd");
        assert_eq!(value(&address, "uri").as_deref(), Some("/ä b&c=d"));
        assert_eq!(only(&address, &["rest_route"]), "https://a.example/x?rest_route=/wp/v2/comments");
        assert_eq!(only(&address, &[]), "https://a.example/x");
        assert_eq!(with("https://a.example/", &[("a", "1"), ("b", "2")]), "https://a.example/?a=1&b=2");
    }
}
