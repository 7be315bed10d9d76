//! The npm package: plain modules that need no build, and that bundlers know how to take.

use anyhow::{Context, Result};
use std::{fs, path::Path};

use super::{manifest, types};
use crate::finish::element::{HELD, QUIET, address, base64};

/// Defines the element when it is imported.
const INDEX: &str = "import { StandfirstArticle, define, version } from './define.js';\n\ndefine();\nexport { StandfirstArticle, define, version };\n";

const README: &str = "# standfirst\n\n`<standfirst-article src=\"article.json\">` shows an article, its comments and a reply form, isolated in a shadow root.\n\n\
```js\nimport 'standfirst';         // defines <standfirst-article>\nimport { define } from 'standfirst/define'; // defines nothing by itself\n```\n\n\
Vite and webpack copy the files that it fetches; with an import map browsers fetch them from the package. esbuild does not copy them: import\n\
`standfirst/inline`, which holds them, or copy `*.wasm` and `*.txt` beside your bundle.\n";

/// Its `package.json`. Conditions count in their order, types before all others (Node.js documentation, "Conditional exports").
const PACKAGE: &str = r#"{
  "name": "standfirst",
  "version": "{version}",
  "description": "An article viewer as a custom element: headline, text, comments and a reply form whose text is never lost",
  "license": "MIT OR Apache-2.0",
  "type": "module",
  "main": "./index.js",
  "types": "./index.d.ts",
  "customElements": "./custom-elements.json",
  "exports": {
    ".": { "types": "./index.d.ts", "default": "./index.js" },
    "./define": { "types": "./define.d.ts", "default": "./define.js" },
    "./inline": { "types": "./inline.d.ts", "default": "./inline.js" },
    "./custom-elements.json": "./custom-elements.json",
    "./package.json": "./package.json"
  },
  "sideEffects": ["./index.js", "./inline.js"]
}
"#;

/// Writes the package from a finished page; `files` are those that the element fetches.
pub fn write(folder: &Path, root: &Path, dist: &Path, files: &[String]) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("creating {}", folder.display()))?;
    let put = |name: &str, text: &str| {
        fs::write(folder.join(name), text).with_context(|| format!("writing {name}"))
    };
    for name in files {
        super::copy_if_there(&dist.join(name), &folder.join(name))?;
    }
    for name in ["LICENSE-MIT", "LICENSE-APACHE"] {
        super::copy_if_there(&root.join(name), &folder.join(name))?;
    }
    let module = fs::read_to_string(dist.join(QUIET)).with_context(|| format!("reading {QUIET}"))?;
    let declarations = types::declarations();
    put("define.js", &module)?;
    put("index.js", INDEX)?;
    let (inline, bytes) = inline(&module, dist, files)?;
    put("inline.js", &inline)?;
    put("inline-files.js", &bytes)?;
    for name in ["index.d.ts", "define.d.ts", "inline.d.ts"] {
        put(name, &declarations)?;
    }
    put("custom-elements.json", &serde_json::to_string_pretty(&manifest::manifest())?)?;
    put("README.md", README)?;
    put("package.json", &PACKAGE.replace("{version}", standfirst::VERSION))
}

/// The module with its files in a second module beside it, which is fetched when they are needed.
fn inline(module: &str, dist: &Path, files: &[String]) -> Result<(String, String)> {
    let mut inline = module.to_owned();
    let mut bytes = String::from(
        "const of = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));\nexport default {\n",
    );
    let mut held = String::from("const HELD = {");
    for name in files {
        let from = address(name);
        anyhow::ensure!(inline.contains(&from), "the element does not fetch {name} as expected");
        inline = inline.replace(&from, &format!("\"{name}\""));
        held.push_str(&format!(
            "\"{name}\": async () => (await import(\"./inline-files.js\")).default[\"{name}\"](),"
        ));
        let file = fs::read(dist.join(name)).with_context(|| format!("reading {name}"))?;
        bytes.push_str(&format!("\"{name}\": () => of(\"{}\"),\n", base64(&file)));
    }
    anyhow::ensure!(inline.contains(HELD), "the element does not say what it holds");
    inline = inline.replacen(HELD, &(held + "};"), 1);
    bytes.push_str("};\n");
    Ok((inline + "define();\n", bytes))
}

#[cfg(test)]
mod tests {
    use super::PACKAGE;

    /// TypeScript takes the first condition that holds: `default` before `types` hid the types.
    #[test]
    fn types_are_the_first_condition_of_each_entry() {
        let package: serde_json::Value = serde_json::from_str(PACKAGE).unwrap();
        let entries = package["exports"].as_object().unwrap().values().filter(|entry| entry.is_object());
        assert_eq!(entries.count(), 3);
        assert_eq!(PACKAGE.matches("{ \"types\": \"./").count(), 3);
    }
}
