//! Documents as publishers' systems send them. They are not part of the project: the tests run where they lie beside it,
//! in `../shared/corpus`, and say so where they do not.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

#[path = "support/oracle.rs"]
mod oracle;

use std::path::Path;

use serde_json::Value;
use standfirst::article::{Article, Dir, article_text, links_and_images, plain};
use standfirst::format::{FormatError, read};

const SUPPORTED: [&str; 10] = [
    "native",
    "schema.org",
    "wordpress-rest",
    "wordpress.com-v1.1",
    "json-feed-item",
    "ninjs-1.x",
    "ninjs-2.x/3.x",
    "activitystreams",
    "comments-wordpress",
    "comments-activitystreams",
];

/// Where the documents would be if they had been fetched.
const PAGE: &str = "https://publisher.example/api/article.json";

struct Row {
    number: String,
    format: String,
    headline: String,
    bytes: Vec<u8>,
}

fn rows(folder: &str) -> Option<Vec<Row>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus").join(folder);
    let Ok(index) = std::fs::read_to_string(folder.join("index.tsv")) else {
        println!("skipped: {} is not there", folder.display());
        return None;
    };
    let rows = index.lines().filter_map(|line| {
        let mut fields = line.split('\t').map(str::to_owned);
        let (number, format, headline) = (fields.next()?, fields.next()?, fields.next()?);
        let bytes = std::fs::read(folder.join(format!("{number}.json"))).ok()?;
        Some(Row { number, format, headline, bytes })
    });
    Some(rows.collect())
}

/// The body of a document as HTML, where its format has it as one string.
fn html(row: &Row, value: &Value) -> Option<String> {
    let value = if value.is_array() { &value[0] } else { value };
    let text = match row.format.as_str() {
        "wordpress-rest" => &value["content"]["rendered"],
        "wordpress.com-v1.1" | "activitystreams" => &value["content"],
        "json-feed-item" => &value["content_html"],
        "ninjs-1.x" => ["body_xhtml", "body_html", "body_richtext"].iter().find_map(|key| value.get(*key))?,
        "ninjs-2.x/3.x" => {
            let bodies = value["bodies"].as_array()?;
            let html =
                |body: &&Value| ["contenttype", "contentType"].iter().any(|key| body[*key] == "text/html");
            &bodies.iter().find(html)?["value"]
        }
        _ => return None,
    };
    text.as_str().map(str::to_owned)
}

fn base(article: &Article) -> String {
    article.url.clone().unwrap_or_else(|| PAGE.to_owned())
}

#[test]
fn every_document_has_its_label_and_no_other_gets_one() {
    let Some(rows) = rows("articles") else { return };
    let (mut right, mut all, mut wrong, mut missed) = (0, 0, Vec::new(), Vec::new());
    for row in &rows {
        let found = read(&row.bytes, PAGE).map(|article| article.format);
        let supported = SUPPORTED.contains(&row.format.as_str());
        all += usize::from(supported);
        match found {
            Ok(format) if format == row.format => right += 1,
            Ok(format) => wrong.push(format!("{} is {}, not {format}", row.number, row.format)),
            Err(error) if supported => missed.push(format!("{} {}: {error}", row.number, row.format)),
            Err(_) => {}
        }
    }
    println!("labels: {right} of {all}; {missed:#?}");
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(right * 100 >= all * 99, "{missed:#?}");
}

#[test]
fn what_is_no_article_is_refused() {
    let Some(rows) = rows("negative") else { return };
    assert!(rows.len() >= 14);
    for row in rows {
        let error = read(&row.bytes, PAGE).expect_err(&row.number);
        assert!(matches!(error, FormatError::NoArticle { .. }), "{}: {error}", row.number);
    }
}

#[test]
fn headlines_are_as_expected() {
    let Some(rows) = rows("articles") else { return };
    let normal = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (mut right, mut all, mut wrong) = (0, 0, Vec::new());
    for row in rows.iter().filter(|row| SUPPORTED.contains(&row.format.as_str()) && !row.headline.is_empty())
    {
        let Ok(article) = read(&row.bytes, PAGE) else { continue };
        all += 1;
        let found = plain(&article.headline);
        if normal(&found) == normal(&row.headline) {
            right += 1;
        } else {
            wrong.push(format!("{}: {found:?} for {:?}", row.number, row.headline));
        }
    }
    println!("headlines: {right} of {all}\n{wrong:#?}");
    assert!(right * 100 >= all * 98);
}

#[test]
fn words_links_and_pictures_are_all_kept() {
    let Some(rows) = rows("articles") else { return };
    let (mut wanted, mut kept, mut lost) = (0, 0, Vec::new());
    for row in &rows {
        let Ok(article) = read(&row.bytes, PAGE) else { continue };
        let value: Value = serde_json::from_slice(&row.bytes).unwrap();
        let Some(html) = html(row, &value) else { continue };
        let seen = oracle::see(&html, &base(&article));
        let words = oracle::words(&article_text(&article));
        let same = oracle::in_order(&seen.words, &words);
        wanted += seen.words.len();
        kept += same;
        if same < seen.words.len() {
            let missing: Vec<&String> =
                seen.words.iter().filter(|word| !words.contains(word)).take(10).collect();
            println!("{}: {same} of {} words; missing {missing:?}", row.number, seen.words.len());
        }
        let (links, images) = links_and_images(&article);
        let https = |address: &String| address.replacen("http://", "https://", 1);
        let pictures: Vec<String> = images.iter().map(https).collect();
        let gone = seen.links.iter().filter(|link| !links.contains(link));
        let gone = gone.chain(seen.images.iter().filter(|image| !pictures.contains(&https(image))));
        lost.extend(gone.map(|address| format!("{}: {address}", row.number)));
    }
    println!("words: {kept} of {wanted}");
    assert!(kept * 1000 >= wanted * 995);
    assert!(lost.is_empty(), "{lost:#?}");
}

#[test]
fn directions_are_right() {
    let Some(rows) = rows("articles") else { return };
    for row in rows.iter().filter(|row| SUPPORTED.contains(&row.format.as_str())) {
        let Ok(article) = read(&row.bytes, PAGE) else { continue };
        let text = format!("{} {}", plain(&article.headline), article_text(&article));
        let rtl = text.chars().filter(|c| ('\u{590}'..'\u{900}').contains(c)).count();
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        let wanted =
            if letters == 0 { None } else { Some(if rtl * 2 > letters { Dir::Rtl } else { Dir::Ltr }) };
        assert!(wanted.is_none() || article.dir == wanted, "{}", row.number);
    }
}

/// The same numbers in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}

#[test]
fn damaged_documents_are_refused_or_read_but_never_panic() {
    for folder in ["articles", "negative"] {
        let Some(rows) = rows(folder) else { return };
        let mut numbers = Numbers(0x5eed_0fa1);
        for row in rows {
            let bytes = row.bytes;
            for place in 1..=50 {
                let _ = read(&bytes[..bytes.len() * place / 51], PAGE);
            }
            let mut damaged = bytes.clone();
            for _ in 0..50 {
                let at = numbers.below(bytes.len());
                damaged[at] = u8::try_from(numbers.below(256)).unwrap();
                let _ = read(&damaged, PAGE);
                // One change alone, in text where it leaves the JSON whole.
                let mut single = bytes.clone();
                single[at] = b"<>&;\"'= /-!x0"[numbers.below(13)];
                let _ = read(&single, PAGE);
            }
        }
    }
}
