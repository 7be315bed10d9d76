//! Pictures with plain lengths and widths.

use super::{Reader, Tag};
use crate::article::{Candidate, Image, Source};

/// A number that is a few digits alone.
pub fn number(text: &str) -> Option<u32> {
    let mut number = 0;
    for byte in text.bytes() {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        number = (number * 10 + u32::from(digit)) % 1_000_000;
    }
    (1..6).contains(&text.len()).then_some(number)
}

impl<'h> Reader<'h, '_> {
    /// The picture that an `img` names.
    pub(super) fn picture(&mut self, tag: Tag<'h>) -> Option<Image> {
        let width = self.length(tag, "width");
        let height = self.length(tag, "height");
        self.beyond |= tag.raw("data-srcset").is_some();
        let mut image = Image::at(Source::new(self.base, &self.words(tag, "src")?)?);
        let srcset = self.words(tag, "srcset").unwrap_or_default();
        for candidate in srcset.split(',') {
            if srcset.is_empty() {
                break;
            }
            let (address, width) = candidate.trim().split_once(' ').unwrap_or((candidate, ""));
            let url = Source::new(self.base, address)?;
            // The picture itself needs no width.
            if url == image.url && width.is_empty() {
                continue;
            }
            let width = number(width.strip_suffix('w')?).filter(|width| (1..=20_000).contains(width))?;
            self.beyond |= address.bytes().any(|byte| byte.is_ascii_whitespace());
            if url != image.url && !image.sources.iter().any(|known| known.url == url) {
                image.sources.push(Candidate { url, width, media_type: None });
            }
        }
        image.alt = self.words(tag, "alt").unwrap_or_default();
        image.size = width.zip(height);
        Some(image)
    }

    /// A length of more than a pixel: what is smaller counts readers.
    fn length(&mut self, tag: Tag<'h>, name: &str) -> Option<u32> {
        let length = number(tag.raw(name)?).filter(|length| *length > 1);
        self.beyond |= length.is_none();
        length
    }
}
