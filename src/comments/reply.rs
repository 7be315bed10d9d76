//! What a reply needs before it is posted.

/// The fields that every reply form has, by their names in the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The text.
    Comment,
    /// The reader's name.
    Author,
    /// The reader's email address.
    Email,
    /// The reader's website.
    Url,
}

impl Field {
    /// All, in the order of the form.
    pub const ALL: [Self; 4] = [Self::Comment, Self::Author, Self::Email, Self::Url];

    /// `name` of the control.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Comment => "comment",
            Self::Author => "author",
            Self::Email => "email",
            Self::Url => "url",
        }
    }
}

/// The fields that keep a reply from being posted, in the order of the form. Each has one rule, so that a field says
/// what is wrong: a comment must say something, an email address be complete, a website be an http(s) address. Only
/// the comment must be there.
#[must_use]
pub fn faults(comment: &str, email: &str, url: &str) -> Vec<Field> {
    let rules = [
        (Field::Comment, !comment.trim().is_empty()),
        (Field::Email, email.trim().is_empty() || is_email(email.trim())),
        (Field::Url, url.trim().is_empty() || is_website(url.trim())),
    ];
    rules.into_iter().filter(|(_, holds)| !holds).map(|(field, _)| field).collect()
}

/// Whether it can be an address at all; only a letter to it could tell more. Looser than HTML's rule, which refuses
/// international addresses (RFC 6531), and stricter in wanting a dot, whose absence is nearly always a slip.
fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.rsplit_once('@') else { return false };
    let labels = || host.split('.');
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && c != '@' && c != ',';
    !name.is_empty()
        && text.chars().filter(|c| *c == '@').count() == 1
        && name.chars().all(plain)
        && host.chars().all(plain)
        && labels().count() > 1
        && labels().all(|label| !label.is_empty())
}

fn is_website(text: &str) -> bool {
    let Some((scheme, rest)) = crate::find::split_once(text, "://") else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    (scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https"))
        && !host.is_empty()
        && !text.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_comment_must_be_there() {
        assert_eq!(faults(" \n", "", ""), [Field::Comment]);
        assert_eq!(faults("x", "", " "), []);
        assert_eq!(faults("", "x", "y"), [Field::Comment, Field::Email, Field::Url]);
    }

    #[test]
    fn an_email_address_must_be_complete() {
        for good in ["a@b.example", " a.b+c@d.e.example ", "jürgen@straße.example", "用户@例子.example"]
        {
            assert_eq!(faults("x", good, ""), [], "{good}");
        }
        for bad in [
            "a",
            "a@",
            "@b.example",
            "a@b",
            "a@b..example",
            "a@.b",
            "a@b.",
            "a b@c.example",
            "a@b@c.example",
            "a@b.c,d@e.f",
        ] {
            assert_eq!(faults("x", bad, ""), [Field::Email], "{bad}");
        }
    }

    #[test]
    fn a_website_is_an_address_of_the_web() {
        for good in ["https://a.example", "HTTP://a.example/x?y#z", "https://例子.example/"] {
            assert_eq!(faults("x", "", good), [], "{good}");
        }
        for bad in
            ["a.example", "javascript:alert(1)", "ftp://a.example", "https://", "https:///x", "https://a b"]
        {
            assert_eq!(faults("x", "", bad), [Field::Url], "{bad}");
        }
    }
}
