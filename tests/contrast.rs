//! Colours of text on their grounds, in every theme, by WCAG 2.2's formulas (relative luminance, contrast ratio).
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeMap;

const TOKENS: &str = include_str!("../style/tokens.css");
/// Text, and what it stands on.
const TEXTS: [&str; 5] = ["--sf-text", "--sf-muted", "--sf-accent", "--sf-kicker", "--sf-warn"];
const GROUNDS: [&str; 2] = ["--sf-ground", "--sf-raised"];

/// The declarations of the rule that begins with `selector`, as text.
fn rule(selector: &str) -> BTreeMap<&'static str, &'static str> {
    let start = TOKENS.find(&format!("{selector} {{")).unwrap();
    let (_, rest) = TOKENS.get(start..).unwrap().split_once('{').unwrap();
    let (body, _) = rest.split_once('}').unwrap();
    body.split(';')
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.trim(), value.trim()))
        .collect()
}

/// The colour of a declaration where the scheme is light or dark.
fn colour(value: &str, dark: bool) -> [f64; 3] {
    let inner = value.strip_prefix("light-dark(").and_then(|rest| rest.strip_suffix(')'));
    let one = match inner.and_then(|pair| pair.split_once(',')) {
        Some((light, night)) => {
            if dark {
                night.trim()
            } else {
                light.trim()
            }
        }
        None => value,
    };
    let digits: Vec<f64> =
        one.trim_start_matches('#').chars().map(|c| f64::from(c.to_digit(16).unwrap())).collect();
    match digits.len() {
        3 => [digits[0] * 17.0, digits[1] * 17.0, digits[2] * 17.0],
        6 => [0, 2, 4].map(|at| digits[at] * 16.0 + digits[at + 1]),
        _ => panic!("{value} is no colour that is read here"),
    }
}

fn luminance(colour: [f64; 3]) -> f64 {
    let [red, green, blue] = colour.map(|part| {
        let part = part / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn text_has_a_contrast_of_seven_to_one_on_its_ground_in_every_theme() {
    let usual = rule(":root");
    // Sepia is a light theme on every device.
    for (selector, schemes) in [
        (":root", [false, true].as_slice()),
        ("[data-standfirst-look~=\"sepia\"]", &[false]),
        ("[data-standfirst-look~=\"contrast\"]", &[false, true]),
    ] {
        let mut theme = usual.clone();
        theme.extend(rule(selector));
        for dark in schemes.iter().copied() {
            for (text, ground) in TEXTS.iter().flat_map(|text| GROUNDS.map(|ground| (*text, ground))) {
                let ratio = contrast(colour(theme[text], dark), colour(theme[ground], dark));
                assert!(ratio >= 7.0, "{selector}, dark {dark}: {text} on {ground} has {ratio:.2}");
            }
            let button = contrast(colour(theme["--sf-on-accent"], dark), colour(theme["--sf-accent"], dark));
            assert!(button >= 7.0, "{selector}, dark {dark}: buttons have {button:.2}");
            let marked = contrast(colour(theme["--sf-text"], dark), colour(theme["--sf-mark"], dark));
            assert!(marked >= 7.0, "{selector}, dark {dark}: marked text has {marked:.2}");
        }
    }
}

#[test]
fn the_formulas_give_the_known_figures() {
    assert!((contrast([255.0; 3], [0.0; 3]) - 21.0).abs() < 0.001);
    // WebAIM's example of the least grey on white for 4.5:1.
    assert!((contrast(colour("#767676", false), colour("#fff", false)) - 4.54).abs() < 0.01);
}
