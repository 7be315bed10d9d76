//! The npm package: plain modules that need no build, and that bundlers know how to take.

use anyhow::{Context, Result};
use serde_json::json;
use std::{fs, path::Path};

use super::{manifest, types};
use crate::finish::element::{HELD, QUIET, address, base64};

/// Defines the element when it is imported.
const INDEX: &str = "import { StandfirstArticle, define, version } from './define.js';\n\ndefine();\nexport { StandfirstArticle, define, version };\n";

const README: &str = "# standfirst\n\n`<standfirst-article src=\"article.json\">` shows an article, its comments and a reply form, isolated in a shadow root.\n\n\
```js\nimport 'standfirst';         // defines <standfirst-article>\nimport { define } from 'standfirst/define'; // defines nothing by itself\n```\n\n\
Vite and webpack copy the two files that it fetches; so does every browser with an import map. esbuild does not: import `standfirst/inline`,\n\
which holds them, or copy `*.wasm` and `*.sheet.txt` beside your bundle.\n";

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
    let entry = |name: &str| json!({"types": format!("./{name}.d.ts"), "default": format!("./{name}.js")});
    let package = json!({
        "name": "standfirst",
        "version": standfirst::VERSION,
        "description": "An article viewer as a custom element: headline, text, comments and a reply form whose text is never lost",
        "license": "MIT OR Apache-2.0",
        "type": "module",
        "main": "./index.js",
        "types": "./index.d.ts",
        "customElements": "./custom-elements.json",
        "exports": {
            ".": entry("index"), "./define": entry("define"), "./inline": entry("inline"),
            "./custom-elements.json": "./custom-elements.json", "./package.json": "./package.json",
        },
        "sideEffects": ["./index.js", "./inline.js"],
    });
    put("package.json", &(serde_json::to_string_pretty(&package)? + "\n"))
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
