//! Links to other articles.

use serde_json::Value;

use super::graph::Graph;
use super::reader::Reader;
use super::value::{get, get_any, items};
use crate::article::{Link, Loss, Path};

/// The links under a key: addresses alone, or objects with what is known of their targets.
pub fn links(object: &Value, key: &str, path: &Path, graph: &Graph, reader: &mut Reader) -> Vec<Link> {
    let Some(value) = get(object, key) else { return Vec::new() };
    let path = path.key(key);
    let mut links = Vec::new();
    for (at, item) in items(value).iter().enumerate() {
        let indexed = path.index(at);
        let path = if value.is_array() { &indexed } else { &path };
        links.extend(link(item, path, graph, reader));
    }
    links
}

fn link(value: &Value, path: &Path, graph: &Graph, reader: &mut Reader) -> Option<Link> {
    let object = graph.resolve(value);
    if !object.is_object() {
        let text = reader.raw_text(object, path)?;
        let url = reader.href_of(object, path)?;
        let name = url.http().unwrap_or(&text).to_owned();
        return Some(Link::new(url, name));
    }
    let Some((key, address)) = get_any(object, &["url", "@id"]) else {
        reader.issues.push(path, Loss::Missing("url"));
        return None;
    };
    let url = reader.href_of(address, &path.key(key))?;
    let headline = ["headline", "name", "title"].iter().find_map(|key| reader.text(object, key, path));
    let headline = headline.or_else(|| url.http().map(str::to_owned)).unwrap_or_default();
    let image = get(object, "image").and_then(|image| {
        let image = graph.resolve(items(image).first()?);
        let address = get_any(image, &["url", "contentUrl"]).map_or(image, |(_, address)| address);
        reader.source_of(items(address).first()?, &path.key("image"))
    });
    Some(Link {
        image,
        when: reader.when(object, "datePublished", path),
        summary: reader.text(object, "description", path),
        lang: reader.language(object, "inLanguage", path),
        ..Link::new(url, headline)
    })
}
