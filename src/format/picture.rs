//! Pictures, sound and film of the native format, and pictures in the shapes in which schema.org documents have them.

use serde_json::Value;

use super::graph::Graph;
use super::reader::Reader;
use super::value::{get, get_any, items};
use crate::article::{Candidate, Image, Loss, Media, Path, Player, Source, Track, TrackKind};

/// A picture: its address alone, or an object.
pub fn image(value: &Value, path: &Path, graph: &Graph, reader: &mut Reader) -> Option<Image> {
    let object = graph.resolve(value);
    if !object.is_object() {
        return reader.source_of(object, path).map(Image::at);
    }
    let Some((key, address)) = get_any(object, &["url", "contentUrl", "@id"]) else {
        reader.issues.push(path, Loss::Missing("url"));
        return None;
    };
    let address = items(address).first()?;
    let address = get(address, "url").or_else(|| get(address, "@id")).unwrap_or(address);
    let url = reader.source_of(address, &path.key(key))?;
    let credit =
        ["creditText", "copyrightNotice", "credit"].iter().find_map(|key| reader.text(object, key, path));
    let credit = credit.or_else(|| {
        let (key, people) = get_any(object, &["creator", "author", "copyrightHolder"])?;
        let agents = super::agent::agents(people, &path.key(key), graph, reader);
        let names: Vec<String> = agents.into_iter().map(|agent| agent.name).collect();
        (!names.is_empty()).then(|| names.join(", "))
    });
    let mut sources = Vec::new();
    let path_of_sources = path.key("sources");
    for (at, item) in reader.list(object, "sources", path).iter().enumerate() {
        let path = path_of_sources.index(at);
        let url = reader.source(item, "url", &path);
        let width = reader.count(item, "width", &path).filter(|width| *width > 0);
        match url.zip(width) {
            Some((url, width)) => {
                let media_type = reader.text(item, "encodingFormat", &path);
                sources.push(Candidate { url, width, media_type });
            }
            None => reader.issues.push(&path, Loss::Missing("url or width")),
        }
    }
    Some(Image {
        url,
        alt: reader.text(object, "alt", path).unwrap_or_default(),
        caption: reader.rich(object, "caption", path),
        credit,
        size: reader.size(object, path),
        sources,
        href: reader.href(object, "href", path),
    })
}

/// A film or a recording of the native format.
pub fn player(object: &Value, video: bool, path: &Path, depth: usize, reader: &mut Reader) -> Option<Player> {
    let mut sources: Vec<(Source, Option<String>)> = Vec::new();
    if let Some(url) = reader.source(object, "url", path) {
        sources.push((url, reader.text(object, "encodingFormat", path)));
    }
    let key = path.key("sources");
    for (at, item) in reader.list(object, "sources", path).iter().enumerate() {
        let path = key.index(at);
        if let Some(url) = reader.source(item, "url", &path) {
            sources.push((url, reader.text(item, "encodingFormat", &path)));
        }
    }
    if sources.is_empty() {
        reader.issues.push(path, Loss::Missing("url"));
        return None;
    }
    let mut caption = reader.rich(object, "caption", path);
    if let Some(credit) = reader.text(object, "creditText", path) {
        let space = if caption.is_empty() { "" } else { " " };
        caption.push(crate::article::Inline::Text(format!("{space}{credit}")));
    }
    let key = path.key("tracks");
    let tracks = reader.list(object, "tracks", path).iter().enumerate();
    let tracks = tracks.filter_map(|(at, item)| track(item, &key.index(at), reader)).collect();
    let duration = get(object, "duration").and_then(|value| match value.as_f64() {
        Some(seconds) if seconds > 0.0 => Some(seconds),
        _ => {
            reader.wrong(&path.key("duration"), "a number of seconds", value);
            None
        }
    });
    Some(Player {
        video,
        sources,
        title: reader.text(object, "title", path),
        poster: reader.source(object, "poster", path),
        caption,
        duration,
        size: reader.size(object, path),
        tracks,
        transcript: super::block::blocks_under(object, "transcript", path, depth, reader),
    })
}

fn track(object: &Value, path: &Path, reader: &mut Reader) -> Option<Track> {
    let url = reader.source(object, "url", path)?;
    let kind = match get(object, "kind").and_then(Value::as_str) {
        None | Some("subtitles") => TrackKind::Subtitles,
        Some("captions") => TrackKind::Captions,
        Some("descriptions") => TrackKind::Descriptions,
        Some("chapters") => TrackKind::Chapters,
        Some(other) => {
            reader.issues.push(&path.key("kind"), Loss::UnsupportedBlock(other.to_owned()));
            return None;
        }
    };
    let lang = reader.language(object, "srclang", path);
    Some(Track { url, kind, lang, label: reader.text(object, "label", path) })
}

/// The lead picture: the first of the article's that can be read.
pub fn lead(value: &Value, path: &Path, graph: &Graph, reader: &mut Reader) -> Option<Media> {
    for (at, item) in items(value).iter().enumerate() {
        let indexed = path.index(at);
        let path = if value.is_array() { &indexed } else { path };
        if let Some(image) = image(item, path, graph, reader) {
            return Some(Media::Image(image));
        }
    }
    None
}
