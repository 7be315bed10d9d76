//! What a reply needs before it is posted.

use super::server::{Need, Rules};

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

    /// What there is for it in the order of [`Self::ALL`].
    #[must_use]
    pub fn pick<T>(self, each: [T; 4]) -> T {
        let [comment, author, email, url] = each;
        match self {
            Self::Comment => comment,
            Self::Author => author,
            Self::Email => email,
            Self::Url => url,
        }
    }

    /// The field of a name.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name() == name)
    }
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is empty and must not be.
    Missing,
    /// It cannot be what it is to be.
    Wrong,
    /// It has fewer characters than this.
    Short(u32),
    /// It has more than this.
    Long(u32),
}

/// What keeps a server from taking a field, if anything.
#[must_use]
pub fn fault(field: Field, text: &str, rules: &Rules) -> Option<Fault> {
    let (need, trimmed) = (rules.need(field), text.trim());
    if need == Need::Absent {
        return None;
    }
    if trimmed.is_empty() {
        return (need == Need::Required).then_some(Fault::Missing);
    }
    let is_right = match field {
        Field::Comment | Field::Author => true,
        Field::Email => is_email(trimmed),
        Field::Url => is_website(trimmed),
    };
    if !is_right {
        return Some(Fault::Wrong);
    }
    let length = rules.length(text.trim_end());
    match rules.most(field) {
        Some(most) if length > most => Some(Fault::Long(most)),
        _ if field == Field::Comment && length < rules.least => Some(Fault::Short(rules.least)),
        _ => None,
    }
}

/// The fields that keep a reply from being kept on this device, in the order of the form: a comment must say something, an email
/// address be complete, a website be an http(s) address. Only the comment must be there.
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
    fn a_server_says_what_must_be_there_and_how_much_it_takes() {
        let most = [Some(5), None, Some(9), None];
        let rules = Rules { author: Need::Required, url: Need::Absent, least: 3, most, ..Rules::DEVICE };
        assert_eq!(fault(Field::Author, " ", &rules), Some(Fault::Missing));
        assert_eq!(fault(Field::Comment, "ab ", &rules), Some(Fault::Short(3)));
        assert_eq!(fault(Field::Comment, "äöü🦀x", &rules), None);
        assert_eq!(fault(Field::Comment, "abcdef", &rules), Some(Fault::Long(5)));
        let bytes = Rules { in_bytes: true, ..rules };
        assert_eq!(fault(Field::Comment, "äöü🦀x", &bytes), Some(Fault::Long(5)));
        assert_eq!(fault(Field::Email, "ab@cd.example", &rules), Some(Fault::Long(9)));
        assert_eq!(fault(Field::Url, "nonsense", &rules), None);
    }

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
