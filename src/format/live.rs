//! What schema.org documents have besides a text: the entries of a live page, a film.

use serde_json::Value;

use super::graph::Graph;
use super::reader::Reader;
use super::sniff::is_html;
use super::value::{get, get_any, items};
use super::{agent, paragraphs};
use crate::article::{Article, Block, BlockKind, Loss, Media, Path, Player, Source, Update};
use crate::html::Profile;

/// Adds the entries of a `LiveBlogPosting`.
pub fn add_updates(node: &Value, path: &Path, graph: &Graph, article: &mut Article, reader: &mut Reader) {
    let path = path.key("liveBlogUpdate");
    for (at, entry) in get(node, "liveBlogUpdate").map(items).unwrap_or_default().iter().enumerate() {
        if reader.blocks_left == 0 {
            reader.blocks_lost += 1;
            continue;
        }
        reader.blocks_left -= 1;
        let path = path.index(at);
        let entry = graph.resolve(entry);
        let mut body = Vec::new();
        if let Some((key, text)) = get_any(entry, &["articleBody", "text", "description"]) {
            let path = path.key(key);
            let text = reader.raw_text(text, &path).unwrap_or_default();
            body = match is_html(&text) {
                true => reader.html(&text, Profile::Article, &path),
                false => paragraphs::plain_blocks(&reader.plain(&text)),
            };
        }
        let byline = get_any(entry, &["author", "creator"])
            .map(|(key, people)| agent::agents(people, &path.key(key), graph, reader));
        let update = Update {
            when: reader.when(entry, "datePublished", &path),
            headline: reader.text(entry, "headline", &path),
            byline: byline.unwrap_or_default(),
            body,
        };
        if update.body.is_empty() && update.headline.is_none() {
            reader.issues.push(&path, Loss::Missing("headline or articleBody"));
            continue;
        }
        article.body.push(Block::new(BlockKind::Update(update)));
    }
}

/// Adds the first film: as the lead where there is no picture and the file is known, else before the text.
pub fn add_video(node: &Value, path: &Path, graph: &Graph, article: &mut Article, reader: &mut Reader) {
    let Some(video) = get(node, "video").and_then(|video| items(video).first()) else { return };
    let (video, path) = (graph.resolve(video), path.key("video"));
    if !video.is_object() {
        reader.wrong(&path, "an object", video);
        return;
    }
    let title = reader.text(video, "name", &path);
    if let Some(url) = reader.source(video, "contentUrl", &path) {
        let poster = get_any(video, &["thumbnailUrl", "thumbnail"]).and_then(|(_, poster)| {
            let poster = items(poster).first()?;
            Source::new(&reader.base, get(poster, "url").unwrap_or(poster).as_str()?)
        });
        let player = Box::new(Player {
            video: true,
            sources: vec![(url, None)],
            title,
            poster,
            caption: Vec::new(),
            duration: None,
            size: None,
            tracks: Vec::new(),
            transcript: Vec::new(),
        });
        match &article.lead {
            None => article.lead = Some(Media::Player(player)),
            Some(_) => article.body.insert(0, Block::new(BlockKind::Player(player))),
        }
        return;
    }
    let address = get_any(video, &["embedUrl", "url"])
        .and_then(|(key, address)| Some((key == "embedUrl", address.as_str()?)));
    match address.and_then(|(is_frame, address)| reader.card(address, is_frame)) {
        Some(card) => {
            let card = crate::article::Embed { title, ..card };
            article.body.insert(0, Block::new(BlockKind::Embed(card)));
        }
        None => reader.issues.push(&path, Loss::Missing("contentUrl or embedUrl")),
    }
}
