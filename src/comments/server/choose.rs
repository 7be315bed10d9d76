use super::{Backend, Kind, Place, Subject, query, wordpress_form};
use crate::article::{Article, plain};
use crate::embed::{AddressRule, CommentsSource};
use crate::find::has;

/// Where the comments of an article come from and where replies go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// No server is named: replies are kept on this device.
    Device,
    /// These.
    Server(Backend),
    /// A server is named by the page, but the page may not talk to it; this is its address.
    Refused(String),
}

/// Chooses: what the page's own address asks for, else what the document says, else what the page's owner has set. A document that
/// names a server which the rule does not allow is as if it named none; the same in the page's address or configuration is told.
#[must_use]
pub fn choose(
    article: &Article,
    asked: Option<&CommentsSource>,
    set: Option<&str>,
    rule: &AddressRule,
) -> Choice {
    let subject = Subject {
        id: article.id.clone(),
        url: article.url.clone().unwrap_or_else(|| article.source_url.clone()),
        title: plain(&article.headline),
    };
    if let Some(source) = asked {
        return of_page(source, article, subject, rule);
    }
    if let Some(backend) = of_document(article, &subject, rule) {
        return Choice::Server(backend);
    }
    match set {
        Some(set) if !set.is_empty() => of_page(&CommentsSource::read(set), article, subject, rule),
        _ => Choice::Device,
    }
}

/// What the page's address or configuration names.
fn of_page(source: &CommentsSource, article: &Article, subject: Subject, rule: &AddressRule) -> Choice {
    let kind = source.kind.and_then(Kind::of);
    if kind == Some(Kind::Device) {
        return Choice::Device;
    }
    let Some(address) = rule.resolve(&source.address).filter(|address| rule.allows(address)) else {
        return Choice::Refused(rule.resolve(&source.address).unwrap_or_else(|| source.address.clone()));
    };
    let kind = kind.unwrap_or_else(|| guess(&address));
    let place = Place { kind, address };
    let (list, post) = match kind {
        Kind::WordPressForm => {
            let listed = article.thread().more.as_deref().and_then(|more| allowed(more, rule));
            (listed.filter(|listed| listed.kind == Kind::WordPress), own_origin(place, rule))
        }
        Kind::List | Kind::ActivityPub => (Some(place), None),
        Kind::WordPress | Kind::Isso | Kind::Remark42 | Kind::Standfirst | Kind::Device => {
            (Some(place.clone()), Some(place))
        }
    };
    Choice::Server(Backend { list, post, subject })
}

/// What the document names, as far as it is allowed.
fn of_document(article: &Article, subject: &Subject, rule: &AddressRule) -> Option<Backend> {
    let comments = article.thread();
    let list = comments.more.as_deref().and_then(|more| allowed(more, rule)).filter(|place| {
        // A page for people is only a link; ActivityStreams and JSON are what is listed.
        place.kind != Kind::List || article.format == "activitystreams" || is_json(&place.address)
    });
    let list = list.map(|place| match article.format {
        "activitystreams" => Place { kind: Kind::ActivityPub, ..place },
        _ => place,
    });
    let post = comments.post_to.as_ref().and_then(|target| {
        let place = allowed(&target.url, rule)?;
        match (place.kind, target.form_encoded) {
            (Kind::WordPressForm, _) => own_origin(place, rule),
            (Kind::WordPress, _) => Some(place),
            (_, false) => Some(Place { kind: Kind::Standfirst, ..place }),
            (_, true) => None,
        }
    });
    let post = post.or_else(|| list.clone().filter(|place| place.kind == Kind::WordPress));
    (list.is_some() || post.is_some()).then(|| Backend { list, post, subject: subject.clone() })
}

fn allowed(address: &str, rule: &AddressRule) -> Option<Place> {
    rule.allows(address).then(|| Place { kind: guess(address), address: address.to_owned() })
}

/// The form endpoint sends no CORS headers: elsewhere nobody could know what became of a reply.
fn own_origin(place: Place, rule: &AddressRule) -> Option<Place> {
    (rule.is_own(&place.address) && wordpress_form::post_of(&place.address).is_some()).then_some(place)
}

/// What an address says of its kind.
fn guess(address: &str) -> Kind {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let route = query::value(address, "rest_route").unwrap_or_default();
    if path.trim_end_matches('/').ends_with("/wp/v2/comments") || has(&route, "/wp/v2/comments") {
        Kind::WordPress
    } else if path.ends_with("/wp-comments-post.php") {
        Kind::WordPressForm
    } else {
        Kind::List
    }
}

fn is_json(address: &str) -> bool {
    address.split(['?', '#']).next().is_some_and(|path| path.ends_with(".json"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::PostTarget;
    use crate::embed::Config;

    const PAGE: &str = "https://page.example/read/?src=a.json";
    const REST: &str = "https://cms.example/wp-json/wp/v2/comments?post=7";

    fn rule() -> AddressRule {
        let config = Config { origins: vec!["https://cms.example".into()], ..Config::default() };
        AddressRule::new(PAGE, &config)
    }

    fn article(more: Option<&str>, post_to: Option<&str>, form_encoded: bool) -> Article {
        let mut article = Article { source_url: "https://page.example/a.json".into(), ..Article::default() };
        article.comments.more = more.map(Into::into);
        article.comments.post_to = post_to.map(|url| PostTarget { url: url.into(), form_encoded });
        article
    }

    fn kinds(choice: &Choice) -> (Option<Kind>, Option<Kind>) {
        let Choice::Server(backend) = choice else { return (None, None) };
        (backend.list.as_ref().map(|place| place.kind), backend.post.as_ref().map(|place| place.kind))
    }

    fn of(article: &Article, asked: Option<&str>, set: Option<&str>) -> Choice {
        choose(article, asked.map(CommentsSource::read).as_ref(), set, &rule())
    }

    #[test]
    fn a_document_names_its_server_and_the_pages_address_comes_first() {
        let rest = article(Some(REST), None, false);
        assert_eq!(
            kinds(&of(&rest, None, Some("isso:/isso/"))),
            (Some(Kind::WordPress), Some(Kind::WordPress))
        );
        assert_eq!(kinds(&of(&rest, Some("isso:/isso/"), None)), (Some(Kind::Isso), Some(Kind::Isso)));
        assert_eq!(of(&rest, Some("device:"), None), Choice::Device);
        let bare = article(None, None, false);
        assert_eq!(
            kinds(&of(&bare, None, Some("remark42:https://cms.example/?site=x"))).0,
            Some(Kind::Remark42)
        );
        assert_eq!(kinds(&of(&bare, None, Some("thread.json"))), (Some(Kind::List), None));
        assert_eq!(of(&bare, None, None), Choice::Device);
    }

    #[test]
    fn no_document_names_a_server_that_the_page_does_not_allow() {
        for evil in [
            "https://evil.example/wp-json/wp/v2/comments?post=7",
            "https://cms.example.evil.example/wp/v2/comments?post=7",
            "https://cms.example@evil.example/wp/v2/comments?post=7",
            "http://cms.example/wp/v2/comments?post=7",
            "https://cms.example:8443/wp/v2/comments?post=7",
        ] {
            assert_eq!(of(&article(Some(evil), Some(evil), false), None, None), Choice::Device, "{evil}");
            let set = of(&article(Some(evil), Some(evil), true), None, Some("isso:/isso/"));
            let Choice::Server(backend) = set else { panic!("{evil}") };
            assert!(backend.list.is_some_and(|place| place.address == "https://page.example/isso/"));
        }
        let asked = of(&article(None, None, false), Some("isso:https://evil.example/"), None);
        assert_eq!(asked, Choice::Refused("https://evil.example/".into()));
    }

    #[test]
    fn the_form_endpoint_is_used_on_the_pages_own_origin_alone() {
        let own = "https://page.example/wp-comments-post.php?comment_post_ID=7";
        assert_eq!(
            kinds(&of(&article(None, Some(own), true), None, None)),
            (None, Some(Kind::WordPressForm))
        );
        let other = "https://cms.example/wp-comments-post.php?comment_post_ID=7";
        assert_eq!(of(&article(None, Some(other), true), None, None), Choice::Device);
        let both = article(Some(REST), Some(own), true);
        assert_eq!(kinds(&of(&both, None, None)), (Some(Kind::WordPress), Some(Kind::WordPressForm)));
    }

    #[test]
    fn a_page_for_people_is_not_fetched_as_a_list() {
        assert_eq!(
            of(&article(Some("https://cms.example/story#comments"), None, false), None, None),
            Choice::Device
        );
        let action = article(None, Some("https://cms.example/api/comments"), false);
        assert_eq!(kinds(&of(&action, None, None)), (None, Some(Kind::Standfirst)));
    }
}
