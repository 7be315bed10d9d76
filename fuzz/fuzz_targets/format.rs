//! `cargo +nightly fuzz run format fuzz/corpus/format public/samples`; with `--sanitizer none` where only stable is there.
#![no_main]

#[allow(dead_code, reason = "each fuzzer has one of the targets")]
mod targets;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| targets::format(bytes));
