//! Which links to other articles open inside the viewer.

use crate::article::{Article, BlockKind, Link, resolve};
use crate::find::last;

use super::{AddressRule, Route};

/// Gives `link.src` to every related link that opens inside the viewer: a `?src=` address of the page at `page`, an allowed
/// address that ends in `.json`, or one whose feed item named its document. Takes it from those that may not.
pub fn mark_inside(article: &mut Article, page: &str, rule: &AddressRule) {
    each_related(article, |link| link.src = document_of(link, page, rule));
}

/// The same for links that are in no article; `is_page` is whether links may open inside at all.
pub fn mark_links(links: &mut [Link], page: &str, rule: &AddressRule, is_page: bool) {
    for link in links {
        link.src = document_of(link, page, rule).filter(|_| is_page);
    }
}

/// Leaves every related link its own address, as in an element, whose page takes no `?src=`.
pub fn forget_inside(article: &mut Article) {
    each_related(article, |link| link.src = None);
}

fn each_related(article: &mut Article, act: impl Fn(&mut Link)) {
    let boxes = article.body.iter_mut().filter_map(|block| match &mut block.kind {
        BlockKind::Related { links, .. } => Some(links),
        _ => None,
    });
    boxes.flatten().chain(&mut article.related).for_each(act);
}

fn document_of(link: &Link, page: &str, rule: &AddressRule) -> Option<String> {
    if let Some(src) = &link.src {
        return resolve(page, src)
            .filter(|address| rule.allows(address))
            .map(|address| shorten(&address, page));
    }
    let address = link.url.http()?;
    if let Some(src) = src_of(address, page) {
        return Some(src);
    }
    let path = address.split(['?', '#']).next()?;
    (path.ends_with(".json") && rule.allows(address)).then(|| shorten(address, page))
}

/// What `?src=` asks for in an address of the page itself.
#[must_use]
pub fn src_of(address: &str, page: &str) -> Option<String> {
    let path = |address: &str| {
        let path = address.split(['?', '#']).next().unwrap_or_default();
        path.strip_suffix("index.html").unwrap_or(path).to_owned()
    };
    (path(address) == path(page)).then(|| Route::read(address).src)?
}

/// `address` as it is written in `?src=`: relative to the page's folder where it is below that.
#[must_use]
pub fn shorten(address: &str, page: &str) -> String {
    let path = page.split(['?', '#']).next().unwrap_or_default();
    let folder = last(path, b'/').and_then(|at| path.get(..=at)).unwrap_or(path);
    let rest =
        address.strip_prefix(folder).filter(|rest| !rest.is_empty() && !rest.starts_with(['?', '#', '/']));
    rest.filter(|rest| !rest.split('/').next().is_some_and(|first| first.contains(':')))
        .unwrap_or(address)
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Href;
    use crate::embed::Config;

    const PAGE: &str = "https://p.example/read/index.html?src=a.json";

    fn opens(url: &str, src: Option<&str>) -> Option<String> {
        let config = Config { origins: vec!["https://cms.example".into()], ..Config::default() };
        let rule = AddressRule::new(PAGE, &config);
        let mut link = Link::new(Href::new(PAGE, url).unwrap(), "x");
        link.src = src.map(Into::into);
        let mut article = Article { related: vec![link], ..Article::default() };
        mark_inside(&mut article, PAGE, &rule);
        article.related.remove(0).src
    }

    #[test]
    fn links_open_inside_only_where_their_document_is_known_and_allowed() {
        assert_eq!(opens("./?src=samples/b.json", None).as_deref(), Some("samples/b.json"));
        assert_eq!(opens("/read/?src=b.json#n1", None).as_deref(), Some("b.json"));
        assert_eq!(opens("/read/samples/b.json", None).as_deref(), Some("samples/b.json"));
        assert_eq!(
            opens("https://cms.example/x.json?v=1", None).as_deref(),
            Some("https://cms.example/x.json?v=1")
        );
        assert_eq!(opens("https://other.example/x.json", None), None);
        assert_eq!(opens("/read/story.html", None), None);
        assert_eq!(opens("/other/?src=b.json", None), None);
        assert_eq!(
            opens("https://other.example/", Some("https://p.example/read/c.json")).as_deref(),
            Some("c.json")
        );
        assert_eq!(opens("https://other.example/", Some("https://evil.example/c.json")), None);
    }
}
