//! Pictures with their other widths, sound and film.

use super::Profile;
use super::element::Element as E;
use super::flow::{Blocks, Flow};
use super::inline::{Inlines, words};
use super::run::Run;
use super::tree::{Id, Tree};
use crate::article::{
    BlockKind, Candidate, Href, Image, Inline, Loss, Player, Source, Track, TrackKind, thousandths,
};

/// Where scripts that load pictures late keep the address.
const LATE: [&str; 6] =
    ["data-src", "data-lazy-src", "data-original", "data-orig-file", "data-lazyload", "data-url"];

/// Length of an attribute in CSS pixels, 0 included.
fn pixels(tree: &Tree, id: Id, name: &str) -> Option<u32> {
    let text = tree.attribute(id, name)?.trim();
    let text = text.strip_suffix("px").unwrap_or(text);
    u32::try_from(thousandths(text)? / 1000).ok().filter(|length| *length < 100_000)
}

/// Width and height of an element, where both are given in pixels.
pub fn size(tree: &Tree, id: Id) -> Option<(u32, u32)> {
    let size = (pixels(tree, id, "width")?, pixels(tree, id, "height")?);
    (size.0 > 0 && size.1 > 0).then_some(size)
}

/// Address and descriptor of every candidate of a `srcset` (HTML Standard, section 4.8.4.2.2, without the errors).
fn candidates(srcset: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut rest = srcset;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        let end = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
        let Some((address, after)) = rest.split_at_checked(end).filter(|(address, _)| !address.is_empty())
        else {
            return found;
        };
        let bare = address.trim_end_matches(',');
        if bare.len() < address.len() {
            found.push((bare, ""));
            rest = after;
            continue;
        }
        let (descriptor, after) = after.split_once(',').unwrap_or((after, ""));
        found.push((address, descriptor.trim()));
        rest = after;
    }
}

impl Inlines<'_, '_> {
    /// The candidates of a `srcset`, by width. Those for denser screens have one if the picture has.
    fn widths(&mut self, id: Id, width: Option<u32>, media_type: Option<&str>, out: &mut Vec<Candidate>) {
        let Some(srcset) =
            self.tree.attribute(id, "srcset").or_else(|| self.tree.attribute(id, "data-srcset"))
        else {
            return;
        };
        for (address, descriptor) in candidates(srcset) {
            let found = match (descriptor.strip_suffix('w'), descriptor.strip_suffix('x'), width) {
                (Some(wide), ..) => wide.parse().ok(),
                (None, Some(times), Some(width)) => thousandths(times)
                    .and_then(|times| u32::try_from(times.checked_mul(i64::from(width))? / 1000).ok()),
                (None, None, Some(width)) if descriptor.is_empty() => Some(width),
                _ => None,
            };
            let found = found.filter(|width| (1..=20_000).contains(width));
            match Source::new(self.origin.base, address) {
                Some(url) => {
                    if let Some(width) = found.filter(|_| !out.iter().any(|known| known.url == url)) {
                        out.push(Candidate { url, width, media_type: media_type.map(str::to_owned) });
                    }
                }
                None => self.tell(Loss::RefusedAddress(super::shortened(address))),
            }
        }
    }

    /// The picture that an `img` names, with the words for it.
    pub fn image(&mut self, id: Id) -> Option<Image> {
        let tree = self.tree;
        let base = self.origin.base;
        let source = |name: &str| words(tree, id, name).and_then(|address| Source::new(base, &address));
        let mut sources = Vec::new();
        let parent = tree.parent(id);
        if tree.element(parent) == Some(E::Picture) {
            for other in tree.children(parent).take_while(|child| *child != id) {
                // One with a condition may show something else.
                if tree.element(other) == Some(E::Source) && tree.attribute(other, "media").is_none() {
                    self.widths(
                        other,
                        pixels(tree, id, "width"),
                        tree.attribute(other, "type"),
                        &mut sources,
                    );
                }
            }
        }
        self.widths(id, pixels(tree, id, "width"), None, &mut sources);
        let url = source("src").or_else(|| LATE.iter().find_map(|name| source(name)));
        let Some(url) = url.or_else(|| sources.first().map(|first| first.url.clone())) else {
            let address = tree.attribute(id, "src").unwrap_or_default();
            self.tell(Loss::RefusedAddress(super::shortened(address)));
            return None;
        };
        let tiny = |name| pixels(tree, id, name).is_some_and(|length| length <= 1);
        if tiny("width") && tiny("height") {
            self.tell(Loss::TrackingPixel(url.as_str().to_owned()));
            return None;
        }
        sources.retain(|candidate| candidate.url != url);
        let alt = words(tree, id, "alt").unwrap_or_default();
        Some(Image { alt, size: size(tree, id), sources, ..Image::at(url) })
    }

    /// Writes an `img` into the line.
    pub fn picture(&mut self, id: Id, run: &mut Run) {
        let alt = words(self.tree, id, "alt").unwrap_or_default();
        if self.origin.profile == Profile::Comment {
            self.tell(Loss::DroppedMarkup("img".to_owned()));
            run.text(&alt);
            return;
        }
        if self.pictures_left == 0 {
            self.tell(Loss::DroppedMarkup("img".to_owned()));
            run.text(&alt);
            return;
        }
        self.pictures_left -= 1;
        let Some(image) = self.image(id) else {
            run.text(&alt);
            return;
        };
        // What is in `noscript` for browsers without scripts was already taken from where the script has it.
        let again = self.last_picture.as_deref() == Some(image.url.as_str()) && self.is_in_noscript(id);
        if !again {
            self.last_picture = Some(image.url.as_str().to_owned());
            run.push(Inline::Image(Box::new(image)));
        }
    }

    fn is_in_noscript(&self, id: Id) -> bool {
        let mut at = id;
        (0..4).any(|_| {
            at = self.tree.parent(at);
            self.tree.element(at) == Some(E::Noscript)
        })
    }
}

impl Blocks<'_, '_> {
    /// A film or recording; `false` where no file of it can be played, so that what is inside is shown.
    pub fn player(&mut self, id: Id, video: bool, flow: &mut Flow) -> bool {
        let tree = self.tree();
        let base = self.inlines.origin.base;
        let mut sources = Vec::new();
        let mut tracks = Vec::new();
        let inner =
            tree.children(id).filter(|child| matches!(tree.element(*child), Some(E::Source | E::Track)));
        for node in std::iter::once(id).chain(inner) {
            let Some(address) = words(tree, node, "src").or_else(|| words(tree, node, "data-src")) else {
                continue;
            };
            let Some(url) = Source::new(base, &address) else {
                self.inlines.tell(Loss::RefusedAddress(super::shortened(&address)));
                continue;
            };
            if tree.element(node) == Some(E::Track) {
                tracks.extend(track(tree, node, url));
            } else {
                sources.push((url, words(tree, node, "type")));
            }
        }
        if self.is_comment() || sources.is_empty() {
            for (url, _) in &sources {
                self.address(url.as_str(), flow);
            }
            self.inlines.tell(Loss::UnwrappedMarkup(tree.name(id).to_owned()));
            return false;
        }
        // The words for browsers that play nothing are not needed; links to the file are.
        let links = self.links_in(id, flow);
        self.push(
            BlockKind::Player(Box::new(Player {
                video,
                sources,
                title: words(tree, id, "title").or_else(|| words(tree, id, "aria-label")),
                poster: words(tree, id, "poster").and_then(|address| Source::new(base, &address)),
                caption: links,
                duration: None,
                size: size(tree, id),
                tracks,
                transcript: Vec::new(),
            })),
            flow,
        );
        true
    }

    /// The links in the fallback of a film or recording, each with its words.
    fn links_in(&mut self, id: Id, flow: &Flow) -> Vec<Inline> {
        let tree = self.tree();
        let mut run = flow.run.inside(super::run::White::Collapse);
        let mut text = false;
        let links: Vec<Id> = tree.descendants(id).filter(|node| tree.element(*node) == Some(E::A)).collect();
        for node in tree.descendants(id) {
            let parent = tree.parent(node);
            text |= tree.element(node).is_none()
                && tree.element(parent) != Some(E::A)
                && !tree.text(node).trim().is_empty();
        }
        if text {
            self.inlines.tell(Loss::DroppedMarkup(format!("fallback of {}", tree.name(id))));
        }
        for link in links {
            run.gap();
            self.inlines.node(link, &mut run);
        }
        run.take()
    }

    /// A paragraph that is a link to an address.
    pub fn address(&mut self, address: &str, flow: &mut Flow) {
        if let Some(href) = Href::new("", address) {
            let children = vec![Inline::Text(address.to_owned())];
            self.push(BlockKind::Paragraph(vec![Inline::Link { href, title: None, children }]), flow);
        }
    }
}

fn track(tree: &Tree, id: Id, url: Source) -> Option<Track> {
    let kind = match tree.attribute(id, "kind").map(str::to_ascii_lowercase).as_deref() {
        None | Some("subtitles" | "") => TrackKind::Subtitles,
        Some("captions") => TrackKind::Captions,
        Some("descriptions") => TrackKind::Descriptions,
        Some("chapters") => TrackKind::Chapters,
        Some(_) => return None,
    };
    Some(Track { url, kind, lang: words(tree, id, "srclang"), label: words(tree, id, "label") })
}
