//! `cargo +nightly fuzz run html fuzz/corpus/html tests/fixtures`; with `--sanitizer none` where only stable is there.
#![no_main]

#[allow(dead_code, reason = "each fuzzer has one of the targets")]
mod targets;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| targets::html(bytes));
