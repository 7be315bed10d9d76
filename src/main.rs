//! The page's entry: `public/start.js` instantiates the module and calls `openPage`.

#[cfg(target_arch = "wasm32")]
mod page {
    use standfirst::app;
    use standfirst::browser::fetch::Early;
    use standfirst::browser::{panic, words};
    use wasm_bindgen::JsValue;
    use wasm_bindgen::prelude::wasm_bindgen;

    /// Opens the page. `early` is the request that the start module has begun, `{address, response, abort}`, or nothing;
    /// `fetch_words` gives the promise of a language's sentences.
    #[wasm_bindgen(js_name = openPage)]
    pub fn open_page(early: &JsValue, fetch_words: &JsValue) {
        panic::set_hook();
        words::from_start(fetch_words);
        app::open(Early::from_js(early));
    }
}

fn main() {
    #[cfg(not(target_arch = "wasm32"))]
    eprintln!("This is the page's entry for WebAssembly: run `cargo xtask serve`.");
}
