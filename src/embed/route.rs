use crate::article::percent_decode;
use crate::find::replace;

/// Where comments come from, as the page's address says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommentsSource {
    /// One of the kinds of the contract; `None`: to be found out from the answer.
    pub kind: Option<&'static str>,
    /// The address, not yet resolved.
    pub address: String,
}

/// Kinds that may stand before a comments address.
const KINDS: [&str; 8] =
    ["list", "wordpress-form", "wordpress", "isso", "remark42", "activitypub", "standfirst", "device"];

impl CommentsSource {
    /// Reads `[KIND:]URL`. A prefix counts as a kind only if it is one: `https:` is none.
    #[must_use]
    pub fn read(text: &str) -> Self {
        for kind in KINDS {
            if let Some(address) = text.strip_prefix(kind).and_then(|rest| rest.strip_prefix(':')) {
                return Self { kind: Some(kind), address: address.to_owned() };
            }
        }
        Self { kind: None, address: text.to_owned() }
    }
}

/// What the page's address asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Route {
    /// `?src=`: the document, not yet resolved.
    pub src: Option<String>,
    /// `&comments=`
    pub comments: Option<CommentsSource>,
    /// `&feed=`: a list to choose related articles from.
    pub feed: Option<String>,
    /// The fragment without `#`, percent-decoded; empty where there is none.
    pub fragment: String,
}

impl Route {
    /// Reads an address; the first of several equal parameters counts, empty ones do not
    /// (URL Standard, `application/x-www-form-urlencoded` parsing).
    #[must_use]
    pub fn read(address: &str) -> Self {
        let (address, fragment) = address.split_once('#').unwrap_or((address, ""));
        let query = address.split_once('?').map_or("", |(_, query)| query);
        let find = |name: &str| {
            query.split('&').find_map(|pair| {
                let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
                (percent_decode(key) == name && !value.is_empty())
                    .then(|| percent_decode(&replace(value, '+', " ")))
            })
        };
        Self {
            src: find("src"),
            comments: find("comments").as_deref().map(CommentsSource::read),
            feed: find("feed"),
            fragment: percent_decode(fragment),
        }
    }

    /// The query that opens `src` on this page, beginning with `?`. Slashes and colons stay readable.
    #[must_use]
    pub fn query(src: &str) -> String {
        let mut out = String::from("?src=");
        for byte in src.bytes() {
            match byte {
                b'A'..=b'Z'
                | b'a'..=b'z'
                | b'0'..=b'9'
                | b'-'
                | b'.'
                | b'_'
                | b'~'
                | b'/'
                | b':'
                | b'?'
                | b'='
                | b'@'
                | b',' => {
                    out.push(char::from(byte));
                }
                _ => {
                    out.push('%');
                    for digit in [byte >> 4, byte & 15] {
                        let digit = char::from_digit(digit.into(), 16).unwrap_or_default();
                        out.push(digit.to_ascii_uppercase());
                    }
                }
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_and_written_back() {
        let route = Route::read("https://p.example/?x=1&src=a%2Fb.json%3Fq%3D1%26r&src=other&feed=#n%C3%A9");
        assert_eq!(route.src.as_deref(), Some("a/b.json?q=1&r"));
        assert_eq!((route.feed, route.fragment.as_str()), (None, "né"));
        let odd = "https://a.example/ö?x=1&y=2#f +%";
        assert_eq!(Route::read(&Route::query(odd)).src.as_deref(), Some(odd));
    }

    #[test]
    fn a_prefix_is_a_kind_only_if_it_is_one() {
        let source = CommentsSource::read("isso:https://c.example/");
        assert_eq!((source.kind, source.address.as_str()), (Some("isso"), "https://c.example/"));
        let source = CommentsSource::read("wordpress-form:/wp-comments-post.php");
        assert_eq!((source.kind, source.address.as_str()), (Some("wordpress-form"), "/wp-comments-post.php"));
        let source = CommentsSource::read("https://c.example/list.json");
        assert_eq!((source.kind, source.address.as_str()), (None, "https://c.example/list.json"));
    }
}
