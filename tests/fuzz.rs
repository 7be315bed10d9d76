//! The fuzz targets with a fixed set of inputs: the project's own documents and hostile HTML, and mutations of them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "support/numbers.rs"]
mod numbers;
#[path = "../fuzz/fuzz_targets/targets.rs"]
mod targets;

use numbers::Numbers;

impl Numbers {
    /// Some bytes of a seed changed, taken out, or put in from another one.
    fn mutate(&mut self, seeds: &[Vec<u8>]) -> Vec<u8> {
        let mut bytes = seeds[self.below(seeds.len())].clone();
        let other = &seeds[self.below(seeds.len())];
        for _ in 0..=self.below(6) {
            let at = self.below(bytes.len().max(1));
            let end = (at + self.below(40)).min(bytes.len());
            let from = self.below(other.len());
            let piece = &other[from..(from + self.below(40)).min(other.len())];
            match self.below(3) {
                0 if at < bytes.len() => bytes[at] = u8::try_from(self.below(256)).unwrap(),
                1 => bytes.splice(at..end.max(at), []).for_each(drop),
                _ => bytes.splice(at..at, piece.iter().copied()).for_each(drop),
            }
        }
        bytes
    }
}

#[test]
fn documents_are_read_or_refused() {
    let files = std::fs::read_dir("public/samples").unwrap().map(|entry| entry.unwrap().path());
    let files = files.chain([std::path::PathBuf::from("schema/article.example.json")]);
    let json = files.filter(|path| path.extension().is_some_and(|end| end == "json"));
    let seeds: Vec<Vec<u8>> =
        json.map(|path| std::fs::read(path).unwrap()).filter(|bytes| bytes.len() < 20_000).collect();
    assert!(seeds.len() > 3);
    seeds.iter().for_each(|seed| targets::format(seed));
    let mut numbers = Numbers(0x5eed_f022);
    (0..1500).for_each(|_| targets::format(&numbers.mutate(&seeds)));
}

#[test]
fn html_is_read_the_same_twice() {
    let list: Vec<String> =
        serde_json::from_slice::<serde_json::Value>(&std::fs::read("tests/fixtures/hostile.json").unwrap())
            .unwrap()
            .as_array()
            .unwrap()
            .iter()
            .map(|text| text.as_str().unwrap().to_owned())
            .collect();
    let seeds: Vec<Vec<u8>> =
        list.into_iter().map(String::into_bytes).filter(|bytes| bytes.len() < 500).collect();
    seeds.iter().for_each(|seed| targets::html(seed));
    let mut numbers = Numbers(0x5eed_f023);
    (0..4000).for_each(|_| targets::html(&numbers.mutate(&seeds)));
}
