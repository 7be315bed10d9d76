//! The lead picture of systems that also put it into the text.

use crate::article::{Article, BlockKind, Media};
use crate::find::split_once;

/// Takes away a lead picture that the text begins with: as a rule the same file in another width.
pub fn drop_repeated(article: &mut Article) {
    if article.format == "native" {
        return;
    }
    let Some(Media::Image(lead)) = &article.lead else { return };
    let lead = file(lead.url.as_str());
    let repeated = article.body.iter().take(2).any(|block| match &block.kind {
        BlockKind::Image(image) => file(image.url.as_str()) == lead,
        _ => false,
    });
    if repeated {
        article.lead = None;
    }
}

/// The name and the ending of the file behind an address: without scheme, query, the width that WordPress writes into names (`-1024x683`) and the name of
/// its image server.
fn file(address: &str) -> (&str, &str) {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let path = split_once(path, "://").map_or(path, |(_, rest)| rest);
    let path = match split_once(path, ".wp.com/") {
        Some(("i0" | "i1" | "i2" | "i3", rest)) => rest,
        _ => path,
    };
    let (name, end) = path.rsplit_once('.').unwrap_or((path, ""));
    let bare = name.rsplit_once('-').filter(|(_, size)| {
        let lengths = size.split_once('x');
        lengths.is_some_and(|(width, height)| {
            !width.is_empty()
                && !height.is_empty()
                && (width.bytes().chain(height.bytes())).all(|byte| byte.is_ascii_digit())
        })
    });
    (bare.map_or(name, |(name, _)| name), end)
}

#[cfg(test)]
mod tests {
    use super::file;

    #[test]
    fn a_file_is_known_in_all_its_widths() {
        let whole = file("https://a.example/x/bridge.jpg");
        for other in [
            "http://a.example/x/bridge-1024x683.jpg",
            "https://a.example/x/bridge.jpg?w=640",
            "https://i0.wp.com/a.example/x/bridge.jpg?resize=1",
        ] {
            assert_eq!(file(other), whole);
        }
        assert_ne!(file("https://a.example/x/bridge-2.jpg"), whole);
        assert_ne!(file("https://b.example/x/bridge.jpg"), whole);
    }
}
