use super::{Access, Agent, Article, Media, When, plain};
use crate::json_text::{Object, list, quoted};

/// What a search engine wants to know of an article (schema.org `NewsArticle`), as JSON text that may stand in a `script`
/// block. Only what the article really has is in it.
#[must_use]
pub fn json_ld(article: &Article) -> String {
    let mut out = Object::new();
    out.text("@context", "https://schema.org");
    out.text("@type", "NewsArticle");
    let deck = plain(&article.deck);
    let name = article.name();
    let published = article.published.as_ref().map(When::iso);
    let modified = article.modified.as_ref().map(When::iso);
    let texts = [
        ("headline", Some(name.as_str())),
        ("alternativeHeadline", Some(deck.as_str())),
        ("description", article.summary.as_deref()),
        ("url", article.url.as_deref()),
        ("mainEntityOfPage", article.url.as_deref()),
        ("inLanguage", article.lang.as_deref()),
        ("dateline", article.dateline.as_deref()),
        ("datePublished", published.as_deref()),
        ("dateModified", modified.as_deref()),
        ("articleSection", article.section.as_deref()),
    ];
    for (key, text) in texts {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            out.text(key, text);
        }
    }
    if !article.byline.is_empty() {
        out.json("author", &list(article.byline.iter().map(|agent| of_agent(agent, "Person"))));
    }
    if let Some(publisher) = &article.publisher {
        out.json("publisher", &of_agent(publisher, "Organization"));
    }
    if !article.tags.is_empty() {
        out.json("keywords", &list(article.tags.iter().map(|tag| quoted(&tag.name))));
    }
    if let Some(Media::Image(image)) = &article.lead {
        out.json("image", &list(std::iter::once(quoted(image.url.as_str()))));
    }
    match article.access {
        Access::Free => out.json("isAccessibleForFree", "true"),
        Access::Part | Access::None => out.json("isAccessibleForFree", "false"),
        Access::Unknown => {}
    }
    if let Some(count) = article.comments.count {
        out.json("commentCount", &count.to_string());
    }
    out.end()
}

fn of_agent(agent: &Agent, kind: &str) -> String {
    let mut out = Object::new();
    out.text("@type", kind);
    out.text("name", &agent.name);
    if let Some(address) = agent.url.as_ref().and_then(|href| href.http()) {
        out.text("url", address);
    }
    out.end()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_block_cannot_be_ended_by_a_headline() {
        let article = Article {
            headline: vec![crate::article::Inline::Text("</script><b>".into())],
            ..Article::default()
        };
        let text = json_ld(&article);
        assert!(!text.contains('<'));
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value["headline"], "</script><b>");
        assert!(value.get("author").is_none() && value.get("datePublished").is_none());
    }
}
