//! HTML that wants to do harm: the project's own list, the one of ../shared/corpus where that is there, and mutations of both.
//! Natively only the model can be looked at: every address in it, and that nothing is shown which a browser would hide.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

#[path = "support/oracle.rs"]
mod oracle;

use serde_json::Value;
use standfirst::article::{Article, Block, Issues, Path, article_text};
use standfirst::html::{Origin, Profile, blocks, inlines};

const BASE: &str = "https://news.example/2026/story";

fn payloads() -> Vec<String> {
    let own = std::fs::read("tests/fixtures/hostile.json").unwrap();
    let mut all: Vec<String> = serde_json::from_slice::<Value>(&own)
        .unwrap()
        .as_array()
        .unwrap()
        .iter()
        .map(|text| text.as_str().unwrap().to_owned())
        .collect();
    assert!(all.len() >= 300);
    match std::fs::read("../shared/corpus/html/hostile.json") {
        Ok(bytes) => {
            let list: Value = serde_json::from_slice(&bytes).unwrap();
            all.extend(
                list.as_array().unwrap().iter().map(|item| item["payload"].as_str().unwrap().to_owned()),
            );
        }
        Err(_) => println!("skipped: ../shared/corpus/html/hostile.json is not there"),
    }
    all
}

fn read(html: &str, profile: Profile) -> Vec<Block> {
    let (mut issues, path) = (Issues::default(), Path::ROOT);
    blocks(html, &mut Origin { base: BASE, profile, path, issues: &mut issues })
}

/// Every address in a model, wherever it stands: `Href` and `Source` are the only types that hold one.
fn check_addresses(model: &str, html: &str) {
    for (start, allowed) in [
        ("Address(\"", ["https://", "http://", "mailto:", "tel:"].as_slice()),
        ("Source(\"", ["https://"].as_slice()),
    ] {
        for rest in model.split(start).skip(1) {
            assert!(
                allowed.iter().any(|scheme| rest.starts_with(scheme)),
                "{start}{} in {html:?}",
                &rest[..rest.len().min(60)]
            );
        }
    }
}

fn check(html: &str) {
    for profile in [Profile::Article, Profile::Comment] {
        let blocks = read(html, profile);
        let model = format!("{blocks:?}");
        check_addresses(&model, html);
        assert_eq!(model, format!("{:?}", read(html, profile)), "not the same twice: {html:?}");
        if profile == Profile::Comment {
            for kind in ["Image(", "Player(", "Embed(", "Table(", "Heading", "Gallery"] {
                assert!(!model.contains(kind), "{kind} in a comment: {html:?}");
            }
        }
    }
    let (mut issues, path) = (Issues::default(), Path::ROOT);
    let line =
        inlines(html, &mut Origin { base: BASE, profile: Profile::Article, path, issues: &mut issues });
    check_addresses(&format!("{line:?}"), html);
}

/// No word is seen that html5ever hides: no text of a script, a style, an attribute.
fn check_words(html: &str) {
    let article = Article { body: read(html, Profile::Article), ..Article::default() };
    let visible = oracle::see(html, BASE).letters;
    let mut hidden: Vec<String> = oracle::words(&article_text(&article));
    // A card says what it leads to.
    hidden.retain(|word| !visible.contains(word.as_str()) && !word.starts_with("https://"));
    assert!(hidden.is_empty(), "{hidden:?} of {html:?}");
}

#[test]
fn no_payload_gets_an_address_or_hidden_text_into_the_model() {
    for html in payloads() {
        check(&html);
        check_words(&html);
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
fn no_mutation_of_a_payload_does_either() {
    let payloads: Vec<String> = payloads().into_iter().filter(|html| html.len() < 600).collect();
    let mut numbers = Numbers(0x5eed_ba5e);
    for _ in 0..4000 {
        let mut chars: Vec<char> = payloads[numbers.below(payloads.len())].chars().collect();
        let other: Vec<char> = payloads[numbers.below(payloads.len())].chars().collect();
        for _ in 0..=numbers.below(3) {
            let at = numbers.below(chars.len() + 1);
            match numbers.below(4) {
                0 if at < chars.len() => {
                    chars[at] = ['<', '>', '"', '\'', '&', '/', '\0', ' ', '=', '-'][numbers.below(10)]
                }
                1 => chars.truncate(at.max(1)),
                2 => chars.splice(at..at, other.iter().copied()).for_each(drop),
                _ => {
                    let from = numbers.below(other.len());
                    chars.splice(at..at, other[from..].iter().copied()).for_each(drop);
                }
            }
        }
        check(&chars.into_iter().collect::<String>());
    }
}
