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
#[path = "support/payloads.rs"]
mod payloads;

use standfirst::article::{Article, Block, Issue, Issues, Loss, Path, article_text};
use standfirst::html::{Origin, Profile, blocks, inlines};

const BASE: &str = "https://news.example/2026/story";

fn payloads() -> Vec<String> {
    let mut all = payloads::own();
    assert!(all.len() >= 300);
    match std::fs::read("../shared/corpus/html/hostile.json") {
        Ok(bytes) => all.extend(payloads::strings(&bytes, |item| &item["payload"])),
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

#[test]
fn no_mutation_of_a_payload_does_either() {
    for html in payloads::mutations(&payloads(), 4000) {
        check(&html);
    }
}

/// Formatting that nothing closes nests what follows in it. A question that each level asked twice of its children took
/// 2^depth steps, and a page with thirty such tags never came to an end.
#[test]
fn payloads_in_one_text_come_to_an_end() {
    let all = payloads();
    for together in [all.concat(), payloads::mutations(&all, 500).concat()] {
        check(&together);
    }
    let nested = "<a href=x><b><span lang=en>".repeat(90) + "<img src=a.jpg>";
    assert!(!read(&nested, Profile::Article).is_empty());
}

/// Elements that show something of their own in a browser even where nothing is in them, or that this model does not have.
const SHOWING: &str = "input textarea select button canvas object embed iframe video audio img svg progress meter x-widget my-element \
    script style template dialog applet keygen marquee portal fencedframe form output datalist blink \
    layer ilayer bgsound nextid spacer selectedcontent model geolocation unknown";

#[test]
fn no_element_goes_without_a_trace_or_an_issue() {
    let mut silent = Vec::new();
    for name in SHOWING.split_whitespace() {
        for html in [
            format!("<p>before <{name}>inner</{name}> after</p>"),
            format!("<p>before</p><{name} id=a>inner</{name}><p>after</p>"),
            format!("<p>before</p><{name} id=a></{name}><p>after</p>"),
        ] {
            let (mut issues, path) = (Issues::default(), Path::ROOT);
            let profile = Profile::Article;
            let body = blocks(&html, &mut Origin { base: BASE, profile, path, issues: &mut issues });
            let text = article_text(&Article { body, ..Article::default() });
            let seen = html.contains("inner") && text.contains("inner");
            if !seen && issues.into_vec().is_empty() {
                silent.push(format!("{html} shows {text:?}"));
            }
        }
    }
    assert!(silent.is_empty(), "{silent:#?}");
}

/// Memory has bounds: each is met, the text stays, and what was not made is told.
#[test]
fn what_is_too_much_is_cut_and_told() {
    let kept = |html: &str| {
        let (mut issues, path) = (Issues::default(), Path::ROOT);
        let profile = Profile::Article;
        let body = blocks(html, &mut Origin { base: BASE, profile, path, issues: &mut issues });
        (article_text(&Article { body: body.clone(), ..Article::default() }), body, issues.into_vec())
    };
    let told = |issues: &[Issue], wanted: fn(&Loss) -> bool| issues.iter().any(|issue| wanted(&issue.loss));
    let (text, _, issues) = kept(&"<i>a</i>".repeat(400_000));
    assert_eq!(text.matches('a').count(), 400_000);
    assert!(told(&issues, |loss| matches!(loss, Loss::TooMany(_))), "{issues:?}");
    let (text, _, issues) = kept(&("<div>".repeat(10_000) + "end"));
    assert_eq!(text, "end");
    assert!(told(&issues, |loss| matches!(loss, Loss::TooDeep)), "{issues:?}");
    let long = "x".repeat(3_000_000);
    let (text, body, _) =
        kept(&format!("<p id={long} title={long}>kept <a href=\"https://e.example/{long}\">link</a></p>"));
    assert_eq!(text, "kept link");
    assert!(format!("{body:?}").len() < 2_000, "a value of megabytes is left out");
    let many: String = (0..50_000).map(|at| format!(" a{at}=b")).collect();
    let (text, ..) = kept(&format!("<p{many} lang=de>kept</p>"));
    assert_eq!(text, "kept");
}
