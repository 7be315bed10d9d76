use serde_json::{Map, Value, json};

use super::{Access, Agent, Article, Media, When, plain};

/// What a search engine wants to know of an article (schema.org `NewsArticle`), as JSON text that may stand in a `script`
/// block: `<` is written as `\u003c`. Only what the article really has is in it.
#[must_use]
pub fn json_ld(article: &Article) -> String {
    let mut out = Map::new();
    out.insert("@context".to_owned(), json!("https://schema.org"));
    out.insert("@type".to_owned(), json!("NewsArticle"));
    let mut put = |key: &str, value: Value| {
        let empty = match &value {
            Value::Null => true,
            Value::String(text) => text.is_empty(),
            Value::Array(items) => items.is_empty(),
            _ => false,
        };
        if !empty {
            out.insert(key.to_owned(), value);
        }
    };
    put("headline", json!(article.name()));
    put("alternativeHeadline", json!(plain(&article.deck)));
    put("description", json!(article.summary));
    put("url", json!(article.url));
    put("mainEntityOfPage", json!(article.url));
    put("inLanguage", json!(article.lang));
    put("dateline", json!(article.dateline));
    put("datePublished", json!(article.published.as_ref().map(When::iso)));
    put("dateModified", json!(article.modified.as_ref().map(When::iso)));
    put("author", Value::Array(article.byline.iter().map(|agent| of_agent(agent, "Person")).collect()));
    put("publisher", article.publisher.as_ref().map_or(Value::Null, |agent| of_agent(agent, "Organization")));
    put("articleSection", json!(article.section));
    put("keywords", Value::Array(article.tags.iter().map(|tag| json!(tag.name)).collect()));
    if let Some(Media::Image(image)) = &article.lead {
        put("image", json!([image.url.as_str()]));
    }
    match article.access {
        Access::Free => put("isAccessibleForFree", json!(true)),
        Access::Part | Access::None => put("isAccessibleForFree", json!(false)),
        Access::Unknown => {}
    }
    put("commentCount", json!(article.comments.count));
    Value::Object(out).to_string().replace('<', "\\u003c")
}

fn of_agent(agent: &Agent, kind: &str) -> Value {
    let mut out = Map::new();
    out.insert("@type".to_owned(), json!(kind));
    out.insert("name".to_owned(), json!(agent.name));
    if let Some(address) = agent.url.as_ref().and_then(|href| href.http()) {
        out.insert("url".to_owned(), json!(address));
    }
    Value::Object(out)
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
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap()["headline"], "</script><b>");
    }
}
