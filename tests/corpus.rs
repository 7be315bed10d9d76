//! Documents as publishers' systems send them. They are not part of the project: the tests run where they lie beside it,
//! in `../shared/corpus`, and say so where they do not.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

#[path = "support/numbers.rs"]
mod numbers;
#[path = "support/oracle.rs"]
mod oracle;

use std::path::Path;

use numbers::Numbers;
use serde_json::Value;
use standfirst::article::{Article, Dir, Loss, article_text, links_and_images, plain};
use standfirst::format::{FormatError, read};

const SUPPORTED: [&str; 12] = [
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
    "comments-guardian",
    "comments-mediawiki-talk",
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
    let (mut right_to_left, mut all) = (0, 0);
    for row in rows.iter().filter(|row| SUPPORTED.contains(&row.format.as_str())) {
        let Ok(article) = read(&row.bytes, PAGE) else { continue };
        all += 1;
        let text = format!("{} {}", plain(&article.headline), article_text(&article));
        let rtl = text.chars().filter(|c| ('\u{590}'..'\u{900}').contains(c)).count();
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        let wanted =
            if letters == 0 { None } else { Some(if rtl * 2 > letters { Dir::Rtl } else { Dir::Ltr }) };
        assert!(wanted.is_none() || article.dir == wanted, "{}", row.number);
        right_to_left += usize::from(wanted == Some(Dir::Rtl));
    }
    println!("directions: all of {all} right, {right_to_left} of them right to left");
}

/// Milliseconds of a date as RFC 3339 has it, and whether it names a zone: a reader of its own, to measure ours by.
fn rfc_3339(text: &str) -> Option<(i64, bool)> {
    let number = |from: usize, to: usize| text.get(from..to)?.parse::<i64>().ok();
    let sign = |at: usize, wanted: &[u8]| text.as_bytes().get(at).is_some_and(|byte| wanted.contains(byte));
    if !(sign(4, b"-") && sign(7, b"-") && sign(10, b"Tt ") && sign(13, b":") && sign(16, b":")) {
        return None;
    }
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    // Days from the civil calendar: months counted from March, so that the leap day is the last.
    let (y, m) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days = 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1 - 719_468;
    let mut millis = (((days * 24 + number(11, 13)?) * 60 + number(14, 16)?) * 60 + number(17, 19)?) * 1000;
    let mut rest = text.get(19..)?;
    if let Some(part) = rest.strip_prefix('.') {
        let end = part.find(|c: char| !c.is_ascii_digit()).unwrap_or(part.len());
        millis += format!("{:0<3}", &part[..end])[..3].parse::<i64>().ok()?;
        rest = &part[end..];
    }
    let zone = rest.replace(':', "");
    match zone.as_str() {
        "" => Some((millis, false)),
        "Z" | "z" => Some((millis, true)),
        _ => {
            let minutes = zone.get(1..3)?.parse::<i64>().ok()? * 60 + zone.get(3..5)?.parse::<i64>().ok()?;
            Some((
                if zone.starts_with('-') { millis + minutes * 60_000 } else { millis - minutes * 60_000 },
                true,
            ))
        }
    }
}

#[test]
fn no_date_is_wrong_by_its_zone() {
    let Some(rows) = rows("articles") else { return };
    let (mut exact, mut zoneless, mut other) = (0, 0, 0);
    for row in rows.iter().filter(|row| SUPPORTED.contains(&row.format.as_str())) {
        let Ok(article) = read(&row.bytes, PAGE) else { continue };
        let source = String::from_utf8_lossy(&row.bytes).into_owned();
        let comments = article.comments.items.iter().map(|comment| &comment.published);
        for when in [&article.published, &article.modified].into_iter().chain(comments).flatten() {
            assert!(
                !when.text.trim().is_empty() && !when.text.contains("Invalid"),
                "{}: {when:?}",
                row.number
            );
            match rfc_3339(&when.text) {
                Some((millis, true)) => {
                    assert_eq!(
                        (when.millis, when.zone_known),
                        (Some(millis), true),
                        "{}: {when:?}",
                        row.number
                    );
                    exact += 1;
                }
                Some((millis, false)) => {
                    assert_eq!(when.millis, Some(millis), "{}: {when:?}", row.number);
                    // Only a key that says so makes a text without a zone one of UTC.
                    let said = when.zone_known && row.format.contains("wordpress");
                    assert!(said || !when.zone_known, "{}: {when:?}", row.number);
                    assert!(!said || source.contains(&when.text), "{}: {when:?}", row.number);
                    zoneless += 1;
                }
                None => other += 1,
            }
        }
    }
    println!("dates: {exact} with their zone, {zoneless} without, {other} in other forms, none wrong");
    assert!(exact > 100);
}

/// Elements that the model has, and those that only group or style what is in them.
const KNOWN: &str = "a abbr acronym address article aside audio b basefont bdi bdo big blockquote body br button caption center \
    cite code col colgroup data dd del details dfn dir div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 head header \
    hgroup hr html i iframe img ins kbd label li main map mark math menu nav nobr ol p picture pre q rb rp rt rtc ruby s samp \
    section small source span strike strong sub summary sup table tbody td tfoot th thead time tr track tt u ul var video wbr \
    legend fieldset center annotation semantics mrow mi mn mo mtext ms mspace msub msup msubsup mfrac msqrt mroot mover munder \
    munderover mtable mtr mtd mstyle mpadded mphantom merror mmultiscripts mprescripts maction menclose mfenced";

#[test]
fn unknown_markup_leaves_an_issue() {
    let Some(rows) = rows("articles") else { return };
    let known: Vec<&str> = KNOWN.split_whitespace().collect();
    let (mut told, mut lost) = (0, Vec::new());
    for row in &rows {
        let Ok(article) = read(&row.bytes, PAGE) else { continue };
        let value: Value = serde_json::from_slice(&row.bytes).unwrap();
        let Some(html) = html(row, &value) else { continue };
        for name in oracle::elements(&html).iter().filter(|name| !known.contains(&name.as_str())) {
            let issue = article.issues.iter().any(|issue| match &issue.loss {
                Loss::UnwrappedMarkup(told) | Loss::DroppedMarkup(told) => told == name,
                _ => false,
            });
            if issue {
                told += 1;
            } else {
                lost.push(format!("{}: <{name}>", row.number));
            }
        }
    }
    println!("unknown markup: {told} kinds in documents, each with an issue");
    assert!(lost.is_empty(), "{lost:#?}");
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
