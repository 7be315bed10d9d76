//! Reading a document, by its size.
#![allow(missing_docs)]

use std::fmt::Write;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use standfirst::format;

fn main() {
    divan::main();
}

/// A document in the native format of about this many bytes: paragraphs with inline marks, a picture and a table now
/// and then, and a comment for every second paragraph.
fn document(bytes: usize) -> String {
    let mut body = String::new();
    let mut comments = String::new();
    for n in 0.. {
        if body.len() + comments.len() > bytes {
            break;
        }
        let comma = if n == 0 { "" } else { "," };
        let _ = write!(
            body,
            r#"{comma}"Paragraph {n}: the <em>bridge</em> over the <a href=\"/river\">river</a> was open again, and the ferries, which had run for nine years, stopped on Sunday. The toll stays at two crowns &amp; a half; bicycles pay nothing.""#
        );
        if n % 20 == 9 {
            body.push_str(r#",{"type":"image","url":"a.jpg","alt":"The bridge","caption":"Open <b>again</b>","width":1600,"height":900}"#);
        }
        if n % 50 == 25 {
            body.push_str(r#",{"type":"table","header":"row","rows":[["a","b"],["1","2"],["3",{"text":"4","colspan":1}]]}"#);
        }
        if n % 2 == 0 {
            let _ = write!(
                comments,
                r#"{comma}{{"@id":"c{n}","text":"I have crossed it {n} times, and it was time.","author":{{"name":"Reader {n}"}},"datePublished":"2026-11-20T09:00:00Z"}}"#
            );
        }
    }
    format!(
        r#"{{"@context":"https://schema.org","@type":"NewsArticle","headline":"Bridge reopens","dateline":"SELLHAVEN","datePublished":"2026-11-20T08:15:00+01:00","author":[{{"@type":"Person","name":"Ada Writer"}}],"body":[{body}],"comment":[{comments}]}}"#
    )
}

#[divan::bench(args = [10_000, 100_000, 1_000_000, 10_000_000], max_time = 5)]
fn native_format(bencher: Bencher, bytes: usize) {
    let document = document(bytes);
    bencher
        .counter(BytesCount::of_str(&document))
        .bench(|| format::read(black_box(document.as_bytes()), "https://example.org/a.json"));
}
