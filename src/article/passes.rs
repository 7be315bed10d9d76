//! What every article goes through after its format has been read: pure steps, in this order.

use super::{Article, Block, BlockKind, Inline, Loss, Note, dir_of_language, dir_of_text, plain};
use crate::names::Names;

/// All passes, in order.
pub fn finish(article: &mut Article) {
    drop_blank_blocks(&mut article.body);
    collect_notes(article);
    link_notes(article);
    drop_duplicate_ids(article);
    find_direction(article);
}

/// Removes blocks that show nothing, at the top level.
fn drop_blank_blocks(body: &mut Vec<Block>) {
    body.retain(|block| !block.is_blank());
}

/// Moves footnotes from where they stand to `article.notes`.
fn collect_notes(article: &mut Article) {
    let mut notes = std::mem::take(&mut article.notes);
    take_notes(&mut article.body, &mut notes);
    article.notes = notes;
}

fn take_notes(body: &mut Vec<Block>, notes: &mut Vec<Note>) {
    let blocks = std::mem::take(body);
    for mut block in blocks {
        match &mut block.kind {
            BlockKind::Note(note) => {
                notes.push(std::mem::take(note));
                continue;
            }
            BlockKind::List { items, .. } => {
                items.iter_mut().for_each(|item| take_notes(&mut item.body, notes))
            }
            BlockKind::Quote(quote) => take_notes(&mut quote.body, notes),
            BlockKind::Aside(aside) => take_notes(&mut aside.body, notes),
            BlockKind::Update(update) => take_notes(&mut update.body, notes),
            _ => {}
        }
        body.push(block);
    }
}

/// Makes every link to a note that sign of it which readers know: `<a href="#n1">`.
fn link_notes(article: &mut Article) {
    if article.notes.is_empty() {
        return;
    }
    let mut known = Names::default();
    for (at, note) in article.notes.iter().enumerate() {
        known.add(&note.id, at);
    }
    let Article { body, notes, deck, .. } = article;
    link_in_inlines(deck, &known);
    body.iter_mut().for_each(|block| link_in_block(block, &known));
    notes.iter_mut().flat_map(|note| &mut note.body).for_each(|block| link_in_block(block, &known));
}

fn link_in_inlines(inlines: &mut [Inline], known: &Names) {
    for inline in inlines {
        match inline {
            Inline::Link { href, children, .. } => match href.fragment().filter(|id| known.has(id)) {
                Some(id) => *inline = Inline::NoteRef { note: id.to_owned(), label: plain(children) },
                None => link_in_inlines(children, known),
            },
            Inline::Styled(_, children)
            | Inline::Abbr { children, .. }
            | Inline::Time { children, .. }
            | Inline::Span { children, .. }
            | Inline::Override { children, .. } => link_in_inlines(children, known),
            Inline::Ruby(parts) => parts.iter_mut().for_each(|part| link_in_inlines(&mut part.base, known)),
            Inline::Text(_)
            | Inline::Break
            | Inline::BreakOpportunity
            | Inline::Image(_)
            | Inline::Math(_)
            | Inline::NoteRef { .. } => {}
        }
    }
}

fn link_in_block(block: &mut Block, known: &Names) {
    match &mut block.kind {
        BlockKind::Paragraph(text) | BlockKind::Heading { text, .. } | BlockKind::Preformatted(text) => {
            link_in_inlines(text, known);
        }
        BlockKind::List { items, .. } => {
            items.iter_mut().flat_map(|item| &mut item.body).for_each(|block| link_in_block(block, known));
        }
        BlockKind::Quote(quote) => {
            quote.body.iter_mut().for_each(|block| link_in_block(block, known));
            link_in_inlines(&mut quote.cite, known);
        }
        BlockKind::Image(image) => link_in_inlines(&mut image.caption, known),
        BlockKind::Gallery { images, caption } => {
            images.iter_mut().for_each(|image| link_in_inlines(&mut image.caption, known));
            link_in_inlines(caption, known);
        }
        BlockKind::Player(player) => link_in_inlines(&mut player.caption, known),
        BlockKind::Table(table) => {
            link_in_inlines(&mut table.caption, known);
            let cells = table.rows.iter_mut().flatten();
            cells.flat_map(|cell| &mut cell.body).for_each(|block| link_in_block(block, known));
        }
        BlockKind::Aside(aside) => {
            link_in_inlines(&mut aside.title, known);
            aside.body.iter_mut().for_each(|block| link_in_block(block, known));
        }
        BlockKind::Update(update) => update.body.iter_mut().for_each(|block| link_in_block(block, known)),
        BlockKind::Embed(embed) => embed.fallback.iter_mut().for_each(|block| link_in_block(block, known)),
        BlockKind::Note(note) => note.body.iter_mut().for_each(|block| link_in_block(block, known)),
        BlockKind::Divider
        | BlockKind::Code { .. }
        | BlockKind::Math(_)
        | BlockKind::Related { .. }
        | BlockKind::Unsupported { .. } => {}
    }
}

/// Takes the name from a top-level block that has the name of an earlier one, gives such a note another, and says so.
fn drop_duplicate_ids(article: &mut Article) {
    let mut seen = Names::default();
    let mut twice = Vec::new();
    for block in &mut article.body {
        if let Some(id) = block.id.take_if(|id| !seen.add(id, 0)) {
            twice.push(id);
        }
    }
    for (at, note) in article.notes.iter_mut().enumerate() {
        if !seen.add(&note.id, 0) {
            let id = format!("{}~{}", note.id, at + 1);
            twice.push(std::mem::replace(&mut note.id, id));
        }
    }
    for id in twice {
        article.issue("$.body", Loss::DuplicateId(id));
    }
}

/// Fills the direction: the document's word, else the language's, unless the script of the text contradicts it.
pub(crate) fn find_direction(article: &mut Article) {
    if article.dir.is_some() {
        return;
    }
    let mut sample = plain(&article.headline);
    for block in article.body.iter().take(20) {
        sample.push(' ');
        sample.push_str(&super::block_text(block));
    }
    let (of_language, of_text) = (article.lang.as_deref().and_then(dir_of_language), dir_of_text(&sample));
    if let (Some(language), Some(text)) = (of_language, of_text)
        && language != text
    {
        article.issue("$.inLanguage", Loss::Guess("the direction of the text's script, not of its language"));
    }
    article.dir = of_text.or(of_language);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Dir, Href};

    fn link(reference: &str) -> Inline {
        let href = Href::new("https://example.org/a", reference).unwrap();
        Inline::Link { href, title: None, children: vec![Inline::Text("1".into())] }
    }

    #[test]
    fn a_note_leaves_the_text_and_links_to_it_become_its_signs() {
        let note = Note { id: "n1".into(), body: vec![Block::text("More.")] };
        let quote =
            crate::article::Quote { body: vec![Block::new(BlockKind::Note(note))], ..Default::default() };
        let mut article = Article {
            body: vec![
                Block::new(BlockKind::Paragraph(vec![
                    Inline::Text("Text".into()),
                    link("#n1"),
                    link("#elsewhere"),
                ])),
                Block::new(BlockKind::Quote(quote)),
            ],
            ..Article::default()
        };
        finish(&mut article);
        assert_eq!(article.notes.len(), 1);
        let BlockKind::Paragraph(text) = &article.body[0].kind else { panic!("a paragraph") };
        assert_eq!(text[1], Inline::NoteRef { note: "n1".into(), label: "1".into() });
        assert!(matches!(&text[2], Inline::Link { .. }));
    }

    #[test]
    fn the_second_block_of_a_name_loses_it_and_the_loss_is_told() {
        let named = |id: &str| Block { id: Some(id.into()), ..Block::text("x") };
        let mut article = Article { body: vec![named("a"), named("a")], ..Article::default() };
        finish(&mut article);
        assert_eq!(article.body[1].id, None);
        assert_eq!(article.issues[0].loss, Loss::DuplicateId("a".into()));
    }

    #[test]
    fn the_script_of_the_text_beats_a_wrong_language() {
        let mut article =
            Article {
                lang: Some("en".into()), body: vec![Block::text("هذا نص عربي")], ..Article::default()
            };
        finish(&mut article);
        assert_eq!(article.dir, Some(Dir::Rtl));
        assert_eq!(article.issues.len(), 1);
    }
}
