//! What the module gives to JavaScript: `public/start.js` calls `openPage`, the element of `public/element.js` the others.

/// The heap of the module that ships. An app that uses the crate keeps its own.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static HEAP: standfirst::heap::Heap<standfirst::heap::Memory> =
    standfirst::heap::Heap::new(standfirst::heap::Memory);

#[cfg(target_arch = "wasm32")]
mod page {
    use standfirst::app;
    use standfirst::browser::fetch::Early;
    use standfirst::browser::{draft_store, panic, words};
    use wasm_bindgen::JsValue;
    use wasm_bindgen::prelude::wasm_bindgen;

    /// Opens the page. `early` is the request that the start module has begun, `{address, response, abort, personal}`, or nothing;
    /// `fetch_words` gives the promise of a language's sentences, `bring_drafts` that of the draft writer.
    #[wasm_bindgen(js_name = openPage)]
    pub fn open_page(early: &JsValue, fetch_words: &JsValue, bring_drafts: &JsValue) {
        panic::set_hook();
        words::from_start(fetch_words);
        draft_store::writer_from_start(bring_drafts);
        app::open(Early::from_js(early));
    }
}

#[cfg(target_arch = "wasm32")]
mod element {
    use standfirst::browser::host::Host;
    use standfirst::browser::{draft_store, panic, words};
    use standfirst::element;
    use wasm_bindgen::JsValue;
    use wasm_bindgen::prelude::wasm_bindgen;

    /// Shows an article in `place`, a detached part of `element`'s shell, and gives the number of the viewer. `reveal` is
    /// called when there is something to see. The rest is as `standfirst::element::mount` has it.
    #[wasm_bindgen]
    pub fn mount(
        element: JsValue,
        place: JsValue,
        reveal: JsValue,
        src: Option<String>,
        text: Option<String>,
        config: String,
        fragment: String,
    ) -> u32 {
        let host = Host::element(element.into(), place.into(), reveal.into());
        element::mount(host, src, text, config, fragment)
    }

    /// To be called once, before any other. `drafts` is where `drafts.js`, which came with the element, has what was typed: a `Map`;
    /// `fetch_words` gives the promise of a language's sentences.
    #[wasm_bindgen(js_name = prepare)]
    pub fn prepare(drafts: &JsValue, fetch_words: &JsValue) {
        panic::set_hook();
        draft_store::use_memory(drafts);
        words::from_start(fetch_words);
    }

    /// Ends a viewer: its requests, its listeners and all that it holds.
    #[wasm_bindgen]
    pub fn unmount(number: u32) {
        element::unmount(number);
    }

    /// Goes to a place in a viewer's article; says whether there is one of that name.
    #[wasm_bindgen(js_name = goTo)]
    pub fn go_to(number: u32, fragment: &str) -> bool {
        element::go_to(number, fragment)
    }
}

fn main() {
    #[cfg(not(target_arch = "wasm32"))]
    eprintln!("This is the page's entry for WebAssembly: run `cargo xtask serve`.");
}
