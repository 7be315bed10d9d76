//! People and organisations, in the shapes in which schema.org documents have them.

use serde_json::Value;

use super::graph::Graph;
use super::reader::Reader;
use super::sniff::is_address;
use super::value::{get, get_any, items};
use crate::article::{Agent, Href, Loss, Path};
use crate::find::split_once;

/// All agents of a value: a name, an object, or a list of either.
pub fn agents(value: &Value, path: &Path, graph: &Graph, reader: &mut Reader) -> Vec<Agent> {
    let list = items(value);
    let mut found = Vec::new();
    for (at, item) in list.iter().enumerate() {
        let indexed = path.index(at);
        let path = if value.is_array() { &indexed } else { path };
        if let Some(agent) = agent(item, path, graph, reader)
            && !found.contains(&agent)
        {
            found.push(agent);
        }
    }
    found
}

/// One agent.
pub fn agent(value: &Value, path: &Path, graph: &Graph, reader: &mut Reader) -> Option<Agent> {
    let object = graph.resolve(value);
    if !object.is_object() {
        let text = reader.raw_text(object, path)?;
        if !is_address(&text) {
            return Some(Agent::named(reader.plain(&text)));
        }
        let url = Href::new(&reader.base, &text);
        return Some(Agent { url, ..Agent::named(host(&text)) });
    }
    let name = match get_any(object, &["name", "alternateName", "givenName"]) {
        Some((key, name)) => {
            let path = path.key(key);
            let names: Vec<String> =
                items(name).iter().filter_map(|name| reader.text_of(name, &path)).collect();
            let mut name = names.join(", ");
            if key == "givenName"
                && let Some(family) = reader.text(object, "familyName", &path)
            {
                name = format!("{name} {family}");
            }
            name
        }
        None => String::new(),
    };
    let url = get(object, "url").and_then(|url| reader.href_of(items(url).first()?, &path.key("url")));
    if name.is_empty() {
        let Some(name) = url.as_ref().and_then(Href::http).map(host) else {
            reader.issues.push(path, Loss::Missing("name"));
            return None;
        };
        return Some(Agent { url, ..Agent::named(name) });
    }
    let image = get_any(object, &["image", "logo"]).and_then(|(key, image)| {
        let image = graph.resolve(items(image).first()?);
        let address = get_any(image, &["url", "contentUrl"]).map_or(image, |(_, address)| address);
        reader.source_of(items(address).first()?, &path.key(key))
    });
    let role =
        get(object, "jobTitle").and_then(|role| reader.text_of(items(role).first()?, &path.key("jobTitle")));
    Some(Agent { name, url, image, role })
}

/// The host of an address, which stands for a name where there is none.
fn host(address: &str) -> String {
    let rest = split_once(address, "://").map_or(address, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host).to_owned()
}
