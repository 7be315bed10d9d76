//! What becomes of a fixed set of inputs, one line each: a name, and a hash of the whole canonical dump of its tree and of
//! what was lost. `tests/fixtures/trees.txt` holds the lines; `tests/trees.rs` compares them natively, `tests/web/trees.rs`
//! in each browser, so that all of them agree byte by byte.

use standfirst::article::{Issues, Path};
use standfirst::format;
use standfirst::html::{Origin, Profile, blocks};

use crate::payloads;

/// The lines that are expected.
pub const EXPECTED: &str = include_str!("../fixtures/trees.txt");

/// How many mutations of the hostile list are among the inputs.
const MUTATIONS: usize = 600;

/// Addresses that parsers of addresses read differently, if they do.
const ADDRESSES: [&str; 56] = [
    "HTTPS://News.EXAMPLE:443/a/./b/../c d?q=ü&r=%zz#ö é",
    "http://news.example:80/",
    "https://bücher.example/ß",
    "https://faß.example/",
    "https://xn--bcher-kva.example/",
    "https://日本語.example/記事?見出し=一",
    "https://مثال.example/خبر",
    "https://ex%41mple.example/",
    "https://exa mple.example/",
    "https://192.168.257/",
    "https://0x7f.1/",
    "https://1.2.3.4.5/",
    "https://[::1]:8080/x",
    "https://[2001:DB8::0:1]/",
    "https://[::1",
    "https://user:pass@news.example/",
    "https://user@:8/",
    "https://news.example:99999/",
    "https://news.example:/",
    "https:news.example/x",
    "https:///news.example/x",
    "https:\\\\news.example\\x",
    "//other.example/a?b#c",
    "/a/../../up",
    "../../../../up",
    "./a/b/.//c",
    "a b\tc\nd",
    "a%20b%2Fc%",
    "?q=a b\"<>`'",
    "?",
    "a?b?c#d#e",
    "a;b,c!$&'()*+=:@",
    "{a}|b^c`d\\e",
    "é/ñ/\u{1F600}",
    "e\u{301}",
    "\u{FEFF}a",
    "\u{A0}a",
    "a\u{0}b",
    "a\u{7F}b",
    "mailto:a@b.example?subject=a b&body=ü",
    "MAILTO:A@B.example",
    "mailto:",
    "tel:+49 (30) 123",
    "tel:",
    "javascript:x",
    "data:text/html,x",
    "ftp://news.example/",
    "C:\\x",
    "https://a..b/",
    "https://-a-.example/",
    "https://a_b.example/",
    "https://.example/",
    "https://example./",
    "https://xn--a/",
    "https://%00.example/",
    "https://a\u{AD}b.example/",
];

/// A tree and its losses, or what was refused, in full.
struct Dump {
    name: String,
    text: String,
}

fn html(name: String, html: &str, profile: Profile) -> Dump {
    let mut issues = Issues::default();
    let mut origin = Origin {
        base: "https://news.example/2026/story?a=b",
        profile,
        path: Path::ROOT,
        issues: &mut issues,
    };
    let tree = blocks(html, &mut origin);
    Dump { name, text: format!("{tree:?}\n{:?}", issues.into_vec()) }
}

fn dumps() -> Vec<Dump> {
    let own = payloads::own();
    let mut dumps = Vec::new();
    for (at, text) in own.iter().enumerate() {
        dumps.push(html(format!("article {at}"), text, Profile::Article));
        dumps.push(html(format!("comment {at}"), text, Profile::Comment));
    }
    for (at, text) in payloads::mutations(&own, MUTATIONS).iter().enumerate() {
        dumps.push(html(format!("mutation {at}"), text, Profile::Article));
    }
    for address in ADDRESSES {
        let quoted = address.replace('&', "&amp;").replace('"', "&quot;");
        let text = format!("<a href=\"{quoted}\">a</a><img src=\"{quoted}\" srcset=\"{quoted} 2w\">");
        dumps.push(html(format!("address {}", address.escape_default()), &text, Profile::Article));
    }
    for (name, bytes) in [
        ("every block", include_bytes!("../../public/samples/every-block.json").as_slice()),
        ("schema", include_bytes!("../../schema/article.example.json").as_slice()),
    ] {
        let article = format::read(bytes, "https://news.example/story.json");
        dumps.push(Dump { name: name.to_owned(), text: format!("{article:?}") });
    }
    dumps
}

/// One line for each input.
pub fn lines() -> Vec<String> {
    dumps().iter().map(|dump| format!("{} {:016x}", dump.name, hash(&dump.text))).collect()
}

/// What is not as expected, with the whole dump of each.
pub fn differences() -> Vec<String> {
    let expected: Vec<&str> = EXPECTED.lines().collect();
    let dumps = dumps();
    let mut found: Vec<String> = Vec::new();
    for (dump, line) in dumps.iter().zip(lines()) {
        if !expected.contains(&line.as_str()) {
            found.push(format!("{line}\n{}", dump.text));
        }
    }
    if expected.len() != dumps.len() {
        found.push(format!("{} inputs, {} lines expected", dumps.len(), expected.len()));
    }
    found
}

/// FNV-1a, 64 bits (RFC 9923).
fn hash(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
}
