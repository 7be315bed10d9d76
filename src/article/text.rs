//! The text of an article, for search, counting and `convert`: what a reader would see, in reading order.

use super::inline::push_plain;
use super::{Article, Block, BlockKind, Href, Image, Inline, Media, Player};

/// `text` with every run of white space as one space, trimmed.
pub(crate) fn collapse(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// The first sentence of `text`, at most `most` characters, cut at a word.
pub(super) fn first_sentence(text: &str, most: usize) -> String {
    let text = collapse(text);
    let end = text.char_indices().find_map(|(at, c)| {
        let after = at + c.len_utf8();
        (matches!(c, '。' | '！' | '？')
            || (matches!(c, '.' | '!' | '?' | '؟')
                && text.get(after..).is_none_or(|rest| rest.starts_with(' ') || rest.is_empty())))
        .then_some(after)
    });
    let sentence = end.and_then(|end| text.get(..end)).unwrap_or(&text);
    if sentence.chars().count() <= most {
        return sentence.to_owned();
    }
    let mut cut = String::new();
    for word in sentence.split(' ') {
        if cut.chars().count() + word.chars().count() + 1 > most {
            break;
        }
        if !cut.is_empty() {
            cut.push(' ');
        }
        cut.push_str(word);
    }
    if cut.is_empty() {
        cut = sentence.chars().take(most).collect();
    }
    cut.push('…');
    cut
}

/// The visible text of the body and its notes, one line a block, captions, card titles, readings of ruby and the
/// source's note signs included.
#[must_use]
pub fn article_text(article: &Article) -> String {
    let mut out = String::new();
    for block in &article.body {
        push_block(block, &mut out);
    }
    for note in &article.notes {
        note.body.iter().for_each(|block| push_block(block, &mut out));
    }
    out.truncate(out.trim_end().len());
    out
}

/// The visible text of one block.
#[must_use]
pub fn block_text(block: &Block) -> String {
    let mut out = String::new();
    push_block(block, &mut out);
    out.truncate(out.trim_end().len());
    out
}

fn push_line(text: &str, out: &mut String) {
    if !text.is_empty() {
        out.push_str(text);
        out.push('\n');
    }
}

fn push_inlines(inlines: &[Inline], out: &mut String) {
    let mut text = String::new();
    push_plain(inlines, true, &mut text);
    push_line(&collapse(&text), out);
}

fn push_image(image: &Image, out: &mut String) {
    push_inlines(&image.caption, out);
    push_line(image.credit.as_deref().unwrap_or_default(), out);
}

fn push_player(player: &Player, out: &mut String) {
    push_line(player.title.as_deref().unwrap_or_default(), out);
    push_inlines(&player.caption, out);
    player.transcript.iter().for_each(|block| push_block(block, out));
}

fn push_block(block: &Block, out: &mut String) {
    match &block.kind {
        BlockKind::Paragraph(text) | BlockKind::Heading { text, .. } => push_inlines(text, out),
        BlockKind::Preformatted(text) => {
            let mut raw = String::new();
            push_plain(text, true, &mut raw);
            push_line(raw.trim_end(), out);
        }
        BlockKind::Divider => {}
        BlockKind::List { items, .. } => {
            items.iter().flat_map(|item| &item.body).for_each(|block| push_block(block, out));
        }
        BlockKind::Quote(quote) => {
            quote.body.iter().for_each(|block| push_block(block, out));
            push_inlines(&quote.cite, out);
        }
        BlockKind::Image(image) => push_image(image, out),
        BlockKind::Gallery { images, caption } => {
            images.iter().for_each(|image| push_image(image, out));
            push_inlines(caption, out);
        }
        BlockKind::Player(player) => push_player(player, out),
        BlockKind::Embed(embed) => {
            push_line(embed.title.as_deref().unwrap_or_default(), out);
            embed.fallback.iter().for_each(|block| push_block(block, out));
        }
        BlockKind::Table(table) => {
            push_inlines(&table.caption, out);
            table.rows.iter().flatten().flat_map(|cell| &cell.body).for_each(|block| push_block(block, out));
        }
        BlockKind::Code { code, .. } => push_line(code.trim_end(), out),
        BlockKind::Math(math) => push_line(&math.text(), out),
        BlockKind::Aside(aside) => {
            push_inlines(&aside.title, out);
            aside.body.iter().for_each(|block| push_block(block, out));
        }
        BlockKind::Related { title, links } => {
            push_line(title.as_deref().unwrap_or_default(), out);
            links.iter().for_each(|link| push_line(&link.headline, out));
        }
        BlockKind::Note(note) => note.body.iter().for_each(|block| push_block(block, out)),
        BlockKind::Update(update) => {
            push_line(update.headline.as_deref().unwrap_or_default(), out);
            update.body.iter().for_each(|block| push_block(block, out));
        }
        BlockKind::Unsupported { text, .. } => push_line(text, out),
    }
}

/// The addresses of the links and of the pictures in the body, the lead picture first, in reading order.
/// Links inside the article (fragments) are left out.
#[must_use]
pub fn links_and_images(article: &Article) -> (Vec<String>, Vec<String>) {
    let mut found = Found::default();
    match &article.lead {
        Some(Media::Image(image)) => found.image(image),
        Some(Media::Player(player)) => found.player(player),
        None => {}
    }
    article.body.iter().for_each(|block| found.block(block));
    article.notes.iter().flat_map(|note| &note.body).for_each(|block| found.block(block));
    (found.links, found.images)
}

#[derive(Default)]
struct Found {
    links: Vec<String>,
    images: Vec<String>,
}

impl Found {
    fn link(&mut self, href: &Href) {
        if let Some(address) = href.address() {
            self.links.push(address.to_owned());
        }
    }

    fn image(&mut self, image: &Image) {
        self.images.push(image.url.as_str().to_owned());
        if let Some(href) = &image.href {
            self.link(href);
        }
        self.inlines(&image.caption);
    }

    fn player(&mut self, player: &Player) {
        if let Some(poster) = &player.poster {
            self.images.push(poster.as_str().to_owned());
        }
        self.inlines(&player.caption);
        player.transcript.iter().for_each(|block| self.block(block));
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Link { href, children, .. } => {
                    self.link(href);
                    self.inlines(children);
                }
                Inline::Styled(_, children)
                | Inline::Abbr { children, .. }
                | Inline::Time { children, .. }
                | Inline::Span { children, .. }
                | Inline::Override { children, .. } => self.inlines(children),
                Inline::Ruby(parts) => parts.iter().for_each(|part| self.inlines(&part.base)),
                Inline::Image(image) => self.image(image),
                Inline::Text(_)
                | Inline::Break
                | Inline::BreakOpportunity
                | Inline::Math(_)
                | Inline::NoteRef { .. } => {}
            }
        }
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Paragraph(text) | BlockKind::Heading { text, .. } | BlockKind::Preformatted(text) => {
                self.inlines(text);
            }
            BlockKind::List { items, .. } => {
                items.iter().flat_map(|item| &item.body).for_each(|block| self.block(block));
            }
            BlockKind::Quote(quote) => {
                quote.body.iter().for_each(|block| self.block(block));
                self.inlines(&quote.cite);
                quote.url.iter().for_each(|href| self.link(href));
            }
            BlockKind::Image(image) => self.image(image),
            BlockKind::Gallery { images, caption } => {
                images.iter().for_each(|image| self.image(image));
                self.inlines(caption);
            }
            BlockKind::Player(player) => self.player(player),
            BlockKind::Embed(embed) => {
                self.link(&embed.url);
                embed.fallback.iter().for_each(|block| self.block(block));
            }
            BlockKind::Table(table) => {
                self.inlines(&table.caption);
                table.rows.iter().flatten().flat_map(|cell| &cell.body).for_each(|block| self.block(block));
            }
            BlockKind::Aside(aside) => {
                self.inlines(&aside.title);
                aside.body.iter().for_each(|block| self.block(block));
            }
            BlockKind::Related { links, .. } => {
                for link in links {
                    self.link(&link.url);
                    self.images.extend(link.image.iter().map(|image| image.as_str().to_owned()));
                }
            }
            BlockKind::Note(note) => note.body.iter().for_each(|block| self.block(block)),
            BlockKind::Update(update) => update.body.iter().for_each(|block| self.block(block)),
            BlockKind::Unsupported { url, .. } => url.iter().for_each(|href| self.link(href)),
            BlockKind::Divider | BlockKind::Code { .. } | BlockKind::Math(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_sentence_ends_at_its_full_stop_and_not_inside_a_number() {
        assert_eq!(first_sentence("It cost 3.5 million. Then more.", 80), "It cost 3.5 million.");
        assert_eq!(first_sentence("橋が開いた。次の日。", 80), "橋が開いた。");
        assert_eq!(first_sentence("one two three four", 9), "one two…");
        assert_eq!(first_sentence("aaaaaaaaaaaa", 4), "aaaa…");
    }
}
