//! Things of other sites: frames and quoted posts. Each becomes a card with a plain link; the address of the frame is kept
//! apart, for when the reader asks for it.

use super::element::Element as E;
use super::flow::{Blocks, Flow};
use super::inline::words;
use super::media::size;
use super::structure::has_class;
use super::tree::Id;
use crate::article::{Block, BlockKind, Embed, Href, Inline, Loss, percent_decode, resolve};
use crate::find::split_once;

/// Providers by the end of their host, with the name that people know.
const PROVIDERS: [(&str, &str); 34] = [
    ("youtube.com", "YouTube"),
    ("youtube-nocookie.com", "YouTube"),
    ("youtu.be", "YouTube"),
    ("vimeo.com", "Vimeo"),
    ("dailymotion.com", "Dailymotion"),
    ("twitch.tv", "Twitch"),
    ("ted.com", "TED"),
    ("twitter.com", "X"),
    ("x.com", "X"),
    ("instagram.com", "Instagram"),
    ("facebook.com", "Facebook"),
    ("tiktok.com", "TikTok"),
    ("threads.net", "Threads"),
    ("bsky.app", "Bluesky"),
    ("reddit.com", "Reddit"),
    ("spotify.com", "Spotify"),
    ("soundcloud.com", "SoundCloud"),
    ("bandcamp.com", "Bandcamp"),
    ("podcasts.apple.com", "Apple Podcasts"),
    ("music.apple.com", "Apple Music"),
    ("google.com", "Google"),
    ("openstreetmap.org", "OpenStreetMap"),
    ("datawrapper.dwcdn.net", "Datawrapper"),
    ("flourish.studio", "Flourish"),
    ("infogram.com", "Infogram"),
    ("documentcloud.org", "DocumentCloud"),
    ("scribd.com", "Scribd"),
    ("slideshare.net", "SlideShare"),
    ("codepen.io", "CodePen"),
    ("github.com", "GitHub"),
    ("giphy.com", "GIPHY"),
    ("archive.org", "Internet Archive"),
    ("t.me", "Telegram"),
    ("tumblr.com", "Tumblr"),
];

/// Host of an http(s) address without `www.`.
fn host(address: &str) -> &str {
    let rest = split_once(address, "://").map_or("", |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host)
}

/// The provider of an address, if it is one that people know.
fn provider(host: &str) -> Option<&'static str> {
    let ends = |end: &str| host.strip_suffix(end).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    PROVIDERS.iter().find(|(end, _)| ends(end)).map(|(_, name)| *name)
}

/// The value of a parameter in an address.
fn parameter(address: &str, name: &str) -> Option<String> {
    let (_, query) = address.split_once('?')?;
    let query = query.split('#').next().unwrap_or_default();
    let value = query.split('&').find_map(|pair| pair.split_once('=').filter(|(key, _)| *key == name))?.1;
    Some(percent_decode(value))
}

/// A part of an address that may be the name of a film: letters, digits, `-` and `_`.
fn name(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_')).unwrap_or(text.len());
    text.get(..end).filter(|name| !name.is_empty() && name.len() <= 64)
}

/// The page and the frame of a film at one of the two sites whose frame has another address than its page.
fn film(address: &str) -> Option<(String, String)> {
    let host = host(address);
    let path = split_once(address, "://")?.1.split_once('/')?.1;
    match provider(host)? {
        "YouTube" => {
            let id = match path.split_once('/') {
                Some(("embed" | "shorts" | "live" | "v", rest)) => name(rest)?.to_owned(),
                _ if host == "youtu.be" => name(path)?.to_owned(),
                _ => name(&parameter(address, "v")?)?.to_owned(),
            };
            if id == "videoseries" {
                return None;
            }
            let start = parameter(address, "start").or_else(|| parameter(address, "t"));
            let start = start
                .as_deref()
                .and_then(name)
                .map(|start| format!("?start={}", start.trim_end_matches('s')));
            let page = format!("https://www.youtube.com/watch?v={id}");
            Some((page, format!("https://www.youtube-nocookie.com/embed/{id}{}", start.unwrap_or_default())))
        }
        "Vimeo" => {
            let id = name(path.strip_prefix("video/").unwrap_or(path))
                .filter(|id| id.bytes().all(|b| b.is_ascii_digit()))?;
            // The second part of the path, or `h`, opens a film that is not listed.
            let key = parameter(address, "h").as_deref().and_then(name).map(|key| format!("?h={key}"));
            let frame = format!("https://player.vimeo.com/video/{id}{}", key.unwrap_or_default());
            Some((format!("https://vimeo.com/{id}"), frame))
        }
        _ => None,
    }
}

/// The card for an address. `frame`: the address is that of a frame, not only of a page.
pub fn card(base: &str, address: &str, frame: bool) -> Option<Embed> {
    let address = resolve(base, address.trim())?;
    let film = film(&address);
    let page = film.as_ref().map_or(&address, |(page, _)| page);
    let url = Href::new("", page).filter(|url| url.http().is_some())?;
    let own = (frame && address.starts_with("https://")).then_some(&address);
    let frame = film.as_ref().map(|(_, frame)| frame).or(own).and_then(|frame| Href::new("", frame));
    let host = host(&address);
    let provider = provider(host).unwrap_or(host).to_owned();
    Some(Embed { url, frame, provider: Some(provider), title: None, fallback: Vec::new(), size: None })
}

/// Whether a card for the address would say more than the address: it is a film of a known site.
pub fn is_film(address: &str) -> bool {
    film(address).is_some()
}

impl Blocks<'_, '_> {
    /// A frame or plugin as a card; `false` where it has no address, so that what is inside is shown.
    pub fn frame(&mut self, id: Id, element: E, flow: &mut Flow) -> bool {
        let tree = self.tree();
        let names: &[&str] = match element {
            E::Iframe => &["src", "data-src", "data-lazy-src", "data-litespeed-src"],
            E::Embed => &["src"],
            _ => &["data"],
        };
        let base = self.inlines.origin.base;
        let addresses = names.iter().filter_map(|name| words(tree, id, name));
        let mut refused = None;
        let mut found = None;
        for address in addresses {
            found = found.or_else(|| card(base, &address, element == E::Iframe));
            refused = refused.or(Some(address));
        }
        let tiny = |name| {
            tree.attribute(id, name).is_some_and(|length| matches!(length.trim(), "0" | "1" | "0px" | "1px"))
        };
        let Some(mut embed) = found else {
            match refused {
                Some(address) if address != "about:blank" => {
                    self.inlines.tell(Loss::RefusedAddress(super::shortened(&address)));
                }
                _ => self.inlines.tell(Loss::DroppedMarkup(tree.name(id).to_owned())),
            }
            // The content of `iframe` is raw text, not for readers.
            return element == E::Iframe || element == E::Embed;
        };
        let address = embed.url.http().unwrap_or_default().to_owned();
        if tiny("width") || tiny("height") {
            self.inlines.tell(Loss::TrackingPixel(address));
            return true;
        }
        if self.is_comment() {
            self.inlines.tell(Loss::DroppedMarkup(tree.name(id).to_owned()));
            self.address(&address, flow);
            return true;
        }
        embed.title = words(tree, id, "title");
        embed.size = size(tree, id);
        if !matches!(element, E::Iframe | E::Embed) && self.may_nest(flow.depth) {
            embed.fallback = self.flow(id, &flow.run, flow.depth + 1);
        }
        self.push(BlockKind::Embed(embed), flow);
        true
    }

    /// A post of a social network, which sites have their script make of a quotation: a card with the quotation in it.
    /// Gives the quotation back where it is none.
    pub fn quoted_post(&mut self, id: Id, body: Vec<Block>, flow: &mut Flow) -> Option<Vec<Block>> {
        let tree = self.tree();
        let known = [
            "twitter-",
            "instagram-media",
            "tiktok-embed",
            "reddit-",
            "bluesky-embed",
            "mastodon-embed",
            "fb-",
            "threads-post",
        ];
        if self.is_comment() || !known.iter().any(|class| has_class(tree, id, class)) {
            return Some(body);
        }
        let named =
            ["data-instgrm-permalink", "cite", "data-href", "data-embed-url", "data-text-post-permalink"];
        let address = named.iter().find_map(|name| words(tree, id, name)).or_else(|| {
            // The last link is that of the post; those before are in its text.
            let links = tree.descendants(id).filter(|node| tree.element(*node) == Some(E::A));
            links.last().and_then(|link| words(tree, link, "href"))
        });
        let Some(embed) = address.and_then(|address| card(self.inlines.origin.base, &address, false)) else {
            return Some(body);
        };
        self.push(BlockKind::Embed(Embed { fallback: body, ..embed }), flow);
        None
    }
}

/// The card that a paragraph becomes which is nothing but the address of a film.
pub fn of_line(line: &[Inline]) -> Option<BlockKind> {
    let address = super::lift::lone_address(line).filter(|address| is_film(address))?;
    let embed = card("", &address, false)?;
    Some(BlockKind::Embed(Embed { title: Some(address), ..embed }))
}
