use crate::article::{Article, Block, BlockKind, Image, Inline, Media, Player, Source};

/// One picture, in all its sizes. One of them is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Addresses with their widths in pixels, 0 where it is not known; never empty.
    pub sizes: Vec<(String, u32)>,
}

/// What an article needs besides its documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Pictures, in the order of the document.
    pub pictures: Vec<Picture>,
    /// Sound, film and their text tracks: large, so only for articles that the reader asked to keep.
    pub media: Vec<String>,
}

impl Picture {
    /// The address to fetch for a column of `width` device pixels: the smallest that fills it, else the largest. One of `loaded`
    /// comes first: the browser has it already.
    #[must_use]
    pub fn choose(&self, width: u32, loaded: impl Fn(&str) -> bool) -> &str {
        if let Some((address, _)) = self.sizes.iter().find(|(address, _)| loaded(address)) {
            return address;
        }
        let mut best: Option<&(String, u32)> = None;
        for size in &self.sizes {
            let better = |best: &(String, u32)| match (size.1 >= width, best.1 >= width) {
                (true, true) => size.1 < best.1,
                (false, false) => size.1 > best.1,
                (fills, _) => fills,
            };
            if best.is_none_or(better) {
                best = Some(size);
            }
        }
        best.map_or("", |(address, _)| address)
    }
}

/// All that an article shows: its lead, the pictures of its text, notes and comments, and those of the related articles.
#[must_use]
pub fn files(article: &Article) -> Wanted {
    let mut wanted = Wanted::default();
    match &article.lead {
        Some(Media::Image(image)) => wanted.image(image),
        Some(Media::Player(player)) => wanted.player(player),
        None => {}
    }
    wanted.inlines(&article.headline);
    wanted.inlines(&article.deck);
    wanted.blocks(&article.body);
    article.notes.iter().for_each(|note| wanted.blocks(&note.body));
    article.corrections.iter().for_each(|correction| wanted.blocks(&correction.body));
    article.related().iter().for_each(|link| wanted.source(link.image.as_ref()));
    article.comments.items.iter().for_each(|comment| wanted.blocks(&comment.body));
    wanted
}

impl Wanted {
    fn source(&mut self, source: Option<&Source>) {
        if let Some(source) = source {
            self.picture(vec![(source.as_str().to_owned(), 0)]);
        }
    }

    fn picture(&mut self, sizes: Vec<(String, u32)>) {
        let picture = Picture { sizes };
        if !self.pictures.contains(&picture) {
            self.pictures.push(picture);
        }
    }

    fn image(&mut self, image: &Image) {
        let own = (image.url.as_str().to_owned(), image.size.map_or(0, |(width, _)| width));
        let mut sizes: Vec<(String, u32)> =
            image.sources.iter().map(|one| (one.url.as_str().to_owned(), one.width)).collect();
        // Without widths there is nothing to choose from but the picture itself.
        if sizes.is_empty() || !sizes.iter().any(|(address, _)| *address == own.0) {
            sizes.push(own);
        }
        self.picture(sizes);
        self.inlines(&image.caption);
    }

    fn player(&mut self, player: &Player) {
        self.source(player.poster.as_ref());
        // A browser plays the first that it can; which one that is it does not say before.
        self.media.extend(player.sources.iter().map(|(source, _)| source.as_str().to_owned()));
        self.media.extend(player.tracks.iter().map(|track| track.url.as_str().to_owned()));
        self.inlines(&player.caption);
        self.blocks(&player.transcript);
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Image(image) => self.image(image),
                Inline::Styled(_, children)
                | Inline::Abbr { children, .. }
                | Inline::Time { children, .. }
                | Inline::Link { children, .. }
                | Inline::Span { children, .. }
                | Inline::Override { children, .. } => self.inlines(children),
                Inline::Text(_)
                | Inline::Break
                | Inline::BreakOpportunity
                | Inline::Ruby(_)
                | Inline::Math(_)
                | Inline::NoteRef { .. } => {}
            }
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Paragraph(text) | BlockKind::Heading { text, .. } | BlockKind::Preformatted(text) => {
                self.inlines(text)
            }
            BlockKind::List { items, .. } => items.iter().for_each(|item| self.blocks(&item.body)),
            BlockKind::Quote(quote) => self.blocks(&quote.body),
            BlockKind::Image(image) => self.image(image),
            BlockKind::Gallery { images, caption } => {
                images.iter().for_each(|image| self.image(image));
                self.inlines(caption);
            }
            BlockKind::Player(player) => self.player(player),
            BlockKind::Embed(embed) => self.blocks(&embed.fallback),
            BlockKind::Table(table) => {
                self.inlines(&table.caption);
                table.rows.iter().flatten().for_each(|cell| self.blocks(&cell.body));
            }
            BlockKind::Aside(aside) => self.blocks(&aside.body),
            BlockKind::Related { links, .. } => {
                links.iter().for_each(|link| self.source(link.image.as_ref()))
            }
            BlockKind::Note(note) => self.blocks(&note.body),
            BlockKind::Update(update) => self.blocks(&update.body),
            BlockKind::Divider
            | BlockKind::Code { .. }
            | BlockKind::Math(_)
            | BlockKind::Unsupported { .. } => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Wanted {
        files(&crate::format::read(json.as_bytes(), "https://a.example/x/a.json").unwrap())
    }

    #[test]
    fn pictures_are_found_wherever_an_article_may_have_them() {
        let wanted = read(
            r#"{"@context":"https://schema.org","@type":"NewsArticle","headline":"H","image":{"@type":"ImageObject","url":"lead.jpg"},
            "body":["One <img src='in.png' alt=''> two.",{"type":"image","url":"b.jpg"},"<blockquote><p><img src='q.png'></p></blockquote>"],
            "relatedLink":[{"url":"b.json","headline":"B","image":"card.jpg"}]}"#,
        );
        let names: Vec<&str> =
            wanted.pictures.iter().filter_map(|one| one.sizes.first()?.0.rsplit('/').next()).collect();
        assert_eq!(names, ["lead.jpg", "in.png", "b.jpg", "q.png", "card.jpg"]);
        assert!(wanted.media.is_empty());
    }

    #[test]
    fn one_size_of_a_picture_is_chosen_and_a_loaded_one_first() {
        let sizes = [("s", 400), ("m", 800), ("l", 1600)].map(|(name, width)| (name.to_owned(), width));
        let picture = Picture { sizes: sizes.to_vec() };
        assert_eq!(picture.choose(700, |_| false), "m");
        assert_eq!(picture.choose(800, |_| false), "m");
        assert_eq!(picture.choose(2000, |_| false), "l");
        assert_eq!(picture.choose(1, |_| false), "s");
        assert_eq!(picture.choose(1, |address| address == "l"), "l");
    }
}
