//! Numbers to change texts by.

/// The same numbers in every run: Marsaglia's xorshift.
pub struct Numbers(pub u64);

impl Numbers {
    /// One below a limit, which is not 0.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).unwrap()
    }
}
