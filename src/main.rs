//! The page's entry. `public/start.js` instantiates the module and calls [`standfirst`]'s export `openPage`.

fn main() {
    #[cfg(not(target_arch = "wasm32"))]
    eprintln!("This is the page's entry for WebAssembly: run `cargo xtask serve`.");
}
