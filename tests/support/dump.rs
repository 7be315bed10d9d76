//! The model written short, for goldens: one line a block, indented by depth.

use standfirst::article::{Block, BlockKind, Dir, Href, Image, Inline, Math, MathNode};

fn href(href: &Href) -> String {
    href.address().map_or_else(|| format!("#{}", href.fragment().unwrap_or_default()), str::to_owned)
}

fn attributes(lang: &Option<String>, dir: &Option<Dir>) -> String {
    let mut out = String::new();
    if let Some(lang) = lang {
        out.push_str(&format!(" lang={lang}"));
    }
    if let Some(dir) = dir {
        out.push_str(&format!(" dir={}", dir.name()));
    }
    out
}

fn image(image: &Image) -> String {
    let mut out = image.url.as_str().to_owned();
    if !image.alt.is_empty() {
        out.push_str(&format!(" alt={:?}", image.alt));
    }
    if let Some((width, height)) = image.size {
        out.push_str(&format!(" {width}x{height}"));
    }
    for candidate in &image.sources {
        out.push_str(&format!(" {}@{}", candidate.url.as_str(), candidate.width));
    }
    if let Some(link) = &image.href {
        out.push_str(&format!(" -> {}", href(link)));
    }
    if !image.caption.is_empty() {
        out.push_str(&format!(" | {}", inlines(&image.caption)));
    }
    out
}

fn nodes(list: &[MathNode]) -> String {
    let node = |node: &MathNode| match node {
        MathNode::Text(text) => text.clone(),
        MathNode::Element(tag, children) => format!("{}({})", tag.name(), nodes(children)),
    };
    list.iter().map(node).collect()
}

fn math(math: &Math) -> String {
    match math {
        Math::Tex(tex) => format!("tex {tex}"),
        Math::MathMl { nodes: list, block } => {
            format!("math{} {}", if *block { " block" } else { "" }, nodes(list))
        }
    }
}

pub fn inlines(list: &[Inline]) -> String {
    let one = |inline: &Inline| match inline {
        Inline::Text(text) => text.clone(),
        Inline::Break => "⏎".into(),
        Inline::BreakOpportunity => "¬".into(),
        Inline::Styled(style, children) => format!("{style:?}[{}]", inlines(children)),
        Inline::Abbr { title, children } => {
            format!("Abbr({})[{}]", title.as_deref().unwrap_or(""), inlines(children))
        }
        Inline::Time { datetime, children } => {
            format!("Time({})[{}]", datetime.as_deref().unwrap_or(""), inlines(children))
        }
        Inline::Link { href: link, title, children } => {
            let title = title.as_ref().map(|title| format!(" {title:?}")).unwrap_or_default();
            format!("Link({}{title})[{}]", href(link), inlines(children))
        }
        Inline::Span { lang, dir, children } => {
            format!("Span({})[{}]", attributes(lang, dir).trim(), inlines(children))
        }
        Inline::Override { dir, children } => format!("Override({})[{}]", dir.name(), inlines(children)),
        Inline::Ruby(parts) => {
            let part = parts.iter().map(|part| format!("{}:{}", inlines(&part.base), inlines(&part.reading)));
            format!("Ruby[{}]", part.collect::<Vec<_>>().join(" "))
        }
        Inline::Image(picture) => format!("Image({})", image(picture)),
        Inline::Math(formula) => format!("({})", math(formula)),
        Inline::NoteRef { note, label } => format!("NoteRef({note} {label})"),
    };
    list.iter().map(one).collect()
}

/// The blocks, one a line.
pub fn blocks(list: &[Block]) -> String {
    let mut out = String::new();
    push(list, 0, &mut out);
    out.trim_end().to_owned()
}

fn push(list: &[Block], depth: usize, out: &mut String) {
    for block in list {
        out.push_str(&"  ".repeat(depth));
        let id = block.id.as_ref().map(|id| format!(" #{id}")).unwrap_or_default();
        let marks = format!("{id}{}", attributes(&block.lang, &block.dir));
        let mut line = |text: String| {
            out.push_str(&text);
            out.push('\n');
        };
        match &block.kind {
            BlockKind::Paragraph(text) => line(format!("p{marks}: {}", inlines(text))),
            BlockKind::Heading { level, text } => line(format!("h{level}{marks}: {}", inlines(text))),
            BlockKind::Divider => line(format!("hr{marks}")),
            BlockKind::List { ordered, start, reversed, items } => {
                let start = start.map(|start| format!(" from {start}")).unwrap_or_default();
                let reversed = if *reversed { " reversed" } else { "" };
                line(format!("{}{marks}{start}{reversed}", if *ordered { "ol" } else { "ul" }));
                for item in items {
                    let checked =
                        item.checked.map(|checked| format!(" checked={checked}")).unwrap_or_default();
                    let value = item.value.map(|value| format!(" value={value}")).unwrap_or_default();
                    out.push_str(&format!("{}-{checked}{value}\n", "  ".repeat(depth + 1)));
                    push(&item.body, depth + 2, out);
                }
            }
            BlockKind::Quote(quote) => {
                let url = quote.url.as_ref().map(|url| format!(" {}", href(url))).unwrap_or_default();
                let cite = if quote.cite.is_empty() {
                    String::new()
                } else {
                    format!(" — {}", inlines(&quote.cite))
                };
                line(format!("{}{marks}{url}{cite}", if quote.pull { "pull quote" } else { "quote" }));
                push(&quote.body, depth + 1, out);
            }
            BlockKind::Image(picture) => line(format!("image{marks} {}", image(picture))),
            BlockKind::Gallery { images, caption } => {
                line(format!("gallery{marks} | {}", inlines(caption)));
                for picture in images {
                    out.push_str(&format!("{}{}\n", "  ".repeat(depth + 1), image(picture)));
                }
            }
            BlockKind::Player(player) => {
                let sources: Vec<String> =
                    player.sources.iter().map(|(url, _)| url.as_str().to_owned()).collect();
                let poster = player.poster.as_ref().map(|poster| format!(" poster {}", poster.as_str()));
                let kind = if player.video { "video" } else { "audio" };
                let poster = poster.unwrap_or_default();
                let tracks: String =
                    player.tracks.iter().map(|track| format!(" track {}", track.url.as_str())).collect();
                line(format!(
                    "{kind}{marks} {}{poster}{tracks} | {}",
                    sources.join(" "),
                    inlines(&player.caption)
                ));
            }
            BlockKind::Embed(embed) => {
                let frame =
                    embed.frame.as_ref().map(|frame| format!(" frame {}", href(frame))).unwrap_or_default();
                let provider = embed.provider.as_deref().unwrap_or_default();
                let title = embed.title.as_ref().map(|title| format!(" {title:?}")).unwrap_or_default();
                line(format!("embed{marks} {}{frame} ({provider}){title}", href(&embed.url)));
                push(&embed.fallback, depth + 1, out);
            }
            BlockKind::Table(table) => {
                line(format!("table{marks} | {}", inlines(&table.caption)));
                for row in &table.rows {
                    out.push_str(&format!("{}row\n", "  ".repeat(depth + 1)));
                    for cell in row {
                        let name = if cell.header { "th" } else { "td" };
                        let span = match (cell.colspan, cell.rowspan) {
                            (1, 1) => String::new(),
                            (columns, rows) => format!(" {columns}x{rows}"),
                        };
                        out.push_str(&format!("{}{name}{span}\n", "  ".repeat(depth + 2)));
                        push(&cell.body, depth + 3, out);
                    }
                }
            }
            BlockKind::Code { code, language } => {
                line(format!("code{marks} {}: {code:?}", language.as_deref().unwrap_or("-")));
            }
            BlockKind::Preformatted(text) => line(format!("pre{marks}: {:?}", inlines(text))),
            BlockKind::Math(formula) => line(format!("{}{marks}", math(formula))),
            BlockKind::Aside(aside) => {
                line(format!("aside {:?}{marks}: {}", aside.role, inlines(&aside.title)));
                push(&aside.body, depth + 1, out);
            }
            BlockKind::Related { links, .. } => {
                let links: Vec<String> = links.iter().map(|link| href(&link.url)).collect();
                line(format!("related{marks} {}", links.join(" ")));
            }
            BlockKind::Note(note) => {
                line(format!("note {}", note.id));
                push(&note.body, depth + 1, out);
            }
            BlockKind::Update(update) => {
                line(format!("update{marks} {}", update.headline.as_deref().unwrap_or_default()));
                push(&update.body, depth + 1, out);
            }
            BlockKind::Unsupported { of, text, .. } => line(format!("unsupported{marks} {of}: {text}")),
        }
    }
}
