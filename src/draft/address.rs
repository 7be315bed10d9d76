use super::percent;
use crate::json_text::{list, quoted};

/// What a draft is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A new comment or reply.
    #[default]
    New,
    /// A change to a comment that exists: never in the same place as a reply to it.
    Edit,
}

impl Kind {
    /// As keys and records have it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Edit => "edit",
        }
    }

    pub(super) fn of(name: &str) -> Option<Self> {
        [Self::New, Self::Edit].into_iter().find(|kind| kind.name() == name)
    }
}

/// Where a draft belongs. It belongs there whether or not a form is shown.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Address {
    /// Origin of the document, so that an article read through two pages has one draft.
    pub site: String,
    /// The article's own id, which query strings and fragments of the page's address do not change.
    pub article: String,
    /// Id of the comment that is answered or edited; `None` for the article itself.
    pub parent: Option<String>,
    /// What it is for.
    pub kind: Kind,
}

impl Address {
    /// Where a new reply belongs. An article's id that is an http(s) address loses its fragment and the parameters
    /// that only count visitors.
    #[must_use]
    pub fn of_reply(site: &str, article: &str, parent: Option<&str>) -> Self {
        Self {
            site: site.to_owned(),
            article: identity(article),
            parent: parent.filter(|id| !id.is_empty()).map(str::to_owned),
            kind: Kind::New,
        }
    }

    /// Key of one writer's record, or with an empty writer the beginning of all keys of this address.
    /// `prefix` is that of its [`super::Sort`].
    #[must_use]
    pub fn key(&self, prefix: &str, writer: &str) -> String {
        let mut out = article_prefix(prefix, &self.site, Some(&self.article));
        percent::push(&mut out, self.parent.as_deref().unwrap_or_default());
        out.push('/');
        out.push_str(self.kind.name());
        out.push('/');
        percent::push(&mut out, writer);
        out
    }

    /// The same as `drafts.js` reads it from `data-draft`: a JSON array of site, article, parent or null, and kind.
    #[must_use]
    pub fn json(&self) -> String {
        let parent = self.parent.as_deref().map_or_else(|| "null".to_owned(), quoted);
        list([quoted(&self.site), quoted(&self.article), parent, quoted(self.kind.name())].into_iter())
    }
}

/// The beginning of all keys of a site, or of one of its articles.
#[must_use]
pub fn article_prefix(prefix: &str, site: &str, article: Option<&str>) -> String {
    let mut out = prefix.to_owned();
    percent::push(&mut out, site);
    out.push('/');
    if let Some(article) = article {
        percent::push(&mut out, &identity(article));
        out.push('/');
    }
    out
}

/// Parameters that say where a visitor came from and never which article it is.
const COUNTERS: [&str; 7] = ["utm_", "fbclid", "gclid", "msclkid", "mc_cid", "mc_eid", "igshid"];

fn identity(article: &str) -> String {
    if !article.starts_with("https://") && !article.starts_with("http://") {
        return article.to_owned();
    }
    let address = article.split_once('#').map_or(article, |(address, _)| address);
    let Some((path, query)) = address.split_once('?') else { return address.to_owned() };
    let counts = |pair: &&str| COUNTERS.iter().any(|counter| pair.starts_with(counter));
    let kept: Vec<&str> = query.split('&').filter(|pair| !pair.is_empty() && !counts(pair)).collect();
    if kept.is_empty() { path.to_owned() } else { format!("{path}?{}", kept.join("&")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DRAFTS: &str = "standfirst.d1/";

    #[test]
    fn every_part_has_its_own_place_in_the_key() {
        let root = Address::of_reply("https://a.example", "urn:x/1", None);
        assert_eq!(root.key(DRAFTS, "t.1"), "standfirst.d1/https%3A%2F%2Fa.example/urn%3Ax%2F1//new/t.1");
        let named_root = Address::of_reply("https://a.example", "urn:x/1", Some("root"));
        let edit = Address { kind: Kind::Edit, ..named_root.clone() };
        let keys = [root.key(DRAFTS, ""), named_root.key(DRAFTS, ""), edit.key(DRAFTS, "")];
        assert!(keys.iter().enumerate().all(|(i, a)| !keys.iter().skip(i + 1).any(|b| a == b)));
    }

    #[test]
    fn a_site_or_article_whose_name_begins_another_has_another_prefix() {
        let prefix = article_prefix(DRAFTS, "https://a.example", Some("1"));
        assert!(!Address::of_reply("https://a.example", "12", None).key(DRAFTS, "t").starts_with(&prefix));
        let site = article_prefix(DRAFTS, "https://a.example", None);
        assert!(!Address::of_reply("https://a.example.org", "1", None).key(DRAFTS, "t").starts_with(&site));
    }

    #[test]
    fn an_article_keeps_its_identity_over_fragments_and_visitor_counters() {
        let identity = |article| Address::of_reply("s", article, None).article;
        for same in [
            "https://a.example/?p=7",
            "https://a.example/?p=7#comment-5",
            "https://a.example/?p=7&utm_source=x&utm_medium=y",
            "https://a.example/?fbclid=z&p=7#top",
        ] {
            assert_eq!(identity(same), "https://a.example/?p=7");
        }
        assert_eq!(identity("https://a.example/x?gclid=1"), "https://a.example/x");
        assert_ne!(identity("https://a.example/?p=8"), "https://a.example/?p=7");
        assert_eq!(identity("tag:a.example,2026:#7?x"), "tag:a.example,2026:#7?x");
    }
}
