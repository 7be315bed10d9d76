//! HTML that wants to do harm: the project's own list, and mutations of it. The same in every run and on every platform.

use serde_json::Value;

/// The project's own list.
pub fn own() -> Vec<String> {
    strings(include_bytes!("../fixtures/hostile.json"), |item| item)
}

/// The texts of a list in JSON.
pub fn strings(json: &[u8], text: impl Fn(&Value) -> &Value) -> Vec<String> {
    let list: Value = serde_json::from_slice(json).unwrap();
    list.as_array().unwrap().iter().map(|item| text(item).as_str().unwrap().to_owned()).collect()
}

/// `count` mutations of a list: characters changed, ends cut off, pieces of others put in.
pub fn mutations(list: &[String], count: usize) -> Vec<String> {
    let list: Vec<Vec<char>> =
        list.iter().filter(|html| html.len() < 600).map(|html| html.chars().collect()).collect();
    let mut numbers = Numbers(0x5eed_ba5e);
    (0..count).map(|_| numbers.mutation(&list)).collect()
}

/// Marsaglia's xorshift: the same numbers in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(limit).unwrap()).unwrap()
    }

    fn mutation(&mut self, list: &[Vec<char>]) -> String {
        let mut chars = list[self.below(list.len())].clone();
        let other = &list[self.below(list.len())];
        for _ in 0..=self.below(3) {
            let at = self.below(chars.len() + 1);
            match self.below(4) {
                0 if at < chars.len() => {
                    chars[at] = ['<', '>', '"', '\'', '&', '/', '\0', ' ', '=', '-'][self.below(10)];
                }
                1 => chars.truncate(at.max(1)),
                2 => chars.splice(at..at, other.iter().copied()).for_each(drop),
                _ => {
                    let from = self.below(other.len());
                    chars.splice(at..at, other[from..].iter().copied()).for_each(drop);
                }
            }
        }
        chars.into_iter().collect()
    }
}
