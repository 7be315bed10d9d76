//! The tokenizer against the tests of html5lib, where they are beside the checkout. No result differs; what the tokenizer
//! does not make (the parts of a document type, the text of a comment, errors) is not compared.

use serde_json::{Value, json};

use super::normalised;
use super::tokenizer::{Mode, Token, Tokenizer};

fn unescape(text: &str) -> Option<String> {
    serde_json::from_str(&format!("\"{}\"", text.replace('"', "\\\"").replace('\n', "\\n"))).ok()
}

/// Text is compared joined: where it is cut into tokens has no meaning.
fn push_text(out: &mut Vec<Value>, text: &str) {
    if let Some(last) = out.last_mut()
        && last[0] == "Character"
    {
        let joined = format!("{}{text}", last[1].as_str().unwrap());
        last[1] = json!(joined);
    } else {
        out.push(json!(["Character", text]));
    }
}

fn tokens(input: &str, mode: Mode, last: &str, cdata: bool) -> Vec<Value> {
    let input = normalised(input);
    let mut tokenizer = Tokenizer::new(&input);
    (tokenizer.mode, tokenizer.last, tokenizer.cdata) = (mode, last.into(), cdata);
    let mut out = Vec::new();
    for token in tokenizer {
        match token {
            Token::Start(tag) => {
                let attributes: serde_json::Map<String, Value> =
                    tag.attributes.iter().map(|(name, value)| (name.to_string(), json!(value))).collect();
                let mut start = vec![json!("StartTag"), json!(tag.name), Value::Object(attributes)];
                start.extend(tag.self_closing.then_some(json!(true)));
                out.push(Value::Array(start));
            }
            Token::End(tag) => out.push(json!(["EndTag", tag.name])),
            Token::Text(text) => push_text(&mut out, &text),
            Token::Hidden => out.push(json!(["Hidden"])),
        }
    }
    out
}

fn expected(test: &Value, escaped: bool) -> Option<Vec<Value>> {
    let mut out = Vec::new();
    for token in test["output"].as_array().unwrap() {
        match token[0].as_str().unwrap() {
            "Comment" | "DOCTYPE" => out.push(json!(["Hidden"])),
            "Character" => {
                let text = token[1].as_str().unwrap();
                push_text(&mut out, &if escaped { unescape(text)? } else { text.to_owned() });
            }
            _ if escaped => out.push(serde_json::from_str(&token.to_string().replace("\\\\u", "\\u")).ok()?),
            _ => out.push(token.clone()),
        }
    }
    Some(out)
}

#[test]
fn the_tokenizer_agrees_with_html5lib() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/corpus/html/tokenizer");
    let Ok(files) = std::fs::read_dir(folder) else {
        println!("skipped: no html5lib tests in ../shared/corpus/html/tokenizer");
        return;
    };
    let (mut run, mut surrogates, mut failures) = (0, 0, Vec::new());
    for file in files
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "test"))
    {
        let document: Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
        // `xmlViolationTests` are of another kind of parser: one whose output has to be XML.
        for test in document["tests"].as_array().into_iter().flatten() {
            let escaped = test["doubleEscaped"] == true;
            let input = test["input"].as_str().unwrap();
            let description = test["description"].as_str().unwrap();
            // Lone surrogates: no Rust string holds them.
            let input = if escaped { unescape(input) } else { Some(input.to_owned()) };
            let (Some(input), Some(expected)) = (input, expected(test, escaped)) else {
                surrogates += 1;
                continue;
            };
            let states = test["initialStates"].as_array().cloned().unwrap_or(vec![json!("Data state")]);
            for state in states {
                let (mode, cdata) = match state.as_str().unwrap() {
                    "Data state" => (Mode::Data, false),
                    "RCDATA state" => (Mode::Rcdata, false),
                    "RAWTEXT state" => (Mode::Rawtext, false),
                    "Script data state" => (Mode::Script, false),
                    "PLAINTEXT state" => (Mode::Plaintext, false),
                    "CDATA section state" => (Mode::Data, true),
                    other => panic!("unknown state {other}"),
                };
                let input = if cdata { format!("<![CDATA[{input}") } else { input.clone() };
                let found = tokens(&input, mode, test["lastStartTag"].as_str().unwrap_or(""), cdata);
                run += 1;
                if found != expected {
                    failures.push(format!("{description} ({state}): {input:?}\n  {expected:?}\n  {found:?}"));
                }
            }
        }
    }
    println!("html5lib: {run} tests, {surrogates} skipped that hold half a surrogate pair");
    assert!(run > 6000);
    assert!(
        failures.is_empty(),
        "{} failures\n{}",
        failures.len(),
        failures[..failures.len().min(30)].join("\n")
    );
}
