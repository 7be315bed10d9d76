//! Sound and film, by the browser's own controls. Nothing of them is fetched before the reader presses play.

use crate::article::{Player, TrackKind};
use crate::browser::dom::{Attr, Element, Tag};

use super::Reader;
use super::block::blocks;
use super::figure::caption;
use super::inline::Manner;

/// A player with title, caption and transcript.
pub fn player(parent: &Element, player: &Player, manner: &Manner<'_>, reader: &Reader) {
    let figure = parent.add(Tag::Figure, &[Attr::Class("player")]);
    if let Some(title) = &player.title {
        figure.add_text(Tag::P, &[Attr::Class("player-title"), Attr::DirAuto], title);
    }
    let tag = if player.video { Tag::Video } else { Tag::Audio };
    let element = figure.add(tag, &[Attr::Controls, Attr::Preload("none")]);
    if let Some(title) = &player.title {
        element.set(Attr::AriaLabel(title));
    }
    if player.video {
        if let Some((width, height)) = player.size {
            element.set(Attr::Width(width));
            element.set(Attr::Height(height));
        }
        if let Some(poster) = &player.poster {
            element.set(Attr::Poster(poster));
        }
    }
    for (url, media_type) in &player.sources {
        let source = element.add(Tag::Source, &[]);
        if let Some(media_type) = media_type {
            source.set(Attr::MediaType(media_type));
        }
        source.set(Attr::Src(url));
    }
    for track in &player.tracks {
        let kind = match track.kind {
            TrackKind::Subtitles => "subtitles",
            TrackKind::Captions => "captions",
            TrackKind::Descriptions => "descriptions",
            TrackKind::Chapters => "chapters",
        };
        let element = element.add(Tag::Track, &[Attr::TrackKind(kind)]);
        if let Some(lang) = &track.lang {
            element.set(Attr::TrackLang(lang));
        }
        if let Some(label) = &track.label {
            element.set(Attr::Label(label));
        }
        element.set(Attr::Src(&track.url));
    }
    caption(&figure, &player.caption, None, manner, reader);
    if !player.transcript.is_empty() {
        let details = figure.add(Tag::Details, &[Attr::Class("transcript")]);
        reader.mark(&details.add_text(Tag::Summary, &[], reader.rare().transcript));
        blocks(&details, &player.transcript, manner, reader);
    }
}
