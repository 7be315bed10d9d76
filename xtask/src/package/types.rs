//! TypeScript's view of the element.

use standfirst::embed::{Code, Event, element as contract, element::Takes};

/// The declarations of `index.js` and `define.js`.
pub fn declarations() -> String {
    let mut out = String::from(
        "export declare class StandfirstArticle extends HTMLElement {\n  static readonly version: string;\n",
    );
    for attribute in contract::ATTRIBUTES.iter().filter(|attribute| attribute.name != "lang") {
        let kind = match attribute.takes {
            Takes::Flag => "boolean".to_owned(),
            takes => of_attribute(takes),
        };
        out.push_str(&format!("  /** {} */\n  {}: {kind};\n", attribute.about, property(attribute.name)));
    }
    for (name, kind, about) in contract::MEMBERS {
        out.push_str(&format!("  /** {about} */\n  {name}: {kind};\n"));
    }
    out.push_str("}\n\n");
    let codes: Vec<String> = Code::ALL.iter().map(|code| format!("'{}'", code.name())).collect();
    let reasons: Vec<String> = contract::REASONS.iter().map(|reason| format!("'{reason}'")).collect();
    out.push_str(&format!("export type StandfirstCode = {};\n", codes.join(" | ")));
    out.push_str(&format!("export type StandfirstReason = {};\n\n", reasons.join(" | ")));
    out.push_str("export interface StandfirstEvents {\n");
    for event in Event::ALL {
        out.push_str(&format!(
            "  /** {} */\n  '{}': CustomEvent<{}>;\n",
            event.about(),
            event.name(),
            event.detail()
        ));
    }
    out.push_str("}\n\n/** Defines the element, unless it is defined. */\n");
    out.push_str("export declare function define(tag?: string, registry?: CustomElementRegistry): CustomElementConstructor;\n");
    out.push_str(
        "export declare const version: string;\n\ndeclare global {\n  interface HTMLElementTagNameMap {\n",
    );
    out.push_str(&format!("    '{}': StandfirstArticle;\n  }}\n", contract::TAG));
    out.push_str("  interface HTMLElementEventMap extends StandfirstEvents {}\n}\n");
    out
}

/// The property of an attribute.
pub fn property(attribute: &str) -> String {
    let mut words = attribute.split('-');
    let mut out = words.next().unwrap_or_default().to_owned();
    for word in words {
        let mut letters = word.chars();
        out.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        out.push_str(letters.as_str());
    }
    out
}

/// The type of what an attribute takes.
pub fn of_attribute(takes: Takes) -> String {
    match takes {
        Takes::Text => "string".to_owned(),
        Takes::Flag => "boolean".to_owned(),
        // Without a value the property is the empty text.
        Takes::One(words) => words
            .iter()
            .map(|word| format!("'{word}'"))
            .chain(["''".to_owned()])
            .collect::<Vec<_>>()
            .join(" | "),
    }
}

#[cfg(test)]
mod tests {
    use super::{declarations, property};

    #[test]
    fn the_declarations_have_every_attribute_as_a_property() {
        assert_eq!(property("heading-level"), "headingLevel");
        let text = declarations();
        for part in [
            "headingLevel: string;",
            "avatars: boolean;",
            "'no-source'",
            "'standfirst-ready': CustomEvent<",
            "goTo(name: string): boolean;",
        ] {
            assert!(text.contains(part), "{part}");
        }
    }
}
